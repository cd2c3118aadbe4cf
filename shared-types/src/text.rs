//! Checks of typed text for bodies, as garde rules whose messages are [`Fault`] codes.

use crate::dates::{Day, Today};
use crate::error::Fault;
use crate::id_number::IdNumber;
use crate::phone::Mobile;

/// The answer of a check.
pub type Checked = garde::Result;

impl From<Fault> for garde::Error {
    fn from(fault: Fault) -> garde::Error {
        garde::Error::new(fault.to_string())
    }
}

fn short(text: &str, most: u16) -> Checked {
    if text.chars().count() > usize::from(most) {
        return Err(Fault::TooLong(most).into());
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(Fault::Characters.into());
    }
    Ok(())
}

/// Required text of at most `most` characters, not blank, without control characters.
pub fn required(most: u16) -> impl Fn(&String, &Today) -> Checked {
    move |text, _| if text.trim().is_empty() { Err(Fault::Required.into()) } else { short(text, most) }
}

/// Text that may be missing or empty, of at most `most` characters.
pub fn optional(most: u16) -> impl Fn(&Option<String>, &Today) -> Checked {
    move |text, _| text.as_deref().map_or(Ok(()), |text| short(text, most))
}

/// Optional text without blanks around it; an empty one is none.
pub fn tidy(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Text that, where it is given at all, is not blank.
pub fn changed(most: u16) -> impl Fn(&Option<String>, &Today) -> Checked {
    move |text, today| text.as_ref().map_or(Ok(()), |text| required(most)(text, today))
}

/// A person's name: 2 to 30 characters, letters and `·` only (names of minorities have dots, rare ones
/// spaces or Latin letters).
pub fn person_name(name: &str, _: &Today) -> Checked {
    let length = name.trim().chars().count();
    if length == 0 {
        return Err(Fault::Required.into());
    }
    if length < 2 {
        return Err(Fault::TooShort(2).into());
    }
    short(name, 30)?;
    let fits = name.chars().all(|c| c.is_alphabetic() || matches!(c, '·' | ' '));
    if fits { Ok(()) } else { Err(Fault::Characters.into()) }
}

/// As [`person_name`], where it is given.
pub fn changed_person_name(name: &Option<String>, today: &Today) -> Checked {
    name.as_ref().map_or(Ok(()), |name| person_name(name, today))
}

/// A resident ID number (GB 11643).
pub fn id_number(text: &str, _: &Today) -> Checked {
    text.parse::<IdNumber>().map(drop).map_err(Into::into)
}

/// As [`id_number`], where it is given.
pub fn changed_id_number(text: &Option<String>, today: &Today) -> Checked {
    text.as_ref().map_or(Ok(()), |text| id_number(text, today))
}

/// A mobile number.
pub fn mobile(text: &str, _: &Today) -> Checked {
    text.parse::<Mobile>().map(drop).map_err(Into::into)
}

/// A mobile number that may be missing or empty.
pub fn optional_mobile(text: &Option<String>, today: &Today) -> Checked {
    match text {
        Some(text) if !text.trim().is_empty() => mobile(text, today),
        _ => Ok(()),
    }
}

/// An office phone: digits, spaces, `-`, `+`, brackets; 5 to 20 of them.
pub fn optional_phone(text: &Option<String>, _: &Today) -> Checked {
    let Some(text) = text.as_deref().filter(|text| !text.is_empty()) else { return Ok(()) };
    let fits = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')'))
        && (5..=20).contains(&text.len());
    if fits { Ok(()) } else { Err(Fault::Phone.into()) }
}

/// A postcode of six digits that may be missing or empty.
pub fn optional_postcode(text: &Option<String>, _: &Today) -> Checked {
    let Some(text) = text.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { return Ok(()) };
    let fits = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    if fits { Ok(()) } else { Err(Fault::Postcode.into()) }
}

/// A login name: 3 to 32 characters of `a-z 0-9 _ . -`, beginning with a letter.
pub fn login_name(text: &str, _: &Today) -> Checked {
    let fits = (3..=32).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.' | '-'));
    if text.is_empty() {
        Err(Fault::Required.into())
    } else if fits {
        Ok(())
    } else {
        Err(Fault::LoginName.into())
    }
}

/// A new password: 8 to 64 characters of at least 3 of the classes lower case, upper case, digits, others
/// (numbers in practice of 等保 2.0 level 3).
pub fn new_password(text: &str, _: &Today) -> Checked {
    let length = text.chars().count();
    if length == 0 {
        return Err(Fault::Required.into());
    }
    if length < 8 {
        return Err(Fault::TooShort(8).into());
    }
    if length > 64 {
        return Err(Fault::TooLong(64).into());
    }
    let has = |class: fn(char) -> bool| u8::from(text.chars().any(class));
    let classes = has(|c| c.is_ascii_lowercase())
        + has(|c| c.is_ascii_uppercase())
        + has(|c| c.is_ascii_digit())
        + has(|c| !c.is_ascii_alphanumeric());
    if classes < 3 { Err(Fault::PasswordWeak.into()) } else { Ok(()) }
}

/// A day that is not in the future and not before 1900.
pub fn past(day: &Day, today: &Today) -> Checked {
    if *day > today.0 {
        Err(Fault::InFuture.into())
    } else if day.parts().0 < 1900 {
        Err(Fault::TooEarly.into())
    } else {
        Ok(())
    }
}

/// As [`past`], where it is given.
pub fn optional_past(day: &Option<Day>, today: &Today) -> Checked {
    day.as_ref().map_or(Ok(()), |day| past(day, today))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Today {
        Today("2026-11-23".parse().expect("a day"))
    }

    fn fault(checked: Checked) -> Option<Fault> {
        checked.err().map(|error| error.to_string().parse().expect("a known fault"))
    }

    #[test]
    fn passwords_need_eight_characters_of_three_classes() {
        for (text, expected) in [
            ("", Some(Fault::Required)),
            ("Ab1", Some(Fault::TooShort(8))),
            ("abcdefgh", Some(Fault::PasswordWeak)),
            ("abcdefg1", Some(Fault::PasswordWeak)),
            ("Abcdefg1", None),
            ("党建abcd12", None),
            (&"Aa1".repeat(22), Some(Fault::TooLong(64))),
        ] {
            assert_eq!(fault(new_password(text, &today())), expected, "{text}");
        }
    }

    #[test]
    fn names_are_letters_and_dots() {
        for (text, expected) in [
            ("王秀兰", None),
            ("阿依古丽·买买提", None),
            ("王", Some(Fault::TooShort(2))),
            ("  ", Some(Fault::Required)),
            ("王1", Some(Fault::Characters)),
            ("=HYPERLINK", Some(Fault::Characters)),
            (&"王".repeat(31), Some(Fault::TooLong(30))),
        ] {
            assert_eq!(fault(person_name(text, &today())), expected, "{text}");
        }
    }

    #[test]
    fn days_of_the_past_are_neither_tomorrow_nor_in_another_age() {
        for (text, expected) in [
            ("2026-11-23", None),
            ("2026-11-24", Some(Fault::InFuture)),
            ("1899-12-31", Some(Fault::TooEarly)),
        ] {
            assert_eq!(fault(past(&text.parse().expect("a day"), &today())), expected, "{text}");
        }
    }
}
