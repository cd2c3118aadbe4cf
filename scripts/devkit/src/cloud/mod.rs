//! The services of the cloud on this machine: the database, and an emulator for keys, secrets and objects.
//! Everything listens on loopback alone.
//!
//! Other modules learn from it only the environment under which the SDK finds the services. Where
//! `AWS_ENDPOINT_URL` is set already (a LocalStack that runs, a real account), it is used as it is and nothing
//! is started.

mod account;
mod dynamodb;
mod emulator;

pub(crate) use account::EmulatedAccount;

use crate::{http, ports, processes::Process, progress};
use anyhow::{Result, bail};
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// The region of the local services: the first of the two that the product can be deployed to.
pub(crate) const REGION: &str = "cn-north-1";

/// How long a service may take until it answers. LocalStack in a container that has to be fetched is slowest.
const READY_WITHIN: Duration = Duration::from_secs(240);

/// Which emulator stands in for the services beside the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Emulator {
    /// Installs and starts in seconds, keeps its state.
    Ministack,
    /// Closer to the cloud; forgets everything when it stops.
    Localstack,
}

impl Emulator {
    /// Whether keys made in one run are there in the next.
    pub(crate) fn keeps_state(self) -> bool {
        self == Self::Ministack
    }
}

/// What to start and where.
#[derive(Debug, Clone)]
pub(crate) struct CloudPlan {
    /// The emulator.
    pub(crate) emulator: Emulator,
    /// The database's port.
    pub(crate) dynamodb_port: u16,
    /// The emulator's port.
    pub(crate) emulator_port: u16,
    /// Where the services keep what must outlive them; `None` keeps nothing.
    pub(crate) keep: Option<PathBuf>,
    /// Where they log.
    pub(crate) logs: PathBuf,
}

/// The services, running.
#[derive(Debug)]
pub(crate) struct Cloud {
    environment: Vec<(String, String)>,
    processes: Vec<Process>,
}

impl Cloud {
    /// Whether the caller's environment names a cloud to use.
    pub(crate) fn is_given() -> bool {
        std::env::var_os("AWS_ENDPOINT_URL").is_some_and(|url| !url.is_empty())
    }

    /// The cloud that the caller's environment names; nothing to start.
    pub(crate) fn given() -> Self {
        let environment =
            std::env::vars().filter(|(name, value)| name.starts_with("AWS_") && !value.is_empty()).collect();
        Self { environment, processes: Vec::new() }
    }

    /// Starts the services and waits until they answer.
    ///
    /// # Errors
    /// When a port is taken or a service does not come up.
    pub(crate) async fn start(plan: &CloudPlan) -> Result<Self> {
        ports::must_be_free(plan.dynamodb_port, "the database", "--dynamodb-port")?;
        ports::must_be_free(plan.emulator_port, "the emulator", "--emulator-port")?;
        let dynamodb = dynamodb::start(plan).await?;
        let emulator = emulator::start(plan).await?;
        Ok(Self { environment: environment(plan), processes: vec![dynamodb, emulator] })
    }

    /// The environment under which the SDK finds the services, credentials and region included.
    pub(crate) fn environment(&self) -> &[(String, String)] {
        &self.environment
    }

    /// Restarts an emulator that keeps its state: it writes it down when it stops, so that keys and secrets made
    /// just now survive whatever comes.
    ///
    /// # Errors
    /// When it does not come up again.
    pub(crate) async fn write_down(&mut self, plan: &CloudPlan) -> Result<()> {
        if plan.emulator.keeps_state()
            && let Some(emulator) = self.processes.pop()
        {
            emulator.stop().await;
            self.processes.push(emulator::start(plan).await?);
        }
        Ok(())
    }

    /// Fails when a service has ended.
    ///
    /// # Errors
    /// With the last lines of its log.
    pub(crate) fn must_run(&mut self) -> Result<()> {
        self.processes.iter_mut().try_for_each(Process::must_run)
    }

    /// Stops the services in good order.
    pub(crate) async fn stop(self) {
        for process in self.processes.into_iter().rev() {
            process.stop().await;
        }
    }
}

fn environment(plan: &CloudPlan) -> Vec<(String, String)> {
    let dynamodb = format!("http://127.0.0.1:{}", plan.dynamodb_port);
    [
        ("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{}", plan.emulator_port)),
        ("AWS_ENDPOINT_URL_DYNAMODB", dynamodb.clone()),
        ("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", dynamodb),
        ("AWS_REGION", REGION.to_owned()),
        // The emulators check signatures of addresses that were given away, and know this key only.
        ("AWS_ACCESS_KEY_ID", "test".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
        ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

/// Waits until `address` answers anything at all.
async fn answers(process: &mut Process, address: &str) -> Result<()> {
    let client = http::client();
    let start = Instant::now();
    while http::status(&client, address).await.is_none() {
        process.must_run()?;
        if start.elapsed() > READY_WITHIN {
            bail!("{} does not answer{}", process.name(), process.last_lines());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

/// Makes a folder and answers it as text.
fn folder(path: &Path) -> Result<String> {
    std::fs::create_dir_all(path)?;
    Ok(path.display().to_string())
}

/// Runs a service's start as a step.
async fn started(name: &str, start: impl Future<Output = Result<Process>>) -> Result<Process> {
    progress::step(&format!("Starting {name}"), start).await
}
