//! Virtual environments, one for each tool that comes from pip: their dependencies exclude each other.

use super::{apt, installed, on_path, text};
use crate::{paths, processes::Program};
use anyhow::Result;
use std::path::PathBuf;

/// The virtual environment of `tool` with exactly the packages that `scripts/devkit/python` lists for it, each
/// with the digests that its files may have. Such a list is made by
/// `uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate`.
///
/// # Errors
/// When Python or the packages cannot be had, or a file is not the one that was listed.
pub(super) async fn listed(tool: &str, version: &str) -> Result<PathBuf> {
    let list = paths::at(format!("scripts/devkit/python/{tool}.txt"));
    environment(&format!("{tool}-{version}"), &["--require-hashes", "-r", text(&list)?]).await
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_package_has_a_version_and_digests() {
        let lists = std::fs::read_dir(paths::at("scripts/devkit/python")).unwrap();
        let lists: Vec<PathBuf> = lists.map(|entry| entry.unwrap().path()).collect();
        assert!(!lists.is_empty());
        for list in lists {
            let text = std::fs::read_to_string(&list).unwrap().replace("\\\n", "");
            for package in text.lines() {
                let whole = package.contains("==") && package.contains("--hash=sha256:");
                assert!(whole, "{}: {package}", list.display());
            }
        }
    }
}
