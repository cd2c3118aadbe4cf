//! What transfers read and write, and the conversion of stored records to what is shown. Knows no HTTP.

mod ends;
mod letters;
mod lists;
mod loading;
mod records;
mod shown;
mod writing;

pub(crate) use ends::{accept, arrival, leave, lock, reserve, returning, taken, unlock};
pub(crate) use letters::{draft, issue, letter, verified};
pub(crate) use lists::{list, of_member, overdue, waiting};
pub(crate) use loading::{
    Loaded, actor, days, destination, fresh, load, member_to_transfer, next_number, own, read_tree,
    registrar, unattended,
};
pub(crate) use records::TransferRecord;
pub(crate) use shown::{shown, way};
pub(crate) use writing::{begin, log, moves, put, subject};

use platform::store::Chain;
use platform::{Error, Result};
use shared_types::error::Refusal;
use shared_types::ids::OrgId;

/// Something that a write builds on has just changed: the same call, sent again, sees the new state.
pub(crate) const AGAIN: Refusal = Refusal::Overloaded;

fn broken(what: &str) -> Error {
    Error::Internal(format!("broken record: {what}"))
}

fn last_of(chain: &Chain) -> Result<OrgId> {
    chain.last().cloned().ok_or_else(|| broken("an empty chain"))
}
