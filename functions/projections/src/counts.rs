//! The counts beside each organisation, kept from the changes of what they count. Each shard of the stream
//! says in one record how far it has been counted, and that record moves on in the same transaction as the
//! numbers: a batch that comes again, or overlaps another, changes nothing.

use crate::no_shard;
use crate::rules::{self, Deltas, Portion, Through};
use platform::store::keys::{self, Key};
use platform::store::stream::{Changes, Sequence};
use platform::store::{COUNTS, OrgRecord, Record, StoreError, Transaction, Versioned};
use platform::{Context, Result};
use serde::{Deserialize, Serialize};
use shared_types::dates::Moment;
use shared_types::error::Refusal;
use shared_types::ids::OrgId;

/// Seconds that a shard's record is kept after the last change; the stream itself keeps changes for one day.
const KEPT_SECONDS: i64 = 7 * 24 * 3600;

/// How often in a row somebody else may be faster.
const TRIES: u32 = 5;

/// How far a shard has been counted.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Shard {
    shard: String,
    change: String,
    part: usize,
    ends: Moment,
}

impl Record for Shard {
    type Row = ();
    fn key(&self) -> Key {
        keys::shard(&self.shard)
    }
    fn ends(&self) -> Option<Moment> {
        Some(self.ends)
    }
}

/// Counts what has changed. Changes of no number, such as those made here, write nothing.
pub(crate) async fn follow(cx: &Context, changes: &Changes) -> Result<()> {
    let counted: Vec<(Sequence, Deltas)> = changes
        .changes
        .iter()
        .map(|change| {
            let (before, after) = (change.before(), change.after());
            (change.sequence(), rules::deltas(before.as_ref(), after.as_ref()))
        })
        .filter(|(_, deltas)| !deltas.is_empty())
        .collect();
    if counted.is_empty() {
        return Ok(());
    }
    let shard = changes.shard.as_deref().ok_or_else(no_shard)?;
    for _ in 0..TRIES {
        match count(cx, shard, &counted).await {
            // Somebody else has counted a part of it meanwhile.
            Err(StoreError::Refused(Refusal::Stale)) => {}
            result => return Ok(result?),
        }
    }
    Err(StoreError::Contended.into())
}

async fn count(cx: &Context, shard: &str, changes: &[(Sequence, Deltas)]) -> Result<(), StoreError> {
    let known: Option<Versioned<Shard>> = cx.table().get(&keys::shard(shard)).await?;
    let first = known.as_ref().map_or(0, |known| known.version);
    let counted =
        known.map(|known| Through { change: Sequence::of(&known.record.change), part: known.record.part });
    let portions = rules::portions(changes, counted.as_ref(), most(cx));
    // Each portion that is written is the next version of the shard's record.
    for (version, portion) in (first..).zip(portions) {
        match write(cx, shard, version, &portion).await {
            Err(StoreError::Refused(Refusal::NotFound)) => {
                let portion = without_dissolved(cx, portion).await?;
                write(cx, shard, version, &portion).await?;
            }
            result => result?,
        }
    }
    Ok(())
}

async fn write(cx: &Context, shard: &str, version: u64, portion: &Portion) -> Result<(), StoreError> {
    let mut tx: Transaction = cx.table().transaction();
    let shard = Shard {
        shard: shard.to_owned(),
        change: portion.through.change.as_str().to_owned(),
        part: portion.through.part,
        ends: cx.now().plus_seconds(KEPT_SECONDS),
    };
    match version {
        0 => tx.create(&shard, Refusal::Stale),
        version => tx.save(&shard, version, Refusal::Stale),
    };
    for (org, numbers) in &portion.deltas {
        let numbers: Vec<(&'static str, i64)> =
            COUNTS.into_iter().zip(*numbers).filter(|(_, by)| *by != 0).collect();
        // What came and went within the portion changes nothing.
        if !numbers.is_empty() {
            tx.add(&keys::org(org), &numbers, Refusal::NotFound);
        }
    }
    tx.commit().await
}

/// An organisation that has been dissolved has no numbers any more.
async fn without_dissolved(cx: &Context, portion: Portion) -> Result<Portion, StoreError> {
    let orgs: Vec<OrgId> = portion.deltas.keys().cloned().collect();
    let batch = cx.table().batch(&orgs.iter().map(keys::org).collect::<Vec<_>>()).await?;
    let mut deltas = portion.deltas;
    for org in &orgs {
        if batch.get::<OrgRecord>(&keys::org(org))?.is_none() {
            deltas.remove(org);
        }
    }
    Ok(Portion { deltas, ..portion })
}

/// Organisations in one transaction, beside the shard's record. DynamoDB takes 100 items at once, the local
/// database of 2020 takes 10.
fn most(cx: &Context) -> usize {
    if matches!(cx.config().stage.as_str(), "local" | "test") { 9 } else { 99 }
}
