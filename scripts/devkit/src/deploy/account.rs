//! Which cloud account is meant: the one whose credentials the caller has, or, for a plan without any, an
//! emulated one that is empty. The latter still answers every question Terraform asks of an account, so its plan
//! shows each resource of a first deployment; a plan with mocked answers would show guesses.

use super::aws::Aws;
use crate::{
    cloud::{Cloud, EmulatedAccount},
    paths,
    progress::say,
    tools,
};
use anyhow::{Result, bail};

/// The bucket of the state in the emulated account, and its region.
const STATE: &str = "state";
const STATE_REGION: &str = "us-east-1";

/// The account, and what must run for it.
#[derive(Debug)]
pub(super) struct Account {
    emulated: Option<EmulatedAccount>,
}

impl Account {
    /// The caller's account. Without one, a deployment is refused and a plan gets the emulated one.
    ///
    /// # Errors
    /// When a deployment has no credentials, or the emulator does not start.
    pub(super) async fn find(only_plan: bool) -> Result<Self> {
        if Cloud::is_given() {
            return Ok(Self { emulated: None });
        }
        let aws = Aws { program: tools::aws_cli().await?, environment: Vec::new() };
        match aws.call(&["sts", "get-caller-identity"]).await {
            Ok(_) => Ok(Self { emulated: None }),
            Err(_) if only_plan => {
                say("  No credentials: the plan is made for an emulated account in which nothing exists.");
                let account = EmulatedAccount::start(&paths::session("deploy").join("logs")).await?;
                account.make_bucket(STATE).await?;
                Ok(Self { emulated: Some(account) })
            }
            Err(error) => bail!("there are no credentials for a cloud account ({error:#})"),
        }
    }

    /// How Terraform and the CLI reach it; empty for what the caller's own environment says.
    pub(super) fn environment(&self) -> Vec<(String, String)> {
        let Some(account) = &self.emulated else { return Vec::new() };
        let mut environment = account.environment().to_vec();
        // Stands for the secret between the CDN and the functions.
        environment.push(("TF_VAR_edge_keys".to_owned(), format!("[\"{}\"]", "0".repeat(64))));
        environment
    }

    /// How Terraform is told where the state lies: by the environment's own file, where it has one.
    pub(super) fn backend(&self, environment: &str) -> Vec<String> {
        if self.emulated.is_some() {
            return vec![
                format!("bucket={STATE}"),
                format!("key={environment}"),
                format!("region={STATE_REGION}"),
            ];
        }
        let file = paths::at("infra/envs").join(environment).join("backend.hcl");
        if file.is_file() { vec![file.display().to_string()] } else { Vec::new() }
    }

    /// Ends what was started.
    pub(super) async fn close(self) {
        if let Some(account) = self.emulated {
            account.stop().await;
        }
    }
}
