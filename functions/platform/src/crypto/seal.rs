//! Sealed texts: AES-256-GCM, bound to the place they were sealed for.

use super::keyring::KeyError;
use super::{base64, unbase64};
use aes_gcm::aead::{Aead, KeyInit, Nonce, Payload};
use aes_gcm::{Aes256Gcm, Key};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An encrypted text: id of the data key, a dot, then base64 of the 12-byte nonce and the ciphertext with its
/// 16-byte tag. The place is associated data: moved to another record or field it cannot be opened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(String);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

impl Sealed {
    /// From its text, for example a cursor that came back.
    pub fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn key_id(&self) -> &str {
        self.0.split_once('.').map_or("", |(id, _)| id)
    }

    pub(super) fn new(key_id: &str, key: &[u8; 32], place: &str, text: &str) -> Result<Self, KeyError> {
        let nonce = rand::random::<[u8; 12]>();
        let payload = Payload { msg: text.as_bytes(), aad: place.as_bytes() };
        let cipher = Aes256Gcm::new(&Key::<Aes256Gcm>::from(*key));
        let mut bytes = nonce.to_vec();
        bytes
            .extend(cipher.encrypt(&Nonce::<Aes256Gcm>::from(nonce), payload).map_err(|_| KeyError::Sealed)?);
        Ok(Self(format!("{key_id}.{}", base64(&bytes))))
    }

    pub(super) fn open(&self, key: &[u8; 32], place: &str) -> Result<String, KeyError> {
        let (_, body) = self.0.split_once('.').ok_or(KeyError::Sealed)?;
        let bytes = unbase64(body).ok_or(KeyError::Sealed)?;
        let (nonce, ciphertext) = bytes.split_first_chunk::<12>().ok_or(KeyError::Sealed)?;
        let payload = Payload { msg: ciphertext, aad: place.as_bytes() };
        let cipher = Aes256Gcm::new(&Key::<Aes256Gcm>::from(*key));
        let plain =
            cipher.decrypt(&Nonce::<Aes256Gcm>::from(*nonce), payload).map_err(|_| KeyError::Sealed)?;
        String::from_utf8(plain).map_err(|_| KeyError::Sealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_opens_only_unaltered_with_its_key_at_its_place() {
        let key = [7; 32];
        let sealed = Sealed::new("d1", &key, "M#1 id_number", "11010519491231002X").expect("seals");
        assert!(!sealed.as_str().contains("1101"));
        assert_eq!(sealed.key_id(), "d1");
        assert_eq!(sealed.open(&key, "M#1 id_number").ok().as_deref(), Some("11010519491231002X"));
        assert!(sealed.open(&key, "M#2 id_number").is_err());
        assert!(sealed.open(&key, "M#1 mobile").is_err());
        assert!(sealed.open(&[8; 32], "M#1 id_number").is_err());
        for at in 3..sealed.as_str().len() {
            let mut text = sealed.as_str().to_owned().into_bytes();
            text[at] = if text[at] == b'A' { b'B' } else { b'A' };
            let altered = Sealed(String::from_utf8(text).expect("ascii"));
            assert!(altered == sealed || altered.open(&key, "M#1 id_number").is_err(), "at {at}");
        }
        assert_eq!(format!("{sealed:?}"), "Sealed(…)");
    }

    #[test]
    #[cfg(feature = "testing")]
    fn a_hostile_cursor_opens_nothing() {
        let sealed = Sealed::new("d1", &[7; 32], "cursor", "M#1").expect("seals");
        crate::testing::hostile::survives("a cursor", &[sealed.as_str()], |text| {
            let bent = Sealed::from_text(text);
            // As the ring does: no key, no opening.
            (bent.key_id() == "d1").then_some(())?;
            let opened = bent.open(&[7; 32], "cursor").ok()?;
            assert_eq!((text, opened.as_str()), (sealed.as_str(), "M#1"));
            Some(bent.as_str().to_owned())
        });
    }

    #[test]
    fn the_same_text_is_sealed_differently_each_time() {
        let seal = || Sealed::new("d1", &[7; 32], "x", "same").expect("seals");
        assert_ne!(seal(), seal());
    }
}
