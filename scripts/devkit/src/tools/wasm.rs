//! What compiles the site for the browser.

use super::{apt, node, output, text};
use crate::processes::Program;
use anyhow::{Context as _, Result};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

const BINARYEN: &str = "132.0.0";
const TERSER: &str = "5.51.4";
/// How long rustup may take before Debian is asked instead.
const RUSTUP_WITHIN: Duration = Duration::from_secs(90);

const LIBRARY_OF_DEBIAN: &str = "/usr/lib/rustlib/src/rust/library/Cargo.lock";

/// A compiler with the source of its standard library. The library is compiled with the site: the ready-made
/// one uses instructions that the oldest phones we serve do not know.
#[derive(Debug)]
pub(crate) struct WasmToolchain {
    /// Cargo itself.
    pub(crate) cargo: PathBuf,
    /// The compiler.
    pub(crate) rustc: PathBuf,
    /// What its environment must say.
    pub(crate) environment: Vec<(String, String)>,
}

/// Finds the toolchain, or installs it: from rustup where its server answers, else from Debian.
///
/// # Errors
/// When neither way works.
pub(crate) async fn wasm_toolchain() -> Result<WasmToolchain> {
    let sysroot = output("rustc", &["--print", "sysroot"]).await.context("rustc does not run")?;
    let source = Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock");
    if !source.exists() && debian_source().is_none() && !from_rustup().await {
        apt::install(&["rustc-web", "cargo-web", "rust-web-src"]).await?;
    }
    let (cargo, rustc) =
        if source.exists() { ("cargo", "rustc") } else { ("/usr/bin/cargo", "/usr/bin/rustc") };
    let linker = linker(&sysroot).await?;
    Ok(WasmToolchain {
        cargo: PathBuf::from(cargo),
        rustc: PathBuf::from(rustc),
        environment: vec![
            ("RUSTC".into(), rustc.into()),
            // Compiling the standard library along is an unstable option of a stable compiler.
            ("RUSTC_BOOTSTRAP".into(), "1".into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER".into(), text(&linker)?.into()),
        ],
    })
}

/// The library's source as Debian's package `rust-web-src` lays it down.
fn debian_source() -> Option<&'static str> {
    (Path::new("/usr/bin/cargo").exists() && Path::new(LIBRARY_OF_DEBIAN).exists())
        .then_some(LIBRARY_OF_DEBIAN)
}

/// Whether rustup could fetch the source of the standard library. Its server does not answer everywhere.
async fn from_rustup() -> bool {
    if super::on_path("rustup").is_none() {
        return false;
    }
    let fetch = Program::new("rustup", "rustup").args(["component", "add", "rust-src"]).run_quietly();
    matches!(tokio::time::timeout(RUSTUP_WITHIN, fetch).await, Ok(Ok(())))
}

/// LLVM's linker: rustup brings it along, otherwise Debian has it.
async fn linker(sysroot: &str) -> Result<PathBuf> {
    let host = output("rustc", &["--print", "host-tuple"]).await.context("rustc does not know its host")?;
    let bundled = Path::new(sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
    if bundled.exists() {
        return Ok(bundled);
    }
    if super::on_path("wasm-ld").is_none() {
        apt::install(&["lld"]).await?;
    }
    super::on_path("wasm-ld").context("lld was installed but wasm-ld is not on the search path")
}

/// What makes a compiled module small; scripts for Node.
#[derive(Debug)]
pub(crate) struct Optimisers {
    /// Of WebAssembly: binaryen.
    pub(crate) wasm_opt: PathBuf,
    /// Of JavaScript: terser.
    pub(crate) terser: PathBuf,
}

/// Finds the optimisers, or installs them.
///
/// # Errors
/// When they cannot be installed.
pub(crate) async fn optimisers() -> Result<Optimisers> {
    Ok(Optimisers {
        wasm_opt: node::package("binaryen", BINARYEN).await?.join("bin/wasm-opt"),
        terser: node::package("terser", TERSER).await?.join("bin/terser"),
    })
}
