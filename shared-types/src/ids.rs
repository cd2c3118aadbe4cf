//! Names of records: opaque, stable, safe in a URL. Who makes them is not this module's business.

use crate::endpoint::PathArg;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The text is not an id: 1 to 40 characters of `0-9 a-z -`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(extend("pattern" = "^[0-9a-z-]{1,40}$"))]
        pub struct $name(String);

        impl $name {
            /// The id as it stands in URLs and keys.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let fits = (1..=40).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b'-');
                if fits { Ok(Self(text.to_owned())) } else { Err(NotAnId) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl PathArg for $name {
            const PRESENT: bool = true;
            fn write(&self) -> String {
                self.0.clone()
            }
            fn read(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

id! {
    /// An organisation (党组织), branch or higher.
    OrgId,
    /// A Party member (党员).
    MemberId,
    /// A login of an organisation's administrator (系统用户).
    AccountId,
    /// A device somebody signed in on.
    DeviceId,
    /// One sign-in on one device, until it ends.
    SessionId,
    /// A sign-in that waits for its next step (code or new password).
    ChallengeId,
    /// A correction that a member proposed to their own record.
    CorrectionId,
    /// A transfer of a member's affiliation (组织关系转接).
    TransferId,
    /// An introduction letter, as its QR code names it: whoever has the code may see that the letter is genuine.
    LetterId,
    /// A photo or scan that was uploaded.
    FileId,
    /// One request, for support and logs.
    RequestId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_safe_in_urls_and_keys() {
        for (text, fits) in [
            ("0198f3b2c7d07a1e", true),
            ("a", true),
            ("", false),
            ("A", false),
            ("a#b", false),
            ("a/b", false),
            ("党", false),
            (&"a".repeat(40), true),
            (&"a".repeat(41), false),
        ] {
            assert_eq!(text.parse::<OrgId>().is_ok(), fits, "{text:?}");
        }
    }
}
