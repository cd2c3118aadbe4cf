//! Virtual environments, one for each tool that comes from pip: their dependencies exclude each other.

use super::{apt, installed, on_path, text};
use crate::processes::Program;
use anyhow::Result;
use std::path::PathBuf;

/// A virtual environment `name` with `packages` (arguments of `pip install`); answers its folder.
///
/// # Errors
/// When Python or the packages cannot be had.
pub(super) async fn environment(name: &str, packages: &[&str]) -> Result<PathBuf> {
    installed(name, async |folder| {
        // Debian's Python comes without the module that makes virtual environments.
        if super::output("python3", &["-c", "import ensurepip"]).await.is_none()
            || on_path("python3").is_none()
        {
            apt::install(&["python3", "python3-venv"]).await?;
        }
        Program::new("venv", "python3").args(["-m", "venv", text(&folder)?]).run_quietly().await?;
        let pip = folder.join("bin/pip");
        Program::new("pip", pip)
            .args(["install", "--quiet", "--no-input", "--disable-pip-version-check"])
            .args(packages)
            .run_quietly()
            .await
    })
    .await
}
