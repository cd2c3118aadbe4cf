//! Characters as they are compared: small letters, narrow forms. One character becomes one, so that places in what
//! is compared are places in what is shown.

pub(crate) fn fold(letter: char) -> char {
    let narrow = match u32::from(letter) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(letter),
        0x3000 => ' ',
        _ => letter,
    };
    match narrow {
        'ü' | 'Ü' => 'v',
        other => other.to_ascii_lowercase(),
    }
}

/// What is looked for, without the blanks and signs that divide syllables.
pub(crate) fn tokens(text: &str) -> Vec<char> {
    let folded = text.trim().chars().map(fold);
    folded.filter(|letter| !letter.is_whitespace() && !matches!(letter, '\'' | '’' | '·' | '-')).collect()
}
