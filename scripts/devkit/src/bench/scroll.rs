//! `scroll`: the list of members with 300,000 rows, in a real browser on a phone six times slower than this
//! machine. `scripts/devkit/bench/scroll.js` drives it; what it measures is read here.

use super::{
    report::{Figure, Report, number},
    statistics::{median, worst},
};
use crate::{
    paths,
    processes::Program,
    progress,
    stack::Stack,
    test::{end_to_end_environment, plan},
    tools,
};
use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

const OUT: &str = "target/bench/scroll";

/// What the script writes.
#[derive(Debug, Deserialize)]
struct Measured {
    /// Milliseconds from the press to the first row.
    open: Openings,
    /// Elements of the document, the most at any time.
    nodes: f64,
    /// Milliseconds of the longest task, by where the list was flung.
    tasks: BTreeMap<String, f64>,
    /// Rows of a page.
    page: u32,
}

#[derive(Debug, Deserialize)]
struct Openings {
    /// With 300 rows.
    few: Vec<f64>,
    /// With 300,000.
    many: Vec<f64>,
}

/// Measures.
///
/// # Errors
/// When the product does not start or the list cannot be driven.
pub(super) async fn run() -> Result<Report> {
    let harness = tools::end_to_end().await?.join("harness");
    let mut stack = Stack::start(&plan("scroll")?).await?;
    let mut environment = end_to_end_environment(&stack, OUT).await?;
    environment.push(("HARNESS".to_owned(), harness.display().to_string()));
    let script = Program::new("scroll", "node")
        .args([paths::at("scripts/devkit/bench/scroll.js")])
        .envs(&environment)
        .run_quietly();
    let driven = tokio::select! {
        driven = progress::step("Driving the list", script) => driven,
        Err(ended) = stack.watch() => Err(ended),
    };
    stack.stop().await;
    driven?;
    let written = paths::at(OUT).join("scroll.json");
    let measured = std::fs::read(&written).with_context(|| format!("cannot read {}", written.display()))?;
    Ok(report(&serde_json::from_slice(&measured)?))
}

fn report(measured: &Measured) -> Report {
    let (few, many) = (median(&measured.open.few), median(&measured.open.many));
    let tasks: Vec<String> =
        measured.tasks.iter().map(|(place, longest)| format!("{place} {}", number(*longest))).collect();
    Report::new(
        "scroll",
        vec![
            Figure::at_most("open_ratio", many / few, "×", 1.2),
            Figure::at_most("nodes", measured.nodes, "", 1500.0),
            Figure::at_most("longest_task_ms", worst(measured.tasks.values().copied()), "ms", 50.0),
        ],
        vec![
            format!(
                "opened from the home screen, medians of {}: {} ms with 300 rows, {} ms with 300,000; pages of {} rows",
                measured.open.many.len(),
                number(few),
                number(many),
                measured.page
            ),
            format!("longest task in ms while the filled list was flung: {}", tasks.join(", ")),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_takes_medians_of_openings_and_the_worst_of_tasks() {
        let measured: Measured = serde_json::from_value(serde_json::json!({
            "open": { "few": [100, 90, 900], "many": [110, 120, 130] },
            "nodes": 700, "tasks": { "in the middle": 30, "near the end": 60.5 }, "page": 50,
        }))
        .unwrap();
        let figures = serde_json::to_value(report(&measured)).unwrap();
        let values: Vec<f64> = (0..3).map(|at| figures["figures"][at]["value"].as_f64().unwrap()).collect();
        assert_eq!(values, [1.2, 700.0, 60.5]);
    }
}
