//! Long numbers in groups, as people read them aloud. Knows no field.

/// Where an ID number has spaces: 321322 1962 0815 021X.
pub(crate) const ID_NUMBER: &[usize] = &[6, 10, 14];
/// Where a mobile number has spaces: 138 1234 5678.
pub(crate) const MOBILE: &[usize] = &[3, 7];

/// Puts a space after each of the given numbers of characters.
pub(crate) fn grouped(text: &str, after: &[usize]) -> String {
    let mut shown = String::with_capacity(text.len() + after.len());
    for (at, character) in text.chars().enumerate() {
        if after.contains(&at) {
            shown.push(' ');
        }
        shown.push(character);
    }
    shown
}

/// An ID number or mobile, whole or masked, in its groups; anything else as it is.
pub(crate) fn spaced(text: &str) -> String {
    match text.chars().count() {
        18 => grouped(text, ID_NUMBER),
        11 => grouped(text, MOBILE),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_in_groups() {
        for (text, after, shown) in [
            ("", ID_NUMBER, ""),
            ("321322", ID_NUMBER, "321322"),
            ("3213221", ID_NUMBER, "321322 1"),
            ("32132219620815021X", ID_NUMBER, "321322 1962 0815 021X"),
            ("13812345678", MOBILE, "138 1234 5678"),
        ] {
            assert_eq!(grouped(text, after), shown);
        }
    }

    #[test]
    fn masked_numbers_have_the_same_groups() {
        for (text, shown) in [
            ("321322********021X", "321322 **** **** 021X"),
            ("138****5678", "138 **** 5678"),
            ("0527-85223344", "0527-85223344"),
        ] {
            assert_eq!(spaced(text), shown);
        }
    }
}
