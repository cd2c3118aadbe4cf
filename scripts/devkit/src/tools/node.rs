//! Node and packages from npm.

use super::{apt, installed, on_path, text};
use crate::processes::Program;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Sees to it that `node` and `npm` are there.
///
/// # Errors
/// When they cannot be installed.
pub(crate) async fn node() -> Result<()> {
    if on_path("node").is_none() || on_path("npm").is_none() {
        apt::install(&["nodejs", "npm"]).await?;
    }
    Ok(())
}

/// Installs the exact `version` of `package` with what it needs; answers the package's folder.
///
/// # Errors
/// When npm fails.
pub(super) async fn package(package: &str, version: &str) -> Result<PathBuf> {
    let folder = installed(&format!("{package}-{version}"), async |folder| {
        npm(
            &folder,
            &["install", "--ignore-scripts", "--prefix", text(&folder)?, &format!("{package}@{version}")],
        )
        .await
    })
    .await?;
    Ok(folder.join("node_modules").join(package))
}

/// Runs npm quietly in `folder`.
///
/// # Errors
/// When npm fails.
pub(super) async fn npm(folder: &Path, arguments: &[&str]) -> Result<()> {
    node().await?;
    Program::new("npm", "npm")
        .args(arguments)
        .args(["--no-audit", "--no-fund", "--loglevel=error"])
        .within(folder)
        .run_quietly()
        .await
}
