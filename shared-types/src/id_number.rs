//! Resident ID numbers, GB 11643-1999. Knows nothing of whose number it is.

use crate::dates::{Day, Moment};
use crate::error::Fault;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A valid 18-digit resident ID number, the check character upper case. Vector: `11010519491231002X`.
///
/// It has no `Display`: showing the whole number is a decision, see [`IdNumber::expose`].
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = "^\\d{17}[\\dX]$"))]
pub struct IdNumber(String);

/// Sex as the ID number and the record state it (性别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// The check character of 17 digits: weighted sum modulo 11 through the table of GB 11643-1999. `None`
/// unless `digits` are exactly 17 decimal digits.
pub fn check_character(digits: &str) -> Option<char> {
    if digits.len() != WEIGHTS.len() {
        return None;
    }
    let mut sum = 0;
    for (digit, weight) in digits.chars().zip(WEIGHTS) {
        sum += digit.to_digit(10)? * weight;
    }
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

impl IdNumber {
    /// The whole number, for storing it encrypted and for an audited unmasking; never for logs.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// First 6 and last 4 digits, the birth date hidden (field rules, masks).
    pub fn masked(&self) -> String {
        mask(&self.0, 6, 4)
    }

    /// Digits 7 to 14.
    pub fn birth_day(&self) -> Day {
        // `parse` admits only numbers with a real date, so the fallback is never taken.
        birth_day(&self.0).unwrap_or(Moment::from_millis(0).day())
    }

    /// Digit 17: odd for male.
    pub fn sex(&self) -> Sex {
        match self.0.as_bytes().get(16) {
            Some(digit) if digit % 2 == 1 => Sex::Male,
            _ => Sex::Female,
        }
    }
}

fn birth_day(number: &str) -> Option<Day> {
    Day::of(
        number.get(6..10)?.parse().ok()?,
        number.get(10..12)?.parse().ok()?,
        number.get(12..14)?.parse().ok()?,
    )
}

/// Keeps the first `head` and last `tail` characters, `*` between. Shorter texts become all `*`.
pub fn mask(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    let hidden = |at: usize| length <= head + tail || (at >= head && at < length - tail);
    text.chars().enumerate().map(|(at, c)| if hidden(at) { '*' } else { c }).collect()
}

impl std::fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdNumber(…)")
    }
}

impl FromStr for IdNumber {
    type Err = Fault;
    /// Spaces are forgiven (people type the number in groups), a lower-case `x` too.
    fn from_str(text: &str) -> Result<Self, Fault> {
        let number: String =
            text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        let length = number.chars().count();
        if length == 0 {
            return Err(Fault::Required);
        }
        if length != 18 {
            return Err(Fault::IdNumberLength);
        }
        let digits = number.get(..17).filter(|head| head.bytes().all(|b| b.is_ascii_digit()));
        let (Some(digits), Some(last)) = (digits, number.chars().last()) else {
            return Err(Fault::IdNumberCharacters);
        };
        if !(last.is_ascii_digit() || last == 'X') {
            return Err(Fault::IdNumberCharacters);
        }
        if birth_day(&number).is_none() {
            return Err(Fault::IdNumberBirthDay);
        }
        if check_character(digits) != Some(last) {
            return Err(Fault::IdNumberCheck);
        }
        Ok(Self(number))
    }
}

impl TryFrom<String> for IdNumber {
    type Error = Fault;
    fn try_from(text: String) -> Result<Self, Fault> {
        text.parse()
    }
}

impl From<IdNumber> for String {
    fn from(number: IdNumber) -> String {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_vector_of_the_standard_is_read() {
        let number: IdNumber = "110105 1949 1231 002x".parse().expect("valid");
        assert_eq!(number.expose(), "11010519491231002X");
        assert_eq!(number.birth_day().to_string(), "1949-12-31");
        assert_eq!(number.sex(), Sex::Female);
        assert_eq!(number.masked(), "110105********002X");
        assert_eq!(format!("{number:?}"), "IdNumber(…)");
    }

    #[test]
    fn each_mistake_has_its_own_fault() {
        for (text, fault) in [
            ("", Fault::Required),
            ("1101051949123100", Fault::IdNumberLength),
            ("110105194912310029X", Fault::IdNumberLength),
            ("1101051949123100AX", Fault::IdNumberCharacters),
            ("11010519491231002Y", Fault::IdNumberCharacters),
            ("11010519491331002X", Fault::IdNumberBirthDay),
            ("110105194912310021", Fault::IdNumberCheck),
            ("一二三四五六七八九十一二三四五六七八", Fault::IdNumberCharacters),
        ] {
            assert_eq!(text.parse::<IdNumber>(), Err(fault), "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_always_noticed(at in 0usize..17, by in 1u32..10) {
            let original = "110105194912310021".replace("0021", "002X");
            let changed: String = original.chars().enumerate().map(|(i, c)| match c.to_digit(10) {
                Some(digit) if i == at => char::from_digit((digit + by) % 10, 10).unwrap_or(c),
                _ => c,
            }).collect();
            prop_assert!(changed.parse::<IdNumber>().is_err());
        }

        #[test]
        fn any_text_is_refused_or_read_back_unchanged(text in "\\PC{0,24}") {
            if let Ok(number) = text.parse::<IdNumber>() {
                prop_assert_eq!(number.expose().parse::<IdNumber>().map(String::from), Ok(number.expose().to_owned()));
            }
        }
    }
}
