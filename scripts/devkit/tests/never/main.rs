//! The architecture's "never" rules, as far as a test can see them: each test names every place that breaks one.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

mod layers;
mod source;
mod standards;
mod style;
mod workflows;

use source::{Source, files};

/// Fails with every place where `breaks` says what is wrong with a line.
fn no_line(sources: &[Source], rule: &str, breaks: impl Fn(&Source, &str) -> bool) {
    assert!(!sources.is_empty(), "nothing to look at for: {rule}");
    let places: Vec<String> = sources
        .iter()
        .flat_map(|source| source.code_lines().map(move |(number, line)| (source, number, line)))
        .filter(|(source, _, line)| breaks(source, line))
        .map(|(source, number, line)| format!("{}:{number}: {}", source.path, line.trim()))
        .collect();
    assert!(places.is_empty(), "{rule}:\n{}", places.join("\n"));
}

/// Every Rust source of the workspace.
fn rust() -> Vec<Source> {
    ["shared-types", "functions", "frontend", "scripts"]
        .iter()
        .flat_map(|folder| files(folder, "rs"))
        .collect()
}

/// The sources of the features alone: not platform, no tests.
fn features() -> Vec<Source> {
    let mut sources = files("functions", "rs");
    sources.retain(|source| !source.path.starts_with("functions/platform/") && source.path.contains("/src/"));
    sources
}
