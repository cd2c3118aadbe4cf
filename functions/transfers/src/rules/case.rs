//! The state machine of a transfer: what may happen to it, and what it is then. The member stays on the sending
//! branch's roll until the receiving branch accepts, or until the receipt slip from another city is registered.

use super::history::Event;
use super::parts::{
    Actor, Branch, Deadline, Issued, NewCase, Receipt, Turn, due_of, due_of_receipt, own_step,
};
use super::way::{Desk, Phase, Step, next};
use serde::{Deserialize, Serialize};
use shared_types::dates::{Day, Moment, Month};
use shared_types::error::Refusal;
use shared_types::ids::{FileId, MemberId, OrgId};
use shared_types::transfers::{
    Happening, LetterState, Outside, Task, TransferForm, TransferKind, TransferState,
};

/// A transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Case {
    /// Who; for somebody from another city the id that the record will have.
    pub(crate) member: MemberId,
    /// The member's first transfer is number 1.
    pub(crate) number: u16,
    pub(crate) kind: TransferKind,
    /// The member's name.
    pub(crate) name: String,
    pub(crate) from: Branch,
    pub(crate) to: Branch,
    pub(crate) outside: Option<Outside>,
    pub(crate) paid_through: Month,
    pub(crate) arrears: u16,
    pub(crate) note: Option<String>,
    pub(crate) submitted: Moment,
    /// Who submitted, and gets it back when it is returned.
    pub(crate) submitter: Desk,
    pub(crate) state: TransferState,
    /// None when it is closed.
    pub(crate) turn: Option<Turn>,
    /// Whether somebody has passed it since it was last submitted.
    pub(crate) passed: bool,
    /// The step at which the letter expired.
    pub(crate) interrupted: Option<Step>,
    pub(crate) history: Vec<Event>,
    /// All letters, the last one counts; those before are void.
    pub(crate) letters: Vec<Issued>,
    pub(crate) receipt: Option<Receipt>,
    /// The photo or scan of the receipt slip.
    pub(crate) slip: Option<FileId>,
    pub(crate) closed: Option<Moment>,
}

impl Case {
    /// A transfer that is submitted, or registered from a paper letter. Its first turn is that of the first step.
    ///
    /// # Errors
    /// [`Refusal::TransferElsewhere`] where the tree offers no step.
    pub(crate) fn submit(
        new: NewCase,
        steps: &[Step],
        actor: &Actor,
        days: Deadline,
    ) -> Result<Self, Refusal> {
        let what = match new.kind {
            TransferKind::In => Happening::Registered,
            TransferKind::InCity | TransferKind::Out | TransferKind::IntraUnit => Happening::Submitted,
        };
        let note = new.note.clone();
        let mut case = Self {
            member: new.member,
            number: new.number,
            kind: new.kind,
            name: new.name,
            from: new.from,
            to: new.to,
            outside: new.outside,
            paid_through: new.paid_through,
            arrears: new.arrears,
            note: new.note,
            submitted: actor.now,
            submitter: actor.desk.clone(),
            state: TransferState::Waiting,
            turn: None,
            passed: false,
            interrupted: None,
            history: Vec::new(),
            letters: Vec::new(),
            receipt: None,
            slip: None,
            closed: None,
        };
        let from = actor.desk.name.clone();
        case.record(what, from, actor, note);
        case.give_to(steps, steps.first(), actor.now.day(), days)?;
        Ok(case)
    }

    /// Whose turn it is, with one of these tasks and in this state.
    pub(super) fn turn(&self, state: TransferState, tasks: &[Task]) -> Result<&Turn, Refusal> {
        self.turn
            .as_ref()
            .filter(|turn| self.state == state && tasks.contains(&turn.step.task))
            .ok_or(Refusal::TransferElsewhere)
    }

    /// A committee passes. `letter` is the letter that its passing issues, where its step is that; `steps` are the
    /// way as it is now, `receipt` the step of registering the receipt slip.
    ///
    /// # Errors
    /// [`Refusal::TransferElsewhere`] where no committee has to pass; [`Refusal::LetterExpired`].
    pub(crate) fn pass(
        mut self,
        letter: Option<Issued>,
        steps: &[Step],
        receipt: Option<Step>,
        (actor, note): (&Actor, Option<String>),
        days: Deadline,
    ) -> Result<Self, Refusal> {
        let step = self.turn(TransferState::Waiting, &[Task::Approve, Task::Issue])?.step.clone();
        self.letter_holds(actor.now.day())?;
        let issues = self.issues(steps, &step);
        let what = if issues { Happening::Issued } else { Happening::Passed };
        self.record(what, step.org_name.clone(), actor, note);
        self.passed = true;
        if issues {
            // An issuer's step comes with its letter.
            self.letters.push(letter.ok_or(Refusal::Internal)?);
            if self.kind == TransferKind::Out {
                return self.hand_letter_out(receipt.as_ref());
            }
        }
        self.give_to(steps, next(steps, &step), actor.now.day(), days)?;
        Ok(self)
    }

    fn hand_letter_out(mut self, step: Option<&Step>) -> Result<Self, Refusal> {
        let due = due_of_receipt(self.letter().ok_or(Refusal::Internal)?);
        self.state = TransferState::AwaitingReceipt;
        self.turn = Some(Turn { step: step.ok_or(Refusal::Internal)?.clone(), due });
        Ok(self)
    }

    /// The receiving branch accepts.
    ///
    /// # Errors
    /// As [`Case::pass`].
    pub(crate) fn accept(
        mut self,
        (actor, note): (&Actor, Option<String>),
        phone: Option<String>,
    ) -> Result<Self, Refusal> {
        let step = self.turn(TransferState::Waiting, &[Task::Accept])?.step.clone();
        self.letter_holds(actor.now.day())?;
        self.record(Happening::Accepted, step.org_name.clone(), actor, note);
        if let Some(letter) = self.letters.last_mut() {
            letter.state = LetterState::Accepted;
            self.receipt = Some(Receipt {
                day: actor.now.day(),
                org_name: step.org_name,
                handler: actor.by.clone(),
                handler_phone: phone,
            });
        }
        self.close(TransferState::Done, actor.now);
        Ok(self)
    }

    /// Returned to who submitted it. A letter that was issued is void with it.
    ///
    /// # Errors
    /// [`Refusal::TransferElsewhere`] where it is with who submitted it already, or closed.
    pub(crate) fn send_back(
        mut self,
        (actor, reason): (&Actor, String),
        days: Deadline,
    ) -> Result<Self, Refusal> {
        let open = matches!(
            self.state,
            TransferState::Waiting | TransferState::Expired | TransferState::AwaitingReceipt
        );
        let step = self.turn.as_ref().filter(|_| open).ok_or(Refusal::TransferElsewhere)?.step.clone();
        self.record(Happening::Returned, step.org_name, actor, Some(reason));
        if let Some(letter) = self.letters.last_mut() {
            letter.state = LetterState::Void;
        }
        self.interrupted = None;
        self.state = TransferState::Returned;
        let due = due_of(actor.now.day(), days);
        self.turn = Some(Turn { step: own_step(&self.submitter, Task::Correct), due });
        Ok(self)
    }

    /// Submitted again, corrected. `to` is the receiving end by the form.
    ///
    /// # Errors
    /// [`Refusal::TransferElsewhere`] where it was not returned.
    pub(crate) fn resubmit(
        mut self,
        form: TransferForm,
        to: Branch,
        steps: &[Step],
        actor: &Actor,
        days: Deadline,
    ) -> Result<Self, Refusal> {
        self.turn(TransferState::Returned, &[Task::Correct])?;
        self.to = to;
        self.outside = form.outside;
        self.paid_through = form.paid_through;
        self.arrears = form.arrears;
        self.note = form.note.clone();
        self.passed = false;
        let org_name = self.submitter.name.clone();
        self.record(Happening::Resubmitted, org_name, actor, form.note);
        self.give_to(steps, steps.first(), actor.now.day(), days)?;
        Ok(self)
    }

    /// Taken back: before anybody has passed it, or after it was returned.
    ///
    /// # Errors
    /// [`Refusal::TransferElsewhere`]
    pub(crate) fn withdraw(mut self, actor: &Actor) -> Result<Self, Refusal> {
        if !self.can_be_withdrawn() {
            return Err(Refusal::TransferElsewhere);
        }
        let org_name = self.submitter.name.clone();
        self.record(Happening::Withdrawn, org_name, actor, None);
        self.close(TransferState::Withdrawn, actor.now);
        Ok(self)
    }

    pub(super) fn can_be_withdrawn(&self) -> bool {
        match self.state {
            TransferState::Waiting => !self.passed,
            TransferState::Returned => true,
            TransferState::Expired
            | TransferState::AwaitingReceipt
            | TransferState::Done
            | TransferState::Withdrawn => false,
        }
    }

    /// Another receiving branch in place of one that is gone. `steps` are the way to it; it goes on below who
    /// redirected.
    ///
    /// # Errors
    /// [`Refusal::TransferElsewhere`] where the branch is not gone.
    pub(crate) fn redirect(
        mut self,
        to: Branch,
        steps: &[Step],
        actor: &Actor,
        days: Deadline,
    ) -> Result<Self, Refusal> {
        let step = self.turn(TransferState::Waiting, &[Task::Redirect])?.step.clone();
        self.record(Happening::Redirected, step.org_name.clone(), actor, Some(to.name.clone()));
        self.to = to;
        let done = Step { phase: Phase::Down, ..step };
        self.give_to(steps, next(steps, &done), actor.now.day(), days)?;
        Ok(self)
    }

    /// The receipt slip came back from another city: the member is on a roll there.
    ///
    /// # Errors
    /// [`Refusal::TransferElsewhere`] where none is awaited.
    pub(crate) fn register_receipt(
        mut self,
        receipt: Receipt,
        slip: Option<FileId>,
        actor: &Actor,
    ) -> Result<Self, Refusal> {
        let turn = self.turn(TransferState::AwaitingReceipt, &[Task::RegisterReceipt])?;
        let org_name = turn.step.org_name.clone();
        self.record(Happening::ReceiptRegistered, org_name, actor, None);
        if let Some(letter) = self.letters.last_mut() {
            letter.state = LetterState::Accepted;
        }
        self.receipt = Some(receipt);
        self.slip = slip;
        self.close(TransferState::Done, actor.now);
        Ok(self)
    }

    /// The same, where the receiving branch has been dissolved before it accepted, which an organisation above it
    /// would have done: `above` names another branch. Who has to act stays.
    pub(crate) fn without_branch(mut self, above: &Desk, depth: usize) -> Self {
        if let Some(turn) = self.turn.as_mut().filter(|turn| turn.step.task == Task::Accept) {
            turn.step.task = Task::Redirect;
            turn.step.org = above.org.clone();
            turn.step.org_name = above.name.clone();
            turn.step.depth = depth;
        }
        self
    }

    /// The same, with the turn at `root` where who should act is gone.
    pub(crate) fn seated(mut self, gone: impl Fn(&OrgId) -> bool, root: Option<Desk>) -> Self {
        if let (Some(turn), Some(root)) = (&mut self.turn, root)
            && gone(&turn.step.desk.org)
        {
            turn.step.desk = root;
        }
        self
    }

    pub(super) fn give_to(
        &mut self,
        steps: &[Step],
        step: Option<&Step>,
        today: Day,
        days: Deadline,
    ) -> Result<(), Refusal> {
        let mut step = step.ok_or(Refusal::TransferElsewhere)?.clone();
        if matches!(step.task, Task::Approve | Task::Issue) {
            step.task = if self.issues(steps, &step) { Task::Issue } else { Task::Approve };
        }
        let due = due_of(today, days);
        // A letter that is void counts no more: the transfer was returned and begins again.
        let letter = self.letter().filter(|_| self.has_letter());
        let due = letter.map_or(due, |letter| due.min(letter.valid_until()));
        self.state = TransferState::Waiting;
        self.turn = Some(Turn { step, due });
        Ok(())
    }

    pub(super) fn record(&mut self, what: Happening, org_name: String, actor: &Actor, note: Option<String>) {
        let acted_for_it = (actor.desk.name != org_name).then(|| actor.desk.name.clone());
        let by = Some(actor.by.clone());
        self.history.push(Event { at: actor.now, what, org_name, acted_for_it, by, note });
    }

    pub(super) fn close(&mut self, state: TransferState, now: Moment) {
        self.state = state;
        self.turn = None;
        self.closed = Some(now);
    }
}
