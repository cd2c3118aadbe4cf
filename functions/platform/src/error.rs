//! What a handler can answer instead of its reply: a refusal that the caller is told, or a fault of ours
//! that is logged and not told.

use crate::crypto::KeyError;
use crate::store::StoreError;
use shared_types::error::Refusal;

/// See the module.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Told to the caller.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The table takes no more for now: told as [`Refusal::Overloaded`], and not tried again within the request.
    #[error("throttled")]
    Throttled,
    /// Logged once, at the edge, without what may be personal in it; the caller learns only that it happened.
    #[error("{}", crate::telemetry::redacted(.0))]
    Internal(String),
}

impl Error {
    /// What the caller is told.
    pub fn told(self) -> Refusal {
        match self {
            Error::Refused(refusal) => refusal,
            Error::Throttled => Refusal::Overloaded,
            Error::Internal(_) => Refusal::Internal,
        }
    }
}

/// The result of a handler and of what it calls.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(refusal) => Error::Refused(refusal),
            StoreError::Contended => Error::Refused(Refusal::Overloaded),
            StoreError::Throttled => Error::Throttled,
            internal => Error::Internal(internal.to_string()),
        }
    }
}

impl From<KeyError> for Error {
    fn from(error: KeyError) -> Self {
        Error::Internal(error.to_string())
    }
}
