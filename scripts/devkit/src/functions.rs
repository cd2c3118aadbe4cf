//! Runs every function of the workspace as the cloud's runtime would, under `cargo lambda watch`: a changed
//! source is compiled again at the next request.

use crate::{
    edge, http, paths,
    processes::{Process, Program},
    progress, tools,
};
use anyhow::{Result, bail};
use serde_json::{Value, json};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// How long one function may take until it answers for the first time.
const READY_WITHIN: Duration = Duration::from_secs(300);

/// Compiles all functions, in one go and with the same selection as everything else that is compiled for this
/// machine, so that nothing is compiled twice with different features.
///
/// # Errors
/// When they do not compile.
pub(crate) async fn build() -> Result<()> {
    let mut program = Program::new("cargo", "cargo").args(["build", "-q"]);
    for name in paths::functions()? {
        program = program.args(["--bin", &name]);
    }
    progress::step("Compiling the functions", program.run()).await
}

/// Starts them on `port` with `environment` and waits until each has answered. With `follow`, a function whose
/// source changes is compiled and started again.
///
/// # Errors
/// When one does not.
pub(crate) async fn start(
    port: u16,
    environment: &[(String, String)],
    follow: bool,
    logs: &Path,
) -> Result<Process> {
    let cargo_lambda = tools::cargo_lambda().await?;
    let names = paths::functions()?;
    let ours = names.iter().map(|name| format!("{name}=info,"));
    let mut program = Program::new("functions", cargo_lambda)
        .args(["lambda", "watch", "--wait", "--quiet", "--disable-cors", "--color", "never"])
        .args(["--invoke-address", "127.0.0.1", "--invoke-port", &port.to_string()])
        .envs(environment)
        .env("CARGO_LAMBDA_IGNORE_FILE", paths::at("scripts/devkit/watch-ignore").display().to_string())
        .env("RUST_LOG", format!("{}platform=info,watchexec=off,warn", ours.collect::<String>()));
    if !follow {
        program = program.args(["--ignore-changes"]);
    }
    let mut process = program.start(&logs.join("functions.log"))?;
    progress::step("Starting the functions", async {
        listening(&mut process, port).await?;
        let client = http::client();
        let mut calls = tokio::task::JoinSet::new();
        for name in names {
            let client = client.clone();
            let event = first_event(&name);
            calls.spawn(async move {
                // Any answer will do, a refusal too: it is the function that gives it.
                let answer = edge::invoke(&client, port, &name, &event, READY_WITHIN).await;
                answer
                    .map(drop)
                    .or_else(|error| if error.to_string().contains("failed:") { Ok(()) } else { Err(error) })
            });
        }
        while let Some(call) = calls.join_next().await {
            call??;
        }
        process.must_run()
    })
    .await?;
    Ok(process)
}

/// What wakes a function without asking anything of it.
fn first_event(name: &str) -> Value {
    if name == "projections" {
        return json!({ "Records": [] });
    }
    let path = format!("/api/{name}");
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "", "headers": {},
        "requestContext": {
            "http": { "method": "GET", "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "" },
            "requestId": "first", "routeKey": "$default", "stage": "$default", "timeEpoch": 0,
        },
        "isBase64Encoded": false,
    })
}

async fn listening(process: &mut Process, port: u16) -> Result<()> {
    let start = Instant::now();
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        process.must_run()?;
        if start.elapsed() > READY_WITHIN {
            bail!("cargo lambda does not listen{}", process.last_lines());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
