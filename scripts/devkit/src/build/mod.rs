//! `./scripts/build`: everything that is deployed, in `target/artefacts`, the same for the same commit.
//!
//! Knows nothing of where it is deployed to; `deploy` reads the manifest.

mod again;
mod bill;
mod compile;
mod glibc;
mod manifest;
mod package;

pub(crate) use manifest::{Artefact, Manifest};
pub(crate) use package::zip;

use crate::{
    paths,
    progress::{say, step},
    site,
};
use anyhow::Result;
use compile::Architecture;
use std::path::Path;

/// What can be chosen.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Build the commit again from a fresh clone in another folder and compare every digest
    #[arg(long)]
    check: bool,
}

/// The file of the OpenAPI document.
pub(crate) const OPENAPI: &str = "openapi.json";

/// The file of the bill of materials.
const BILL: &str = "sbom.cdx.json";

/// Builds, and prints what came out.
///
/// # Errors
/// When something does not compile, or what was compiled may not be deployed.
pub(crate) async fn run(options: Options) -> Result<()> {
    if options.check {
        again::possible().await?;
    }
    let folder = paths::artefacts();
    for architecture in compile::installed().await? {
        functions(architecture, &folder).await?;
    }
    site::build().await?;
    let manifest = step("Writing down what was built", async {
        copy_exactly(&paths::site(), &folder.join(manifest::SITE))?;
        openapi(&folder)?;
        std::fs::write(folder.join(BILL), pretty(&bill::bill().await?)?)?;
        let manifest = Manifest::of(&folder).await?;
        manifest.write(&folder)?;
        Ok(manifest)
    })
    .await?;
    say("");
    for artefact in manifest.artefacts.iter().filter(|artefact| !artefact.path.starts_with(manifest::SITE)) {
        say(format_args!("  {:<28} {:>9} bytes", artefact.path, artefact.bytes));
    }
    let (count, bytes) = manifest.site().fold((0, 0), |(count, sum), file| (count + 1, sum + file.bytes));
    say(format_args!("  {:<28} {bytes:>9} bytes in {count} files", manifest::SITE));
    say(format_args!("\n  {} of {}", folder.join(manifest::FILE).display(), manifest.commit));
    if options.check {
        again::compare(&manifest).await?;
    }
    Ok(())
}

/// Compiles the functions for one architecture and packs each as Lambda takes it.
async fn functions(architecture: Architecture, artefacts: &Path) -> Result<()> {
    let label = architecture.folder();
    let compiled =
        step(&format!("Compiling the functions for {label}"), compile::functions(architecture)).await?;
    step(&format!("Packing the functions for {label}"), async {
        let folder = artefacts.join(label);
        // What is no function any more is not deployed any more.
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        for function in compiled {
            std::fs::write(folder.join(format!("{}.zip", function.name)), package::zip(&function.binary)?)?;
        }
        Ok(())
    })
    .await
}

/// Writes the OpenAPI document: for readers of the artefacts, and into the site, which serves it among the API.
fn openapi(artefacts: &Path) -> Result<()> {
    let document = pretty(&shared_types::openapi::document())?;
    let folder = artefacts.join(manifest::SITE).join("api");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join(format!("{OPENAPI}.br")), site::brotli(document.as_bytes())?)?;
    std::fs::write(folder.join(OPENAPI), &document)?;
    Ok(std::fs::write(artefacts.join(OPENAPI), &document)?)
}

fn pretty(document: &impl serde::Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(document)? + "\n")
}

/// Makes `to` hold the files of `from` and no others.
fn copy_exactly(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    for name in manifest::files(from)? {
        let target = to.join(&name);
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::copy(from.join(&name), target)?;
    }
    Ok(())
}
