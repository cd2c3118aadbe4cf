//! `./scripts/recount ENV`: the numbers beside all organisations, counted anew from the table.

use super::{OfTree, Place};
use crate::progress::{say, step};
use anyhow::Result;
use shared_types::ids::OrgId;

/// Counts. Nothing else may write meanwhile.
///
/// # Errors
/// The table's; it can be done again.
pub(crate) async fn run(of: OfTree) -> Result<()> {
    let (place, root) = of.find().await?;
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
