//! Who may know whom (rules 1 to 8 and 10 of the architecture).

use crate::{features, files, no_line, rust, source::root};
use std::process::Command;

/// The crates that `package` is compiled with, directly or not.
fn dependencies(package: &str) -> Vec<String> {
    let arguments = ["tree", "--offline", "-p", package, "-e", "normal", "--prefix", "none", "-f", "{lib}"];
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut names: Vec<String> =
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    names.sort();
    names.dedup();
    assert!(names.len() > 3, "{package}: {names:?}");
    names
}

#[test]
fn the_contract_sees_no_cloud_no_browser_and_no_chance() {
    let strangers: Vec<String> = dependencies("shared-types")
        .into_iter()
        .filter(|name| {
            ["aws", "lambda", "tokio", "hyper", "yew", "web_sys", "rand", "getrandom", "uuid"]
                .iter()
                .any(|stranger| name.starts_with(stranger))
        })
        .collect();
    assert!(strangers.is_empty(), "shared-types is compiled with {strangers:?}");
}

#[test]
fn pure_code_reads_no_clock() {
    let mut pure = files("shared-types/src", "rs");
    pure.extend(features().into_iter().filter(|source| source.path.contains("/rules")));
    let clocks = ["SystemTime::now", "Instant::now", "now_utc", "now_local", "now_v7", "rand::", "Clock"];
    no_line(&pure, "time and ids come in as arguments", |_, line| {
        clocks.iter().any(|clock| line.contains(clock))
    });
}

#[test]
fn rules_never_wait_and_never_log() {
    let mut rules = features();
    rules.retain(|source| source.path.contains("/rules"));
    let words = [".await", "async ", "tracing::", "println!", "Context"];
    no_line(&rules, "rules.rs is pure", |_, line| words.iter().any(|word| line.contains(word)));
}

#[test]
fn a_feature_never_depends_on_a_feature() {
    let names: Vec<String> = features()
        .iter()
        .filter(|source| source.name() == "main.rs")
        .map(|source| source.path.split('/').nth(1).unwrap().to_owned())
        .collect();
    // `schedules` stands above the features: it lets their clocks strike.
    for name in names.iter().filter(|name| *name != "schedules") {
        let others: Vec<String> = dependencies(name)
            .into_iter()
            .filter(|crate_| *crate_ != *name && names.contains(crate_))
            .collect();
        assert!(others.is_empty(), "{name} depends on {others:?}");
    }
}

#[test]
fn platform_alone_knows_the_cloud() {
    let mut outside = rust();
    outside.retain(|source| {
        !source.path.starts_with("functions/platform/")
            && !source.path.starts_with("scripts/")
            && source.path.contains("/src/")
    });
    let words = ["aws_sdk_", "aws_config", "lambda_http", "lambda_runtime", "jsonwebtoken"];
    no_line(&outside, "only platform", |_, line| words.iter().any(|word| line.contains(word)));
}

#[test]
fn the_environment_is_read_in_one_place() {
    let mut server = files("functions", "rs");
    server
        .retain(|source| source.path.contains("/src/") && source.path != "functions/platform/src/config.rs");
    no_line(&server, "only platform::config reads the environment", |_, line| {
        line.contains("std::env") || line.contains("env::var")
    });
}

#[test]
fn verbs_know_no_attributes_and_stores_no_statuses() {
    no_line(&features(), "only platform::store::keys writes key strings", |_, line| {
        ["\"pk\"", "\"sk\"", "AttributeValue"].iter().any(|word| line.contains(word))
    });
    let mut stores = features();
    stores.retain(|source| source.path.contains("/store"));
    no_line(&stores, "a store names no HTTP status", |_, line| line.contains("StatusCode"));
}

#[test]
fn a_store_takes_a_scope_where_it_takes_an_org() {
    let mut stores = features();
    stores.retain(|source| source.path.contains("/store"));
    let mut bare = Vec::new();
    for source in &stores {
        let code: Vec<&str> = source.code_lines().map(|(_, line)| line).collect();
        for signature in code.join("\n").split("pub ").skip(1).filter(|item| item.contains("fn ")) {
            let signature = signature.split(" {\n").next().unwrap();
            if signature.contains("&OrgId") && !signature.contains("Scope") && !signature.contains("Me") {
                bare.push(format!("{}: {}", source.path, signature.replace('\n', " ")));
            }
        }
    }
    assert!(bare.is_empty(), "a bare org id reaches the table:\n{}", bare.join("\n"));
}

#[test]
fn a_path_is_written_once() {
    no_line(&features(), "paths stand in shared-types", |_, line| {
        line.contains("\"/api")
            || ["\"/auth/", "\"/orgs/", "\"/members/", "\"/transfers", "\"/uploads", "\"/search/"]
                .iter()
                .any(|path| line.contains(path))
    });
}

#[test]
fn components_never_call_services() {
    let components = files("frontend/kit/src/components", "rs");
    let words = ["services::api", "services::session", "use_remote", "use_action", "gloo_net"];
    no_line(&components, "pages fetch, through hooks", |_, line| {
        words.iter().any(|word| line.contains(word))
    });
}

#[test]
fn one_function_carries_what_reads_photos() {
    let carries = |feature: &str| {
        let arguments =
            ["tree", "--offline", "-p", feature, "-e", "normal", "-f", "{lib}", "--prefix", "none"];
        let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().any(|line| line.trim() == "image")
    };
    for feature in ["auth", "orgs", "members", "projections", "schedules", "transfers", "platform"] {
        assert!(!carries(feature), "{feature} would start with decoders that it never uses");
    }
    assert!(carries("uploads"));
}

#[test]
fn a_deployed_function_has_no_inbox() {
    for feature in ["auth", "members", "orgs", "schedules", "search", "transfers", "uploads"] {
        let arguments =
            ["tree", "--offline", "-p", feature, "-e", "normal", "-f", "{lib} {f}", "--prefix", "none"];
        let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let platform = text.lines().find(|line| line.split(' ').next() == Some("platform")).unwrap();
        assert!(!platform.contains("local-inbox"), "{feature}: {platform}");
    }
}
