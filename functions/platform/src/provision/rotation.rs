//! New keys for the key ring. Old ones stay to read old work; only a signing key that others have seen is thrown away.

use super::{ProvisionError, service};
use crate::crypto::{DataKey, KMS_CONTEXT, KeyRing, Pepper, SigningKey, base64};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use aws_sdk_kms::types::DataKeySpec;

/// What a key of the ring is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Signs access tokens.
    Signing,
    /// Makes keyed hashes for look-ups, and seals cursors.
    Pepper,
    /// Encrypts fields.
    Data,
}

impl KeyKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Signing, Self::Pepper, Self::Data];
}

/// The ring with a new key of each of `kinds` at the head of its list, used for new work `from` these seconds since
/// 1970. `kms_key` names the key of KMS that wraps a new data key.
pub(super) async fn rotated(
    kms: &aws_sdk_kms::Client,
    kms_key: &str,
    mut ring: KeyRing,
    kinds: &[KeyKind],
    from: i64,
) -> Result<KeyRing, ProvisionError> {
    let id = |kind: char| format!("{kind}{}", uuid::Uuid::now_v7().simple());
    for kind in kinds {
        match kind {
            KeyKind::Signing => {
                let pair = Ed25519KeyPair::generate().map_err(service("signing key"))?;
                let private = pair.to_pkcs8v1().map_err(service("signing key"))?;
                let (private, public) = (base64(private.as_ref()), base64(pair.public_key().as_ref()));
                ring.signing.insert(0, SigningKey { id: id('s'), private, public, from });
            }
            KeyKind::Pepper => {
                let secret = base64(&rand::random::<[u8; 32]>());
                ring.peppers.insert(0, Pepper { id: id('p'), secret, from });
            }
            KeyKind::Data => {
                let data_key = kms
                    .generate_data_key()
                    .key_id(kms_key)
                    .key_spec(DataKeySpec::Aes256)
                    .encryption_context(KMS_CONTEXT.0, KMS_CONTEXT.1)
                    .send()
                    .await
                    .map_err(service("data key"))?;
                let wrapped = data_key.ciphertext_blob().map(|blob| base64(blob.as_ref()));
                ring.data_keys.insert(0, DataKey { id: id('d'), wrapped: wrapped.unwrap_or_default(), from });
            }
        }
    }
    Ok(ring)
}

/// Rotates keys of a secret; answers the ring as it is now. The new ones are used `from` these seconds since 1970.
/// Where functions run that is [`crate::crypto::READY_AFTER`] from now, so that none meets what it cannot read yet.
///
/// With `leaked`, signing keys that are replaced are thrown away, and what they signed is worth nothing to whoever
/// reads the ring anew. Other kinds stay: what is stored could not be read without them.
///
/// # Errors
/// [`ProvisionError`].
pub async fn rotate(
    (kms, kms_key): (&aws_sdk_kms::Client, &str),
    (secrets, secret_id): (&aws_sdk_secretsmanager::Client, &str),
    kinds: &[KeyKind],
    from: i64,
    leaked: bool,
) -> Result<KeyRing, ProvisionError> {
    let present =
        secrets.get_secret_value().secret_id(secret_id).send().await.map_err(service("read secret"))?;
    let ring = serde_json::from_str(present.secret_string().unwrap_or_default())?;
    let mut ring = rotated(kms, kms_key, ring, kinds, from).await?;
    if leaked && kinds.contains(&KeyKind::Signing) {
        ring.signing.truncate(1);
    }
    secrets
        .put_secret_value()
        .secret_id(secret_id)
        .secret_string(serde_json::to_string(&ring)?)
        .send()
        .await
        .map_err(service("write secret"))?;
    Ok(ring)
}
