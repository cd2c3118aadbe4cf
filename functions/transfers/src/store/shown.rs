//! Transfers as they are shown.

use super::loading::{self, Loaded};
use super::records::{Line, TransferRecord, id};
use crate::rules::{Case, Desk, Node, Step};
use crate::tree::Tree;
use platform::auth::Oneself;
use platform::store::Versioned;
use platform::{Context, Result};
use shared_types::orgs::OrgKind;
use shared_types::transfers::{
    Ahead, End, Happened, LetterMention, Task, Transfer, TransferKind, TransferRow, TransferState, Way,
    letter_number,
};

/// A row of a list.
pub(crate) fn row_of(line: Line) -> TransferRow {
    TransferRow {
        transfer: line.transfer,
        kind: line.kind,
        state: line.state,
        name: line.name,
        from_name: line.from_name,
        to_name: line.to_name,
        turn: line.turn,
        task: line.task,
        due: line.due,
        since: line.since,
    }
}

/// A transfer as an administrator sees it, who may do what [`Loaded::actions`] says.
pub(crate) fn shown(cx: &Context, loaded: &Loaded) -> Result<Transfer> {
    let steps = loaded.steps(cx);
    let committee = loaded.tree.committee().map(|(committee, _)| committee);
    let ahead = ahead(loaded.case(), &steps, committee);
    let actions = loaded.actions();
    let mut transfer = plain(cx, loaded.case(), loaded.found.version)?;
    transfer.from.path = path(&loaded.tree.from);
    transfer.to.path = path(&loaded.tree.to);
    if loaded.tree.to.last().is_some_and(|node| !node.kind.is_branch()) {
        // The receiving branch is gone.
        transfer.to.org = None;
    }
    if loaded.member.is_none() && transfer.state != TransferState::Done {
        // Who comes from another city has a record from the acceptance on.
        transfer.member = None;
    }
    Ok(Transfer { ahead, actions, ..transfer })
}

/// A transfer as its member sees it: what is ahead of one that is under way costs two more reads.
pub(crate) async fn shown_to_member(
    cx: &Context,
    caller: &Oneself,
    found: Versioned<TransferRecord>,
) -> Result<Transfer> {
    if found.record.case.state.is_closed() {
        return plain(cx, &found.record.case, found.version);
    }
    let loaded = loading::own_loaded(cx, caller, found).await?;
    Ok(Transfer { actions: Vec::new(), ..shown(cx, &loaded)? })
}

fn plain(cx: &Context, case: &Case, version: u64) -> Result<Transfer> {
    let end = |branch: &crate::rules::Branch| End {
        org: branch.org.clone(),
        name: branch.name.clone(),
        path: Vec::new(),
    };
    Ok(Transfer {
        transfer: id(&case.member, case.number)?,
        version,
        kind: case.kind,
        state: case.state,
        member: Some(case.member.clone()),
        name: case.name.clone(),
        from: end(&case.from),
        to: end(&case.to),
        addressee: case.outside.as_ref().map(|outside| outside.addressee.clone()),
        paid_through: case.paid_through,
        arrears: case.arrears,
        note: case.note.clone(),
        submitted: case.submitted,
        happened: case.history.iter().map(Happened::from).collect(),
        ahead: Vec::new(),
        due: case.turn.as_ref().map(|turn| turn.due),
        letter: case.letter().map(|letter| LetterMention {
            letter: letter.letter.clone(),
            number: letter_number(letter.year, letter.number),
            issuer: letter.issuer.name.clone(),
            valid_until: letter.valid_until(),
            state: letter.state_on(cx.now().day()),
        }),
        slip: case.slip.is_some(),
        actions: Vec::new(),
    })
}

/// The present turn, and the steps that follow it on the way as it is now.
fn ahead(case: &Case, steps: &[Step], committee: Option<Desk>) -> Vec<Ahead> {
    let Some(turn) = &case.turn else { return Vec::new() };
    let mut ahead = vec![one(&turn.step)];
    let mut done = match (case.state, &case.interrupted) {
        // After another letter it goes on where it was.
        (TransferState::Expired, Some(step)) => {
            ahead.push(one(step));
            Some(step)
        }
        (TransferState::Returned, _) => {
            ahead.extend(steps.iter().map(one));
            None
        }
        (TransferState::Waiting, _) => Some(&turn.step),
        _ => None,
    };
    while let Some(step) = done.and_then(|done| crate::rules::next(steps, done)) {
        ahead.push(one(step));
        done = Some(step);
    }
    if case.has_letter() {
        // There is one letter, however the way has changed since it was issued.
        let passed_by = ahead.iter_mut().filter(|step| step.task == Task::Issue);
        passed_by.for_each(|step| step.task = Task::Approve);
    }
    let awaits_receipt = case.kind == TransferKind::Out && case.state != TransferState::AwaitingReceipt;
    if awaits_receipt {
        ahead.extend(committee.map(receipt));
    }
    ahead
}

/// The receipt slip, which goes to the sending basic committee.
fn receipt(committee: Desk) -> Ahead {
    Ahead { org: committee.org, org_name: committee.name, task: Task::RegisterReceipt, by: None }
}

fn one(step: &Step) -> Ahead {
    Ahead {
        org: step.org.clone(),
        org_name: step.org_name.clone(),
        task: step.task,
        by: (step.desk.org != step.org).then(|| step.desk.name.clone()),
    }
}

fn path(nodes: &[Node]) -> Vec<String> {
    let above = match nodes.split_last() {
        Some((last, above)) if last.kind.is_branch() => above,
        _ => nodes,
    };
    above.iter().map(|node| node.name.clone()).collect()
}

/// The way between two ends, before anything is submitted.
pub(crate) fn way(cx: &Context, tree: &Tree, kind: TransferKind) -> Way {
    let end = |nodes: &[Node]| {
        nodes.last().map(|last| End {
            org: Some(last.org.clone()).filter(|_| last.kind != OrgKind::Department),
            name: last.name.clone(),
            path: path(nodes),
        })
    };
    let settings = &cx.config().transfers;
    let mut ahead: Vec<Ahead> = tree.steps(cx, kind).iter().map(one).collect();
    if let (TransferKind::Out, Some((committee, _))) = (kind, tree.committee()) {
        ahead.push(receipt(committee));
    }
    Way {
        kind,
        from: end(&tree.from).unwrap_or(End { org: None, name: String::new(), path: Vec::new() }),
        to: end(&tree.to),
        ahead,
        valid_days: match kind {
            TransferKind::InCity => Some(settings.valid_days_in_city),
            TransferKind::Out => Some(settings.valid_days_out),
            TransferKind::In | TransferKind::IntraUnit => None,
        },
    }
}
