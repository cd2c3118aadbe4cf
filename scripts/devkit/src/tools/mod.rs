//! Finds or installs what the other modules run. Everything that is not a package of the system goes below
//! `target/tools`, in a folder that names its version; what is there already is left alone.
//!
//! Knows nothing of what the tools are used for.

mod apt;
mod aws;
mod browser;
mod checks;
mod cloud;
mod node;
mod policies;
mod python;
mod terraform;
mod wasm;
mod zig;

pub(crate) use aws::aws_cli;
pub(crate) use browser::{browser, end_to_end, lighthouse};
pub(crate) use checks::{cargo_deny, schemathesis};
pub(crate) use cloud::{cargo_lambda, docker_runs, dynamodb_local, localstack, ministack, shield};
pub(crate) use node::node;
pub(crate) use policies::{checkov, moto};
pub(crate) use terraform::{Terraform, terraform};
pub(crate) use wasm::{Optimisers, WasmToolchain, optimisers, wasm_toolchain};
pub(crate) use zig::zig;

use crate::{paths, progress};
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// The file that marks an installation as finished.
const COMPLETE: &str = ".complete";

/// Answers the folder of a tool; `install` fills it first when that has not been done to its end before.
async fn installed<F>(name: &str, install: impl FnOnce(PathBuf) -> F) -> Result<PathBuf>
where
    F: Future<Output = Result<()>>,
{
    let folder = paths::tools().join(name);
    if folder.join(COMPLETE).exists() {
        return Ok(folder);
    }
    progress::step(&format!("Installing {name}"), async {
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        install(folder.clone()).await?;
        std::fs::write(folder.join(COMPLETE), "")?;
        Ok(())
    })
    .await?;
    Ok(folder)
}

/// Where `program` lies on the search path.
fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// What a program prints, trimmed, or nothing when it cannot be run or fails.
async fn output(program: impl AsRef<Path>, arguments: &[&str]) -> Option<String> {
    let run = tokio::process::Command::new(program.as_ref())
        .args(arguments)
        .stdin(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = tokio::time::timeout(std::time::Duration::from_secs(20), run).await.ok()?.ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The path as text; all of ours are.
fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not UTF-8", path.display()))
}
