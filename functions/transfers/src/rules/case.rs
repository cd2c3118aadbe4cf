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
use shared_types::ids::{FileId, LetterId, MemberId, OrgId};
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
        case.give_to(steps.first(), actor.now.day(), days)?;
        Ok(case)
    }

    /// Whose turn it is, with one of these tasks and in this state.
    fn turn(&self, state: TransferState, tasks: &[Task]) -> Result<&Turn, Refusal> {
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
        let what = if step.task == Task::Issue { Happening::Issued } else { Happening::Passed };
        self.record(what, step.org_name.clone(), actor, note);
        self.passed = true;
        if step.task == Task::Issue {
            // An issuer's step comes with its letter.
            self.letters.push(letter.ok_or(Refusal::Internal)?);
            if self.kind == TransferKind::Out {
                return self.await_receipt(receipt.as_ref());
            }
        }
        self.give_to(next(steps, &step), actor.now.day(), days)?;
        Ok(self)
    }

    fn await_receipt(mut self, step: Option<&Step>) -> Result<Self, Refusal> {
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
        self.give_to(steps.first(), actor.now.day(), days)?;
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
        self.give_to(next(steps, &done), actor.now.day(), days)?;
        Ok(self)
    }

    /// The letter's validity is over: its issuer has to issue another, or to return the transfer. A letter to
    /// another city does not end so: it may have been accepted there in time.
    ///
    /// # Errors
    /// [`Refusal::TransferElsewhere`] where no letter within the city has expired.
    pub(crate) fn expire(mut self, now: Moment, days: Deadline) -> Result<Self, Refusal> {
        let letter = self.letter().filter(|_| self.has_expired(now.day()));
        let letter = letter.ok_or(Refusal::TransferElsewhere)?;
        let (issuer, desk) = (letter.issuer.clone(), letter.desk.clone());
        self.history.push(Event {
            at: now,
            what: Happening::Expired,
            org_name: issuer.name.clone(),
            acted_for_it: None,
            by: None,
            note: None,
        });
        self.interrupted = self.turn.take().map(|turn| turn.step);
        self.state = TransferState::Expired;
        let due = due_of(now.day(), days);
        self.turn = Some(Turn { step: Step { desk, ..own_step(&issuer, Task::Reissue) }, due });
        Ok(self)
    }

    /// The letter that counts.
    pub(crate) fn letter(&self) -> Option<&Issued> {
        self.letters.last()
    }

    /// One of its letters.
    pub(crate) fn issued(&self, letter: &LetterId) -> Option<&Issued> {
        self.letters.iter().find(|issued| issued.letter == *letter)
    }

    /// Whether a letter within the city has expired while somebody's turn was waited for.
    pub(crate) fn has_expired(&self, today: Day) -> bool {
        let expired = |letter: &Issued| letter.state_on(today) == LetterState::Expired;
        self.state == TransferState::Waiting && self.letter().is_some_and(expired)
    }

    /// Declares the letter void and puts another in its place: it was lost, or has expired. After that it goes on
    /// where it was, on the way as it is now.
    ///
    /// # Errors
    /// [`Refusal::TransferElsewhere`] where no letter is on its way.
    pub(crate) fn reissue(
        mut self,
        letter: Issued,
        steps: &[Step],
        (actor, reason): (&Actor, String),
        days: Deadline,
    ) -> Result<Self, Refusal> {
        if !self.can_be_reissued() {
            return Err(Refusal::TransferElsewhere);
        }
        self.record(Happening::Reissued, letter.issuer.name.clone(), actor, Some(reason));
        if let Some(before) = self.letters.last_mut() {
            before.state = LetterState::Void;
        }
        self.letters.push(letter.clone());
        let today = actor.now.day();
        match self.state {
            TransferState::Expired => {
                let before = self.interrupted.take().ok_or(Refusal::Internal)?;
                let same = |step: &&Step| step.org == before.org && step.phase == before.phase;
                let step = steps.iter().find(same).or_else(|| next(steps, &before));
                self.give_to(step, today, days)?;
            }
            _ => {
                if let Some(turn) = &mut self.turn {
                    let receipt = turn.step.task == Task::RegisterReceipt;
                    turn.due = if receipt { due_of_receipt(&letter) } else { turn.due };
                }
            }
        }
        Ok(self)
    }

    pub(super) fn can_be_reissued(&self) -> bool {
        let on_its_way = matches!(
            self.state,
            TransferState::Waiting | TransferState::Expired | TransferState::AwaitingReceipt
        );
        on_its_way && self.letter().is_some_and(|letter| letter.state == LetterState::Valid)
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

    /// The same, with the turn at `root` where who should act is gone.
    pub(crate) fn seated(mut self, gone: impl Fn(&OrgId) -> bool, root: Option<Desk>) -> Self {
        if let (Some(turn), Some(root)) = (&mut self.turn, root)
            && gone(&turn.step.desk.org)
        {
            turn.step.desk = root;
        }
        self
    }

    /// Whether its letter can still be accepted, where there is one.
    fn letter_holds(&self, today: Day) -> Result<(), Refusal> {
        if self.has_expired(today) { Err(Refusal::LetterExpired) } else { Ok(()) }
    }

    fn give_to(&mut self, step: Option<&Step>, today: Day, days: Deadline) -> Result<(), Refusal> {
        let step = step.ok_or(Refusal::TransferElsewhere)?.clone();
        let due = due_of(today, days);
        // A letter that is void counts no more: the transfer was returned and begins again.
        let letter = self.letter().filter(|letter| letter.state == LetterState::Valid);
        let due = letter.map_or(due, |letter| due.min(letter.valid_until()));
        self.state = TransferState::Waiting;
        self.turn = Some(Turn { step, due });
        Ok(())
    }

    fn record(&mut self, what: Happening, org_name: String, actor: &Actor, note: Option<String>) {
        let acted_for_it = (actor.desk.name != org_name).then(|| actor.desk.name.clone());
        let by = Some(actor.by.clone());
        self.history.push(Event { at: actor.now, what, org_name, acted_for_it, by, note });
    }

    fn close(&mut self, state: TransferState, now: Moment) {
        self.state = state;
        self.turn = None;
        self.closed = Some(now);
    }
}
