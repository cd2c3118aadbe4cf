//! The records that only this feature keeps. Credentials and sessions are in `platform::store`, because
//! other features make or read them.

use crate::rules::sessions::TRUSTED;
use crate::rules::tries::{REMEMBERED, Tries};
use platform::auth::token::UserKind;
use platform::store::Record;
use platform::store::keys::{self, Key};
use serde::{Deserialize, Serialize};
use shared_types::dates::Moment;
use shared_types::ids::{ChallengeId, DeviceId, SessionId};

/// Who signs in: the id of an account or member, or of nobody for a name that is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct User {
    /// Id of the account or member.
    pub(crate) id: String,
    /// Which of the two.
    pub(crate) kind: UserKind,
}

/// A device on which somebody signed in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DeviceRecord {
    /// Id of the account or member.
    pub(crate) user: String,
    /// Made from the secret in its cookie: see [`crate::cookies::DeviceSecret`].
    pub(crate) device: DeviceId,
    /// System and program.
    pub(crate) name: String,
    /// First sign-in.
    pub(crate) since: Moment,
    /// Last use, to about ten minutes.
    pub(crate) seen: Moment,
    /// When a code was entered on it and it was to be remembered.
    pub(crate) confirmed: Option<Moment>,
    /// The one session that may run on it.
    pub(crate) session: Option<SessionId>,
}

impl Record for DeviceRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::device(&self.user, &self.device)
    }
    fn ends(&self) -> Option<Moment> {
        // Nothing that refers to it lasts longer: neither trust nor a session.
        Some(self.seen.plus_seconds(TRUSTED))
    }
}

/// How far a device is trusted once the sign-in on it is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Trust {
    /// As before: no code was asked for.
    AsBefore,
    /// A code was entered, and the device is to be remembered.
    Remembered,
    /// A code was entered, for this time.
    Once,
}

/// What a sign-in waits for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Stage {
    /// The code from the message.
    Code {
        /// Its keyed hashes are compared with this one.
        hash: String,
        /// Tries that are left.
        tries_left: u8,
    },
    /// A password in place of the initial one.
    Password {
        /// What follows for the device.
        trust: Trust,
    },
}

/// A sign-in whose password was right and that waits for its next step.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StepRecord {
    /// Names it.
    pub(crate) challenge: ChallengeId,
    /// Who signs in.
    pub(crate) user: User,
    /// Where; it goes on only there.
    pub(crate) device: DeviceId,
    /// The version of the credential whose password was right, 0 for none: a reset ends the sign-in.
    pub(crate) credential: u64,
    /// What it waits for.
    pub(crate) stage: Stage,
    /// How long it waits.
    pub(crate) ends: Moment,
}

impl Record for StepRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::step(&self.challenge)
    }
    fn ends(&self) -> Option<Moment> {
        Some(self.ends)
    }
}

/// The wrong passwords of a name, known or not.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TriesRecord {
    /// From [`crate::store::tries_of`].
    pub(crate) subject: String,
    /// Counted so far.
    pub(crate) tries: Tries,
}

impl Record for TriesRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::limit(&self.subject)
    }
    fn ends(&self) -> Option<Moment> {
        Some(self.tries.last.plus_seconds(REMEMBERED))
    }
}

/// When codes were sent to a number, the last day's.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SentRecord {
    /// Names the number by its keyed hash.
    pub(crate) subject: String,
    /// Oldest first.
    pub(crate) sent: Vec<Moment>,
    /// When no limit asks about them any more.
    pub(crate) ends: Moment,
}

impl Record for SentRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::limit(&self.subject)
    }
    fn ends(&self) -> Option<Moment> {
        Some(self.ends)
    }
}
