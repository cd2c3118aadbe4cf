//! The key ring: signing keys for access tokens, peppers for keyed hashes, wrapped data keys for fields.
//! It is one secret in the secret store. Each list is newest first: the first whose time has come is used for
//! new work, the others only read, so that each can be rotated without signing anybody out: a new key comes
//! into use only when every instance of every function knows it.

use super::seal::Sealed;
use super::{base64, unbase64};
use crate::clock::Clock;
use aws_sdk_kms::primitives::Blob;
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::{DecodingKey, EncodingKey};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::RwLock;

/// The secret's text is the JSON of this.
#[derive(Clone, Serialize, Deserialize)]
pub struct KeyRing {
    /// Ed25519 keys of access tokens.
    pub signing: Vec<SigningKey>,
    /// HMAC-SHA-256 keys of look-ups and cursors.
    pub peppers: Vec<Pepper>,
    /// AES-256 keys of fields, wrapped by the KMS key.
    pub data_keys: Vec<DataKey>,
}

/// An Ed25519 key pair.
#[derive(Clone, Serialize, Deserialize)]
pub struct SigningKey {
    /// `kid` in tokens.
    pub id: String,
    /// PKCS #8, base64.
    pub private: String,
    /// 32 bytes, base64.
    pub public: String,
    /// From when it is used for new work, seconds since 1970.
    #[serde(default)]
    pub from: i64,
}

/// A secret for keyed hashes.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pepper {
    /// Stands before the hash.
    pub id: String,
    /// 32 bytes, base64.
    pub secret: String,
    /// From when it is used for new work, seconds since 1970.
    #[serde(default)]
    pub from: i64,
}

/// A data key as KMS wrapped it.
#[derive(Clone, Serialize, Deserialize)]
pub struct DataKey {
    /// Stands before each sealed field.
    pub id: String,
    /// KMS ciphertext, base64.
    pub wrapped: String,
    /// From when it is used for new work, seconds since 1970.
    #[serde(default)]
    pub from: i64,
}

/// Seconds from the making of a key to its use: longer than any instance keeps a ring ([`FRESH`]).
pub const READY_AFTER: i64 = 1200;

impl KeyRing {
    /// Orders each list for use at `now`: keys whose time has come first, the newest of them at the head.
    fn put_ready_first(&mut self, now: i64) {
        self.signing.sort_by_key(|key| key.from > now);
        self.peppers.sort_by_key(|key| key.from > now);
        self.data_keys.sort_by_key(|key| key.from > now);
    }
}

/// What binds a wrapped data key to its use: KMS refuses to unwrap it in another context.
pub const KMS_CONTEXT: (&str, &str) = ("purpose", "e-home-fields");

/// The ring, unwrapped and ready for use.
pub struct Ring {
    signing: (String, EncodingKey),
    verifying: Vec<(String, DecodingKey)>,
    peppers: Vec<(String, Vec<u8>)>,
    data_keys: Vec<(String, [u8; 32])>,
}

/// A ring could not be read.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The secret store or KMS does not answer as it should.
    #[error("key service: {0}")]
    Service(String),
    /// The secret is not a key ring, or a list in it is empty.
    #[error("the key ring is broken: {0}")]
    Broken(&'static str),
    /// The sealed text is not what it claims to be.
    #[error("a sealed field cannot be opened")]
    Sealed,
}

impl Ring {
    /// Name and key of new tokens' signatures.
    pub fn signing(&self) -> (&str, &EncodingKey) {
        (&self.signing.0, &self.signing.1)
    }

    /// The key that verifies tokens of this `kid`.
    pub fn verifying(&self, id: &str) -> Option<&DecodingKey> {
        self.verifying.iter().find(|(known, _)| known == id).map(|(_, key)| key)
    }

    /// The keyed hashes of a value, newest pepper first: write the first, look under all. `purpose`
    /// separates uses.
    pub fn hashes(&self, purpose: &str, value: &str) -> Vec<String> {
        self.peppers
            .iter()
            .filter_map(|(id, secret)| {
                let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
                mac.update(purpose.as_bytes());
                mac.update(&[0]);
                mac.update(value.as_bytes());
                Some(format!("{id}.{}", base64(&mac.finalize().into_bytes())))
            })
            .collect()
    }

    /// Seals a text for one field of one record (or another place that `place` names).
    ///
    /// # Errors
    /// [`KeyError`] where the ring is broken.
    pub fn seal(&self, place: &str, text: &str) -> Result<Sealed, KeyError> {
        let (id, key) = self.data_keys.first().ok_or(KeyError::Broken("no data key"))?;
        Sealed::new(id, key, place, text)
    }

    /// Opens what was sealed for the same place.
    ///
    /// # Errors
    /// [`KeyError::Sealed`] where it was sealed elsewhere, altered, or under a key that is gone.
    pub fn open(&self, place: &str, sealed: &Sealed) -> Result<String, KeyError> {
        let (_, key) = self.data_keys.iter().find(|(id, _)| id == sealed.key_id()).ok_or(KeyError::Sealed)?;
        sealed.open(key, place)
    }
}

/// Reads the ring from the secret store, keeps it, and reads it again when it may have changed.
pub struct KeyStore {
    secrets: aws_sdk_secretsmanager::Client,
    kms: aws_sdk_kms::Client,
    secret_id: String,
    kept: RwLock<Option<(Arc<Ring>, Instant)>>,
}

const FRESH: Duration = Duration::from_secs(600);
const LEAST_AGE: Duration = Duration::from_secs(10);

impl KeyStore {
    /// A store that has read nothing yet.
    pub fn new(secrets: aws_sdk_secretsmanager::Client, kms: aws_sdk_kms::Client, secret_id: String) -> Self {
        Self { secrets, kms, secret_id, kept: RwLock::new(None) }
    }

    /// The ring, not older than ten minutes.
    ///
    /// # Errors
    /// [`KeyError`].
    pub async fn ring(&self) -> Result<Arc<Ring>, KeyError> {
        self.not_older_than(FRESH).await
    }

    /// The ring, read again unless that happened within ten seconds: for a token whose key is unknown, which
    /// may be a new key or a forgery.
    ///
    /// # Errors
    /// [`KeyError`].
    pub async fn fresh_ring(&self) -> Result<Arc<Ring>, KeyError> {
        self.not_older_than(LEAST_AGE).await
    }

    async fn not_older_than(&self, age: Duration) -> Result<Arc<Ring>, KeyError> {
        if let Some((ring, read)) = self.kept.read().await.as_ref()
            && read.elapsed() < age
        {
            return Ok(Arc::clone(ring));
        }
        let mut kept = self.kept.write().await;
        if let Some((ring, read)) = kept.as_ref()
            && read.elapsed() < age
        {
            return Ok(Arc::clone(ring));
        }
        let ring = Arc::new(self.read().await?);
        *kept = Some((Arc::clone(&ring), Instant::now()));
        Ok(ring)
    }

    async fn read(&self) -> Result<Ring, KeyError> {
        let secret = self
            .secrets
            .get_secret_value()
            .secret_id(&self.secret_id)
            .send()
            .await
            .map_err(|error| KeyError::Service(format!("{error:?}")))?;
        let text = secret.secret_string().ok_or(KeyError::Broken("no text"))?;
        let mut ring: KeyRing = serde_json::from_str(text).map_err(|_| KeyError::Broken("not a key ring"))?;
        ring.put_ready_first(Clock::default().now().seconds());
        let mut data_keys = Vec::with_capacity(ring.data_keys.len());
        for key in &ring.data_keys {
            data_keys.push((key.id.clone(), self.unwrap(&key.wrapped).await?));
        }
        let newest = ring.signing.first().ok_or(KeyError::Broken("no signing key"))?;
        let private = unbase64(&newest.private).ok_or(KeyError::Broken("signing key"))?;
        let verifying = ring
            .signing
            .iter()
            .map(|key| Some((key.id.clone(), DecodingKey::from_ed_components(&key.public).ok()?)))
            .collect::<Option<_>>()
            .ok_or(KeyError::Broken("public key"))?;
        let peppers = ring
            .peppers
            .iter()
            .map(|pepper| Some((pepper.id.clone(), unbase64(&pepper.secret)?)))
            .collect::<Option<Vec<_>>>()
            .filter(|peppers| !peppers.is_empty())
            .ok_or(KeyError::Broken("pepper"))?;
        Ok(Ring {
            signing: (newest.id.clone(), EncodingKey::from_ed_der(&private)),
            verifying,
            peppers,
            data_keys,
        })
    }

    async fn unwrap(&self, wrapped: &str) -> Result<[u8; 32], KeyError> {
        let blob = unbase64(wrapped).ok_or(KeyError::Broken("data key"))?;
        let reply = self
            .kms
            .decrypt()
            .ciphertext_blob(Blob::new(blob))
            .encryption_context(KMS_CONTEXT.0, KMS_CONTEXT.1)
            .send()
            .await
            .map_err(|error| KeyError::Service(format!("{error:?}")))?;
        let plain = reply.plaintext().ok_or(KeyError::Broken("data key"))?;
        plain.as_ref().try_into().map_err(|_| KeyError::Broken("data key length"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_key_reads_at_once_and_is_used_when_all_know_it() {
        let pepper = |id: &str, from| Pepper { id: id.into(), secret: "AA".into(), from };
        let of = |now: i64| {
            let mut ring = KeyRing {
                signing: Vec::new(),
                peppers: vec![pepper("new", 2000), pepper("present", 1000), pepper("old", 0)],
                data_keys: Vec::new(),
            };
            ring.put_ready_first(now);
            ring.peppers.into_iter().map(|pepper| pepper.id).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of(1999), "present old new");
        assert_eq!(of(2000), "new present old");
        assert_eq!(of(500), "old new present");
        const { assert!(READY_AFTER > FRESH.as_secs().cast_signed()) };
    }
}
