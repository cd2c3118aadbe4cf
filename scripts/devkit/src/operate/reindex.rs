//! `./scripts/reindex ENV`: the search index, made anew from the table.

use super::{OfTree, Place};
use crate::progress::{say, step};
use anyhow::Result;
use platform::{
    Context,
    objects::Bucket,
    store::{IndexRecord, keys},
};
use shared_types::ids::OrgId;

/// Shards that are read at once.
const PAGE: u8 = 100;

/// Makes the index anew. Harmless at any time: whoever searches meanwhile finds what there was.
///
/// # Errors
/// The table's or the bucket's; it can be done again.
pub(crate) async fn run(of: OfTree) -> Result<()> {
    let (place, root) = of.find().await?;
    let names = step("Making the search index", index(&place, &place.table, &root)).await?;
    say(format_args!("    {names} names of {}", place.table));
    Ok(())
}

/// Makes the index of a table anew; answers how many names it holds.
///
/// # Errors
/// The table's or the bucket's.
pub(super) async fn index(place: &Place, table: &str, root: &OrgId) -> Result<usize> {
    Ok(projections::reindex(&place.context(table).await?, root).await?)
}

/// Whether a city has an index, and its objects lie where the table says.
///
/// # Errors
/// The table's or the bucket's.
pub(crate) async fn is_indexed(cx: &Context, root: &OrgId) -> Result<bool> {
    let objects = cx.objects(Bucket::Index)?;
    let (shards, _) = cx.table().partition::<IndexRecord>(keys::indexes(root), false, PAGE, None).await?;
    for object in shards.iter().filter_map(|shard| shard.record.object.as_ref()) {
        if objects.get_object(object).await?.is_none() {
            return Ok(false);
        }
    }
    Ok(!shards.is_empty())
}
