//! Terraform and what it needs to find its provider.

use super::{installed, on_path, output};
use crate::{paths, processes::Program};
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};

/// What is fetched where there is none.
const TERRAFORM: &str = "1.11.4";

/// The variable that names Terraform's own settings.
const SETTINGS: &str = "TF_CLI_CONFIG_FILE";

/// Folders below which a mirror of providers may lie, beside those that Terraform looks into by itself.
const MIRRORS: [&str; 3] = ["/opt", "/srv", "/usr/local/share"];

/// Terraform.
#[derive(Debug)]
pub(crate) struct Terraform {
    /// The program.
    pub(crate) program: PathBuf,
    /// What its environment must say.
    pub(crate) environment: Vec<(String, String)>,
}

/// Terraform as it is installed here, otherwise fetched from its makers.
///
/// # Errors
/// When neither is possible.
pub(crate) async fn terraform() -> Result<Terraform> {
    let program = match on_path("terraform") {
        Some(program) => program,
        None => fetched().await.with_context(|| {
            format!(
                "Terraform is needed, and {TERRAFORM} cannot be fetched from its makers here. Please install it \
                 (https://developer.hashicorp.com/terraform/install) and start again"
            )
        })?,
    };
    let mut environment = vec![("CHECKPOINT_DISABLE".to_owned(), "1".to_owned())];
    if !std::env::var_os(SETTINGS).is_some_and(|file| Path::new(&file).is_file()) {
        environment.push((SETTINGS.to_owned(), settings()?.display().to_string()));
    }
    Ok(Terraform { program, environment })
}

/// The release, checked against the list of digests that lies beside it.
async fn fetched() -> Result<PathBuf> {
    let system = match std::env::consts::ARCH {
        "x86_64" => "linux_amd64",
        "aarch64" => "linux_arm64",
        other => bail!("there is no release for {other}"),
    };
    let folder = installed(&format!("terraform-{TERRAFORM}"), async |folder| {
        let release = format!("https://releases.hashicorp.com/terraform/{TERRAFORM}");
        let archive = format!("terraform_{TERRAFORM}_{system}.zip");
        let digests = format!("terraform_{TERRAFORM}_SHA256SUMS");
        for file in [&archive, &digests] {
            let url = format!("{release}/{file}");
            let curl = ["-fsSL", "--proto", "=https", "--max-time", "120", "-o", file, &url];
            Program::new("curl", "curl").args(curl).within(&folder).run_quietly().await?;
        }
        let check = ["--check", "--ignore-missing", "--strict", &digests];
        Program::new("sha256sum", "sha256sum").args(check).within(&folder).run_quietly().await?;
        let unpack = ["-m", "zipfile", "-e", &archive, "."];
        Program::new("python3", "python3").args(unpack).within(&folder).run_quietly().await?;
        Program::new("chmod", "chmod").args(["+x", "terraform"]).within(&folder).run_quietly().await
    })
    .await?;
    let program = folder.join("terraform");
    output(&program, &["version"]).await.context("the release does not run")?;
    Ok(program)
}

/// Settings that take the provider from a mirror on this machine where there is one, and otherwise keep what was
/// fetched for the next time.
fn settings() -> Result<PathBuf> {
    let kept = paths::tools().join("terraform-providers");
    std::fs::create_dir_all(&kept)?;
    let text = match mirror() {
        Some(mirror) => format!(
            "provider_installation {{\n  filesystem_mirror {{\n    path = {:?}\n  }}\n}}\n",
            mirror.display().to_string()
        ),
        None => format!("plugin_cache_dir = {:?}\n", kept.display().to_string()),
    };
    let file = paths::tools().join("terraform.tfrc");
    std::fs::write(&file, text)?;
    Ok(file)
}

fn mirror() -> Option<PathBuf> {
    MIRRORS
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .find(|folder| folder.join("registry.terraform.io/hashicorp/aws").is_dir())
}
