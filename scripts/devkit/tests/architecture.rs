//! The rules of `.github/ARCHITECTURE.md` that a test can see, each stated as what is absent.

use std::fs;
use std::path::{Path, PathBuf};

const FEATURES: &[&str] = &[
    "auth",
    "orgs",
    "members",
    "search",
    "transfers",
    "dues",
    "posts",
    "care",
    "notices",
    "services",
    "uploads",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

struct Source {
    /// Relative to the repository.
    path: String,
    text: String,
}

impl Source {
    /// The code without comments, string contents kept; tests at the end of the file left out.
    fn code(&self) -> String {
        let before_tests = self.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        before_tests
            .lines()
            .map(|line| line.split("//").next().unwrap_or_default())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

fn sources(folder: &str, extension: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | "node_modules" | ".git") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|known| known == extension) {
                let text = fs::read_to_string(&path).expect("sources are text");
                let path = path.strip_prefix(root()).expect("inside").to_string_lossy().into_owned();
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Fails with every place in the sources that names something it must not.
fn absent(sources: &[Source], words: &[&str], except: &[&str], rule: &str) {
    let mut found = Vec::new();
    for source in sources {
        if except.iter().any(|path| source.path.starts_with(path)) {
            continue;
        }
        for (at, line) in source.code().lines().enumerate() {
            for word in words {
                if line.contains(word) {
                    found.push(format!("{}:{}: {word}", source.path, at + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "{rule}\n{}", found.join("\n"));
}

fn dependencies(manifest: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(manifest)).expect("a manifest");
    let mut names = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]";
        } else if inside
            && let Some(name) = line.split(['=', '.', ' ']).next().filter(|name| !name.is_empty())
        {
            names.push(name.to_owned());
        }
    }
    names
}

#[test]
fn the_scanner_sees_what_it_should() {
    let source = Source {
        path: "x".into(),
        text: "fn a() {} // unwrap()\nlet b = c.unwrap();\n#[cfg(test)]\nmod tests { d.unwrap() }".into(),
    };
    assert_eq!(source.code().matches("unwrap").count(), 1);
    assert!(sources("functions", "rs").len() > 20, "sources are found");
    assert!(dependencies("functions/platform/Cargo.toml").contains(&"jsonwebtoken".to_owned()));
}

#[test]
fn the_contract_knows_no_cloud_no_browser_no_clock_and_no_chance() {
    let known = dependencies("shared-types/Cargo.toml");
    for forbidden in ["aws", "tokio", "yew", "web-sys", "js-sys", "wasm-bindgen", "rand", "uuid", "lambda"] {
        assert!(known.iter().all(|name| !name.starts_with(forbidden)), "shared-types depends on {forbidden}");
    }
    absent(
        &sources("shared-types/src", "rs"),
        &["SystemTime", "Instant::now", "now_utc", "std::env", "std::fs"],
        &[],
        "shared-types reads nothing from outside",
    );
}

#[test]
fn a_feature_depends_on_no_feature() {
    for feature in FEATURES {
        let manifest = format!("functions/{feature}/Cargo.toml");
        if !root().join(&manifest).exists() {
            continue;
        }
        let known = dependencies(&manifest);
        let other =
            FEATURES.iter().find(|other| *other != feature && known.iter().any(|name| name == *other));
        assert_eq!(other, None, "{feature} depends on a feature");
    }
}

#[test]
fn rules_are_pure() {
    let rules: Vec<Source> =
        sources("functions", "rs").into_iter().filter(|source| source.path.ends_with("rules.rs")).collect();
    assert!(!rules.is_empty());
    absent(
        &rules,
        &[".await", "async ", "tracing::", "::now()", "cx.", "Context", "rand::", "Uuid", "new_id"],
        &[],
        "rules.rs never awaits, logs, reads a clock or makes ids",
    );
}

#[test]
fn keys_are_written_in_one_place() {
    let features: Vec<Source> = sources("functions", "rs")
        .into_iter()
        .filter(|source| source.path.contains("/src/") && !source.path.starts_with("functions/platform/"))
        .collect();
    absent(
        &features,
        &["format!(\"O#", "format!(\"M#", "format!(\"A#", "format!(\"U#", "\"pk\"", "\"sk\""],
        &["functions/projections/"],
        "only platform::store::keys writes key strings",
    );
}

#[test]
fn stores_name_no_status_and_verbs_no_attribute() {
    let of = |name: &str| {
        sources("functions", "rs")
            .into_iter()
            .filter(|source| source.path.ends_with(name))
            .collect::<Vec<_>>()
    };
    absent(&of("/store.rs"), &["StatusCode", "status()"], &[], "store.rs names no HTTP status");
    let verbs: Vec<Source> = sources("functions", "rs")
        .into_iter()
        .filter(|source| {
            FEATURES.iter().any(|feature| source.path.starts_with(&format!("functions/{feature}/src/")))
                && !source.path.contains("store")
        })
        .collect();
    absent(
        &verbs,
        &["AttributeValue", "expression_attribute", "condition_expression"],
        &[],
        "verbs name no attribute",
    );
}

#[test]
fn the_cloud_the_environment_and_http_stay_in_the_platform() {
    let functions: Vec<Source> = sources("functions", "rs")
        .into_iter()
        .filter(|source| source.path.contains("/src/") && !source.path.starts_with("functions/platform/"))
        .collect();
    absent(&functions, &["aws_sdk_"], &["functions/projections/"], "aws_sdk_* only in platform");
    absent(
        &functions,
        &["lambda_http", "jsonwebtoken"],
        &[],
        "lambda_http and jsonwebtoken only in platform",
    );
    absent(
        &sources("functions", "rs"),
        &["std::env", "env::var"],
        &["functions/platform/src/config.rs"],
        "std::env only in platform::config",
    );
}

#[test]
fn paths_and_methods_are_written_once() {
    let callers: Vec<Source> = sources("functions", "rs")
        .into_iter()
        .chain(sources("frontend", "rs"))
        .filter(|source| source.path.contains("/src/"))
        .collect();
    absent(
        &callers,
        &["\"/api/auth", "\"/api/orgs", "\"/api/members", "\"/auth/", "\"/members/me"],
        &["frontend/app/src/route.rs"],
        "a path is written in its endpoint type",
    );
}

#[test]
fn nothing_has_a_name_that_says_nothing() {
    let all: Vec<Source> = ["functions", "shared-types", "frontend", "scripts"]
        .iter()
        .flat_map(|folder| sources(folder, "rs"))
        .collect();
    let named: Vec<&str> = all
        .iter()
        .map(|source| source.path.as_str())
        .filter(|path| {
            ["utils", "common", "helpers", "misc"]
                .iter()
                .any(|name| path.contains(&format!("/{name}.rs")) || path.contains(&format!("/{name}/")))
        })
        .collect();
    assert_eq!(named, Vec::<&str>::new());
    let mut found = Vec::new();
    for source in &all {
        for line in source.code().lines() {
            let mut words =
                line.split_whitespace().skip_while(|word| !matches!(*word, "struct" | "enum" | "trait"));
            let Some(name) = words.nth(1) else { continue };
            let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
            if ["Info", "Data", "Wrapper", "Dto", "Manager"].iter().any(|ending| name.ends_with(ending)) {
                found.push(format!("{}: {name}", source.path));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn components_call_no_service() {
    absent(
        &sources("frontend/kit/src/components", "rs"),
        &["services::api", "use_remote", "use_action", ".call::<"],
        &[],
        "components never call services; pages do, through hooks",
    );
}

#[test]
fn screens_take_colours_sizes_and_fonts_from_the_tokens() {
    let styles: Vec<Source> =
        sources("frontend", "css").into_iter().filter(|source| !source.path.contains("tokens")).collect();
    assert!(!styles.is_empty());
    let mut found = Vec::new();
    for source in &styles {
        for (at, line) in source.text.lines().enumerate() {
            let line = line.split("/*").next().unwrap_or_default();
            let colour = line.contains("rgb(") || line.contains("hsl(") || has_hex_colour(line);
            if colour
                || line.contains("!important")
                || line.contains("font-family:") && !line.contains("var(")
            {
                found.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn has_hex_colour(line: &str) -> bool {
    line.split('#').skip(1).any(|rest| {
        let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
        let ends = rest.chars().nth(digits).is_none_or(|c| matches!(c, ';' | ' ' | ',' | ')'));
        matches!(digits, 3 | 4 | 6 | 8) && ends && line.contains(':')
    })
}

#[test]
fn files_are_short_and_say_what_they_own() {
    let mut found = Vec::new();
    for folder in ["functions", "shared-types", "frontend", "scripts"] {
        for source in sources(folder, "rs") {
            let lines = source.text.lines().count();
            if lines > 400 {
                found.push(format!("{}: {lines} lines", source.path));
            }
            let exempt = source.path.ends_with("main.rs") || source.path.ends_with("tests.rs");
            if !exempt && !source.text.trim_start().starts_with("//!") {
                found.push(format!("{}: no //! sentence", source.path));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_test_is_switched_off_and_nothing_is_left_to_do() {
    for folder in ["functions", "shared-types", "frontend", "scripts"] {
        for source in sources(folder, "rs").into_iter().chain(sources(folder, "mjs")) {
            if source.path.ends_with("tests/architecture.rs") {
                continue;
            }
            for word in ["#[ignore", "TODO", "FIXME", "todo!(", "unimplemented!(", "test.skip"] {
                assert!(!source.text.contains(word), "{}: {word}", source.path);
            }
        }
    }
}
