//! Phone numbers. Knows nothing of sending messages.

use crate::error::Fault;
use crate::id_number::mask;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A mainland mobile number: 11 digits from `1[3-9]` (field rules, records). Not shown whole by `Debug`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = "^1[3-9]\\d{9}$"))]
pub struct Mobile(String);

impl Mobile {
    /// The whole number, for calling, for messages and for storing it encrypted; never for logs.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// First 3 and last 4 digits (field rules, masks).
    pub fn masked(&self) -> String {
        mask(&self.0, 3, 4)
    }
}

impl std::fmt::Debug for Mobile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mobile(…)")
    }
}

impl FromStr for Mobile {
    type Err = Fault;
    /// Spaces and hyphens are forgiven, and a leading +86.
    fn from_str(text: &str) -> Result<Self, Fault> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let digits = digits.strip_prefix("+86").unwrap_or(&digits);
        if digits.is_empty() {
            return Err(Fault::Required);
        }
        let second = digits.as_bytes().get(1).copied().unwrap_or_default();
        let fits = digits.len() == 11
            && digits.bytes().all(|b| b.is_ascii_digit())
            && digits.starts_with('1')
            && (b'3'..=b'9').contains(&second);
        if fits { Ok(Self(digits.to_owned())) } else { Err(Fault::Mobile) }
    }
}

impl TryFrom<String> for Mobile {
    type Error = Fault;
    fn try_from(text: String) -> Result<Self, Fault> {
        text.parse()
    }
}

impl From<Mobile> for String {
    fn from(mobile: Mobile) -> String {
        mobile.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobiles_are_eleven_digits_from_13_to_19() {
        for (text, read) in [
            ("13812345678", Ok("13812345678")),
            ("+86 138-1234-5678", Ok("13812345678")),
            ("12812345678", Err(Fault::Mobile)),
            ("1381234567", Err(Fault::Mobile)),
            ("138123456789", Err(Fault::Mobile)),
            ("1381234567８", Err(Fault::Mobile)),
            (" ", Err(Fault::Required)),
        ] {
            assert_eq!(text.parse::<Mobile>().as_ref().map(Mobile::expose), read.as_ref().copied(), "{text}");
        }
    }

    #[test]
    fn the_mask_keeps_three_and_four() {
        assert_eq!("13812345678".parse::<Mobile>().expect("valid").masked(), "138****5678");
    }
}
