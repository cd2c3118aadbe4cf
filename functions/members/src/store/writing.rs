//! Writing the roll: the record with its reservation of the ID number and its look-up by mobile.

use super::{AGAIN, ID_NUMBER, MOBILE, broken, last_of};
use crate::rules::Opened;
use platform::auth::Scope;
use platform::store::keys::{self, Key};
use platform::store::{
    Held, MemberRecord, MobileRecord, Record, StoreError, Transaction, Unique, UniqueRecord, Versioned,
};
use platform::{Context, Result};
use shared_types::error::Refusal;
use shared_types::id_number::IdNumber;
use shared_types::ids::MemberId;
use shared_types::phone::Mobile;

const TAKEN: Refusal = Refusal::IdNumberTaken { branch: None };

/// The record of a new member at the scope's organisation.
pub(crate) fn draft(cx: &Context, scope: &Scope, member: MemberId, opened: &Opened) -> Result<MemberRecord> {
    let key = keys::member(&member);
    Ok(MemberRecord {
        chain: scope.chain().clone(),
        branch_name: scope.org().record.name.clone(),
        id_number: cx.ring().seal(&key.field(ID_NUMBER), opened.id_number.expose())?,
        id_hash: newest(cx, ID_NUMBER, opened.id_number.expose())?,
        mobile: seal_mobile(cx, &key, opened.mobile.as_ref())?,
        mobile_hash: hash_mobile(cx, opened.mobile.as_ref())?,
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
    reserve(cx, tx, record, number);
    tx.create(record, Refusal::Internal);
    if let Some(hash) = &record.mobile_hash {
        tx.put(&MobileRecord { hash: hash.clone(), member: record.member.clone() });
    }
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
        record.id_number = cx.ring().seal(&key.field(ID_NUMBER), after.id_number.expose())?;
        record.id_hash = newest(cx, ID_NUMBER, after.id_number.expose())?;
        record.sex = after.id_number.sex();
        record.born = after.id_number.birth_day();
        reserve(cx, tx, &record, &after.id_number);
        tx.forget(&keys::unique_id_number(&found.record.id_hash));
    }
    if after.mobile != before.mobile {
        record.mobile = seal_mobile(cx, &key, after.mobile.as_ref())?;
        record.mobile_hash = hash_mobile(cx, after.mobile.as_ref())?;
        if let Some(hash) = &found.record.mobile_hash {
            tx.forget(&keys::mobile(hash, &record.member));
        }
        if let Some(hash) = &record.mobile_hash {
            tx.put(&MobileRecord { hash: hash.clone(), member: record.member.clone() });
        }
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
        Err(StoreError::Refused(TAKEN)) => {
            Err(Refusal::IdNumberTaken { branch: holding_branch(cx, scope, number).await? }.into())
        }
        result => Ok(result?),
    }
}

/// Reserves under the newest pepper; nobody may hold the number under an older one.
fn reserve(cx: &Context, tx: &mut Transaction, record: &MemberRecord, number: &IdNumber) {
    let what = Unique::IdNumber(record.id_hash.clone());
    tx.create(&UniqueRecord { what, holder: record.member.to_string() }, TAKEN);
    for hash in cx.ring().hashes(ID_NUMBER, number.expose()).iter().skip(1) {
        tx.absent(&keys::unique_id_number(hash), TAKEN);
    }
}

async fn holding_branch(cx: &Context, scope: &Scope, number: &IdNumber) -> Result<Option<String>> {
    let reservations: Vec<Key> = cx
        .ring()
        .hashes(ID_NUMBER, number.expose())
        .iter()
        .map(|hash| keys::unique_id_number(hash))
        .collect();
    let batch = cx.table().batch(&reservations).await?;
    for key in &reservations {
        let Some(reserved) = batch.get::<UniqueRecord>(key)? else { continue };
        let holder: MemberId =
            reserved.record.holder.parse().map_err(|_| broken("a holder that is no member"))?;
        let Some(member) = cx.table().get::<MemberRecord>(&keys::member(&holder)).await? else { continue };
        let stands = scope.moves().current(&member.record.chain);
        return Ok(scope.reach().covers(&stands).then_some(member.record.branch_name));
    }
    Ok(None)
}

fn newest(cx: &Context, purpose: &str, value: &str) -> Result<String> {
    cx.ring().hashes(purpose, value).into_iter().next().ok_or_else(|| broken("a key ring without a pepper"))
}

fn hash_mobile(cx: &Context, mobile: Option<&Mobile>) -> Result<Option<String>> {
    mobile.map(|mobile| newest(cx, MOBILE, mobile.expose())).transpose()
}

fn seal_mobile(cx: &Context, key: &Key, mobile: Option<&Mobile>) -> Result<Option<platform::crypto::Sealed>> {
    Ok(mobile.map(|mobile| cx.ring().seal(&key.field(MOBILE), mobile.expose())).transpose()?)
}
