//! What happened to a transfer.

use serde::{Deserialize, Serialize};
use shared_types::dates::Moment;
use shared_types::transfers::{Happened, Happening};

/// An entry of a transfer's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Event {
    pub(crate) at: Moment,
    pub(crate) what: Happening,
    /// Whose step it was.
    pub(crate) org_name: String,
    /// Who acted for it, where another did.
    pub(crate) acted_for_it: Option<String>,
    /// The administrator's name; none where the clock did it.
    pub(crate) by: Option<String>,
    pub(crate) note: Option<String>,
}

impl From<&Event> for Happened {
    fn from(event: &Event) -> Self {
        let Event { at, what, org_name, acted_for_it, by, note } = event.clone();
        Self { at, what, org_name, acted_for_it, by, note }
    }
}
