//! Moving a member's affiliation: the list, the forms, a case with its course, and the member's own view.

mod acts;
mod arrival;
mod case;
mod choose;
mod correct;
mod course;
mod filters;
mod form;
mod form_fields;
mod letter;
mod list;
mod mine;
mod new;
mod receipt;
mod slip;
mod way;

pub(crate) use arrival::NewArrival;
pub(crate) use case::Case;
pub(crate) use choose::{Choose, registers};
pub(crate) use correct::Correct;
pub(crate) use letter::{CaseLetter, MyLetter};
pub(crate) use list::Transfers;
pub(crate) use mine::MyTransfers;
pub(crate) use new::NewTransfer;
pub(crate) use receipt::Receipt;
