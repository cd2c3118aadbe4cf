//! The AWS CLI.

use super::python;
use anyhow::Result;
use std::path::PathBuf;

const AWS_CLI: &str = "1.45.11";

/// The program `aws`, from pip: the same everywhere, whatever a machine has.
///
/// # Errors
/// When it cannot be installed.
pub(crate) async fn aws_cli() -> Result<PathBuf> {
    let package = format!("awscli=={AWS_CLI}");
    Ok(python::environment(&format!("awscli-{AWS_CLI}"), &[&package]).await?.join("bin/aws"))
}
