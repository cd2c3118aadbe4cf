//! What a transfer consists of.

use super::way::{Desk, Phase, Step};
use serde::{Deserialize, Serialize};
use shared_types::dates::{Day, Moment, Month};
use shared_types::ids::{LetterId, MemberId, OrgId};
use shared_types::transfers::{LetterState, Outside, Task, TransferKind};

/// One end of a transfer, as it is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Branch {
    /// None beyond the city.
    pub(crate) org: Option<OrgId>,
    pub(crate) name: String,
}

/// Whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Turn {
    pub(crate) step: Step,
    /// When it should be done.
    pub(crate) due: Day,
}

/// The letter of a transfer, apart from what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Issued {
    pub(crate) letter: LetterId,
    pub(crate) number: u32,
    pub(crate) year: u16,
    pub(crate) issuer: Desk,
    /// Who acted for it.
    pub(crate) desk: Desk,
    pub(crate) issued: Day,
    pub(crate) valid_days: u16,
    /// Whether it counts: valid, void or accepted. That it has expired follows from the day.
    pub(crate) state: LetterState,
}

impl Issued {
    /// The last day on which it can be accepted.
    pub(crate) fn valid_until(&self) -> Day {
        self.issued.plus(self.valid_days.into())
    }

    /// Where it stands on a day.
    pub(crate) fn state_on(&self, today: Day) -> LetterState {
        match self.state {
            LetterState::Valid if self.valid_until() < today => LetterState::Expired,
            state => state,
        }
    }
}

/// What the receipt slip says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Receipt {
    pub(crate) day: Day,
    pub(crate) org_name: String,
    pub(crate) handler: String,
    pub(crate) handler_phone: Option<String>,
}

/// Who does something to a transfer.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    /// The organisation where the account's role is held.
    pub(crate) desk: Desk,
    /// The administrator's name.
    pub(crate) by: String,
    pub(crate) now: Moment,
}

/// How many days a step has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline(pub(crate) u16);

/// What a new transfer is made of.
#[derive(Debug, Clone)]
pub(crate) struct NewCase {
    pub(crate) member: MemberId,
    pub(crate) number: u16,
    pub(crate) kind: TransferKind,
    pub(crate) name: String,
    pub(crate) from: Branch,
    pub(crate) to: Branch,
    pub(crate) outside: Option<Outside>,
    pub(crate) paid_through: Month,
    pub(crate) arrears: u16,
    pub(crate) note: Option<String>,
}

/// When a step should be done that begins today.
pub(crate) fn due_of(today: Day, days: Deadline) -> Day {
    today.plus(days.0.into())
}

/// The receipt slip is due within one month of acceptance, which may be on the letter's last day (field rules,
/// "Introduction letter").
pub(super) fn due_of_receipt(letter: &Issued) -> Day {
    letter.valid_until().next_month()
}

/// A step that an organisation does for itself, beside the way.
pub(super) fn own_step(desk: &Desk, task: Task) -> Step {
    let (org, org_name) = (desk.org.clone(), desk.name.clone());
    Step { org, org_name, phase: Phase::Up, depth: 0, task, desk: desk.clone() }
}

/// The step of registering the receipt slip, which goes to the sending basic committee.
pub(crate) fn awaits_receipt(committee: &Desk, desk: &Desk) -> Step {
    Step { desk: desk.clone(), ..own_step(committee, Task::RegisterReceipt) }
}
