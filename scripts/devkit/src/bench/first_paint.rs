//! `first-paint`: how soon a phone shows something and can be used, as lighthouse simulates one (its mobile
//! preset: a slow phone on slow 4G), on the built site behind the local edge.

use super::{
    report::{Figure, Report, number},
    statistics::median,
};
use crate::{paths, processes::Program, progress, stack::Stack, test::plan, tools};
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::path::Path;

/// Loads; each figure is the one in the middle.
const ROUNDS: usize = 5;

/// How Chromium runs without a screen, and as root.
const CHROMIUM: &str = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage";

/// One load.
#[derive(Debug, Clone, Copy)]
struct Load {
    score: f64,
    fcp_s: f64,
    lcp_s: f64,
    tbt_ms: f64,
    cls: f64,
}

/// Measures.
///
/// # Errors
/// When the product does not start or lighthouse fails.
pub(super) async fn run() -> Result<Report> {
    let (lighthouse, chromium) = (tools::lighthouse().await?, tools::browser().await?);
    let mut stack = Stack::start(&plan("first-paint")?).await?;
    let address = format!("{}/", stack.address);
    let loads = tokio::select! {
        loads = progress::step("Loading the site", loads(&lighthouse, &chromium, &address)) => loads,
        Err(ended) = stack.watch() => Err(ended),
    };
    stack.stop().await;
    let loads = loads?;
    let middle = |figure: fn(&Load) -> f64| median(&loads.iter().map(figure).collect::<Vec<_>>());
    let scores: Vec<String> = loads.iter().map(|load| number(load.score)).collect();
    Ok(Report::new(
        "first-paint",
        vec![
            Figure::at_least("score", middle(|load| load.score), "", 98.0),
            Figure::at_most("fcp_s", middle(|load| load.fcp_s), "s", 1.0),
            Figure::at_most("lcp_s", middle(|load| load.lcp_s), "s", 1.5),
            Figure::at_most("tbt_ms", middle(|load| load.tbt_ms), "ms", 50.0),
            Figure::at_most("cls", middle(|load| load.cls), "", 0.0),
        ],
        vec![format!("medians of {ROUNDS} loads of the sign-in page; scores {}.", scores.join(", "))],
    ))
}

async fn loads(lighthouse: &Path, chromium: &Path, address: &str) -> Result<Vec<Load>> {
    let out = paths::at("target/bench/lighthouse.json");
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut loads = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        Program::new("lighthouse", "node")
            .args([lighthouse])
            .args([address, "--quiet", "--output=json", "--only-categories=performance", CHROMIUM])
            .args(["--output-path", &out.display().to_string()])
            .env("CHROME_PATH", chromium.display().to_string())
            .run_quietly()
            .await?;
        loads.push(read(&serde_json::from_slice(&std::fs::read(&out)?)?)?);
    }
    Ok(loads)
}

/// The figures of a report of lighthouse.
fn read(report: &Value) -> Result<Load> {
    let figure = |place: &str| {
        report
            .pointer(place)
            .and_then(Value::as_f64)
            .with_context(|| format!("lighthouse does not say {place}"))
    };
    Ok(Load {
        score: figure("/categories/performance/score")? * 100.0,
        fcp_s: figure("/audits/first-contentful-paint/numericValue")? / 1000.0,
        lcp_s: figure("/audits/largest-contentful-paint/numericValue")? / 1000.0,
        tbt_ms: figure("/audits/total-blocking-time/numericValue")?,
        cls: figure("/audits/cumulative-layout-shift/numericValue")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn figures_are_read_in_their_units_and_a_failed_load_is_none() {
        let mut report = json!({
            "categories": { "performance": { "score": 0.97 } },
            "audits": {
                "first-contentful-paint": { "numericValue": 900.0 },
                "largest-contentful-paint": { "numericValue": 1500.0 },
                "total-blocking-time": { "numericValue": 12.5 },
                "cumulative-layout-shift": { "numericValue": 0 },
            },
        });
        let load = read(&report).unwrap();
        assert_eq!((load.score, load.fcp_s, load.lcp_s, load.tbt_ms, load.cls), (97.0, 0.9, 1.5, 12.5, 0.0));
        report["categories"]["performance"]["score"] = Value::Null;
        assert!(read(&report).is_err());
    }
}
