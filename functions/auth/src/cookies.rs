//! The two cookies of signing in: the device's secret and the refresh token. Scripts see neither; both go to
//! this feature's paths only.

use platform::auth::token::UserKind;
use platform::crypto::{new_token, token_hash, token_id, unbase64};
use platform::http::{Cookie, Origin};
use platform::{Context, Error, Result};
use shared_types::auth::COOKIE_PATH;
use shared_types::dates::Moment;
use shared_types::ids::{DeviceId, SessionId};
use std::str::FromStr;

// With this prefix browsers take them over HTTPS only, so that nobody on the line can plant one.
const DEVICE: &str = "__Secure-device";
const REFRESH: &str = "__Secure-refresh";

/// Seconds that a device keeps its secret: as long as browsers keep any cookie.
const DEVICE_KEPT: i64 = 400 * 24 * 3600;

/// What a browser is known by: 256 random bits, of which only [`DeviceSecret::id`] is stored. One browser
/// has one, whoever signs in on it.
#[derive(Clone)]
pub(crate) struct DeviceSecret {
    secret: String,
    id: DeviceId,
}

impl DeviceSecret {
    fn of(secret: String) -> Option<Self> {
        let id = token_id(&secret).parse().ok()?;
        Some(Self { secret, id })
    }

    /// The browser's, if it has one of our form.
    pub(crate) fn read(origin: &Origin) -> Option<Self> {
        let secret = origin.cookie(DEVICE)?;
        unbase64(secret).filter(|bytes| bytes.len() == 32)?;
        Self::of(secret.to_owned())
    }

    /// The browser's, or a new one.
    ///
    /// # Errors
    /// None that can happen.
    pub(crate) fn read_or_new(origin: &Origin) -> Result<Self> {
        Self::read(origin)
            .or_else(|| Self::of(new_token()))
            .ok_or_else(|| Error::Internal("a device id is no id".to_owned()))
    }

    /// Under which the device is stored.
    pub(crate) fn id(&self) -> &DeviceId {
        &self.id
    }

    /// For the browser to keep.
    pub(crate) fn cookie(&self) -> Cookie {
        Cookie { name: DEVICE, value: self.secret.clone(), path: COOKIE_PATH, keep: DEVICE_KEPT }
    }
}

/// A refresh token: it says whose session it prolongs, and proves it with 256 bits.
#[derive(Clone)]
pub(crate) struct RefreshToken {
    /// Account or member.
    pub(crate) kind: UserKind,
    /// Its id.
    pub(crate) user: String,
    /// The session.
    pub(crate) session: SessionId,
    secret: String,
}

impl RefreshToken {
    /// The first token of a session.
    pub(crate) fn first(kind: UserKind, user: &str, session: SessionId) -> Self {
        Self { kind, user: user.to_owned(), session, secret: new_token() }
    }

    /// The browser's, if it has one.
    pub(crate) fn read(origin: &Origin) -> Option<Self> {
        origin.cookie(REFRESH)?.parse().ok()
    }

    /// As it is stored.
    pub(crate) fn hash(&self) -> String {
        token_hash(&self.secret)
    }

    /// The tokens that follow this one: the first to be used, the others made with peppers that were
    /// rotated since. They are made from the present token by keyed hashes, not at random, so that a reply
    /// which was lost can be given again although only hashes are stored. Without the pepper nobody comes
    /// from one token to the next.
    pub(crate) fn successors(&self, cx: &Context) -> Vec<Self> {
        cx.ring()
            .hashes("refresh", &format!("{} {}", self.session, self.secret))
            .into_iter()
            .filter_map(|hash| hash.rsplit('.').next().map(str::to_owned))
            .map(|secret| Self { secret, ..self.clone() })
            .collect()
    }

    /// For the browser to keep until the session ends.
    pub(crate) fn cookie(&self, ends: Moment, now: Moment) -> Cookie {
        let kind = match self.kind {
            UserKind::Account => 'a',
            UserKind::Member => 'm',
        };
        let value = format!("{kind}.{}.{}.{}", self.user, self.session, self.secret);
        Cookie { name: REFRESH, value, path: COOKIE_PATH, keep: (ends.seconds() - now.seconds()).max(1) }
    }
}

/// Takes the refresh token away from the browser.
pub(crate) fn no_refresh() -> Cookie {
    Cookie { name: REFRESH, value: String::new(), path: COOKIE_PATH, keep: 0 }
}

/// The text is no refresh token.
pub(crate) struct NoToken;

impl FromStr for RefreshToken {
    type Err = NoToken;
    fn from_str(text: &str) -> std::result::Result<Self, NoToken> {
        let mut parts = text.split('.');
        let (Some(kind), Some(user), Some(session), Some(secret), None) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NoToken);
        };
        let kind = match kind {
            "a" => UserKind::Account,
            "m" => UserKind::Member,
            _ => return Err(NoToken),
        };
        let session = session.parse().map_err(|_| NoToken)?;
        Ok(Self { kind, user: user.to_owned(), session, secret: secret.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::testing::hostile::survives;

    fn origin(name: &str, value: &str) -> Origin {
        Origin { cookies: vec![(name.into(), value.into())], ..Origin::default() }
    }

    #[test]
    fn a_device_is_found_again_by_its_secret_only() {
        let new = DeviceSecret::read_or_new(&Origin::default()).expect("a secret");
        let again = DeviceSecret::read(&origin(DEVICE, &new.secret)).expect("the same");
        assert_eq!(new.id(), again.id());
        assert!(!new.secret.contains(new.id().as_str()));
        for broken in ["", "short", &new.secret[1..], &format!("{}=", new.secret), "党".repeat(15).as_str()]
        {
            assert!(DeviceSecret::read(&origin(DEVICE, broken)).is_none(), "{broken}");
        }
    }

    #[test]
    fn hostile_cookies() {
        let secret = new_token();
        survives("the device's cookie", &[&secret], |text| {
            DeviceSecret::read(&origin(DEVICE, text)).map(|device| device.secret)
        });
        survives("the refresh cookie", &["m.m1.s1.t", "a.a1.0198f3b2c7d0.AAAA"], |text| {
            let token = RefreshToken::read(&origin(REFRESH, text))?;
            Some(token.cookie(Moment::from_millis(1), Moment::from_millis(0)).value)
        });
    }

    #[test]
    fn a_refresh_token_comes_back_as_it_went_and_nothing_else_does() {
        let session: SessionId = "s1".parse().expect("an id");
        let token = RefreshToken::first(UserKind::Member, "m1", session);
        let now = Moment::from_millis(0);
        let cookie = token.cookie(now.plus_seconds(60), now);
        assert_eq!(cookie.keep, 60);
        let again = RefreshToken::read(&origin(REFRESH, &cookie.value)).expect("a token");
        assert_eq!((again.hash(), again.kind, &*again.user), (token.hash(), UserKind::Member, "m1"));
        for broken in ["", "m.m1.s1", "x.m1.s1.t", "m.m1.S1.t", "m.m1.s1.t.u"] {
            assert!(RefreshToken::read(&origin(REFRESH, broken)).is_none(), "{broken}");
        }
    }
}
