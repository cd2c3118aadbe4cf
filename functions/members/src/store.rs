//! What the roll reads and writes, and the conversion of stored records to what is shown. Knows no HTTP.

mod corrections;
mod roll;
mod viewings;
mod writing;

pub(crate) use corrections::{
    CorrectionRecord, Decision, changes_of, correction, corrections_below, corrections_of, decide,
    draft_correction, last_correction, propose, shown_correction,
};
pub(crate) use roll::{branch, export, list, member, open, shown};
pub(crate) use viewings::{member_to_look_at, record_look, viewings};
pub(crate) use writing::{add, commit, draft, save};

use platform::audit::AuditRecord;
use platform::store::{Chain, Transaction};
use platform::{Error, Result};
use shared_types::error::Refusal;
use shared_types::ids::OrgId;

/// Something that a write builds on has just changed: the same call, sent again, sees the new state.
const AGAIN: Refusal = Refusal::Overloaded;

/// Puts an entry of the audit trail into the transaction of what it records.
pub(crate) fn log(tx: &mut Transaction, entry: &AuditRecord) {
    tx.create(entry, Refusal::Internal);
}

fn broken(what: &str) -> Error {
    Error::Internal(format!("broken record: {what}"))
}

fn last_of(chain: &Chain) -> Result<OrgId> {
    chain.last().cloned().ok_or_else(|| broken("an empty chain"))
}
