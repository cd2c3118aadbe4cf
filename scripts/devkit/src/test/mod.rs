//! `./scripts/test`: everything that must hold, in rings from the quickest to the slowest.

mod api;
mod browser;
mod contract;
mod dependencies;
mod deployment;
mod infra;
mod logs;
mod rules;
mod tally;

pub(crate) use browser::{end_to_end_environment, plan};

use crate::progress::{say, seconds};
use anyhow::Result;
use std::time::{Duration, Instant};
use tally::Tally;

/// A ring of tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Ring {
    /// Formatting, lints, and everything that needs nothing but itself
    Rules,
    /// The functions on the real local database, keys and secrets
    Api,
    /// The definition of the cloud, applied to an emulated account
    Infra,
    /// A real browser on the running product
    Browser,
}

/// What can be chosen.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Which rings; all when none is named
    #[arg(value_enum, value_name = "RING")]
    rings: Vec<Ring>,
}

/// Runs the rings and prints what passed and what failed. Answers whether all passed.
///
/// # Errors
/// When a ring cannot be run at all; the rings after it are run nevertheless.
pub(crate) async fn run(options: Options) -> Result<bool> {
    let all = vec![Ring::Rules, Ring::Api, Ring::Infra, Ring::Browser];
    let rings = if options.rings.is_empty() { all } else { options.rings };
    let mut total = Tally::default();
    let mut times: Vec<(Ring, Tally, Duration)> = Vec::new();
    for ring in rings {
        say(format_args!("\n━━ {ring:?}"));
        let start = Instant::now();
        let tally = match ring {
            Ring::Rules => rules::run().await,
            Ring::Api => api::run().await,
            Ring::Infra => infra::run().await,
            Ring::Browser => browser::run().await,
        };
        let tally = tally.unwrap_or_else(|error| {
            say(format_args!("✗ {error:#}"));
            Tally::failure()
        });
        total += tally;
        times.push((ring, tally, start.elapsed()));
    }
    say("");
    for (ring, tally, time) in times {
        say(format_args!("  {:<8} {tally}, {}", format!("{ring:?}"), seconds(time)));
    }
    say(format_args!("\n{total}"));
    Ok(total.is_good())
}
