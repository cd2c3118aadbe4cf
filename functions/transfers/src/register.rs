//! Registers a member who comes from another city with a paper letter: an organisation department of county level, or
//! the city's (product, "Transfers"). The record is born when the receiving branch accepts.

use crate::change;
use crate::rules::{Branch, Case, NewCase};
use crate::store::{self, TransferRecord};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Error, Result, numbers};
use shared_types::error::{Fault, Refusal};
use shared_types::id_number::IdNumber;
use shared_types::ids::MemberId;
use shared_types::text::tidy;
use shared_types::transfers::{Register, Transfer, TransferKind};

pub(crate) async fn register(
    cx: Context,
    caller: Administrator,
    call: Call<Register>,
) -> Result<Answer<Transfer>> {
    // The scope is seen from the receiving branch; the caller's own organisation registers.
    let (branch, new) = (&caller.scope, call.body);
    if !branch.org().record.kind.is_branch() {
        return Err(Refusal::field("to", Fault::Choice).into());
    }
    let number: IdNumber = new.id_number.parse().map_err(|fault| Refusal::field("id_number", fault))?;
    let returning = store::returning(&cx, branch, &number).await?;
    let member: MemberId =
        returning.as_ref().map_or_else(|| cx.new_id(), |found| found.record.member.clone());
    let (from, to) = (branch.reach().clone(), branch.chain().clone());
    let tree = store::read_tree(&cx, branch.moves(), (&from, Some(&to)), &[]).await?;
    let case = Case::submit(
        NewCase {
            number: store::next_number(&cx, &member).await?,
            member: member.clone(),
            kind: TransferKind::In,
            name: new.particulars.name.trim().to_owned(),
            from: Branch { org: None, name: new.letter.from.trim().to_owned() },
            to: Branch { org: to.last().cloned(), name: branch.org().record.name.clone() },
            outside: None,
            paid_through: new.paid_through,
            arrears: new.arrears,
            note: tidy(new.note.clone()),
        },
        &tree.steps(&cx, TransferKind::In),
        &store::registrar(&cx, &caller, &tree),
        store::days(&cx),
    )?;
    let arrival = store::arrival(&cx, &member, &number, new)?;
    let record = TransferRecord { chain: from, case, arrival: Some(arrival.clone()) };
    let loaded = store::fresh(branch, &record, returning.as_ref(), Some(to), tree);
    let mut tx = cx.table().transaction();
    match &returning {
        Some(found) => store::lock(&mut tx, found, &loaded)?,
        None => store::reserve(&cx, &mut tx, &member, &arrival, &number),
    }
    match change::begin::<Register>(&cx, &caller, &loaded, tx, &call.once).await {
        // Somebody else has just put the same person on a roll, or on the way to one.
        Err(Error::Refused(refusal)) if refusal == numbers::TAKEN => {
            Err(store::taken(&cx, branch, &number).await?.into())
        }
        answer => answer,
    }
}
