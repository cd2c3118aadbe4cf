//! The ring with a real browser on the running product, as a person would use it.

use super::{
    contract, logs,
    tally::{Tally, tests},
};
use crate::{
    cloud::Emulator,
    deploy::Journey,
    paths, ports,
    processes::Program,
    progress::step,
    stack::{Plan, Stack},
    tools,
};
use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};

/// Members of the city that journeys and pictures use: enough for every list to have a second page.
const SMALL_CITY: u32 = 300;

/// Where journeys leave what they keep.
const OUT: &str = "target/browser";

/// Runs the ring.
pub(super) async fn run() -> Result<Tally> {
    let folder = tools::end_to_end().await?;
    let mut stack = Stack::start(&plan("browser")?).await?;
    // What a deployment looks at must hold of the product itself.
    step("The journey of a deployment", Journey::to(&stack.address, &stack.files, None)?.go()).await?;
    let environment = end_to_end_environment(&stack, OUT).await?;
    let typed = paths::at(OUT).join("typed.jsonl");
    std::fs::write(&typed, "")?;
    let journeys = Program::new("journeys", "node")
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(journeys(&folder)?)
        .envs(&environment)
        .within(folder);
    let tally = tokio::select! {
        tally = tests("Journeys", journeys) => tally,
        Err(ended) = stack.watch() => Err(ended),
    };
    let held = match &tally {
        Ok(_) => contract::run(&stack).await,
        Err(_) => Ok(Tally::default()),
    };
    let log = paths::session("browser").join("logs/functions.log");
    let people = stack.identities.clone();
    stack.stop().await;
    let mut tally = tally?;
    tally += held?;
    tally += logs::check(&log, &people, &typed)?;
    Ok(tally)
}

/// The files of the journeys; Node's versions do not agree on how to name a folder.
fn journeys(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join("journeys"))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.to_str().is_some_and(|path| path.ends_with(".test.js")))
        .collect();
    ensure!(!files.is_empty(), "there are no journeys");
    files.sort();
    Ok(files)
}

/// A stack of its own beside whatever else runs.
///
/// # Errors
/// When the system has no free ports.
pub(crate) fn plan(session: &'static str) -> Result<Plan> {
    let [port, functions_port, dynamodb_port, emulator_port] = ports::free()?;
    Ok(Plan {
        session,
        port,
        functions_port,
        dynamodb_port,
        emulator_port,
        emulator: Emulator::Ministack,
        fresh: true,
        members: SMALL_CITY,
        follow: false,
        gallery: false,
    })
}

/// What the programs of `frontend/e2e` are told.
///
/// # Errors
/// When the browser cannot be installed.
pub(crate) async fn end_to_end_environment(stack: &Stack, out: &str) -> Result<Vec<(String, String)>> {
    let out = paths::at(out);
    std::fs::create_dir_all(&out)?;
    Ok([
        ("BASE_URL", stack.address.clone()),
        ("INBOX_URL", format!("{}/_dev/inbox.json", stack.address)),
        ("CHROMIUM", tools::browser().await?.display().to_string()),
        ("IDENTITIES", stack.identities.display().to_string()),
        ("OUT", out.display().to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec())
}
