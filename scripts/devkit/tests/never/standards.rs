//! The table of `.github/ASVS.md` against the sources: it names every requirement once, and nothing that is not
//! there.

use crate::source::root;
use std::collections::BTreeSet;
use std::fs;

/// Requirements of levels 1 and 2 in ASVS 5.0.0.
const REQUIREMENTS: usize = 70 + 183;

fn table() -> String {
    fs::read_to_string(root().join(".github/ASVS.md")).unwrap()
}

#[test]
fn every_requirement_is_named_once() {
    let text = table();
    let ids: Vec<&str> = text
        .split("v5.0.0-")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap())
        .map(|id| id.trim_end_matches('.'))
        .collect();
    let different: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!((ids.len(), different.len()), (REQUIREMENTS, REQUIREMENTS));
    for id in different {
        let parts: Vec<u8> = id.split('.').map(|part| part.parse().unwrap()).collect();
        assert!(parts.len() == 3 && (1..=17).contains(&parts[0]), "{id}");
    }
}

#[test]
fn every_file_and_test_in_the_table_exists() {
    let text = table();
    let names: BTreeSet<&str> = text.split('`').skip(1).step_by(2).filter(|name| is_path(name)).collect();
    assert!(names.len() > 50, "{names:?}");
    let missing: Vec<&str> = names.into_iter().filter(|name| !exists(name)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Whether what stands between two backticks names a file of the work tree.
fn is_path(name: &str) -> bool {
    let file = name.split("::").next().unwrap();
    let last = file.rsplit('/').next().unwrap();
    !name.contains([' ', '*']) && [".rs", ".js", ".json", ".toml"].iter().any(|end| last.ends_with(end))
}

/// A file, or after `::` a test in it.
fn exists(name: &str) -> bool {
    let (file, test) = name.split_once("::").unwrap_or((name, ""));
    let path = root().join(file);
    match fs::read_to_string(path) {
        Ok(text) => test.is_empty() || text.contains(&format!("fn {test}(")),
        Err(_) => false,
    }
}
