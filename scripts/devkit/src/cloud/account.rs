//! A whole cloud account on this machine, for Terraform: moto, and MiniStack for the CDN and the budget, which moto
//! does not know. Both forget everything when they stop.

use super::{answers, folder, started};
use crate::{
    http, ports,
    processes::{Process, Program},
    tools,
};
use anyhow::{Result, ensure};
use axum::{body::Body, http::Request};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// The account's number: the one moto gives to whoever calls it.
const NUMBER: &str = "123456789012";

/// Services that MiniStack stands in for.
const ON_MINISTACK: [&str; 2] = ["CLOUDFRONT", "BUDGETS"];

/// The account, running.
#[derive(Debug)]
pub(crate) struct EmulatedAccount {
    port: u16,
    environment: Vec<(String, String)>,
    processes: Vec<Process>,
}

impl EmulatedAccount {
    /// Starts an empty account; its programs log below `logs`.
    ///
    /// # Errors
    /// When an emulator cannot be installed or does not answer.
    pub(crate) async fn start(logs: &Path) -> Result<Self> {
        let [port, other] = ports::free()?;
        let processes = vec![moto(port, logs).await?, ministack(other, logs).await?];
        let at = |port: u16| format!("http://127.0.0.1:{port}");
        let mut environment = vec![
            ("AWS_ENDPOINT_URL".to_owned(), at(port)),
            ("AWS_ACCESS_KEY_ID".to_owned(), "emulated".to_owned()),
            ("AWS_SECRET_ACCESS_KEY".to_owned(), "emulated".to_owned()),
            ("AWS_EC2_METADATA_DISABLED".to_owned(), "true".to_owned()),
        ];
        environment.extend(ON_MINISTACK.map(|name| (format!("AWS_ENDPOINT_URL_{name}"), at(other))));
        Ok(Self { port, environment, processes })
    }

    /// The environment under which the account is found, credentials included.
    pub(crate) fn environment(&self) -> &[(String, String)] {
        &self.environment
    }

    /// Makes a bucket.
    ///
    /// # Errors
    /// When it is refused.
    pub(crate) async fn make_bucket(&self, name: &str) -> Result<()> {
        let request = Request::put(format!("http://127.0.0.1:{}/{name}", self.port)).body(Body::empty())?;
        let answer = http::send(&http::client(), request, Duration::from_secs(20)).await?;
        ensure!(answer.status().is_success(), "the bucket {name} is refused ({})", answer.status());
        Ok(())
    }

    /// Ends it.
    pub(crate) async fn stop(self) {
        for process in self.processes {
            process.stop().await;
        }
    }
}

async fn moto(port: u16, logs: &Path) -> Result<Process> {
    let python = tools::moto().await?;
    started("moto", async {
        let server = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/cloud/moto_server.py");
        let program = Program::new("moto", python)
            .args(["-B".as_ref(), server.as_os_str()])
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .env("MOTO_ACCOUNT_ID", NUMBER);
        let mut process = program.start(&logs.join("moto.log"))?;
        answers(&mut process, &format!("http://127.0.0.1:{port}/moto-api/")).await?;
        Ok(process)
    })
    .await
}

async fn ministack(port: u16, logs: &Path) -> Result<Process> {
    let program = tools::ministack().await?;
    started("MiniStack", async {
        let program = Program::new("ministack", program)
            .env("BIND_HOST", "127.0.0.1")
            .env("GATEWAY_PORT", port.to_string())
            .env("MINISTACK_ACCOUNT_ID", NUMBER)
            .env("SFTP_ENABLED", "0")
            .env("TMPDIR", folder(&logs.join("tmp"))?);
        let mut process = program.start(&logs.join("ministack.log"))?;
        answers(&mut process, &format!("http://127.0.0.1:{port}/_ministack/health")).await?;
        Ok(process)
    })
    .await
}
