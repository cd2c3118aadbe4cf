//! What the functions logged while journeys ran on them, searched for people. Two ways, because each misses what the
//! other finds: nothing in a line may look like a name or a person's number, and nothing that journeys typed may stand
//! in one. Knows the logs' form, not what a line means.

use super::tally::Tally;
use crate::{identities, progress::say};
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

/// Members whose digits are ids made by chance, and CloudWatch's time in milliseconds.
const MADE_BY_CHANCE: [&str; 6] =
    ["span_id", "parent_id", "invocation", "requestId", "xrayTraceId", "Timestamp"];

/// The fewest characters of a typed text that is not Chinese: shorter ones stand in ids by chance.
const LEAST: usize = 8;

/// What a journey sent, one a line of its file.
#[derive(Deserialize)]
struct Typed {
    value: String,
}

/// Searches the log at `log` for people in general, and for those of `people` and everything in `typed`.
///
/// # Errors
/// When a file cannot be read, or there is nothing to look at or to look for.
pub(super) fn check(log: &Path, people: &Path, typed: &Path) -> Result<Tally> {
    let text = |path: &Path| fs::read_to_string(path).with_context(|| format!("no {}", path.display()));
    let mut known = BTreeSet::new();
    for one in identities::read(people)? {
        known.extend([one.name, one.login, one.phone]);
    }
    let people = known.len();
    for line in text(typed)?.lines() {
        known.insert(serde_json::from_str::<Typed>(line)?.value);
    }
    ensure!(known.len() > people, "journeys typed nothing");
    known.retain(|value| is_telling(value));

    let log = text(log)?;
    let answered = log.lines().filter(|line| line.contains("\"message\":\"answered\"")).count();
    ensure!(answered > 0, "the functions logged no request");
    let faults = faults(&log, &known);
    for fault in &faults {
        say(format_args!("      {fault}"));
    }
    let mark = if faults.is_empty() { "✓" } else { "✗" };
    say(format_args!("  {mark} Logs: {answered} requests, {} texts looked for", known.len()));
    Ok(if faults.is_empty() { Tally::success() } else { Tally::failure() })
}

/// Whether a text can be nothing but what was typed.
fn is_telling(value: &str) -> bool {
    value.chars().filter(|c| is_han(*c)).count() > 1 || value.chars().count() >= LEAST
}

/// What is wrong with which line.
fn faults(log: &str, known: &BTreeSet<String>) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, line) in log.lines().enumerate() {
        let mut fault = |what: String| faults.push(format!("line {}: {what}: {line}", number + 1));
        if line.chars().any(is_han) || holds_encoded_han(line) {
            fault("Chinese characters".to_owned());
        }
        if let Ok(value) = serde_json::from_str(line)
            && let Some(word) = number_of_a_person(&value)
        {
            fault(format!("{word} is like a person's number"));
        }
        for value in known.iter().filter(|value| line.contains(value.as_str())) {
            fault(format!("{value} was typed"));
        }
    }
    faults
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether Chinese characters stand in it as in an address: `%E7%8E%8B`; or as in careful JSON: `\u738b`.
fn holds_encoded_han(line: &str) -> bool {
    let begins = |mark: &str, digits: &[char]| line.split(mark).skip(1).any(|rest| rest.starts_with(digits));
    begins("%E", &['4', '5', '6', '7', '8', '9']) || begins("\\u", &['3', '4', '5', '6', '7', '8', '9'])
}

/// A word of 7 to 18 digits, the last of which may be an X, in the texts and whole numbers of a line: a landline, a
/// mobile, an ID number.
fn number_of_a_person(value: &Value) -> Option<String> {
    let is_one = |word: &&str| {
        let digits = word.strip_suffix(['X', 'x']).unwrap_or(word);
        word.len() <= 18 && digits.len() >= 7 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let in_text =
        |text: &str| text.split(|c: char| !c.is_ascii_alphanumeric()).find(is_one).map(str::to_owned);
    match value {
        Value::String(text) => in_text(text),
        Value::Number(number) if number.is_u64() => in_text(&number.to_string()),
        Value::Array(values) => values.iter().find_map(number_of_a_person),
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| !MADE_BY_CHANCE.contains(&name.as_str()))
            .find_map(|(_, value)| number_of_a_person(value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"timestamp":"2026-11-26T00:30:00.123456Z","message":"answered","feature":"members","endpoint":"members.list","outcome":"ok","status":200,"request_id":"019ac3d1a2b37c4e8f90a1b2c3d4e5f6","span_id":"1234567812345678","invocation":"12345678-0000-0000-0000-000000000000","client":"019ac3d1a2b37c4e8f90a1b2c3d4e5f7","Latency":12.125,"_aws":{"Timestamp":1795653000123}}"#;

    fn known() -> BTreeSet<String> {
        ["欧阳丽华", "lc123456789", "Jiayuan2026"].map(str::to_owned).into()
    }

    #[test]
    fn a_line_of_ids_and_numbers_is_good() {
        assert_eq!(faults(GOOD, &known()), Vec::<String>::new());
        assert_eq!(
            faults("{\"error\":\"row ………: mobile …\"}\nnot JSON at all", &known()),
            Vec::<String>::new()
        );
    }

    #[test]
    fn whatever_is_a_persons_is_found_wherever_it_stands() {
        for (leak, kind) in [
            (r#"{"message":"欧阳"}"#, "Chinese"),
            (r#"{"path":"/api/orgs?name=%E7%8E%8B"}"#, "Chinese"),
            (r#"{"message":"\u738b\u4e3d"}"#, "Chinese"),
            (r#"{"to":"17041234567"}"#, "17041234567"),
            (r#"{"to":"+86-17041234567"}"#, "17041234567"),
            (r#"{"to":"****1234567"}"#, "1234567"),
            (r#"{"to":17041234567}"#, "17041234567"),
            (r#"{"a":[{"b":"id 34022119800101123X."}]}"#, "34022119800101123X"),
            (r#"{"user":"lc123456789"}"#, "lc123456789"),
            ("a panic about Jiayuan2026", "Jiayuan2026"),
            (r#"{"span_id":"欧阳丽华"}"#, "欧阳丽华"),
        ] {
            let found = faults(&format!("{GOOD}\n{leak}\n{GOOD}"), &known());
            assert!(
                found.iter().any(|fault| fault.starts_with("line 2") && fault.contains(kind)),
                "{leak}: {found:?}"
            );
            assert!(found.iter().all(|fault| fault.starts_with("line 2")), "{found:?}");
        }
    }

    #[test]
    fn short_texts_stand_in_ids_by_chance() {
        let told: Vec<&str> = ["欧阳", "王", "111111", "sq-op", "17041234567", "汉"]
            .into_iter()
            .filter(|value| is_telling(value))
            .collect();
        assert_eq!(told, ["欧阳", "17041234567"]);
    }

    #[test]
    fn a_log_without_requests_proves_nothing() {
        let folder = std::env::temp_dir().join(format!("logs-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let [log, people, typed] = ["log", "people", "typed"].map(|name| folder.join(name));
        fs::write(&people, "[]").unwrap();
        fs::write(&typed, "{\"field\":\"name\",\"value\":\"欧阳丽华\"}\n").unwrap();
        fs::write(&log, "").unwrap();
        assert!(check(&log, &people, &typed).is_err());
        fs::write(&log, GOOD).unwrap();
        assert!(check(&log, &people, &typed).unwrap().is_good());
        fs::write(&log, format!("{GOOD}\n{{\"by\":\"欧阳丽华\"}}")).unwrap();
        assert!(!check(&log, &people, &typed).unwrap().is_good());
        fs::write(&typed, "").unwrap();
        assert!(check(&log, &people, &typed).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }
}
