//! `./scripts/deploy`: brings what `./scripts/build` made to an environment of `infra/envs`, or shows what that
//! would change. What the journey at the end finds broken is taken back.
//!
//! Order is what matters here: assets before the functions, functions before the pages that call them, and every
//! step can be taken back until the journey has succeeded.

mod account;
mod aws;
mod cdn;
mod functions;
mod release;
mod review;
mod site;
mod smoke;
mod terraform;

pub(crate) use smoke::Journey;

use crate::{
    build::Manifest,
    edge, paths,
    progress::{say, step},
    tools,
};
use account::Account;
use anyhow::{Context as _, Result, bail, ensure};
use aws::Aws;
use functions::Shift;
use release::{Changes, Release};
use review::Plan;
use site::{Site, Uploaded};
use std::path::PathBuf;
use terraform::{Outputs, Terraform};
use tokio::io::{AsyncBufReadExt as _, BufReader};

/// What can be chosen.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The environment: a folder of infra/envs
    #[arg(value_name = "ENV")]
    environment: String,
    /// Only show what would change; without credentials, against an emulated account that is empty
    #[arg(long)]
    plan: bool,
    /// Do not ask before anything is changed
    #[arg(long)]
    yes: bool,
    /// Deploy what lies in this folder instead of target/artefacts
    #[arg(long, value_name = "FOLDER")]
    artefacts: Option<PathBuf>,
    /// Take the journey here instead of at the environment's own address, which may not lead there yet
    #[arg(long, value_name = "ADDRESS")]
    address: Option<String>,
}

/// Plans, and without `--plan` deploys.
///
/// # Errors
/// When something is not as it was built, cannot be planned, or had to be taken back.
pub(crate) async fn run(options: Options) -> Result<()> {
    let artefacts = match &options.artefacts {
        Some(folder) => std::path::absolute(folder)?,
        None => paths::artefacts(),
    };
    let manifest = Manifest::read(&artefacts)?;
    manifest.check(&artefacts)?;
    ensure!(
        manifest.clean || options.plan,
        "it was built of more than the commit {}: commit first",
        manifest.commit
    );
    let account = Account::find(options.plan).await?;
    let result = Deployment::plan(&account, &options, manifest, artefacts).await;
    let result = match result {
        Ok(deployment) if !options.plan => deployment.run(&options).await,
        other => other.map(drop),
    };
    account.close().await;
    result
}

/// A deployment that was planned and shown.
struct Deployment {
    terraform: Terraform,
    aws: Aws,
    manifest: Manifest,
    artefacts: PathBuf,
    plan: Plan,
}

/// What was done and may have to be taken back.
#[derive(Default)]
struct Done {
    uploaded: Vec<Uploaded>,
    shifted: Vec<Shift>,
}

impl Deployment {
    /// Works out what would change and shows it.
    async fn plan(
        account: &Account,
        options: &Options,
        manifest: Manifest,
        artefacts: PathBuf,
    ) -> Result<Self> {
        let terraform = Terraform::new(&options.environment, &artefacts, account).await?;
        let plan = step("Planning the infrastructure", async {
            terraform.init(&account.backend(&options.environment)).await?;
            Plan::read(terraform.plan().await?)
        })
        .await?;
        let mut aws = Aws { program: tools::aws_cli().await?, environment: account.environment() };
        // The only variable for it that this CLI knows.
        let region = plan.region.iter().map(|region| ("AWS_DEFAULT_REGION".to_owned(), region.clone()));
        aws.environment.extend(region);
        let deployment = Self { terraform, aws, manifest, artefacts, plan };
        let changes = match &deployment.plan.site_bucket {
            Some(bucket) => deployment.changes(&deployment.site(bucket)).await?,
            None => {
                Changes::between(&Release::default(), &Release::of(&deployment.manifest), &Default::default())
            }
        };
        let Manifest { commit, .. } = &deployment.manifest;
        say(format_args!("\n{} → {}\n\n{}\n{changes}", commit, options.environment, deployment.plan));
        Ok(deployment)
    }

    fn site<'a>(&'a self, bucket: &'a str) -> Site<'a> {
        Site { aws: &self.aws, bucket }
    }

    async fn changes(&self, site: &Site<'_>) -> Result<Changes> {
        let before = site.release(self.terraform.work()).await?;
        Ok(Changes::between(&before, &Release::of(&self.manifest), &site.keys().await?))
    }

    /// Carries it out.
    async fn run(&self, options: &Options) -> Result<()> {
        if !options.yes {
            agreed(&options.environment).await?;
        }
        if !self.plan.is_empty() {
            step("Changing the infrastructure", self.terraform.apply()).await?;
        }
        let outputs = self.terraform.outputs().await?;
        let site = self.site(&outputs.site_bucket.value);
        let changes = self.changes(&site).await?;
        let mut done = Done::default();
        if let Err(error) = self.shift(options, &outputs, &site, &changes, &mut done).await {
            say(format_args!("\n✗ {error:#}\n  Taking everything back …"));
            self.take_back(&outputs, &site, &done).await.context("it could not be taken back")?;
            bail!("{error:#}. Functions and pages are those of before; the infrastructure is the new one");
        }
        site.remove(&changes.removed).await?;
        say(format_args!("\n  {} is {}", outputs.address.value, self.manifest.commit));
        Ok(())
    }

    /// Everything that people notice.
    async fn shift(
        &self,
        options: &Options,
        outputs: &Outputs,
        site: &Site<'_>,
        changes: &Changes,
        done: &mut Done,
    ) -> Result<()> {
        let Self { aws, manifest, artefacts, .. } = self;
        step(
            "Uploading assets",
            site.upload(changes, edge::is_asset, manifest, artefacts, &mut done.uploaded),
        )
        .await?;
        step("Shifting the functions", async {
            let mut shifts = Vec::new();
            for (feature, function) in &outputs.functions.value {
                shifts.push(functions::publish(aws, feature, function, manifest).await?);
            }
            for shift in shifts.into_iter().filter(Shift::is_needed) {
                shift.forward(aws).await?;
                say(format_args!("    {} {} → {}", shift.function.name, shift.from, shift.to));
                done.shifted.push(shift);
            }
            Ok(())
        })
        .await?;
        let page = |name: &str| !edge::is_asset(name);
        step("Uploading pages", async {
            site.upload(changes, page, manifest, artefacts, &mut done.uploaded).await?;
            done.uploaded.push(site.announce(&Release::of(manifest), self.terraform.work()).await?);
            cdn::forget(aws, &outputs.distribution_id.value).await
        })
        .await?;
        let address = options.address.as_ref().unwrap_or(&outputs.address.value);
        step(&format!("Going through {address}"), async {
            let files = &outputs.files_origin.value;
            Journey::to(address, files, Some(&manifest.commit))?.go().await
        })
        .await
    }

    /// Pages and functions as they were, in the opposite order.
    async fn take_back(&self, outputs: &Outputs, site: &Site<'_>, done: &Done) -> Result<()> {
        step("Taking back the site", site.take_back(&done.uploaded)).await?;
        step("Taking back the functions", async {
            for shift in done.shifted.iter().rev() {
                shift.back(&self.aws).await?;
                say(format_args!("    {} {} → {}", shift.function.name, shift.to, shift.from));
            }
            Ok(())
        })
        .await?;
        cdn::forget(&self.aws, &outputs.distribution_id.value).await
    }
}

/// Asks at the terminal; whoever types the environment's name agrees.
async fn agreed(environment: &str) -> Result<()> {
    say(format_args!("To do this, type {environment}:"));
    let mut line = String::new();
    BufReader::new(tokio::io::stdin()).read_line(&mut line).await?;
    ensure!(line.trim() == environment, "nothing was changed");
    Ok(())
}
