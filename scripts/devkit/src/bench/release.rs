//! The functions as they are deployed: compiled in release, each without what only this machine needs, and beside
//! them the smallest function there is. Knows nothing of how they are run.

use crate::{build, paths, processes::Program, progress};
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// The package of the function that all others are compared with.
const PEER: &str = "hello";

/// A compiled function.
#[derive(Debug, Clone)]
pub(super) struct Binary {
    /// The function's name.
    pub(super) name: String,
    /// The program.
    pub(super) path: PathBuf,
}

/// What there is to run.
#[derive(Debug)]
pub(super) struct Release {
    /// The product's functions.
    pub(super) functions: Vec<Binary>,
    /// The peer.
    pub(super) peer: Binary,
}

impl Release {
    /// Compiles everything.
    ///
    /// # Errors
    /// When something does not compile.
    pub(super) async fn build() -> Result<Self> {
        let names = paths::functions()?;
        // The peer by itself: compiled with the functions it would get their features of the shared libraries.
        progress::step("Compiling the functions for a deployment", async {
            compile(&names).await?;
            compile(&[PEER.to_owned()]).await
        })
        .await?;
        let binary = |name: String| Binary { path: paths::at("target/release").join(&name), name };
        Ok(Self { functions: names.into_iter().map(binary).collect(), peer: binary(PEER.to_owned()) })
    }

    /// A function of the product.
    ///
    /// # Errors
    /// When there is none of the name.
    pub(super) fn function(&self, name: &str) -> Result<&Binary> {
        self.functions.iter().find(|one| one.name == name).with_context(|| format!("no function {name}"))
    }
}

/// By package, so that features are those of these packages alone: not the inbox that devkit turns on.
async fn compile(packages: &[String]) -> Result<()> {
    let mut program = Program::new("cargo", "cargo").args(["build", "-q", "--release"]);
    for package in packages {
        program = program.args(["-p", package]);
    }
    program.run().await
}

/// The size of the archive that would be uploaded, in bytes.
///
/// # Errors
/// When the program cannot be read.
pub(super) fn archive_size(program: &Path) -> Result<usize> {
    let bytes = std::fs::read(program).with_context(|| format!("cannot read {}", program.display()))?;
    Ok(build::zip(&bytes)?.len())
}
