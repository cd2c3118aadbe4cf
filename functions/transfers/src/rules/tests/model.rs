//! The state machine once more, as a model: what may follow what, without ways, names and reasons.

use shared_types::transfers::{LetterState, TransferKind, TransferState};

/// What somebody tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Try {
    Pass,
    Accept,
    Return,
    Resubmit,
    Withdraw,
    Redirect,
    Reissue,
    RegisterReceipt,
    Expire,
}

impl Try {
    pub(super) const ALL: [Try; 9] = [
        Try::Pass,
        Try::Accept,
        Try::Return,
        Try::Resubmit,
        Try::Withdraw,
        Try::Redirect,
        Try::Reissue,
        Try::RegisterReceipt,
        Try::Expire,
    ];
}

/// What is next in [`TransferState::Waiting`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A committee passes.
    Passing,
    /// The branch accepts.
    Accepting,
    /// The branch is gone.
    Naming,
}

/// A transfer, as far as it matters what may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Model {
    pub(super) kind: TransferKind,
    pub(super) state: TransferState,
    pub(super) next: Next,
    pub(super) passed: bool,
    /// Letters that were issued, and where the last one stands on the day.
    pub(super) letters: usize,
    pub(super) letter: Option<LetterState>,
    pub(super) happened: usize,
}

impl Model {
    /// Whether something may be done now.
    pub(super) fn admits(&self, tried: Try) -> bool {
        use TransferState::{AwaitingReceipt, Expired, Returned, Waiting};
        let over = self.letter == Some(LetterState::Expired);
        let counts = matches!(self.letter, Some(LetterState::Valid | LetterState::Expired));
        match tried {
            Try::Pass => self.state == Waiting && self.next == Next::Passing && !over,
            Try::Accept => self.state == Waiting && self.next == Next::Accepting && !over,
            Try::Return => matches!(self.state, Waiting | Expired | AwaitingReceipt),
            Try::Resubmit => self.state == Returned,
            Try::Withdraw => self.state == Returned || (self.state == Waiting && !self.passed),
            Try::Redirect => self.state == Waiting && self.next == Next::Naming,
            Try::Reissue => matches!(self.state, Waiting | Expired | AwaitingReceipt) && counts,
            Try::RegisterReceipt => self.state == AwaitingReceipt,
            Try::Expire => self.state == Waiting && over,
        }
    }

    /// The state that follows. `issues` says whether a passing issues a letter, `next` what the way offers then.
    pub(super) fn after(mut self, tried: Try, issues: bool, next: Next) -> Self {
        self.happened += 1;
        let waits = self.next;
        self.next = Next::Passing;
        match tried {
            Try::Pass => {
                self.passed = true;
                self.next = next;
                if issues {
                    self.letters += 1;
                    self.letter = Some(LetterState::Valid);
                    if self.kind == TransferKind::Out {
                        self.state = TransferState::AwaitingReceipt;
                    }
                }
            }
            Try::Accept | Try::RegisterReceipt => {
                self.state = TransferState::Done;
                self.letter = self.letter.map(|_| LetterState::Accepted);
            }
            Try::Return => {
                self.state = TransferState::Returned;
                self.letter = self.letter.map(|_| LetterState::Void);
            }
            Try::Resubmit => {
                self.state = TransferState::Waiting;
                self.passed = false;
                self.next = next;
            }
            Try::Withdraw => self.state = TransferState::Withdrawn,
            Try::Redirect => self.next = next,
            Try::Reissue => {
                self.letters += 1;
                self.letter = Some(LetterState::Valid);
                self.next = waits;
                if self.state == TransferState::Expired {
                    self.state = TransferState::Waiting;
                    self.next = next;
                }
            }
            Try::Expire => self.state = TransferState::Expired,
        }
        self
    }
}
