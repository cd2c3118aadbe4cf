//! Looking at passwords: always exactly one Argon2, whoever asks and whatever is stored.

use platform::auth::token::UserKind;
use platform::crypto::{hash_password, password_matches};
use platform::store::CredentialRecord;
use platform::{Context, Error, Result};
use std::sync::OnceLock;

/// The hash of the deployment's initial password, made once per instance: members begin with it, and unknown
/// names are measured against it so that they take as long as known ones.
fn initial_hash(cx: &Context) -> Result<String> {
    static MADE: OnceLock<(String, String)> = OnceLock::new();
    let password = &cx.config().initial_password;
    if let Some((of, hash)) = MADE.get()
        && of == password
    {
        return Ok(hash.clone());
    }
    let made = hash(password)?;
    Ok(MADE.get_or_init(|| (password.clone(), made.clone())).1.clone())
}

/// A hash for storing.
///
/// # Errors
/// Only where the system has no random numbers.
pub(crate) fn hash(password: &str) -> Result<String> {
    hash_password(password).ok_or_else(|| Error::Internal("no random numbers".to_owned()))
}

/// Whether a password is that of a user with this credential. Only members can have none, or one without a
/// hash: theirs is the initial password.
///
/// # Errors
/// Only where the system has no random numbers.
pub(crate) fn matches(
    cx: &Context,
    kind: UserKind,
    credential: Option<&CredentialRecord>,
    password: &str,
) -> Result<bool> {
    let initial = initial_hash(cx)?;
    let own = credential.and_then(|credential| credential.hash.as_deref());
    let right = password_matches(password, own.unwrap_or(&initial));
    Ok(right && (own.is_some() || kind == UserKind::Member))
}

/// Whether a new password is the initial one or that of this credential.
///
/// # Errors
/// Only where the system has no random numbers.
pub(crate) fn is_used(
    cx: &Context,
    kind: UserKind,
    credential: Option<&CredentialRecord>,
    new: &str,
) -> Result<bool> {
    Ok(new == cx.config().initial_password || matches(cx, kind, credential, new)?)
}
