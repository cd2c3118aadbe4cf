//! The administrator who is signed in, as screens need it. Knows no screen.

use shared_types::auth::Who;
use shared_types::ids::{AccountId, OrgId};
use shared_types::permission::{Permission, Role};

/// An account, and where its role is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Administrator {
    /// The account.
    pub account: AccountId,
    /// The administrator's name.
    pub name: String,
    /// Where the role is held.
    pub org: OrgId,
    /// That organisation's name.
    pub org_name: String,
    /// The role.
    pub role: Role,
}

impl Administrator {
    /// The administrator that somebody is, if one.
    pub(crate) fn of(who: &Who) -> Option<Self> {
        match who.clone() {
            Who::Account { account, name, org, org_name, role } => {
                Some(Self { account, name, org, org_name, role })
            }
            Who::Member { .. } => None,
        }
    }

    /// Whether the role includes this; screens offer nothing that would be refused.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.role.allows(permission)
    }
}
