//! Long numbers in groups, as people read them aloud. Knows no field.

/// Where a number is parted, and by what.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Grouping {
    /// Numbers of characters after which a mark stands.
    pub(crate) after: &'static [usize],
    mark: char,
}

/// 321322 1962 0815 021X
pub(crate) const ID_NUMBER: Grouping = Grouping { after: &[6, 10, 14], mark: ' ' };
/// 138 1234 5678
pub(crate) const MOBILE: Grouping = Grouping { after: &[3, 7], mark: ' ' };
/// 1985-07-01
pub(crate) const DAY: Grouping = Grouping { after: &[4, 6], mark: '-' };
/// 2026-10
pub(crate) const MONTH: Grouping = Grouping { after: &[4], mark: '-' };

/// Puts the mark between the groups.
pub(crate) fn grouped(text: &str, grouping: &Grouping) -> String {
    let mut shown = String::with_capacity(text.len() + grouping.after.len());
    for (at, character) in text.chars().enumerate() {
        if grouping.after.contains(&at) {
            shown.push(grouping.mark);
        }
        shown.push(character);
    }
    shown
}

/// An ID number or mobile, whole or masked, in its groups; anything else as it is.
pub(crate) fn spaced(text: &str) -> String {
    match text.chars().count() {
        18 => grouped(text, &ID_NUMBER),
        // An office's number may be as long, but never begins so.
        11 if text.starts_with('1') => grouped(text, &MOBILE),
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
            ("198507", DAY, "1985-07"),
            ("19850701", DAY, "1985-07-01"),
        ] {
            assert_eq!(grouped(text, &after), shown);
        }
    }

    #[test]
    fn masked_numbers_have_the_same_groups() {
        for (text, shown) in [
            ("321322********021X", "321322 **** **** 021X"),
            ("138****5678", "138 **** 5678"),
            ("0527-85223344", "0527-85223344"),
            ("0527-852233", "0527-852233"),
        ] {
            assert_eq!(spaced(text), shown);
        }
    }
}
