//! The ring on the real local database, keys and secrets: each feature through its routes.

use super::{
    rules::{is_api, test_targets},
    tally::{Tally, tests},
};
use crate::{
    cloud::{Cloud, CloudPlan, Emulator},
    paths, ports,
    processes::Program,
};
use anyhow::{Result, ensure};

/// In the names of tests that must also hold on LocalStack: those that touch objects, keys and secrets.
const ON_LOCALSTACK_TOO: &str = "on_the_local_cloud";

/// Runs the ring.
pub(super) async fn run() -> Result<Tally> {
    if Cloud::is_given() {
        return on(&Cloud::given(), "API on the given cloud", None).await;
    }
    let mut tally = on_emulator(Emulator::Ministack, "API", None).await?;
    tally += on_emulator(Emulator::Localstack, "API on LocalStack", Some(ON_LOCALSTACK_TOO)).await?;
    Ok(tally)
}

async fn on_emulator(emulator: Emulator, name: &str, only: Option<&str>) -> Result<Tally> {
    let [dynamodb_port, emulator_port] = ports::free()?;
    let logs = paths::session("api").join("logs");
    let cloud = Cloud::start(&CloudPlan { emulator, dynamodb_port, emulator_port, keep: None, logs }).await?;
    let tally = on(&cloud, name, only).await;
    cloud.stop().await;
    tally
}

async fn on(cloud: &Cloud, name: &str, only: Option<&str>) -> Result<Tally> {
    let mut program = Program::new("cargo", "cargo").args(["test", "-q", "--workspace", "--no-fail-fast"]);
    let targets: Vec<String> = test_targets().await?.into_iter().filter(|name| is_api(name)).collect();
    ensure!(!targets.is_empty(), "there are no API tests");
    for target in targets {
        program = program.args(["--test", &target]);
    }
    if let Some(only) = only {
        program = program.args(["--", only]);
    }
    tests(name, program.envs(cloud.environment())).await
}
