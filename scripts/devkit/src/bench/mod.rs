//! `./scripts/bench`: measures what the bars of the product are about, each figure beside its bar and against its
//! peer in the same run. A bar that is not met is printed as not met. Each bench is a file; what they share
//! (running functions, services, people, reports) stands beside them.

mod callers;
mod calls;
mod credentials;
mod first_call;
mod first_paint;
mod ground;
mod init;
mod release;
mod replay;
mod report;
mod requests;
mod runtime_api;
mod scroll;
mod search;
mod site_weight;
mod statistics;
mod warm;
mod wire;

use crate::progress::{say, seconds};
use anyhow::{Context as _, Result, bail};
use clap::ValueEnum as _;
use report::Report;
use std::time::Instant;

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Bench {
    /// What a phone downloads
    SiteWeight,
    /// How soon a phone shows something and can be used
    FirstPaint,
    /// How a function starts
    Init,
    /// What the first call after a start still has to get ready
    FirstCall,
    /// What endpoints ask of the database, in a small and in a large city
    Requests,
    /// How long a running function takes for a call
    Warm,
    /// How a list of 300,000 rows opens and scrolls
    Scroll,
    /// How names are found among 300,000 members and 10,000 organisations, and among ten million
    Search,
}

/// What can be chosen.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Which; all when none is named
    #[arg(value_enum, value_name = "NAME")]
    benches: Vec<Bench>,
    /// Members of the large city of `requests`; 300000 take a quarter of an hour to bring in
    #[arg(long, default_value_t = 20_000, value_name = "N")]
    members: u32,
    /// Calls of each endpoint in `warm`; of 400 the four slowest are beyond p99
    #[arg(long, default_value_t = 400, value_name = "N")]
    calls: u32,
    /// Queries of `search`
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    queries: usize,
}

/// Measures and prints one table; each bench also writes `target/bench/NAME.json`. Bars that are not met are no
/// error: they are what the table is for.
///
/// # Errors
/// When something could not be measured; what could is printed nevertheless.
pub(crate) async fn run(options: Options) -> Result<()> {
    let chosen =
        if options.benches.is_empty() { Bench::value_variants().to_vec() } else { options.benches.clone() };
    let (mut reports, mut failed) = (Vec::new(), Vec::new());
    for bench in chosen {
        let name = bench.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        say(format_args!("\n━━ {name}"));
        let start = Instant::now();
        match measure(bench, &options).await.with_context(|| format!("{name} could not be measured")) {
            Ok(report) => {
                report.write()?;
                report.notes().iter().for_each(|note| say(format_args!("    {note}")));
                say(format_args!("  {}", seconds(start.elapsed())));
                reports.push(report);
            }
            Err(error) => {
                say(format_args!("✗ {error:#}"));
                failed.push(name);
            }
        }
    }
    say(format_args!("\n{}\n", report::table(&reports)));
    if !failed.is_empty() {
        bail!("not measured: {}", failed.join(", "));
    }
    Ok(())
}

async fn measure(bench: Bench, options: &Options) -> Result<Report> {
    match bench {
        Bench::SiteWeight => site_weight::run().await,
        Bench::FirstPaint => first_paint::run().await,
        Bench::Init => init::run().await,
        Bench::FirstCall => first_call::run().await,
        Bench::Requests => requests::run(options.members).await,
        Bench::Warm => warm::run(options.calls).await,
        Bench::Scroll => scroll::run().await,
        Bench::Search => search::run(options.queries).await,
    }
}
