//! Who may do what to which account.

use super::tidy;
use platform::store::{AccountRecord, Chain};
use shared_types::error::{Fault, Refusal};
use shared_types::orgs::AccountChanges;
use shared_types::permission::Role;
use shared_types::phone::Mobile;

/// What can be changed of an account, in the form in which it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AccountFields {
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) post: Option<String>,
    pub(crate) office_phone: Option<String>,
    pub(crate) mobile: Mobile,
    pub(crate) disabled: bool,
}

/// Accounts are managed by a superior organisation (guide): one strictly above `at`. The city department has
/// none above it, so its administrators manage those of their own organisation too.
///
/// # Errors
/// [`Refusal::Forbidden`].
pub(crate) fn manages(caller: &AccountRecord, reach: &Chain, at: &Chain) -> Result<(), Refusal> {
    let manages = reach.covers(at) && caller.role.manages_accounts(reach.depth(), at.depth());
    if manages { Ok(()) } else { Err(Refusal::Forbidden) }
}

/// Whether an account at an organisation may be given a role: one of its depth, none above the caller's own.
///
/// # Errors
/// The fault of the field.
pub(crate) fn role(caller: &AccountRecord, at: &Chain, role: Role) -> Result<(), Refusal> {
    let rank = |role: Role| Role::ALL.iter().position(|known| *known == role);
    let fits = Role::at_depth(at.depth()).contains(&role) && rank(role) >= rank(caller.role);
    if fits { Ok(()) } else { Err(Refusal::field("role", Fault::Choice)) }
}

/// The account with the changes.
///
/// # Errors
/// The fault of the mobile, which the body has checked already.
pub(crate) fn account_changes(
    before: &AccountFields,
    changes: AccountChanges,
) -> Result<AccountFields, Refusal> {
    let mobile = match tidy(changes.mobile) {
        Some(text) => text.parse().map_err(|fault| Refusal::field("mobile", fault))?,
        None => before.mobile.clone(),
    };
    Ok(AccountFields {
        name: changes.name.trim().to_owned(),
        role: changes.role,
        post: tidy(changes.post),
        office_phone: tidy(changes.office_phone),
        mobile,
        disabled: changes.disabled,
    })
}

/// Names of the fields that differ, for the audit trail.
pub(crate) fn account_differences(before: &AccountFields, after: &AccountFields) -> Vec<&'static str> {
    [
        ("name", before.name != after.name),
        ("role", before.role != after.role),
        ("post", before.post != after.post),
        ("office_phone", before.office_phone != after.office_phone),
        ("mobile", before.mobile != after.mobile),
        ("disabled", before.disabled != after.disabled),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect()
}

/// Nobody changes their own role or mobile, or disables themselves.
///
/// # Errors
/// [`Refusal::Forbidden`].
pub(crate) fn on_oneself(
    caller: &AccountRecord,
    account: &AccountRecord,
    differences: &[&str],
) -> Result<(), Refusal> {
    let own = caller.account == account.account;
    let reserved = differences.iter().any(|name| matches!(*name, "role" | "mobile" | "disabled"));
    if own && reserved { Err(Refusal::Forbidden) } else { Ok(()) }
}
