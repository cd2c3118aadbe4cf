//! `init`: from the start of a function's process to its first request for work, against a bare function of the
//! same runtime and profile. All are started in turn, so that what disturbs the machine disturbs them alike.
//!
//! Configuration, clients, key ring and one read of the table belong to the start, so the services are asked as in
//! the cloud, without TLS. They answer at once what the emulators said at the first start: how long an emulator
//! takes says nothing of the functions. What it takes with the emulators is told in the notes.

use super::{
    ground::{City, Ground},
    release::{Binary, Release, archive_size},
    replay::Replay,
    report::{Figure, Report, number},
    runtime_api::{Function, Start},
    statistics::{median, worst},
    wire::Wire,
};
use anyhow::Result;
use std::time::Duration;

/// Starts of each function that are measured; one more before them fills caches.
const ROUNDS: usize = 21;

/// Starts of each function with the emulators themselves.
const ROUNDS_WITH_EMULATORS: usize = 5;

/// Bytes of a megabyte as it is meant here: the stricter.
const MEGA: f64 = 1e6;

/// What a function's starts took, in the middle.
#[derive(Debug, Clone, Copy)]
struct Cost {
    millis: f64,
    processor_millis: f64,
    memory_mb: f64,
}

/// Measures.
///
/// # Errors
/// When the functions do not compile or one does not start.
pub(super) async fn run() -> Result<Report> {
    let release = Release::build().await?;
    let ground = Ground::start("init").await?;
    let report = measure(&ground, &release).await;
    ground.stop().await;
    report
}

async fn measure(ground: &Ground, release: &Release) -> Result<Report> {
    let city = ground.city(0).await?;
    let (database, services) = (Replay::of(ground.database).await?, Replay::of(ground.services).await?);
    let environment = ground.environment(&city, database.port, services.port);
    let all: Vec<&Binary> = std::iter::once(&release.peer).chain(&release.functions).collect();
    let mut starts: Vec<Vec<Start>> = vec![Vec::new(); all.len()];
    for round in 0..=ROUNDS {
        for (binary, starts) in all.iter().zip(&mut starts) {
            let start = once(ground, binary, &environment).await?;
            if round > 0 {
                starts.push(start);
            }
        }
    }
    let costs: Vec<Cost> = starts.iter().map(|starts| cost(starts)).collect();
    let (peer, functions) = costs.split_first().unzip();
    let (peer, functions) = (*peer.unwrap_or(&NOTHING), functions.unwrap_or_default());
    let mut sizes = Vec::with_capacity(release.functions.len());
    for binary in &release.functions {
        let program = binary.path.clone();
        sizes.push(mega(tokio::task::spawn_blocking(move || archive_size(&program)).await??));
    }

    let mut notes = vec![format!(
        "{ROUNDS} starts each, medians; the services answer at once. {}: {} ms ({} on the processor), {} MB.",
        release.peer.name,
        number(peer.millis),
        number(peer.processor_millis),
        number(peer.memory_mb)
    )];
    for ((binary, cost), size) in release.functions.iter().zip(functions).zip(&sizes) {
        let real = with_emulators(ground, &city, binary).await?;
        notes.push(format!(
            "{}: {} ms ({} on the processor), {} MB, zip {} MB; {real}",
            binary.name,
            number(cost.millis),
            number(cost.processor_millis),
            number(cost.memory_mb),
            number(*size)
        ));
    }
    Ok(Report::new(
        "init",
        vec![
            Figure::at_most(
                "wall_ratio",
                worst(functions.iter().map(|one| one.millis / peer.millis)),
                "×",
                2.0,
            ),
            Figure::at_most(
                "memory_ratio",
                worst(functions.iter().map(|one| one.memory_mb / peer.memory_mb)),
                "×",
                1.8,
            ),
            Figure::at_most("zip_mb", worst(sizes), "MB", 2.5),
        ],
        notes,
    ))
}

/// Where nothing was measured.
const NOTHING: Cost = Cost { millis: f64::NAN, processor_millis: f64::NAN, memory_mb: f64::NAN };

async fn once(ground: &Ground, binary: &Binary, environment: &[(String, String)]) -> Result<Start> {
    let (function, start) = Function::start(&binary.path, environment, &ground.log(&binary.name)).await?;
    function.stop().await?;
    Ok(start)
}

/// A start as it is with the emulators, and how much of it they take.
async fn with_emulators(ground: &Ground, city: &City, binary: &Binary) -> Result<String> {
    let (database, services) = (Wire::to(ground.database).await?, Wire::to(ground.services).await?);
    let environment = ground.environment(city, database.port, services.port);
    let (mut walls, mut of_database, mut of_services) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS_WITH_EMULATORS {
        let (before, beside) = (database.mark(), services.mark());
        walls.push(millis(once(ground, binary, &environment).await?.wall));
        of_database.push(millis(database.waited_since(before)));
        of_services.push(millis(services.waited_since(beside)));
    }
    Ok(format!(
        "with the emulators {} ms, of them {} for keys and secrets, {} for the table",
        number(median(&walls)),
        number(median(&of_services)),
        number(median(&of_database))
    ))
}

#[allow(clippy::as_conversions, reason = "memory in kB is far below what a float holds exactly")]
fn cost(starts: &[Start]) -> Cost {
    let walls: Vec<f64> = starts.iter().map(|start| millis(start.wall)).collect();
    let peaks: Vec<f64> = starts.iter().map(|start| start.peak_kb as f64 * 1024.0 / MEGA).collect();
    let processor: Vec<f64> = starts.iter().map(|start| millis(start.processor)).collect();
    Cost { millis: median(&walls), processor_millis: median(&processor), memory_mb: median(&peaks) }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[allow(clippy::as_conversions, reason = "sizes of files are far below what a float holds exactly")]
fn mega(bytes: usize) -> f64 {
    bytes as f64 / MEGA
}
