//! `warm`: how long a function that runs already takes for a call, without the time in which the database owed an
//! answer. From handing over the event to having the answer, so the runtime, the client of the database and the
//! wire to it belong to it.

use super::{
    calls::{Call, People, reads, writes},
    ground::{City, Ground},
    release::Release,
    report::{Figure, Report, number},
    runtime_api::Function,
    statistics::{median, quantile, worst},
    wire::Wire,
};
use anyhow::Result;
use serde_json::json;
use std::time::Duration;

/// Members of the city: enough for a full page.
const MEMBERS: u32 = 300;

/// Calls before those that are measured.
const BEFORE: u32 = 10;

/// What calls of one endpoint took, in milliseconds of the function's own time.
#[derive(Debug)]
struct Took {
    name: String,
    p50: f64,
    p99: f64,
}

/// Measures with so many calls of each endpoint.
///
/// # Errors
/// When a call is not answered as it should be.
pub(super) async fn run(count: u32) -> Result<Report> {
    let release = Release::build().await?;
    let ground = Ground::start("warm").await?;
    let report = measure(&ground, &release, count).await;
    ground.stop().await;
    report
}

async fn measure(ground: &Ground, release: &Release, count: u32) -> Result<Report> {
    let city = ground.city(MEMBERS).await?;
    let people = People::sign_in(&city).await?;
    let database = Wire::to(ground.database).await?;
    let environment = ground.environment(&city, database.port, ground.services);
    let mut took = Vec::new();
    for binary in &release.functions {
        let (mut function, _) =
            Function::start(&binary.path, &environment, &ground.log(&binary.name)).await?;
        for call in calls(&city, &people, &mut function, &binary.name).await? {
            took.push(repeat(&city, &people, &database, &mut function, &call, count).await?);
        }
        function.stop().await?;
    }
    let (mut peer, _) = Function::start(&release.peer.path, &[], &ground.log(&release.peer.name)).await?;
    let mut walls = Vec::new();
    for _ in 0..count {
        walls.push(millis(peer.invoke(&json!({ "hello": "world" })).await?.wall));
    }
    peer.stop().await?;

    took.sort_by(|one, other| other.p99.total_cmp(&one.p99));
    let mut notes = vec![format!(
        "{count} calls of each of {} endpoints; own p50 and p99 in ms. {} in the same run: {} and {}.",
        took.len(),
        release.peer.name,
        number(median(&walls)),
        number(quantile(&walls, 0.99))
    )];
    for Took { name, p50, p99 } in &took {
        notes.push(format!("  {name:<34} {:>6} {:>6}", number(*p50), number(*p99)));
    }
    let slowest = worst(took.iter().map(|one| one.p99));
    Ok(Report::new("warm", vec![Figure::at_most("p99_own_ms", slowest, "ms", 5.0)], notes))
}

/// The calls that the function `name` answers.
async fn calls(city: &City, people: &People, function: &mut Function, name: &str) -> Result<Vec<Call>> {
    let tokens = people.tokens(city).await?;
    let mut calls = reads(city, people)?;
    calls.retain(|call| call.function() == name);
    let ask = async |call: &Call| {
        let answer = function.invoke(&call.event(&tokens, 0)?).await?;
        call.body(&answer.body)
    };
    calls.extend(writes(name, people, ask).await?);
    Ok(calls)
}

async fn repeat(
    city: &City,
    people: &People,
    database: &Wire,
    function: &mut Function,
    call: &Call,
    count: u32,
) -> Result<Took> {
    let tokens = people.tokens(city).await?;
    let mut own = Vec::new();
    for number in 0..BEFORE + count {
        let event = call.event(&tokens, number)?;
        let mark = database.mark();
        let answer = function.invoke(&event).await?;
        call.body(&answer.body)?;
        if number >= BEFORE {
            own.push(millis(answer.wall.saturating_sub(database.waited_since(mark))));
        }
    }
    Ok(Took { name: call.name(), p50: median(&own), p99: quantile(&own, 0.99) })
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
