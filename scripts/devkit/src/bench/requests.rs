//! `requests`: what each reading endpoint asks of the database, in a city of 300 members and in a large one, as the
//! function logs it. The API tests assert the same on the smallest of cities for every endpoint, and that one of a
//! list's requests is the Query.

use super::{
    calls::{Call, People, reads},
    ground::Ground,
    release::Release,
    report::{Figure, Report, number},
    runtime_api::Function,
    statistics::worst,
};
use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;

/// The city that the large one is compared with.
const SMALL: u32 = 300;

/// What one call asked for.
#[derive(Debug, Clone, Copy)]
struct Asked {
    requests: f64,
    units: f64,
    /// Rows of the answer, where it is a list.
    rows: usize,
}

/// Of the line that a function logs for each call.
#[derive(Debug, Deserialize)]
struct Logged {
    #[serde(rename = "DatabaseRequests")]
    requests: f64,
    #[serde(rename = "ConsumedUnits")]
    units: f64,
}

/// Measures, the large city having so many members.
///
/// # Errors
/// When a call is not answered as it should be.
pub(super) async fn run(members: u32) -> Result<Report> {
    let release = Release::build().await?;
    let ground = Ground::start("requests").await?;
    let report = measure(&ground, &release, members).await;
    ground.stop().await;
    report
}

async fn measure(ground: &Ground, release: &Release, members: u32) -> Result<Report> {
    let small = all(ground, release, SMALL).await?;
    let large = all(ground, release, members).await?;
    let mut ratios = Vec::new();
    let mut notes =
        vec![format!("cities of {SMALL} and of {members} members; requests, units there and there:")];
    for ((call, few), (_, many)) in small.iter().zip(&large) {
        let full = few.rows == many.rows;
        if call.lists() && full {
            ratios.push(many.units / few.units);
        }
        let why = if full { "" } else { " (fewer rows in the small city: not compared)" };
        let (requests, name) = (number(few.requests.max(many.requests)), call.name());
        notes.push(format!(
            "  {name:<34} {requests}  {:>5} {:>5}{why}",
            number(few.units),
            number(many.units)
        ));
    }
    let lists = small.iter().chain(&large).filter(|(call, _)| call.lists());
    Ok(Report::new(
        "requests",
        vec![
            Figure::at_most("list_requests", worst(lists.map(|(_, asked)| asked.requests)), "", 2.0),
            Figure::at_most("units_ratio_300k_to_300", worst(ratios), "×", 1.0),
        ],
        notes,
    ))
}

/// Every call once, in a city of so many members.
async fn all(ground: &Ground, release: &Release, members: u32) -> Result<Vec<(Call, Asked)>> {
    let city = ground.city(members).await?;
    let people = People::sign_in(&city).await?;
    let tokens = people.tokens(&city).await?;
    let environment = ground.environment(&city, ground.database, ground.services);
    let mut running: HashMap<&str, Function> = HashMap::new();
    let mut asked = Vec::new();
    for call in reads(&city, &people)? {
        let name = call.function();
        if !running.contains_key(name) {
            let binary = release.function(name)?;
            let (function, _) = Function::start(&binary.path, &environment, &ground.log(name)).await?;
            running.insert(name, function);
        }
        let function = running.get_mut(name).context("it was started")?;
        let answer = function.invoke(&call.event(&tokens, 0)?).await?;
        let body = call.body(&answer.body)?;
        let line = function.log()?.into_iter().rev().find(|line| says(line, "answered"));
        let logged: Logged =
            serde_json::from_value(line.context("the function has not logged what it asked for")?)?;
        let rows = body.get("rows").and_then(Value::as_array).map_or(0, Vec::len);
        asked.push((call, Asked { requests: logged.requests, units: logged.units, rows }));
    }
    for function in running.into_values() {
        function.stop().await?;
    }
    Ok(asked)
}

fn says(line: &Value, message: &str) -> bool {
    line.get("message").and_then(Value::as_str) == Some(message)
}
