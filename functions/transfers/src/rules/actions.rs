//! What somebody may do with a transfer.

use super::case::Case;
use shared_types::transfers::{Action, Task};

/// What a caller reaches of a transfer.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reaches {
    /// The organisation whose turn it is.
    pub(crate) turn: bool,
    /// Who submitted it, or the sending branch.
    pub(crate) sender: bool,
    /// Who issued its letter.
    pub(crate) issuer: bool,
}

impl Case {
    /// What somebody may do who reaches these: the organisation whose turn it is, the sending side, the issuer.
    pub(crate) fn actions(&self, reaches: Reaches) -> Vec<Action> {
        let mut actions = Vec::new();
        if let Some(turn) = self.turn.as_ref().filter(|_| reaches.turn) {
            let own: &[Action] = match turn.step.task {
                Task::Approve | Task::Issue => &[Action::Pass, Action::Return],
                Task::Accept => &[Action::Accept, Action::Return],
                Task::Redirect => &[Action::Redirect, Action::Return],
                Task::Correct => &[Action::Resubmit],
                Task::Reissue => &[Action::Return],
                Task::RegisterReceipt => &[Action::RegisterReceipt, Action::Return],
            };
            actions.extend_from_slice(own);
        }
        if reaches.issuer && self.can_be_reissued() {
            actions.push(Action::Reissue);
        }
        if reaches.sender && self.can_be_withdrawn() {
            actions.push(Action::Withdraw);
        }
        actions
    }
}
