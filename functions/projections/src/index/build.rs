//! The search index, made anew from the table.

use super::{delta_of, read, rules, seconds, swap};
use crate::at_once::at_once;
use ::index::{Contents, Shard};
use platform::objects::{Bucket, Objects};
use platform::store::keys::{self, Listed};
use platform::store::{
    Chain, IndexRecord, Listing, Moves, NameOf, Named, OrgLine, OrgRecord, StoreError, Versioned,
};
use platform::{Context, Error, Result};
use shared_types::ids::OrgId;
use std::collections::BTreeSet;

/// Records read at once.
const PAGE: u8 = 250;

/// How often in a row changes may come in between.
const TRIES: u32 = 20;

/// Makes every shard of a city anew from the table, whatever was there; answers how many names there are. Changes
/// that come meanwhile stay beside their shards, so the stream may be followed all the time.
///
/// # Errors
/// The table's or the bucket's; it can be done again.
pub(crate) async fn rebuild(cx: &Context, root: &OrgId) -> Result<usize> {
    let objects = cx.objects(Bucket::Index)?;
    let shards = shards(cx, root).await?;
    let built = shards.into_iter().map(|shard| {
        let (cx, objects, root) = (cx.clone(), objects.clone(), root.clone());
        async move { build(&cx, &objects, &root, &shard).await }
    });
    Ok(at_once(built).await?.into_iter().sum())
}

/// Every shard that holds, or held, something: what stands directly below the root, where a move comes from, and what
/// has a shard already.
async fn shards(cx: &Context, root: &OrgId) -> Result<BTreeSet<OrgId>> {
    let mut shards = BTreeSet::from([root.clone()]);
    let listing = Listing { kind: Listed::Orgs, name: String::new(), only: Vec::new(), most: PAGE };
    let mut mark = None;
    loop {
        let found = cx.table().children::<OrgLine>(root, &listing, mark).await?;
        shards.extend(found.rows.into_iter().map(|line| line.org));
        mark = found.next;
        if mark.is_none() {
            break;
        }
    }
    let moves: Option<Versioned<Moves>> = cx.table().get(&keys::moves(root)).await?;
    for active in moves.iter().flat_map(|found| &found.record.active) {
        shards.extend([&active.from, &active.to].into_iter().filter_map(|chain| chain.ids().get(1)).cloned());
    }
    let mut after = None;
    loop {
        let (known, next) =
            cx.table().partition::<IndexRecord>(keys::indexes(root), false, PAGE, after.as_ref()).await?;
        shards.extend(known.into_iter().map(|found| found.record.shard));
        after = next;
        if after.is_none() {
            return Ok(shards);
        }
    }
}

async fn build(cx: &Context, objects: &Objects, root: &OrgId, shard: &OrgId) -> Result<usize> {
    let contents =
        if shard == root { of_the_root(cx, root).await? } else { of_county(cx, root, shard).await? };
    let (begun, written) = (seconds(cx).saturating_sub(rules::SETTLED_SECONDS), Shard::of(&contents));
    for _ in 0..TRIES {
        let (record, version) = read(cx, root, shard).await?;
        // A broken list of changes is of no use to anybody.
        let remaining = delta_of(&record).unwrap_or_default().remaining(begun, rules::MOST_CHANGES);
        if swap(cx, objects, (record, version), &written, &remaining).await? {
            return Ok(contents.len());
        }
    }
    Err(Error::from(StoreError::Contended))
}

/// What stands at the root itself: the root.
async fn of_the_root(cx: &Context, root: &OrgId) -> Result<Contents> {
    let mut contents = Contents::default();
    if let Some(Versioned { record, version }) = cx.table().get::<OrgRecord>(&keys::org(root)).await? {
        let of = NameOf::Org { kind: record.kind, former: record.former };
        let named = Named { version, chain: record.chain, name: record.name, of };
        contents.extend(rules::entry(&named).map(|(entry, _)| (version, entry)));
    }
    Ok(contents)
}

/// What is stored below a county-level organisation, it included.
async fn of_county(cx: &Context, root: &OrgId, shard: &OrgId) -> Result<Contents> {
    let range = Chain::root(root.clone()).child(shard.clone());
    let mut contents = Contents::default();
    for kind in [Listed::Orgs, Listed::Members] {
        let mut mark = None;
        loop {
            let (names, next) = cx.table().names(&range, kind, PAGE, mark).await?;
            let entries = names.iter().filter_map(|named| Some((named.version, rules::entry(named)?.0)));
            contents.extend(entries);
            mark = next;
            if mark.is_none() {
                break;
            }
        }
    }
    Ok(contents)
}
