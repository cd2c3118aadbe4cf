//! Access tokens: JWT, EdDSA, ten minutes. They say which session speaks; whether it still may is read from
//! the table with every request.

use crate::context::Context;
use crate::error::{Error, Result};
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use shared_types::error::Refusal;
use shared_types::ids::{OrgId, SessionId};

/// Seconds that an access token is good for.
pub const LIFETIME: u32 = 600;

/// The issuer and audience of our tokens.
const ISSUER: &str = "e-home";

/// Which kind of user a token speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserKind {
    /// An account of an organisation.
    Account,
    /// A member.
    Member,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// [`ISSUER`].
    iss: String,
    /// Account or member id.
    pub sub: String,
    /// Which of the two.
    pub kind: UserKind,
    /// The session.
    pub sid: SessionId,
    /// The organisation of the account, or the member's branch, when the token was issued. A token whose
    /// organisation is no longer right is refused and refreshed.
    pub org: OrgId,
    /// The root of the tree.
    pub root: OrgId,
    /// Issued, seconds.
    pub iat: i64,
    /// Ends, seconds.
    pub exp: i64,
}

/// For whom to issue a token.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Account or member id.
    pub user: String,
    /// Which of the two.
    pub kind: UserKind,
    /// The session.
    pub session: SessionId,
    /// The organisation or branch.
    pub org: OrgId,
    /// The root of the tree.
    pub root: OrgId,
}

/// Issues an access token, good for [`LIFETIME`].
///
/// # Errors
/// Only where the signing key is broken.
pub fn issue(cx: &Context, subject: Subject) -> Result<String> {
    let (kid, key) = cx.ring().signing();
    let header = Header { kid: Some(kid.to_owned()), ..Header::new(Algorithm::EdDSA) };
    let now = cx.now().seconds();
    let claims = Claims {
        iss: ISSUER.to_owned(),
        sub: subject.user,
        kind: subject.kind,
        sid: subject.session,
        org: subject.org,
        root: subject.root,
        iat: now,
        exp: now + i64::from(LIFETIME),
    };
    jsonwebtoken::encode(&header, &claims, key).map_err(|error| Error::Internal(error.to_string()))
}

/// Reads a token: right signature by a key of the ring, EdDSA only, our issuer, not ended, not from the
/// future.
///
/// # Errors
/// [`Refusal::Unauthenticated`] whatever is wrong.
pub async fn read(cx: &Context, token: &str) -> Result<Claims> {
    let refused = || Error::Refused(Refusal::Unauthenticated);
    let header = jsonwebtoken::decode_header(token).map_err(|_| refused())?;
    let kid = header.kid.filter(|_| header.alg == Algorithm::EdDSA).ok_or_else(refused)?;
    let fresher;
    let key = match cx.ring().verifying(&kid) {
        Some(key) => key,
        None => {
            fresher = cx.keys().fresh_ring().await?;
            fresher.verifying(&kid).ok_or_else(refused)?
        }
    };
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[ISSUER]);
    validation.set_required_spec_claims(&["exp", "iss", "sub"]);
    // The library would ask the system's clock; the request's time is the one that counts.
    validation.validate_exp = false;
    validation.validate_aud = false;
    let claims = jsonwebtoken::decode::<Claims>(token, key, &validation).map_err(|_| refused())?.claims;
    let now = cx.now().seconds();
    let in_time =
        claims.iat <= now + 30 && now < claims.exp && claims.exp - claims.iat <= i64::from(LIFETIME);
    if in_time { Ok(claims) } else { Err(refused()) }
}
