//! `./scripts/recount ENV`: the numbers beside all organisations, counted anew from the table.

use super::Place;
use crate::progress::{say, step};
use anyhow::Result;
use shared_types::ids::OrgId;

/// What can be chosen.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// `local`, or the environment whose account the AWS credentials at hand belong to
    environment: String,
    /// Another table than the environment's
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
    /// The root of the tree, where the table does not say it
    #[arg(long, value_name = "ORG")]
    root: Option<OrgId>,
}

/// Counts. Nothing else may write meanwhile.
///
/// # Errors
/// The table's; it can be done again.
pub(crate) async fn run(options: Options) -> Result<()> {
    let place = Place::find(&options.environment, options.table.as_deref()).await?;
    let root = match options.root {
        Some(root) => root,
        None => place.root(&place.table).await?,
    };
    let orgs = step("Counting", count(&place, &place.table, &root)).await?;
    say(format_args!("    {orgs} organisations of {}", place.table));
    Ok(())
}

/// Counts everything below `root` in a table; answers how many organisations there are.
///
/// # Errors
/// The table's.
pub(super) async fn count(place: &Place, table: &str, root: &OrgId) -> Result<usize> {
    Ok(projections::rebuild(&place.context(table).await?, root).await?)
}
