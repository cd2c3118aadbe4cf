//! The emulators of the services beside the database: MiniStack, or LocalStack in a container or from pip.

use super::{CloudPlan, Emulator, REGION, answers, folder, started};
use crate::{
    processes::{Process, Program},
    tools,
};
use anyhow::Result;

const LOCALSTACK_IMAGE: &str = "localstack/localstack:4.9.2";

/// Starts the plan's emulator on its port.
///
/// # Errors
/// When it cannot be installed or does not answer.
pub(super) async fn start(plan: &CloudPlan) -> Result<Process> {
    let (name, program, health) = match plan.emulator {
        Emulator::Ministack => ("MiniStack", ministack(plan).await?, "/_ministack/health"),
        Emulator::Localstack if tools::docker_runs().await => {
            ("LocalStack in a container", localstack_container(plan), "/_localstack/health")
        }
        Emulator::Localstack => ("LocalStack", localstack(plan).await?, "/_localstack/health"),
    };
    started(name, async {
        let mut process = program.start(&plan.logs.join("emulator.log"))?;
        answers(&mut process, &format!("http://127.0.0.1:{}{health}", plan.emulator_port)).await?;
        Ok(process)
    })
    .await
}

async fn ministack(plan: &CloudPlan) -> Result<Program> {
    let program = Program::new("ministack", tools::ministack().await?)
        .env("BIND_HOST", "127.0.0.1")
        .env("GATEWAY_PORT", plan.emulator_port.to_string())
        .env("MINISTACK_REGION", REGION)
        .env("SFTP_ENABLED", "0")
        .env("TMPDIR", folder(&plan.logs.join("tmp"))?);
    Ok(match &plan.keep {
        Some(keep) => program
            .env("PERSIST_STATE", "1")
            .env("STATE_DIR", folder(&keep.join("emulator"))?)
            .env("S3_PERSIST", "1")
            .env("S3_DATA_DIR", folder(&keep.join("objects"))?),
        None => program,
    })
}

/// The variables that make LocalStack start quickly, offline, and check what it can check.
const LOCALSTACK: [(&str, &str); 4] = [
    ("DISABLE_EVENTS", "1"),
    ("SKIP_SSL_CERT_DOWNLOAD", "1"),
    ("DNS_ADDRESS", "0"),
    ("S3_SKIP_SIGNATURE_VALIDATION", "0"),
];

async fn localstack(plan: &CloudPlan) -> Result<Program> {
    let python = tools::localstack().await?;
    let mut program = Program::new("localstack", python).args(["-m", "localstack.runtime.main"]);
    for (name, value) in LOCALSTACK {
        program = program.env(name, value);
    }
    // The address that it is told it answers on, but the port it opens everywhere.
    Ok(program
        .env("LD_PRELOAD", tools::shield().await?.display().to_string())
        .env("FILESYSTEM_ROOT", folder(&plan.logs.join("localstack"))?)
        .env("GATEWAY_LISTEN", format!("127.0.0.1:{}", plan.emulator_port)))
}

fn localstack_container(plan: &CloudPlan) -> Program {
    // The client passes the guard's request to end on to the container, which `--rm` then removes.
    let mut program = Program::new("localstack", "docker").args(["run", "--rm", "--pull", "missing"]);
    for (name, value) in LOCALSTACK {
        program = program.args(["-e", &format!("{name}={value}")]);
    }
    program.args(["-p", &format!("127.0.0.1:{}:4566", plan.emulator_port), LOCALSTACK_IMAGE])
}
