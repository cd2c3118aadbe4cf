//! Keys and what is done with them: sealing fields, keyed hashes for look-ups, passwords. Knows no record.

mod keyring;
mod passwords;
mod seal;

pub use keyring::{DataKey, KMS_CONTEXT, KeyError, KeyRing, KeyStore, Pepper, READY_AFTER, Ring, SigningKey};
pub use passwords::{hash_password, password_matches, temporary_password};
pub use seal::Sealed;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// Base64, URL alphabet, no padding.
pub fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Back from [`base64`].
pub fn unbase64(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// SHA-256 of a random token, as it is stored: a token of 256 random bits needs no salt.
pub fn token_hash(token: &str) -> String {
    base64(&Sha256::digest(token.as_bytes()))
}

/// A random token of 256 bits.
pub fn new_token() -> String {
    base64(&rand::random::<[u8; 32]>())
}

/// A name for a random token under which it can be found and from which it cannot be told: half of its
/// SHA-256, 32 hexadecimal digits.
pub fn token_id(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// A random code of `digits` decimal digits, each code as likely as any other.
pub fn new_code(digits: usize) -> String {
    (0..digits).map(|_| char::from(b'0' + rand::random_range(0..10_u8))).collect()
}
