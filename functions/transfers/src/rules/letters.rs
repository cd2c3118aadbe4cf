//! The letter of a transfer: who issues it, when it counts, what happens when its validity is over.

use super::case::Case;
use super::history::Event;
use super::parts::{Actor, Deadline, Issued, Turn, due_of, due_of_receipt, own_step};
use super::way::{Phase, Step, next};
use shared_types::dates::{Day, Moment};
use shared_types::error::Refusal;
use shared_types::ids::LetterId;
use shared_types::transfers::{Happening, LetterState, Task, TransferKind, TransferState};

impl Case {
    /// Who issues the letter with passing now: whoever's turn it is, where nobody has issued one that counts. On a
    /// way that has changed meanwhile the issuer may have been passed already, or come once more: there is one letter
    /// all the same, and one at most.
    pub(crate) fn issuer(&self, steps: &[Step]) -> Option<&Step> {
        self.turn.as_ref().map(|turn| &turn.step).filter(|step| self.issues(steps, step))
    }

    pub(super) fn issues(&self, steps: &[Step], step: &Step) -> bool {
        let passes = matches!(step.task, Task::Approve | Task::Issue);
        let asks_for_one = matches!(self.kind, TransferKind::InCity | TransferKind::Out);
        let mut after = std::iter::successors(next(steps, step), |done| next(steps, done));
        let due = step.task == Task::Issue || !after.any(|step| step.task == Task::Issue);
        passes && asks_for_one && due && !self.has_letter()
    }

    /// Whether a letter has been issued that counts.
    pub(crate) fn has_letter(&self) -> bool {
        self.letter().is_some_and(|letter| letter.state == LetterState::Valid)
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
                // The end is the end, whichever organisation it has become.
                let same = |step: &&Step| {
                    step.phase == before.phase && (step.org == before.org || step.phase == Phase::End)
                };
                let step = steps.iter().find(same).or_else(|| next(steps, &before));
                self.give_to(steps, step, today, days)?;
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
        on_its_way && self.has_letter()
    }

    /// Whether its letter can still be accepted, where there is one.
    pub(super) fn letter_holds(&self, today: Day) -> Result<(), Refusal> {
        if self.has_expired(today) { Err(Refusal::LetterExpired) } else { Ok(()) }
    }
}
