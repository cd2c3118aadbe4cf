//! Runs Terraform on one environment of `infra/envs`.

use super::{account::Account, functions::Function};
use crate::{paths, processes::Program, tools};
use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Terraform in the folder of an environment.
#[derive(Debug)]
pub(super) struct Terraform {
    program: PathBuf,
    folder: PathBuf,
    /// Where the plan and Terraform's own files lie: nothing is written beside the definitions.
    work: PathBuf,
    environment: Vec<(String, String)>,
}

/// What the environment says of itself.
#[derive(Debug, Deserialize)]
pub(super) struct Outputs {
    /// The product's address.
    pub(super) address: Output<String>,
    /// The bucket of the site.
    pub(super) site_bucket: Output<String>,
    /// The origin of photos.
    pub(super) files_origin: Output<String>,
    /// The CDN's distribution.
    pub(super) distribution_id: Output<String>,
    /// The functions, by feature.
    pub(super) functions: Output<BTreeMap<String, Function>>,
}

/// One of Terraform's outputs.
#[derive(Debug, Deserialize)]
pub(super) struct Output<T> {
    /// Its value.
    pub(super) value: T,
}

impl Terraform {
    /// For the environment `name`, in `account`; the functions lie in `artefacts`.
    ///
    /// # Errors
    /// When there is no such environment, or no Terraform.
    pub(super) async fn new(name: &str, artefacts: &Path, account: &Account) -> Result<Self> {
        let folder = paths::at("infra/envs").join(name);
        ensure!(folder.join("versions.tf").is_file(), "there is no environment {name} in infra/envs");
        let work = paths::at("target/deploy").join(name);
        std::fs::create_dir_all(&work)?;
        let tools::Terraform { program, mut environment } = tools::terraform().await?;
        environment.extend(account.environment());
        let mut set = |name: &str, value: String| environment.push((name.to_owned(), value));
        set("TF_DATA_DIR", work.join("terraform").display().to_string());
        set("TF_VAR_artefacts", artefacts.display().to_string());
        set("TF_IN_AUTOMATION", "1".to_owned());
        set("TF_INPUT", "0".to_owned());
        Ok(Self { program, folder, work, environment })
    }

    /// Where what belongs to this environment alone may be kept on this machine.
    pub(super) fn work(&self) -> &Path {
        &self.work
    }

    /// Makes it ready; `backend` says where the state lies.
    ///
    /// # Errors
    /// With what Terraform says.
    pub(super) async fn init(&self, backend: &[String]) -> Result<()> {
        let backend = backend.iter().map(|one| format!("-backend-config={one}"));
        self.run("terraform-init", &["init", "-reconfigure", "-no-color"]).args(backend).run_quietly().await
    }

    /// Works out what would change, and answers it as Terraform's JSON.
    ///
    /// # Errors
    /// With what Terraform says.
    pub(super) async fn plan(&self) -> Result<Value> {
        let file = self.plan_file()?;
        self.run("terraform-plan", &["plan", "-no-color", "-out", &file]).run_quietly().await?;
        self.json(&["show", "-json", &file]).await
    }

    /// Carries the last plan out, and nothing but it.
    ///
    /// # Errors
    /// With what Terraform says.
    pub(super) async fn apply(&self) -> Result<()> {
        self.run("terraform-apply", &["apply", "-no-color", &self.plan_file()?]).run_quietly().await
    }

    /// What the environment says of itself.
    ///
    /// # Errors
    /// When it lacks an output that a deployment needs.
    pub(super) async fn outputs(&self) -> Result<Outputs> {
        self.json(&["output", "-json"]).await
    }

    fn plan_file(&self) -> Result<String> {
        let file = self.work.join("plan");
        Ok(file.to_str().with_context(|| format!("{} is not UTF-8", file.display()))?.to_owned())
    }

    async fn json<T: DeserializeOwned>(&self, arguments: &[&str]) -> Result<T> {
        Ok(serde_json::from_str(&self.run("terraform", arguments).output().await?)?)
    }

    fn run(&self, name: &str, arguments: &[&str]) -> Program {
        Program::new(name, &self.program).within(&self.folder).args(arguments).envs(&self.environment)
    }
}
