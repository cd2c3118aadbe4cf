//! Writing a transfer: the record, its rows, and what organisations hold, in one transaction.

use super::records::{Line, ReceivingRecord, TransferRecord, TurnRecord};
use super::{AGAIN, Loaded, broken};
use crate::holds::Holds;
use crate::rules::Case;
use crate::tree::Tree;
use platform::Result;
use platform::audit::AuditRecord;
use platform::auth::Scope;
use platform::store::keys::{self, Key};
use platform::store::{Chain, Held, Moves, Record, Transaction};
use shared_types::error::Refusal;

/// Puts an entry of the audit trail into the transaction of what it records.
pub(crate) fn log(tx: &mut Transaction, entry: &AuditRecord) {
    tx.create(entry, Refusal::Internal);
}

/// A new transfer, with its rows; nothing may have moved since the tree was read.
pub(crate) fn begin((moves, version): (&Moves, u64), tx: &mut Transaction, loaded: &Loaded) -> Result<()> {
    tx.create(&loaded.found.record, AGAIN);
    let mut holds = Holds::default();
    rows(tx, loaded.case(), loaded.to.as_ref(), &loaded.tree)?;
    turns(&mut holds, None, loaded.case());
    holds.write(tx);
    nothing_moved(tx, moves, version);
    Ok(())
}

/// A transfer that has come further, over the version that was read. `holds` is what organisations hold besides.
pub(crate) fn put(
    (moves, moves_version): (&Moves, u64),
    tx: &mut Transaction,
    loaded: &Loaded,
    after: &Case,
    mut holds: Holds,
) -> Result<()> {
    let record = TransferRecord {
        chain: loaded.from.clone(),
        case: after.clone(),
        arrival: loaded.found.record.arrival.clone(),
    };
    tx.save(&record, loaded.found.version, Refusal::Stale);
    rows(tx, after, loaded.to.as_ref(), &loaded.tree)?;
    turns(&mut holds, Some(loaded.case()), after);
    holds.write(tx);
    nothing_moved(tx, moves, moves_version);
    Ok(())
}

/// The rows of a transfer at the receiving side and at who has to act.
fn rows(tx: &mut Transaction, case: &Case, to: Option<&Chain>, tree: &Tree) -> Result<()> {
    let (member, number) = (case.member.clone(), case.number);
    if let Some(to) = to {
        let line = Line::new(case, to.clone())?;
        tx.put(&ReceivingRecord { member: member.clone(), number, chain: to.clone(), line });
    }
    match &case.turn {
        Some(turn) => {
            let desk = turn.step.desk.org.clone();
            let chain = tree.stands(&desk).ok_or_else(|| broken("a turn of nobody"))?.clone();
            let line = Line::new(case, chain.clone())?;
            tx.put(&TurnRecord { member, number, chain, desk, due: turn.due, line });
        }
        None => {
            tx.forget(&keys::turn(&member, number));
        }
    }
    Ok(())
}

/// Whoever has to act holds the transfer.
fn turns(holds: &mut Holds, before: Option<&Case>, after: &Case) {
    let desk = |case: &Case| case.turn.as_ref().map(|turn| turn.step.desk.org.clone());
    let (was, is) = (before.and_then(desk), desk(after));
    if was != is {
        if let Some(org) = was {
            holds.add(&org, Held::Transfer, -1);
        }
        if let Some(org) = is {
            holds.add(&org, Held::Transfer, 1);
        }
    }
}

/// The moves that a caller's call was read with.
pub(crate) fn moves(scope: &Scope) -> (&Moves, u64) {
    (scope.moves(), scope.moves_version())
}

fn nothing_moved(tx: &mut Transaction, moves: &Moves, version: u64) {
    tx.unchanged(&moves.key(), version, AGAIN);
}

/// Where the audit trail of a transfer stands: with its member.
pub(crate) fn subject(case: &Case) -> Key {
    keys::member(&case.member)
}
