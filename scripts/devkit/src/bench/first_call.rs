//! `first-call`: what the first call after a start still has to get ready: connections it opens and looks for
//! credentials. Every reading endpoint is the first once, and a change of the table for the function that follows
//! it. Counted on the wires to the services and at the endpoint for credentials, so exact.

use super::{
    calls::{Call, People, reads},
    credentials::Credentials,
    ground::{City, Ground},
    release::Release,
    report::{Figure, Report},
    runtime_api::Function,
    wire::Wire,
};
use anyhow::Result;
use serde_json::{Value, json};

/// Members of the city: enough for a full page.
const MEMBERS: u32 = 300;

/// What was counted.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    connections: usize,
    look_ups: usize,
}

/// Measures.
///
/// # Errors
/// When a call is not answered as it should be.
pub(super) async fn run() -> Result<Report> {
    let release = Release::build().await?;
    let ground = Ground::start("first-call").await?;
    let report = measure(&ground, &release).await;
    ground.stop().await;
    report
}

async fn measure(ground: &Ground, release: &Release) -> Result<Report> {
    let city = ground.city(MEMBERS).await?;
    let people = People::sign_in(&city).await?;
    let tokens = people.tokens(&city).await?;
    let (mut worst, mut at_start, mut notes) = (Counted::default(), Counted::default(), Vec::new());
    let calls = reads(&city, &people)?;
    let mut firsts: Vec<(String, &str, Value, Option<&Call>)> = Vec::new();
    for call in &calls {
        firsts.push((call.name(), call.function(), call.event(&tokens, 0)?, Some(call)));
    }
    firsts.push(("projections".to_owned(), "projections", json!({ "Records": [] }), None));
    let count = firsts.len();
    for (name, function, event, call) in firsts {
        let (start, first) = first(ground, &city, release, function, &event, call).await?;
        at_start = at_start.larger(start);
        worst = worst.larger(first);
        if first.connections + first.look_ups > 0 {
            notes.push(format!("{name}: {} connections, {} look-ups", first.connections, first.look_ups));
        }
    }
    notes.push(format!(
        "{count} calls, each the first of a new process; a start opens at most {} connections and looks {} times \
         for credentials.",
        at_start.connections, at_start.look_ups
    ));
    Ok(Report::new(
        "first-call",
        vec![
            Figure::at_most("new_connections", float(worst.connections), "", 0.0),
            Figure::at_most("credential_lookups", float(worst.look_ups), "", 0.0),
        ],
        notes,
    ))
}

impl Counted {
    fn larger(self, other: Self) -> Self {
        Self {
            connections: self.connections.max(other.connections),
            look_ups: self.look_ups.max(other.look_ups),
        }
    }
}

/// Starts `function` and calls it once; what was counted at the start and during the call.
async fn first(
    ground: &Ground,
    city: &City,
    release: &Release,
    function: &str,
    event: &Value,
    call: Option<&Call>,
) -> Result<(Counted, Counted)> {
    let (database, services) = (Wire::to(ground.database).await?, Wire::to(ground.services).await?);
    let credentials = Credentials::start().await?;
    let environment = credentials.instead(&ground.environment(city, database.port, services.port));
    let (begin, beside) = (database.mark(), services.mark());
    let binary = release.function(function)?;
    let (mut running, _) = Function::start(&binary.path, &environment, &ground.log(function)).await?;
    let start = Counted {
        connections: database.connections_since(begin) + services.connections_since(beside),
        look_ups: credentials.asked(),
    };
    let answer = running.invoke(event).await?;
    if let Some(call) = call {
        call.body(&answer.body)?;
    }
    let whole = Counted {
        connections: database.connections_since(begin) + services.connections_since(beside),
        look_ups: credentials.asked(),
    };
    running.stop().await?;
    let first = Counted {
        connections: whole.connections - start.connections,
        look_ups: whole.look_ups - start.look_ups,
    };
    Ok((start, first))
}

#[allow(clippy::as_conversions, reason = "small counts")]
fn float(count: usize) -> f64 {
    count as f64
}
