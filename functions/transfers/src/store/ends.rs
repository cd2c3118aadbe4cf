//! The member's record at both ends of a transfer: marked while one is under way, changed when it ends. It moves in
//! the transaction in which the transfer closes, or not at all.

use super::records::{StoredArrival, id};
use super::{AGAIN, Loaded, broken, last_of};
use crate::holds::Holds;
use platform::auth::Scope;
use platform::numbers;
use platform::store::keys;
use platform::store::{Chain, Held, MemberRecord, OrgRecord, Transaction, Versioned};
use platform::{Context, Error, Result};
use shared_types::error::Refusal;
use shared_types::id_number::IdNumber;
use shared_types::ids::MemberId;
use shared_types::members::Standing;
use shared_types::phone::Mobile;
use shared_types::transfers::Arrival;

/// Marks a member's record: a transfer is under way, another cannot begin.
pub(crate) fn lock(tx: &mut Transaction, member: &Versioned<MemberRecord>, begun: &Loaded) -> Result<()> {
    let transfer = id(&begun.case().member, begun.case().number)?;
    let record = MemberRecord { transfer: Some(transfer), ..member.record.clone() };
    tx.save(&record, member.version, AGAIN);
    Ok(())
}

/// Takes the mark from a member's record, or frees the ID number of somebody who never got one.
pub(crate) fn unlock(tx: &mut Transaction, loaded: &Loaded) {
    match (&loaded.member, &loaded.found.record.arrival) {
        (Some(member), _) => {
            let record = MemberRecord { transfer: None, ..member.record.clone() };
            tx.save(&record, member.version, AGAIN);
        }
        (None, Some(arrival)) => {
            tx.forget(&keys::unique_id_number(&arrival.id_hash));
        }
        (None, None) => {}
    }
}

/// Reserves the ID number of somebody who has no record yet.
pub(crate) fn reserve(
    cx: &Context,
    tx: &mut Transaction,
    member: &MemberId,
    arrival: &StoredArrival,
    number: &IdNumber,
) {
    numbers::reserve(cx, tx, (member, &arrival.id_hash), number);
}

/// Who comes from another city, as it is kept until the receiving branch accepts.
pub(crate) fn arrival(
    cx: &Context,
    member: &MemberId,
    number: &IdNumber,
    arrival: Arrival,
) -> Result<StoredArrival> {
    let key = keys::member(member);
    let mobile = arrival.mobile.as_deref().filter(|text| !text.trim().is_empty());
    let mobile = mobile.map(str::parse::<Mobile>).transpose();
    let mobile = mobile.map_err(|fault| Refusal::field("mobile", fault))?;
    let (id_number, id_hash) = numbers::sealed_id_number(cx, &key, number)?;
    let (mobile, mobile_hash) = numbers::sealed_mobile(cx, &key, mobile.as_ref())?;
    Ok(StoredArrival {
        id_number,
        id_hash,
        mobile,
        mobile_hash,
        particulars: arrival.particulars.tidied(),
        paper: arrival.letter,
    })
}

/// The receiving branch takes the member on its roll; the sending branch's roll has one fewer. The branch must be as
/// it was read, the member too.
///
/// # Errors
/// [`Refusal::NotTransferable`] where the membership has been suspended or has ended meanwhile.
pub(crate) fn accept(cx: &Context, tx: &mut Transaction, loaded: &Loaded, holds: &mut Holds) -> Result<()> {
    let to = loaded.to.clone().ok_or_else(|| broken("a transfer to nowhere"))?;
    let branch = last_of(&to)?;
    let branch = loaded.tree.org(&branch).ok_or(Refusal::TransferElsewhere)?;
    match (&loaded.found.record.arrival, &loaded.member) {
        (None, Some(member)) => {
            transferable(&member.record)?;
            let from = last_of(&member.record.chain)?;
            tx.save(&settled(&member.record, to, &branch.record), member.version, AGAIN);
            holds.add(&from, Held::Member, -1);
        }
        (Some(arrival), None) => {
            let number: IdNumber = opened(cx, loaded, arrival)?;
            let record = MemberRecord {
                member: loaded.case().member.clone(),
                chain: to,
                branch_name: branch.record.name.clone(),
                id_number: arrival.id_number.clone(),
                id_hash: arrival.id_hash.clone(),
                mobile: arrival.mobile.clone(),
                mobile_hash: arrival.mobile_hash.clone(),
                sex: number.sex(),
                born: number.birth_day(),
                standing: Standing::Normal,
                particulars: arrival.particulars.clone(),
                transfer: None,
            };
            tx.create(&record, Refusal::Internal);
            numbers::look_up_by(tx, &record.member, None, record.mobile_hash.as_ref());
        }
        // Somebody who left the city before comes back to the same record.
        (Some(arrival), Some(member)) => {
            let record = MemberRecord {
                mobile: arrival.mobile.clone(),
                mobile_hash: arrival.mobile_hash.clone(),
                standing: Standing::Normal,
                particulars: arrival.particulars.clone(),
                ..settled(&member.record, to, &branch.record)
            };
            tx.save(&record, member.version, AGAIN);
            let (before, after) = (member.record.mobile_hash.as_ref(), record.mobile_hash.as_ref());
            numbers::look_up_by(tx, &record.member, before, after);
        }
        (None, None) => return Err(broken("a transfer of nobody")),
    }
    holds.add(&branch.record.org, Held::Member, 1);
    holds.at(&branch.record.org, branch.version);
    Ok(())
}

fn opened(cx: &Context, loaded: &Loaded, arrival: &StoredArrival) -> Result<IdNumber> {
    let place = keys::member(&loaded.case().member).field(numbers::ID_NUMBER);
    cx.ring().open(&place, &arrival.id_number)?.parse().map_err(|_| broken("an ID number"))
}

fn settled(member: &MemberRecord, to: Chain, branch: &OrgRecord) -> MemberRecord {
    MemberRecord { chain: to, branch_name: branch.name.clone(), transfer: None, ..member.clone() }
}

/// The member is on another city's roll: the record stays and says so.
///
/// # Errors
/// As [`accept`].
pub(crate) fn leave(tx: &mut Transaction, loaded: &Loaded, holds: &mut Holds) -> Result<()> {
    let member = loaded.member.as_ref().ok_or_else(|| broken("a transfer of nobody"))?;
    transferable(&member.record)?;
    let record = MemberRecord { standing: Standing::TransferredOut, transfer: None, ..member.record.clone() };
    tx.save(&record, member.version, AGAIN);
    holds.add(&last_of(&member.record.chain)?, Held::Member, -1);
    Ok(())
}

/// The record of somebody who left the city before and comes back; none where the ID number was never on a roll.
///
/// # Errors
/// [`Refusal::IdNumberTaken`], naming the branch for who reaches it; [`Refusal::TransferOpen`] where the person is on
/// the way to a roll.
pub(crate) async fn returning(
    cx: &Context,
    scope: &Scope,
    number: &IdNumber,
) -> Result<Option<Versioned<MemberRecord>>> {
    let Some(holder) = numbers::holder(cx, number).await? else { return Ok(None) };
    let member: Option<Versioned<MemberRecord>> = cx.table().get(&keys::member(&holder)).await?;
    match member {
        Some(found) if found.record.transfer.is_some() => Err(Refusal::TransferOpen.into()),
        Some(found) if found.record.standing == Standing::TransferredOut => Ok(Some(found)),
        Some(found) => {
            let stands = scope.moves().current(&found.record.chain);
            let branch = scope.reach().covers(&stands).then_some(found.record.branch_name);
            Err(Refusal::IdNumberTaken { branch }.into())
        }
        None => Err(Refusal::TransferOpen.into()),
    }
}

/// Why an ID number could not be reserved that had been free a moment ago.
///
/// # Errors
/// The table's.
pub(crate) async fn taken(cx: &Context, scope: &Scope, number: &IdNumber) -> Result<Refusal> {
    match returning(cx, scope, number).await {
        Err(Error::Refused(refusal)) => Ok(refusal),
        Err(error) => Err(error),
        Ok(_) => Ok(AGAIN),
    }
}

/// Whether a membership can be transferred: one that was suspended or has ended cannot
/// (《中国共产党党员教育管理工作条例》 ch. 5).
///
/// # Errors
/// [`Refusal::NotTransferable`]
pub(super) fn transferable(member: &MemberRecord) -> Result<(), Refusal> {
    if member.standing == Standing::Normal { Ok(()) } else { Err(Refusal::NotTransferable) }
}
