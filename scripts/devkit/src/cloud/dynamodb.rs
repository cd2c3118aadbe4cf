//! DynamoDB Local.

use super::{CloudPlan, answers, folder, started};
use crate::{
    processes::{Process, Program},
    tools,
};
use anyhow::Result;

/// Starts it on the plan's port.
///
/// # Errors
/// When it cannot be installed or does not answer.
pub(super) async fn start(plan: &CloudPlan) -> Result<Process> {
    let tool = tools::dynamodb_local().await?;
    let port = plan.dynamodb_port.to_string();
    started("DynamoDB Local", async {
        let program = Program::new("dynamodb", &tool.java)
            .env("LD_PRELOAD", tool.shield.display().to_string())
            .args(["-Xmx1g", "-Djava.net.preferIPv4Stack=true", "-Djava.library.path=DynamoDBLocal_lib"])
            .args(["-jar", "DynamoDBLocal.jar", "-sharedDb", "-port", &port])
            .within(&tool.folder);
        let program = match &plan.keep {
            Some(keep) => program.args(["-dbPath", &folder(&keep.join("dynamodb"))?]),
            None => program.args(["-inMemory"]),
        };
        let mut process = program.start(&plan.logs.join("dynamodb.log"))?;
        answers(&mut process, &format!("http://127.0.0.1:{port}/")).await?;
        Ok(process)
    })
    .await
}
