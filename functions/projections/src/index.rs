//! The search index: names of organisations and members, a shard per county-level organisation. A change is put
//! beside its shard at once, in the one record that a search reads; when many have gathered, they are merged into a
//! new object, and the record moves on to it. Each write demands the record's version, and of two changes of one
//! name the later version counts, so changes may come twice, at once and in any order.

mod build;
mod rules;

pub(crate) use build::rebuild;

use ::index::{Change, Contents, Delta, Shard, Subject};
use platform::objects::{Bucket, Objects};
use platform::store::stream::Changes;
use platform::store::{IndexRecord, StoreError, Versioned, keys};
use platform::{Context, Error, Result};
use shared_types::ids::{OrgId, RequestId};

/// How often in a row somebody else may be faster.
const TRIES: u32 = 8;

/// Takes in what has changed of names. What changes no name writes nothing.
pub(crate) async fn follow(cx: &Context, changes: &Changes) -> Result<()> {
    let mut renamed = Vec::new();
    for change in &changes.changes {
        let (before, after) = change.names()?;
        renamed.extend(rules::changes(before.as_ref(), after.as_ref(), seconds(cx)));
    }
    for ((root, shard), changes) in rules::by_shard(renamed) {
        take(cx, &root, &shard, &changes).await?;
    }
    Ok(())
}

fn seconds(cx: &Context) -> u64 {
    u64::try_from(cx.now().seconds()).unwrap_or_default()
}

async fn take(cx: &Context, root: &OrgId, shard: &OrgId, changes: &[(Subject, Change)]) -> Result<()> {
    for _ in 0..TRIES {
        let (record, version) = read(cx, root, shard).await?;
        let mut delta = delta_of(&record)?;
        let mut new = false;
        for (subject, change) in changes {
            new |= delta.take(subject.clone(), change.clone());
        }
        if !new || write(cx, record, version, delta).await? {
            return Ok(());
        }
    }
    Err(StoreError::Contended.into())
}

async fn read(cx: &Context, root: &OrgId, shard: &OrgId) -> Result<(IndexRecord, u64)> {
    let found: Option<Versioned<IndexRecord>> = cx.table().get(&keys::index(root, shard)).await?;
    let new = || (IndexRecord::new(root.clone(), shard.clone()), 0);
    Ok(found.map_or_else(new, |found| (found.record, found.version)))
}

fn delta_of(record: &IndexRecord) -> Result<Delta> {
    Delta::decoded(&record.delta()?).map_err(broken)
}

/// Writes changes beside their shard, or merges them into it where they have become many. `false`: somebody else
/// has written meanwhile.
async fn write(cx: &Context, record: IndexRecord, version: u64, delta: Delta) -> Result<bool> {
    let settled = seconds(cx).saturating_sub(rules::SETTLED_SECONDS);
    if !rules::are_many(delta.len(), delta.settled(settled)) {
        return Ok(cx.table().replace(&record.with_delta(&delta.encoded()), version).await?);
    }
    let objects = cx.objects(Bucket::Index)?;
    let shard = match &record.object {
        None => Shard::default(),
        Some(key) => match objects.get_object(key).await? {
            Some(bytes) => Shard::decoded(&bytes).map_err(broken)?,
            // Only a rebuild can help; until then nothing may be lost.
            None => {
                tracing::error!(shard = record.shard.as_str(), "the object of the index is gone: reindex");
                return Ok(cx.table().replace(&record.with_delta(&delta.encoded()), version).await?);
            }
        },
    };
    let merged = Shard::of(&Contents::merged(&shard, &delta).map_err(broken)?);
    let remaining = delta.remaining(settled, rules::MOST_CHANGES / 2);
    swap(cx, &objects, (record, version), &merged, &remaining).await
}

/// Puts a shard where the record's is, with these changes beside it. `false`: somebody else has written meanwhile,
/// and nothing has changed.
async fn swap(
    cx: &Context,
    objects: &Objects,
    (record, version): (IndexRecord, u64),
    shard: &Shard,
    remaining: &Delta,
) -> Result<bool> {
    let key = format!("{}/{}/{}", record.root, record.shard, cx.new_id::<RequestId>());
    objects.put_object(&key, shard.encoded()).await?;
    let oldest = record.before.clone();
    let mut next = record.with_delta(&remaining.encoded());
    next.before = next.object.replace(key.clone());
    let won = cx.table().replace(&next, version).await?;
    // What nobody reads any more: the object before the one before, or the one that was made in vain. One that
    // stays because the function ends here costs its storage and nothing else.
    if let Some(needless) = if won { oldest } else { Some(key) } {
        objects.delete_object(&needless).await?;
    }
    Ok(won)
}

fn broken(error: ::index::Broken) -> Error {
    Error::Internal(error.to_string())
}
