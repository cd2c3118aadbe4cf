//! What the tree and its accounts read and write, and the conversion of stored records to what is shown.
//! Knows no HTTP.

mod accounts;
mod changing;
mod moving;
mod tree;

pub(crate) use accounts::{
    account, account_fields, accounts, create_account, draft_account, save_account, shown_account,
};
pub(crate) use changing::{around, changed, create, dissolve, draft, fields, save};
pub(crate) use moving::{height, progress, relocate};
pub(crate) use tree::{above, above_child, children, shown};

use platform::audit::AuditRecord;
use platform::auth::Scope;
use platform::store::{Chain, Record, Transaction};
use platform::{Error, Result};
use shared_types::error::Refusal;
use shared_types::ids::OrgId;

/// Something that a write builds on has just changed: the same call, sent again, sees the new state.
const AGAIN: Refusal = Refusal::Overloaded;

/// The field that holds an organisation's sealed mobile.
const SECRETARY_MOBILE: &str = "secretary_mobile";
/// The field that holds an account's sealed mobile.
const MOBILE: &str = "mobile";

/// Puts an entry of the audit trail into the transaction of what it records.
pub(crate) fn log(tx: &mut Transaction, entry: &AuditRecord) {
    tx.create(entry, Refusal::Internal);
}

/// Demands that no move has begun or ended since the call was admitted: everything stands where it stood.
fn nothing_moved(scope: &Scope, tx: &mut Transaction) {
    tx.unchanged(&scope.moves().key(), scope.moves_version(), AGAIN);
}

fn broken(what: &str) -> Error {
    Error::Internal(format!("broken record: {what}"))
}

fn last_of(chain: &Chain) -> Result<OrgId> {
    chain.last().cloned().ok_or_else(|| broken("an empty chain"))
}
