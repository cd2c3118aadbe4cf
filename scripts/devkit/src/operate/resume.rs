//! `./scripts/resume ENV`: moves and renamings that stand still, taken up again.

use super::Place;
use crate::progress::{say, step};
use anyhow::Result;
use platform::store::{Job, Record, Table};

/// What can be chosen.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// `local`, or the environment whose account the AWS credentials at hand belong to
    environment: String,
    /// Another table than the environment's
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
}

/// Writes every unfinished job again, which brings it into the stream. Harmless at any time.
///
/// # Errors
/// The table's.
pub(crate) async fn run(options: Options) -> Result<()> {
    let place = Place::find(&options.environment, options.table.as_deref()).await?;
    let table = place.table(&place.table);
    let jobs = step("Looking for rewritings that have not ended", unfinished(&table)).await?;
    for job in &jobs {
        say(format_args!("    {} ({} records so far)", job.org, job.rewritten));
    }
    let taken = step("Taking them up", take_up(&table, &jobs)).await?;
    say(format_args!("    {taken} of {}", jobs.len()));
    Ok(())
}

/// The rewritings of a table that have not ended.
///
/// # Errors
/// The table's.
pub(super) async fn unfinished(table: &Table) -> Result<Vec<Job>> {
    let mut jobs = Vec::new();
    for open in table.open_jobs().await? {
        jobs.extend(table.get::<Job>(&open).await?.map(|found| found.record));
    }
    Ok(jobs)
}

/// Writes jobs again, unchanged; answers how many nobody else had just written.
///
/// # Errors
/// The table's.
pub(super) async fn take_up(table: &Table, jobs: &[Job]) -> Result<usize> {
    let mut taken = 0;
    for job in jobs {
        if let Some(present) = table.get::<Job>(&job.key()).await? {
            taken += usize::from(table.replace(&present.record, present.version).await?);
        }
    }
    Ok(taken)
}
