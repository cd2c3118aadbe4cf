//! Introduction letters: numbered without gaps, kept as they were issued. A number is drawn in the transaction that
//! issues its letter, so that none is drawn in vain.

use super::loading::Loaded;
use super::records::{LastLetter, LetterRecord, TransferRecord, id};
use super::{AGAIN, broken};
use crate::rules::{Desk, Issued, common_depth};
use platform::numbers::{ID_NUMBER, MOBILE};
use platform::store::keys;
use platform::store::{Record, Transaction, Versioned};
use platform::{Context, Error, Result};
use serde::{Deserialize, Serialize};
use shared_types::dates::{Day, Month};
use shared_types::error::Refusal;
use shared_types::id_number::Sex;
use shared_types::ids::LetterId;
use shared_types::members::MemberKind;
use shared_types::transfers::{Contact, Letter, LetterState, Receipt, TransferKind, Verified, letter_number};

const CONTENTS: &str = "contents";

/// What a letter says, as it was issued.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Contents {
    addressee: String,
    name: String,
    sex: Sex,
    age: u16,
    ethnicity: String,
    kind: MemberKind,
    id_number: String,
    from: String,
    to: String,
    paid_through: Month,
    mobile: Option<String>,
    committee: String,
    contact: Contact,
}

/// A letter that is about to be issued.
#[derive(Debug)]
pub(crate) struct Drafted {
    pub(crate) issued: Issued,
    record: LetterRecord,
    last: LastLetter,
    version: u64,
}

/// The next letter of an issuer for a transfer. Two at once draw the same number; the transaction of one of them is
/// then refused with [`AGAIN`].
///
/// # Errors
/// The table's.
pub(crate) async fn draft(cx: &Context, loaded: &Loaded, (issuer, desk): (&Desk, &Desk)) -> Result<Drafted> {
    let today = cx.now().day();
    let year = u16::try_from(today.parts().0).map_err(|_| broken("a year before Christ"))?;
    let last: Option<Versioned<LastLetter>> = cx.table().get(&keys::last_letter(&issuer.org, year)).await?;
    let (drawn, version) = last.map_or((0, 0), |last| (last.record.number, last.version));
    let number = drawn.checked_add(1).ok_or_else(|| broken("more letters than can be numbered"))?;
    let letter: LetterId = cx.new_id();
    let settings = &cx.config().transfers;
    let valid_days = match loaded.case().kind {
        TransferKind::Out => settings.valid_days_out,
        TransferKind::InCity | TransferKind::In | TransferKind::IntraUnit => settings.valid_days_in_city,
    };
    let contents = serde_json::to_string(&contents(cx, loaded, today)?)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let case = loaded.case();
    let record = LetterRecord {
        contents: cx.ring().seal(&keys::letter(&letter).field(CONTENTS), &contents)?,
        letter: letter.clone(),
        member: case.member.clone(),
        number: case.number,
    };
    let state = LetterState::Valid;
    let (issuer, desk) = (issuer.clone(), desk.clone());
    let last = LastLetter { issuer: issuer.org.clone(), year, number };
    let issued = Issued { letter, number, year, issuer, desk, issued: today, valid_days, state };
    Ok(Drafted { issued, record, last, version })
}

fn contents(cx: &Context, loaded: &Loaded, today: Day) -> Result<Contents> {
    let (case, tree) = (loaded.case(), &loaded.tree);
    let member = &loaded.member.as_ref().ok_or_else(|| broken("a letter for nobody"))?.record;
    let key = member.key();
    let (committee, contact) = tree.committee().ok_or_else(|| broken("a branch below nothing"))?;
    let mobile = member.mobile.as_ref().map(|sealed| cx.ring().open(&key.field(MOBILE), sealed));
    // The letter goes to the counterpart: the receiving side below what both sides share.
    let below = common_depth(&tree.from, &tree.to).map_or(0, |shared| shared + 1);
    let counterpart = tree.to.get(below).map(|node| node.name.clone());
    let addressee = case.outside.as_ref().map(|outside| outside.addressee.clone()).or(counterpart);
    Ok(Contents {
        addressee: addressee.unwrap_or_else(|| case.to.name.clone()),
        name: member.particulars.name.clone(),
        sex: member.sex,
        age: member.born.years_until(today),
        ethnicity: member.particulars.ethnicity.clone(),
        kind: member.particulars.kind,
        id_number: cx.ring().open(&key.field(ID_NUMBER), &member.id_number)?,
        from: case.from.name.clone(),
        to: case.to.name.clone(),
        paid_through: case.paid_through,
        mobile: mobile.transpose()?,
        committee: committee.name,
        contact,
    })
}

/// Puts a letter and its number into the transaction that issues it.
pub(crate) fn issue(tx: &mut Transaction, drafted: &Drafted) {
    match drafted.version {
        0 => tx.create(&drafted.last, AGAIN),
        version => tx.save(&drafted.last, version, AGAIN),
    };
    tx.create(&drafted.record, Refusal::Internal);
}

/// The last letter of a transfer, whole.
///
/// # Errors
/// [`Refusal::NotFound`] where none was issued.
pub(crate) async fn letter(cx: &Context, loaded: &Loaded) -> Result<Letter> {
    let case = loaded.case();
    let issued = case.letter().ok_or(Refusal::NotFound)?;
    let key = keys::letter(&issued.letter);
    let found: Versioned<LetterRecord> =
        cx.table().get(&key).await?.ok_or_else(|| broken("a letter without contents"))?;
    let text = cx.ring().open(&key.field(CONTENTS), &found.record.contents)?;
    let contents: Contents =
        serde_json::from_str(&text).map_err(|_| broken("a letter that cannot be read"))?;
    Ok(Letter {
        letter: issued.letter.clone(),
        transfer: id(&case.member, case.number)?,
        number: issued.number,
        year: issued.year,
        issuer: issued.issuer.name.clone(),
        addressee: contents.addressee,
        name: contents.name,
        sex: contents.sex,
        age: contents.age,
        ethnicity: contents.ethnicity,
        kind: contents.kind,
        id_number: contents.id_number,
        from: contents.from,
        to: contents.to,
        paid_through: contents.paid_through,
        issued: issued.issued,
        valid_days: issued.valid_days,
        mobile: contents.mobile,
        committee: contents.committee,
        contact: contents.contact,
        state: issued.state_on(cx.now().day()),
        receipt: case.receipt.clone().map(|receipt| Receipt {
            day: receipt.day,
            org_name: receipt.org_name,
            handler: receipt.handler,
            handler_phone: receipt.handler_phone,
        }),
    })
}

/// What anybody may know who has a letter's code: two reads.
///
/// # Errors
/// [`Refusal::NotFound`] where there is no such letter.
pub(crate) async fn verified(cx: &Context, letter: &LetterId) -> Result<Verified> {
    let found: Versioned<LetterRecord> =
        cx.table().get(&keys::letter(letter)).await?.ok_or(Refusal::NotFound)?;
    let LetterRecord { member, number, contents: _, letter } = found.record;
    let transfer: Versioned<TransferRecord> =
        cx.table().get(&keys::transfer(&member, number)).await?.ok_or(Refusal::NotFound)?;
    let case = transfer.record.case;
    let (issued, state) = case
        .issued(&letter)
        .map(|issued| (issued.clone(), issued.state_on(cx.now().day())))
        .ok_or(Refusal::NotFound)?;
    Ok(Verified {
        number: letter_number(issued.year, issued.number),
        issuer: issued.issuer.name,
        issuer_org: issued.issuer.org,
        issued: issued.issued,
        valid_until: issued.issued.plus(issued.valid_days.into()),
        state,
    })
}
