//! How things are written and named (rules 9, 11 and 12 of the architecture, and its words for names).

use crate::{files, no_line, rust};

#[test]
fn no_drawer_for_everything() {
    let drawers = ["utils", "util", "common", "helpers", "helper", "misc"];
    let named: Vec<String> = rust()
        .into_iter()
        .map(|source| source.path)
        .filter(|path| path.split('/').any(|part| drawers.contains(&part.trim_end_matches(".rs"))))
        .collect();
    assert!(named.is_empty(), "{named:?}");
}

#[test]
fn names_say_what_a_thing_is() {
    let empty = ["Info", "Data", "Wrapper", "Dto", "Manager"];
    no_line(&rust(), "names never end so", |_, line| {
        let Some((_, rest)) = line.split_once("struct ").or_else(|| line.split_once("enum ")) else {
            return false;
        };
        let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
        empty.iter().any(|word| name.ends_with(word))
    });
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> = rust()
        .into_iter()
        .filter(|source| source.path.contains("/src/") && source.name() != "tests.rs")
        .filter(|source| !source.text.trim_start().starts_with("//!"))
        .map(|source| source.path)
        .collect();
    assert!(silent.is_empty(), "no sentence at the top of {silent:#?}");
}

#[test]
fn files_are_short() {
    let long: Vec<String> = rust()
        .into_iter()
        .map(|source| (source.text.lines().count(), source.path))
        .filter(|(lines, _)| *lines >= 400)
        .map(|(lines, path)| format!("{path}: {lines}"))
        .collect();
    assert!(long.is_empty(), "400 lines or more: {long:#?}");
}

#[test]
fn every_crate_takes_the_workspace_lints_and_keeps_them() {
    let manifests: Vec<_> = ["shared-types", "functions", "frontend", "scripts"]
        .iter()
        .flat_map(|folder| files(folder, "toml"))
        .filter(|source| source.name() == "Cargo.toml")
        .collect();
    assert!(manifests.len() >= 9, "{}", manifests.len());
    for manifest in manifests {
        assert!(
            manifest.text.contains("[lints]\nworkspace = true"),
            "{} has lints of its own",
            manifest.path
        );
    }
    let mut server = files("functions", "rs");
    server.retain(|source| source.path.contains("/src/") && !source.path.contains("/testing/"));
    let lints = ["unwrap_used", "expect_used", "indexing_slicing", "as_conversions", "clippy::panic"];
    no_line(&server, "server code keeps the lints", |_, line| {
        line.contains("allow(") && lints.iter().any(|lint| line.contains(lint))
    });
}

#[test]
fn colours_and_fonts_stand_in_the_tokens() {
    let mut sheets = files("frontend/kit/styles", "css");
    sheets.retain(|sheet| !sheet.name().contains("tokens"));
    no_line(&sheets, "a literal outside the tokens", |sheet, line| {
        let value = line.split_once(':').map_or("", |(_, value)| value);
        let hex = value
            .split('#')
            .skip(1)
            .any(|rest| rest.chars().take(3).filter(char::is_ascii_hexdigit).count() == 3);
        let functions = ["rgb(", "rgba(", "hsl(", "oklch("].iter().any(|function| value.contains(function));
        // Paper is black on white whatever the tokens say.
        let print = sheet.name().contains("print");
        line.contains("!important")
            || (!print && (hex || functions))
            || line.contains("font-family:") && !line.contains("var(")
    });
    no_line(&files("frontend", "rs"), "style belongs to the sheets", |_, line| line.contains("style=\""));
}

#[test]
fn text_never_becomes_markup() {
    let mut pages = files("frontend", "rs");
    // The code to be scanned is a drawing, made by a library of modules and not of text.
    pages.retain(|source| source.name() != "qr.rs");
    no_line(&pages, "a page shows text as text", |_, line| {
        ["from_html_unchecked", "inner_html", "insert_adjacent_html"].iter().any(|word| line.contains(word))
    });
}

#[test]
fn no_personal_data_in_a_log_line() {
    let mut server = files("functions", "rs");
    server.retain(|source| source.path.contains("/src/"));
    let personal = ["phone", "id_number", "password", "mobile", "person_name"];
    no_line(&server, "ids only", |_, line| {
        line.contains("tracing::") && line.contains("!(") && personal.iter().any(|word| line.contains(word))
    });
}

#[test]
fn no_test_is_switched_off_and_nothing_is_left_to_do() {
    let mut sources = rust();
    sources.retain(|source| !source.path.contains("tests/never/"));
    let words = ["#[ignore", "TODO", "FIXME", "todo!(", "unimplemented!("];
    let places: Vec<String> = sources
        .iter()
        .filter(|source| words.iter().any(|word| source.text.contains(word)))
        .map(|source| source.path.clone())
        .collect();
    assert!(places.is_empty(), "{places:?}");
}
