//! Members' records behind what was found. Knows no HTTP.

use crate::shards::{Shards, Surroundings};
use platform::auth::Scope;
use platform::numbers::{self, MOBILE};
use platform::store::keys::{self, Key};
use platform::store::{Chain, MemberRecord, MobileRecord, Record};
use platform::{Context, Result, rows};
use shared_types::id_number::IdNumber;
use shared_types::ids::MemberId;
use shared_types::page::MOST_ROWS;
use shared_types::phone::Mobile;
use shared_types::search::MemberHit;

/// Who has exactly this ID number.
pub(crate) async fn with_id_number(cx: &Context, number: &IdNumber) -> Result<Vec<MemberId>> {
    Ok(numbers::holder(cx, number).await?.into_iter().collect())
}

/// Who has exactly this mobile, the first hundred of them.
pub(crate) async fn with_mobile(cx: &Context, mobile: &Mobile) -> Result<Vec<MemberId>> {
    let mut holders = Vec::new();
    for hash in cx.ring().hashes(MOBILE, mobile.expose()) {
        let (found, _) =
            cx.table().partition::<MobileRecord>(keys::mobiles(&hash), false, MOST_ROWS, None).await?;
        holders.extend(found.into_iter().map(|found| found.record.member));
    }
    holders.truncate(usize::from(MOST_ROWS));
    Ok(holders)
}

/// Of these members those whose records stand within the scope, in their order, with where they stand: one batch
/// read.
async fn within(cx: &Context, scope: &Scope, members: &[MemberId]) -> Result<Vec<(MemberRecord, Chain)>> {
    let keys: Vec<Key> = members.iter().map(keys::member).collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let batch = cx.table().batch(&keys).await?;
    let mut found = Vec::with_capacity(keys.len());
    for key in &keys {
        if let Some(member) = batch.get::<MemberRecord>(key)?
            && let Ok(now) = scope.admit(&member.record.chain)
        {
            found.push((member.record, now));
        }
    }
    Ok(found)
}

/// Members as their records say, without anything from the index.
pub(crate) async fn recorded(cx: &Context, scope: &Scope, members: &[MemberId]) -> Result<Vec<MemberHit>> {
    let found = within(cx, scope, members).await?;
    let rows = found.iter().filter_map(|(record, _)| record.row());
    rows.map(|line| Ok(MemberHit { row: rows::member_row(cx, &line)?, path: Vec::new(), marks: Vec::new() }))
        .collect()
}

/// What was found in the index, as the records say.
pub(crate) async fn as_recorded(
    cx: &Context,
    scope: &Scope,
    shards: &Shards,
    surroundings: &Surroundings,
    hits: &[index::MemberHit],
) -> Result<Vec<MemberHit>> {
    let members: Vec<MemberId> = hits.iter().map(|hit| hit.member.clone()).collect();
    let mut shown = Vec::with_capacity(hits.len());
    for (record, now) in within(cx, scope, &members).await? {
        let Some(line) = record.row() else { continue };
        let row = rows::member_row(cx, &line)?;
        // A name that has changed just now fits no longer as it did.
        let hit = hits.iter().find(|hit| hit.member == row.member && hit.name == row.name);
        let marks = hit.map(|hit| hit.marks.clone()).unwrap_or_default();
        shown.push(MemberHit { row, path: shards.path(now.ids(), surroundings), marks });
    }
    Ok(shown)
}
