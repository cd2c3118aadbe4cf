//! Who looked at whose record.

use platform::audit::{self, AuditRecord, Deed};
use platform::auth::Administrator;
use platform::http::cursors;
use platform::store::keys::{self, Key};
use platform::store::{MemberRecord, Record, StoreError, Versioned};
use platform::{Context, Result};
use serde::{Deserialize, Serialize};
use shared_types::dates::{Day, Moment};
use shared_types::error::Refusal;
use shared_types::ids::{AccountId, MemberId};
use shared_types::members::{Viewed, Viewing};
use shared_types::page::{Cursor, Page};

const ROWS: u8 = 50;

/// Says that today's look of an account at a record stands in the audit trail already, so that a screen that
/// is opened again and again leaves one entry a day.
#[derive(Debug, Serialize, Deserialize)]
struct LookRecord {
    account: AccountId,
    member: MemberId,
    day: Day,
    ends: Moment,
}

impl Record for LookRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::look(&self.account, &self.member, self.day)
    }
    fn ends(&self) -> Option<Moment> {
        Some(self.ends)
    }
}

/// A member within the scope, and whether the caller's look at the record has been recorded today: one
/// batch read.
///
/// # Errors
/// [`Refusal::NotFound`] outside the scope.
pub(crate) async fn member_to_look_at(
    cx: &Context,
    caller: &Administrator,
    member: &MemberId,
) -> Result<(Versioned<MemberRecord>, bool)> {
    let key = keys::member(member);
    let look = keys::look(&caller.account.account, member, cx.now().day());
    let batch = cx.table().batch(&[key.clone(), look.clone()]).await?;
    let found: Versioned<MemberRecord> = batch.get(&key)?.ok_or(Refusal::NotFound)?;
    caller.scope.admit(&found.record.chain)?;
    Ok((found, batch.get::<LookRecord>(&look)?.is_some()))
}

/// Records today's look at a record. That the same account looks twice at once does no harm.
pub(crate) async fn record_look(cx: &Context, caller: &Administrator, member: &MemberRecord) -> Result<()> {
    let look = LookRecord {
        account: caller.account.account.clone(),
        member: member.member.clone(),
        day: cx.now().day(),
        // Kept until the day is over everywhere.
        ends: cx.now().plus_seconds(2 * 24 * 3600),
    };
    let mut tx = cx.table().transaction();
    tx.create(&look, Refusal::Stale);
    tx.create(&audit::entry(cx, caller, &member.key(), Deed::Viewed(Viewed::Record)), Refusal::Internal);
    match tx.commit().await {
        Err(StoreError::Refused(Refusal::Stale)) => Ok(()),
        result => Ok(result?),
    }
}

/// Who looked at a record, latest first.
pub(crate) async fn viewings(
    cx: &Context,
    of: &MemberRecord,
    list: &cursors::List,
    cursor: Option<&Cursor>,
) -> Result<Page<Viewing>> {
    let after: Option<Key> = cursor.map(|cursor| list.open(cx, cursor)).transpose()?;
    let entries = keys::audits(&of.key(), Deed::VIEWED);
    let (found, last) = cx.table().partition::<AuditRecord>(entries, true, ROWS, after.as_ref()).await?;
    let rows = found.into_iter().filter_map(|entry| viewing(entry.record)).collect();
    Ok(Page { rows, next: last.map(|last| list.seal(cx, &last)).transpose()? })
}

fn viewing(entry: AuditRecord) -> Option<Viewing> {
    let Deed::Viewed(what) = entry.deed else { return None };
    Some(Viewing { at: entry.at, by: entry.by, org_name: entry.org_name, what })
}
