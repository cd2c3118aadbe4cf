//! Zig, which links against an older C library than this machine has, or for another processor.

use super::python;
use anyhow::{Context as _, Result};
use std::path::PathBuf;

/// Newer ones pack archives in a way that the cryptographic library's build does not read.
const ZIG: &str = "0.14.1";
const CARGO_ZIGBUILD: &str = "0.24.0";

/// The linker and the program that makes cargo use it.
#[derive(Debug)]
pub(crate) struct Zig {
    /// `zig` itself.
    pub(crate) zig: PathBuf,
    /// `cargo-zigbuild`.
    pub(crate) cargo_zigbuild: PathBuf,
}

/// Both, from pip.
///
/// # Errors
/// When they cannot be installed.
pub(crate) async fn zig() -> Result<Zig> {
    let (zig, cargo_zigbuild) = (format!("ziglang=={ZIG}"), format!("cargo-zigbuild=={CARGO_ZIGBUILD}"));
    let name = format!("zig-{ZIG}-{CARGO_ZIGBUILD}");
    let folder = python::environment(&name, &[&zig, &cargo_zigbuild]).await?;
    let version =
        std::fs::read_dir(folder.join("lib"))?.next().context("the environment has no Python")??;
    Ok(Zig {
        zig: version.path().join("site-packages/ziglang/zig"),
        cargo_zigbuild: folder.join("bin/cargo-zigbuild"),
    })
}
