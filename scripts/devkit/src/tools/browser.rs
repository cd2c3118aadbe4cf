//! The browser of the journeys and the packages that drive it.

use super::{apt, node, on_path, output};
use crate::{paths, progress};
use anyhow::{Context as _, Result};
use std::path::PathBuf;

/// Chromium and a font for its Chinese; answers the program.
///
/// # Errors
/// When they cannot be installed.
pub(crate) async fn browser() -> Result<PathBuf> {
    let font = output("fc-list", &["Noto Sans CJK SC"]).await.is_some_and(|fonts| !fonts.is_empty());
    if on_path("chromium").is_none() || !font {
        apt::install(&["chromium", "fonts-noto-cjk", "fontconfig"]).await?;
    }
    on_path("chromium").context("chromium was installed but is not on the search path")
}

const LIGHTHOUSE: &str = "12.8.2";

/// Lighthouse, a script for Node.
///
/// # Errors
/// When it cannot be installed.
pub(crate) async fn lighthouse() -> Result<PathBuf> {
    Ok(node::package("lighthouse", LIGHTHOUSE).await?.join("cli/index.js"))
}

/// The packages of `frontend/e2e`, exactly those of its lock file; answers that folder.
///
/// # Errors
/// When npm fails.
pub(crate) async fn end_to_end() -> Result<PathBuf> {
    node::node().await?;
    let folder = paths::at("frontend/e2e");
    let lock =
        std::fs::read(folder.join("package-lock.json")).context("frontend/e2e has no package-lock.json")?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if std::fs::read(&installed).ok().as_deref() != Some(lock.as_slice()) {
        progress::step("Installing the packages of frontend/e2e", async {
            node::npm(&folder, &["ci", "--ignore-scripts"]).await?;
            std::fs::write(&installed, &lock)?;
            Ok(())
        })
        .await?;
    }
    Ok(folder)
}
