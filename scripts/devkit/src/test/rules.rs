//! The ring that needs nothing but the sources: formatting, lints, unit tests and the rules of the architecture.

use super::{
    dependencies,
    tally::{Tally, check, tests},
};
use crate::processes::Program;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Runs the ring.
pub(super) async fn run() -> Result<Tally> {
    let cargo = |arguments: &[&str]| Program::new("cargo", "cargo").args(arguments);
    let mut tally = check("Formatting", cargo(&["fmt", "--all", "--check"])).await?;
    let clippy = cargo(&["clippy", "-q", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    tally += check("Lints", clippy).await?;
    let mut rules = cargo(&["test", "-q", "--workspace", "--no-fail-fast", "--lib", "--bins"]);
    for target in test_targets().await?.iter().filter(|name| is_rule(name)) {
        rules = rules.args(["--test", target]);
    }
    tally += tests("Rules", rules).await?;
    tally += dependencies::run().await?;
    Ok(tally)
}

/// Whether an integration test needs nothing but the sources.
fn is_rule(target: &str) -> bool {
    target.starts_with("never") || target.starts_with("rules")
}

/// Whether an integration test needs the local cloud. All do, unless their name says that they are rules or need an
/// emulated account.
pub(super) fn is_api(target: &str) -> bool {
    !is_rule(target) && !target.starts_with("infra")
}

/// The names of the workspace's integration tests.
pub(super) async fn test_targets() -> Result<BTreeSet<String>> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        targets: Vec<Target>,
    }
    #[derive(Deserialize)]
    struct Target {
        name: String,
        kind: Vec<String>,
    }
    let output = tokio::process::Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(crate::paths::root())
        .output()
        .await?;
    let metadata: Metadata =
        serde_json::from_slice(&output.stdout).context("cargo metadata does not answer")?;
    let targets = metadata.packages.into_iter().flat_map(|package| package.targets);
    Ok(targets
        .filter(|target| target.kind.iter().any(|kind| kind == "test"))
        .map(|target| target.name)
        .collect())
}
