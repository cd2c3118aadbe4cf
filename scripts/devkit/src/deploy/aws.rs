//! The AWS CLI: everything a deployment does that Terraform does not. The SDK's clients for these services would
//! take minutes to compile on every developer's machine, for a command that few of them run.

use crate::processes::{Captured, Program};
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::path::PathBuf;

/// Calls services in one account and region.
#[derive(Debug, Clone)]
pub(super) struct Aws {
    /// The program.
    pub(super) program: PathBuf,
    /// Where the services are and who calls; what it does not say, the CLI finds as it always does.
    pub(super) environment: Vec<(String, String)>,
}

/// How the CLI names the errors of what is not there.
const ABSENT: [&str; 4] = ["NoSuchKey", "NoSuchBucket", "ResourceNotFoundException", "404"];

impl Aws {
    /// Calls; answers the reply, or nothing where the service answers nothing.
    ///
    /// # Errors
    /// With what the CLI says.
    pub(super) async fn call(&self, arguments: &[&str]) -> Result<Value> {
        let Captured { status, out, errors } = self.run(arguments).await?;
        if !status.success() {
            bail!("aws {}: {}", words(arguments), errors.trim());
        }
        read(&out)
    }

    /// Calls; answers nothing when what is asked for does not exist.
    ///
    /// # Errors
    /// With what the CLI says of anything else.
    pub(super) async fn find(&self, arguments: &[&str]) -> Result<Option<Value>> {
        let Captured { status, out, errors } = self.run(arguments).await?;
        if status.success() {
            return read(&out).map(Some);
        }
        if ABSENT.iter().any(|absent| errors.contains(&format!("({absent})"))) {
            return Ok(None);
        }
        bail!("aws {}: {}", words(arguments), errors.trim());
    }

    /// The text at `pointer` (RFC 6901) of the reply.
    ///
    /// # Errors
    /// When the call fails or the reply has no such text.
    pub(super) async fn text(&self, arguments: &[&str], pointer: &str) -> Result<String> {
        let reply = self.call(arguments).await?;
        let text = reply.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        text.with_context(|| format!("aws {}: the reply has no {pointer}", words(arguments)))
    }

    async fn run(&self, arguments: &[&str]) -> Result<Captured> {
        Program::new("aws", &self.program)
            .args(arguments)
            .args(["--output", "json"])
            .env("AWS_PAGER", "")
            .envs(&self.environment)
            .captured()
            .await
    }
}

fn read(out: &str) -> Result<Value> {
    if out.trim().is_empty() { Ok(Value::Null) } else { Ok(serde_json::from_str(out)?) }
}

/// The service and the operation; the rest would only hide them.
fn words(arguments: &[&str]) -> String {
    arguments.iter().take(2).copied().collect::<Vec<_>>().join(" ")
}
