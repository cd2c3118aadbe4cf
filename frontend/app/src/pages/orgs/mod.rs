//! Organisations and the accounts of their administrators.

mod account;
mod account_form;
mod accounts;
mod browse;
mod details;
mod edit;
mod field;
mod form;
mod found;
mod level;
mod new_account;
mod relocate;
mod temporary;

pub(crate) use account::AccountDetails;
pub(crate) use account_form::EditAccount;
pub(crate) use accounts::Accounts;
pub(crate) use browse::Browse;
pub(crate) use details::OrgDetails;
pub(crate) use edit::{EditOrg, NewOrg};
pub(crate) use field::{OrgField, OrgSheet, PickedOrg};
pub(crate) use level::fits_any;
pub(crate) use new_account::NewAccount;
pub(crate) use relocate::MoveOrg;
