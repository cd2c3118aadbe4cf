//! Passwords: Argon2id with 19 MiB, 2 passes, 1 lane (OWASP's first choice for small machines).

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// A salted hash in PHC form. `None` only where the system has no random numbers. Costs some 20 ms of a core.
pub fn hash_password(password: &str) -> Option<String> {
    argon2().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
}

/// Whether the password belongs to the hash; the time does not depend on the answer.
pub fn password_matches(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Characters that nobody takes for another when a password is read out or written on paper.
const PLAIN: &[u8] = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A random password to hand over, 12 characters of three classes, some 68 bits.
pub fn temporary_password() -> String {
    loop {
        let password: String = (0..12)
            .filter_map(|_| PLAIN.get(rand::random_range(0..PLAIN.len())).copied().map(char::from))
            .collect();
        let has = |class: fn(&char) -> bool| password.chars().any(|c| class(&c));
        if has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase) && has(char::is_ascii_digit) {
            return password;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_admits_its_password_only() {
        let hash = hash_password("党建Abc123").expect("hashes");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(password_matches("党建Abc123", &hash));
        assert!(!password_matches("党建Abc124", &hash));
        assert!(!password_matches("党建Abc123", "$argon2id$broken"));
    }

    #[test]
    fn temporary_passwords_are_strong_plain_and_never_the_same() {
        let some: std::collections::BTreeSet<String> = (0..200).map(|_| temporary_password()).collect();
        assert_eq!(some.len(), 200);
        for password in some {
            let today = shared_types::dates::Today("2026-11-23".parse().expect("a day"));
            assert!(shared_types::text::new_password(&password, &today).is_ok(), "{password}");
            assert!(!password.contains(['0', 'O', 'o', '1', 'l', 'I', 'i']), "{password}");
        }
    }
}
