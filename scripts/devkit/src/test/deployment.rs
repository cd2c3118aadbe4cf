//! The part of the ring `infra` that deploys: a whole deployment, one that fails, and a restore, in an emulated
//! account of its own.

use super::tally::{Tally, tests};
use crate::{cloud::EmulatedAccount, paths, processes::Program};
use anyhow::Result;

/// The bucket that Terraform keeps its state in.
const STATE: &str = "state";

/// Runs it.
pub(super) async fn run() -> Result<Tally> {
    let account = EmulatedAccount::start(&paths::session("deployment").join("logs")).await?;
    account.make_bucket(STATE).await?;
    let cargo = Program::new("cargo", "cargo")
        .args(["test", "-q", "--workspace", "--test", "infra_deployment"])
        .envs(account.environment());
    let tally = tests("Deployment", cargo).await;
    account.stop().await;
    tally
}
