//! What stands in for a whole cloud account, and what judges the definition of one.

use super::python;
use anyhow::Result;
use std::path::PathBuf;

const CHECKOV: &str = "3.3.30";
const MOTO: &str = "5.2.5";

/// The Python that runs moto.
///
/// # Errors
/// When it cannot be installed.
pub(crate) async fn moto() -> Result<PathBuf> {
    let package = format!("moto[server]=={MOTO}");
    Ok(python::environment(&format!("moto-{MOTO}"), &[&package]).await?.join("bin/python"))
}

/// The program `checkov`.
///
/// # Errors
/// When it cannot be installed.
pub(crate) async fn checkov() -> Result<PathBuf> {
    let package = format!("checkov=={CHECKOV}");
    Ok(python::environment(&format!("checkov-{CHECKOV}"), &[&package]).await?.join("bin/checkov"))
}
