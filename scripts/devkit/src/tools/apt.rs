//! Debian packages, for what cannot live in a folder of the work tree.

use crate::{processes::Program, progress};
use anyhow::{Result, bail};
use tokio::sync::OnceCell;

/// The package lists are fetched at most once a run.
static LISTS: OnceCell<()> = OnceCell::const_new();

/// Installs `packages`.
///
/// # Errors
/// Where there is no apt or no right to use it: the message says what is missing.
pub(super) async fn install(packages: &[&str]) -> Result<()> {
    let wanted = packages.join(" ");
    if super::on_path("apt-get").is_none() {
        bail!(
            "needed, and there is no apt-get here to install it: {wanted}. Please install it and start again"
        );
    }
    progress::step(&format!("Installing {wanted}"), async {
        LISTS.get_or_try_init(|| apt(&["update", "-q"])).await?;
        let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
        arguments.extend(packages);
        apt(&arguments).await
    })
    .await
}

async fn apt(arguments: &[&str]) -> Result<()> {
    let root = rustix::process::geteuid().is_root();
    let program = if root {
        Program::new("apt", "apt-get")
    } else {
        Program::new("apt", "sudo").args(["-n", "apt-get"])
    };
    program.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").run_quietly().await
}
