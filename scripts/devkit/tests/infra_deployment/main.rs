//! A whole deployment as an operator sees it: `devkit deploy` on the example environment in an emulated account,
//! with a journey that succeeds and one that fails and is taken back.
//!
//! The ring `infra` starts the account and names it in the environment. Nobody there runs functions or serves the
//! site: `cdn` does both as far as the journey looks.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

mod artefacts;
mod cdn;

use artefacts::Artefacts;
use cdn::Cdn;
use serde_json::Value;
use std::process::{Command, Output};

/// Runs devkit in the emulated account; the state lies in the bucket that the ring made.
fn devkit(arguments: &[&str]) -> Output {
    let backend =
        "-backend-config=bucket=state -backend-config=key=deployment -backend-config=region=us-east-1";
    Command::new(env!("CARGO_BIN_EXE_devkit"))
        .args(arguments)
        .env("TF_CLI_ARGS_init", backend)
        .env("TF_VAR_edge_keys", format!("[\"{}\"]", "0".repeat(64)))
        .output()
        .unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn deploy(artefacts: &Artefacts, cdn: &Cdn) -> Output {
    let folder = artefacts.folder().display().to_string();
    cdn.functions_of(artefacts.commit());
    devkit(&["deploy", "example", "--yes", "--artefacts", &folder, "--address", &cdn.address])
}

/// The commit that is said to be there.
async fn released(cdn: &Cdn) -> String {
    let release: Value = serde_json::from_str(&cdn.object(".release.json").await.unwrap()).unwrap();
    release["commit"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deployment_goes_forward_and_what_is_broken_goes_back() {
    let cdn = Cdn::start().await;
    let (first, second) = (Artefacts::of("one"), Artefacts::of("two"));

    let deployed = deploy(&first, &cdn);
    assert!(deployed.status.success(), "{}", printed(&deployed));
    assert_eq!(released(&cdn).await, "one");
    assert_eq!(cdn.live("auth").await, "1");
    let (media_type, caching, coding) = cdn.headers("assets/app.one.js.br").await;
    assert_eq!(media_type, "text/javascript; charset=utf-8");
    assert!(caching.contains("immutable"), "{caching}");
    assert_eq!(coding, "br");

    cdn.break_api(true);
    let broken = deploy(&second, &cdn);
    let said = printed(&broken);
    assert!(!broken.status.success() && said.contains("a sign-in: answers 500"), "{said}");
    assert!(said.contains("e-home-auth 1 → 2") && said.contains("e-home-auth 2 → 1"), "{said}");
    assert_eq!(released(&cdn).await, "one");
    assert!(cdn.object("index.html").await.unwrap().contains("app.one.js"));
    for feature in ["auth", "members", "orgs", "projections", "schedules", "search", "transfers", "uploads"] {
        assert_eq!(cdn.live(feature).await, "1", "{feature}");
    }

    cdn.break_api(false);
    let repaired = deploy(&second, &cdn);
    assert!(repaired.status.success(), "{}", printed(&repaired));
    assert_eq!(released(&cdn).await, "two");
    assert_eq!(cdn.live("auth").await, "2");
    assert!(cdn.object("index.html").await.unwrap().contains("app.two.js"));
    assert!(cdn.object("assets/app.one.js").await.is_some(), "pages that are open still ask for it");

    let folder = second.folder().display().to_string();
    let again = printed(&devkit(&["deploy", "example", "--plan", "--artefacts", &folder]));
    assert!(
        again.contains("nothing changes") && again.contains("Functions with other code\n  none"),
        "{again}"
    );
    assert!(again.contains("  7 kept as they are"), "{again}");
}

#[test]
fn what_was_not_built_is_not_deployed() {
    let artefacts = Artefacts::of("changed");
    std::fs::write(artefacts.folder().join("site/index.html"), "something else").unwrap();
    let folder = artefacts.folder().display().to_string();
    let refused = devkit(&["deploy", "example", "--yes", "--artefacts", &folder]);
    assert!(!refused.status.success());
    assert!(printed(&refused).contains("site/index.html is not what was built"), "{}", printed(&refused));
}
