//! What may stand in a log line of a cause that somebody else put into words: the database, a parser. Their
//! sentences quote what they were given, and that can be a person's name or number.

/// `text` without anything that could be personal: what stands between double quotes, every character beyond
/// ASCII (names, addresses), and every word of seven digits or more (mobiles, ID numbers with their final X).
pub(crate) fn redacted(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for word in unquoted(text).split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let end = word.chars().next_back().filter(|last| !last.is_ascii_alphanumeric());
        let name = end.and_then(|end| word.strip_suffix(end)).unwrap_or(word);
        clean.push_str(if is_number_of_a_person(name) { "…" } else { name });
        clean.extend(end.map(|c| if c.is_ascii() { c } else { '…' }));
    }
    clean
}

/// With `…` for what is quoted. Within quotes `\"` does not end them, and quotes that do not end hide the rest.
fn unquoted(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        match c {
            '"' if !(quoted && escaped) => {
                quoted = !quoted;
                shown.push_str(if quoted { "\"…" } else { "\"" });
            }
            _ if quoted => {}
            c => shown.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    shown
}

fn is_number_of_a_person(word: &str) -> bool {
    let digits = word.strip_suffix(['X', 'x']).unwrap_or(word);
    digits.len() >= 7 && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_left_out_and_codes_stay() {
        for (said, logged) in [
            ("invalid type: string \"Wang\", expected u32", "invalid type: string \"…\", expected u32"),
            ("王秀兰 at 13912345678", "……… at …"),
            ("11010519491231002X.", "…."),
            ("+86-13912345678 0527-83456789", "+86-… 0527-…"),
            (r#"body: b"{\"name\":\"Wang\"}", status: 200"#, r#"body: b"…", status: 200"#),
            (r#"an end \\"Wang\\" and "Li"#, r#"an end \\"…" and "…"#),
            ("missing field `chain`", "missing field `chain`"),
            (
                "ValidationException: 400 at O#019ac3d1a2b37c4e8f90a1b2c3d4e5f6",
                "ValidationException: 400 at O#019ac3d1a2b37c4e8f90a1b2c3d4e5f6",
            ),
            ("", ""),
        ] {
            assert_eq!(redacted(said), logged);
        }
    }
}
