//! Pure decisions: which way a transfer takes, what may happen to it next, when a step should be done. No time, no
//! ids, no storage.

mod actions;
mod case;
mod history;
mod letters;
mod parts;
mod way;

pub(crate) use actions::Reaches;
pub(crate) use case::Case;
pub(crate) use parts::{Actor, Branch, Deadline, Issued, NewCase, Receipt, awaits_receipt};
pub(crate) use way::{Desk, Node, Step, Way, common_depth, desk, destination_kind, next};

#[cfg(test)]
mod tests;
