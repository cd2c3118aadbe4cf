//! The roll: members, their records, and corrections of them.

mod correction;
mod corrections;
mod edit;
mod export;
mod filters;
mod form;
mod form_fields;
mod list;
mod mine;
mod my_branch;
mod my_corrections;
mod propose;
mod record;
mod record_facts;
mod viewings;

pub(crate) use correction::CorrectionDetails;
pub(crate) use corrections::{Corrections, row as correction_row};
pub(crate) use edit::{EditMember, NewMember, taken};
pub(crate) use form::{Typed as TypedRecord, given};
pub(crate) use form_fields::{identity, life, party};
pub(crate) use list::Members;
pub(crate) use mine::MyRecord;
pub(crate) use my_branch::{CallSecretary, MyBranch};
pub(crate) use my_corrections::MyCorrections;
pub(crate) use propose::Propose;
pub(crate) use record::MemberRecord;
pub(crate) use viewings::{MyViewings, Viewings};
