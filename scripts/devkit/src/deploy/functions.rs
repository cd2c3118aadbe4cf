//! Publishes the functions' code as versions and shifts the alias that everybody calls.

use super::aws::Aws;
use crate::build::Manifest;
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

/// A function as Terraform made it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Function {
    /// Its name in Lambda.
    pub(super) name: String,
    /// The alias that is called.
    pub(super) alias: String,
}

/// An alias that goes from one version to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shift {
    /// The function.
    pub(super) function: Function,
    /// The version that is called now.
    pub(super) from: String,
    /// The version that will be called.
    pub(super) to: String,
}

/// Publishes what Terraform uploaded for `feature`. A version that is there already for this code is taken.
///
/// # Errors
/// When Lambda holds other code than was built.
pub(super) async fn publish(
    aws: &Aws,
    feature: &str,
    function: &Function,
    manifest: &Manifest,
) -> Result<Shift> {
    let Function { name, alias } = function;
    aws.call(&["lambda", "wait", "function-updated-v2", "--function-name", name]).await?;
    let held = aws.call(&["lambda", "get-function-configuration", "--function-name", name]).await?;
    let architecture = held.pointer("/Architectures/0").and_then(|one| one.as_str()).unwrap_or("x86_64");
    let path = format!("{architecture}/{feature}.zip");
    let built = manifest.artefacts.iter().find(|artefact| artefact.path == path);
    let built = built.with_context(|| format!("there is no {path} among what was built"))?;
    let digest = &built.sha256_base64;
    ensure!(
        held.pointer("/CodeSha256").and_then(|one| one.as_str()) == Some(digest),
        "{name} holds other code than {} of this build",
        built.path
    );
    let to = match newest(aws, name).await? {
        Some(version) if version.sha256_base64 == *digest => version.version,
        _ => {
            let publish = ["lambda", "publish-version", "--function-name", name, "--code-sha256", digest];
            aws.text(&publish, "/Version").await?
        }
    };
    let from = aws
        .text(&["lambda", "get-alias", "--function-name", name, "--name", alias], "/FunctionVersion")
        .await?;
    Ok(Shift { function: function.clone(), from, to })
}

/// A version of a function that was published.
#[derive(Debug, Deserialize)]
struct Version {
    #[serde(rename = "Version")]
    version: String,
    #[serde(rename = "CodeSha256")]
    sha256_base64: String,
}

/// The newest version: Terraform publishes one with every change of code or settings.
async fn newest(aws: &Aws, name: &str) -> Result<Option<Version>> {
    let list = aws.call(&["lambda", "list-versions-by-function", "--function-name", name]).await?;
    let versions: Vec<Version> = serde_json::from_value(list.get("Versions").cloned().unwrap_or_default())?;
    let number = |version: &Version| version.version.parse::<u64>().ok();
    Ok(versions.into_iter().filter(|version| number(version).is_some()).max_by_key(number))
}

impl Shift {
    /// Whether there is anything to shift.
    pub(super) fn is_needed(&self) -> bool {
        self.from != self.to
    }

    /// From now on the new version is called.
    pub(super) async fn forward(&self, aws: &Aws) -> Result<()> {
        self.set(aws, &self.to).await
    }

    /// From now on the earlier version is called again.
    pub(super) async fn back(&self, aws: &Aws) -> Result<()> {
        self.set(aws, &self.from).await
    }

    async fn set(&self, aws: &Aws, version: &str) -> Result<()> {
        let Function { name, alias } = &self.function;
        let update = ["lambda", "update-alias", "--function-name", name, "--name", alias];
        aws.call(&[update.as_slice(), &["--function-version", version]].concat()).await?;
        Ok(())
    }
}
