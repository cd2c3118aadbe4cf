//! Reading the roll.

use super::{broken, last_of};
use crate::rules::Opened;
use platform::auth::{Oneself, Scope};
use platform::http::cursors;
use platform::numbers::{ID_NUMBER, MOBILE};
use platform::store::keys::{self, Key, Listed};
use platform::store::{Listing, MemberLine, MemberRecord, OrgRecord, Record, Versioned};
use platform::{Context, Result, rows};
use shared_types::error::Refusal;
use shared_types::ids::MemberId;
use shared_types::members::{Branch, Member, MemberFilter, MemberRow, code};
use shared_types::page::{Cursor, MOST_ROWS, Page};
use shared_types::phone::Mobile;

/// Rows of a page on a screen.
const ROWS: u8 = 50;
/// Rows that one Query reads for an export: some 150 kB, well under the megabyte that a Query can answer.
const EXPORT_ROWS: u8 = 250;
/// Queries for one part of an export.
const EXPORT_PAGES: usize = 2;

/// One page of members at or below the scope's organisation, by name: one Query.
pub(crate) async fn list(
    cx: &Context,
    scope: &Scope,
    filter: &MemberFilter,
    list: &cursors::List,
) -> Result<Page<MemberRow>> {
    let page: Page<MemberLine> = scope.page(cx, &listing(filter, ROWS), list, filter.cursor.as_ref()).await?;
    let rows = page.rows.iter().map(|line| rows::member_row(cx, line)).collect::<Result<_>>()?;
    Ok(Page { rows, next: page.next })
}

fn listing(filter: &MemberFilter, most: u8) -> Listing {
    let kind = filter.kind.map(|kind| ("kind", code(&kind)));
    let standing = filter.standing.map(|standing| ("standing", code(&standing)));
    Listing {
        kind: Listed::Members,
        name: String::new(),
        only: kind.into_iter().chain(standing).collect(),
        most,
    }
}

/// The next at most 500 records of a list, as they are shown, and where to go on: two Queries and a batch
/// read per hundred records.
pub(crate) async fn export(
    cx: &Context,
    scope: &Scope,
    filter: &MemberFilter,
    list: &cursors::List,
) -> Result<(Vec<Member>, Option<Cursor>)> {
    let listing = listing(filter, EXPORT_ROWS);
    let mut next = filter.cursor.clone();
    let mut found: Vec<Key> = Vec::new();
    for _ in 0..EXPORT_PAGES {
        let page: Page<MemberLine> = scope.page(cx, &listing, list, next.as_ref()).await?;
        found.extend(page.rows.iter().map(|line| keys::member(&line.member)));
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    let records = admitted(cx, scope, &found).await?;
    let members = records
        .iter()
        .map(|found| shown(&found.record, &open(cx, &found.record)?, found.version))
        .collect::<Result<_>>()?;
    Ok((members, next))
}

/// Of these members those within the scope, in their order.
async fn admitted(cx: &Context, scope: &Scope, members: &[Key]) -> Result<Vec<Versioned<MemberRecord>>> {
    let mut found = Vec::with_capacity(members.len());
    for some in members.chunks(usize::from(MOST_ROWS)) {
        let batch = cx.table().batch(some).await?;
        for key in some {
            found.extend(batch.get::<MemberRecord>(key)?);
        }
    }
    found.retain(|found| scope.admit(&found.record.chain).is_ok());
    Ok(found)
}

/// A member within the scope.
///
/// # Errors
/// [`Refusal::NotFound`] for everybody else.
pub(crate) async fn member(
    cx: &Context,
    scope: &Scope,
    member: &MemberId,
) -> Result<Versioned<MemberRecord>> {
    let found: Versioned<MemberRecord> =
        cx.table().get(&keys::member(member)).await?.ok_or(Refusal::NotFound)?;
    scope.admit(&found.record.chain)?;
    Ok(found)
}

/// A record with its sealed numbers opened.
pub(crate) fn open(cx: &Context, record: &MemberRecord) -> Result<Opened> {
    let key = record.key();
    let id_number = cx.ring().open(&key.field(ID_NUMBER), &record.id_number)?;
    let mobile =
        record.mobile.as_ref().map(|sealed| cx.ring().open(&key.field(MOBILE), sealed)).transpose()?;
    Ok(Opened {
        id_number: id_number.parse().map_err(|_| broken("an ID number"))?,
        mobile: mobile.map(|text| text.parse().map_err(|_| broken("a mobile"))).transpose()?,
        standing: record.standing,
        particulars: record.particulars.clone(),
    })
}

/// A record as it is shown, numbers masked.
pub(crate) fn shown(record: &MemberRecord, opened: &Opened, version: u64) -> Result<Member> {
    Ok(Member {
        member: record.member.clone(),
        version,
        branch: last_of(&record.chain)?,
        branch_name: record.branch_name.clone(),
        id_number: opened.id_number.masked(),
        mobile: opened.mobile.as_ref().map(Mobile::masked),
        sex: record.sex,
        born: record.born,
        standing: record.standing,
        transfer: record.transfer.clone(),
        particulars: record.particulars.clone(),
    })
}

/// A member's own branch, with the names of the organisations above it: one batch read.
///
/// # Errors
/// [`Refusal::NotFound`] where the branch was dissolved after the membership had ended.
pub(crate) async fn branch(cx: &Context, caller: &Oneself) -> Result<Branch> {
    let chain = caller.moves.current(&caller.member.record.chain);
    let keys: Vec<Key> = chain.ids().iter().map(keys::org).collect();
    let batch = cx.table().batch(&keys).await?;
    let (own, above) = keys.split_last().ok_or_else(|| broken("an empty chain"))?;
    let branch = batch.get::<OrgRecord>(own)?.ok_or(Refusal::NotFound)?.record;
    let mut path = Vec::with_capacity(above.len());
    for key in above {
        path.extend(batch.get::<OrgRecord>(key)?.map(|found| found.record.name));
    }
    let place = branch.key().field("secretary_mobile");
    Ok(Branch {
        secretary_mobile: branch
            .secretary_mobile
            .as_ref()
            .map(|sealed| cx.ring().open(&place, sealed))
            .transpose()?,
        path,
        org: branch.org,
        name: branch.name,
        kind: branch.kind,
        secretary: branch.secretary,
        phone: branch.phone,
        address: branch.address,
        term_ends: branch.term_ends,
        members: branch.counts.members,
    })
}
