//! Writing the roll: the record with its reservation of the ID number and its look-up by mobile.

use super::{AGAIN, last_of};
use crate::rules::Opened;
use platform::auth::Scope;
use platform::numbers;
use platform::store::keys;
use platform::store::{Held, MemberRecord, Record, StoreError, Transaction, Versioned};
use platform::{Context, Result};
use shared_types::error::Refusal;
use shared_types::id_number::IdNumber;
use shared_types::ids::MemberId;

/// The record of a new member at the scope's organisation.
pub(crate) fn draft(cx: &Context, scope: &Scope, member: MemberId, opened: &Opened) -> Result<MemberRecord> {
    let key = keys::member(&member);
    let (id_number, id_hash) = numbers::sealed_id_number(cx, &key, &opened.id_number)?;
    let (mobile, mobile_hash) = numbers::sealed_mobile(cx, &key, opened.mobile.as_ref())?;
    Ok(MemberRecord {
        chain: scope.chain().clone(),
        branch_name: scope.org().record.name.clone(),
        id_number,
        id_hash,
        mobile,
        mobile_hash,
        sex: opened.id_number.sex(),
        born: opened.id_number.birth_day(),
        standing: opened.standing,
        particulars: opened.particulars.clone(),
        transfer: None,
        member,
    })
}

/// Puts a new member on the roll. The branch, which then holds one more, must still be as it was read (so it
/// has been neither dissolved nor renamed) and stand where it stood (no move has begun or ended).
pub(crate) fn add(
    cx: &Context,
    scope: &Scope,
    tx: &mut Transaction,
    record: &MemberRecord,
    number: &IdNumber,
) {
    numbers::reserve(cx, tx, (&record.member, &record.id_hash), number);
    tx.create(record, Refusal::Internal);
    numbers::look_up_by(tx, &record.member, None, record.mobile_hash.as_ref());
    let lasts = i32::from(record.standing.lasts());
    tx.hold(&scope.org().record.org, Held::Member, lasts, Some(scope.org().version), AGAIN);
    tx.unchanged(&scope.moves().key(), scope.moves_version(), AGAIN);
}

/// Writes a record over the version that was read, with what follows from another ID number or mobile, and
/// from a membership that ends or is taken up again.
pub(crate) fn save(
    cx: &Context,
    tx: &mut Transaction,
    found: &Versioned<MemberRecord>,
    before: &Opened,
    after: &Opened,
) -> Result<MemberRecord> {
    let key = found.record.key();
    let mut record = found.record.clone();
    record.standing = after.standing;
    record.particulars = after.particulars.clone();
    if after.id_number != before.id_number {
        (record.id_number, record.id_hash) = numbers::sealed_id_number(cx, &key, &after.id_number)?;
        record.sex = after.id_number.sex();
        record.born = after.id_number.birth_day();
        numbers::reserve(cx, tx, (&record.member, &record.id_hash), &after.id_number);
        tx.forget(&keys::unique_id_number(&found.record.id_hash));
    }
    if after.mobile != before.mobile {
        (record.mobile, record.mobile_hash) = numbers::sealed_mobile(cx, &key, after.mobile.as_ref())?;
        let (before, after) = (found.record.mobile_hash.as_ref(), record.mobile_hash.as_ref());
        numbers::look_up_by(tx, &record.member, before, after);
    }
    tx.save(&record, found.version, Refusal::Stale);
    // A branch holds those whose membership lasts; one that holds none can be dissolved, and then nobody can
    // be taken back into it.
    let by = i32::from(record.standing.lasts()) - i32::from(found.record.standing.lasts());
    if by != 0 {
        tx.hold(&last_of(&record.chain)?, Held::Member, by, None, Refusal::NotFound);
    }
    Ok(record)
}

/// Writes; where the ID number is taken, says by which branch's member, if the caller reaches that branch.
pub(crate) async fn commit(cx: &Context, scope: &Scope, tx: Transaction, number: &IdNumber) -> Result<()> {
    match tx.commit().await {
        Err(StoreError::Refused(numbers::TAKEN)) => {
            Err(Refusal::IdNumberTaken { branch: holding_branch(cx, scope, number).await? }.into())
        }
        result => Ok(result?),
    }
}

async fn holding_branch(cx: &Context, scope: &Scope, number: &IdNumber) -> Result<Option<String>> {
    let Some(holder) = numbers::holder(cx, number).await? else { return Ok(None) };
    let Some(member) = cx.table().get::<MemberRecord>(&keys::member(&holder)).await? else { return Ok(None) };
    let stands = scope.moves().current(&member.record.chain);
    Ok(scope.reach().covers(&stands).then_some(member.record.branch_name))
}
