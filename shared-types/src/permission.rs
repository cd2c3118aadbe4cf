//! Roles of accounts and what each may do. A role is held at one organisation and reaches it and everything
//! below it, nothing else; where it reaches is decided by the functions, what it may do is decided here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The role of an account (product, "Organisations, accounts and scope").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 市委组织部
    CityDepartment,
    /// 市直党(工)委管理员
    CityDirect,
    /// 县区管理员
    County,
    /// 县区直党(工)委管理员
    CountyDirect,
    /// 乡镇管理员
    Township,
    /// 操作员
    Operator,
}

/// Something an account may do within its reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// See organisations: details, counts, the level below.
    ViewOrgs,
    /// Create, edit, move and dissolve organisations.
    ManageOrgs,
    /// See accounts of organisations.
    ViewAccounts,
    /// Create accounts of subordinate organisations, change and reset them.
    ManageAccounts,
    /// See members' lists and records, with masked numbers; export lists.
    ViewMembers,
    /// Add members, edit records, decide on proposed corrections, reset members' passwords.
    ManageMembers,
    /// Ask for a whole ID number or phone number; every asking is audited.
    UnmaskMembers,
    /// See transfers that concern an organisation in reach; start, pass, return and accept them, keep their letters.
    ManageTransfers,
    /// Register paper letters of other cities: organisation departments of county level and the city's do.
    RegisterArrivals,
}

impl Role {
    /// Every role, highest first.
    pub const ALL: [Role; 6] = [
        Role::CityDepartment,
        Role::CityDirect,
        Role::County,
        Role::CountyDirect,
        Role::Township,
        Role::Operator,
    ];

    /// Whether the role includes the permission. Administrators may do everything in their reach, but paper letters
    /// of other cities are registered at county level (product, "Transfers"); an operator works on the roll but changes neither the tree nor anybody's account.
    pub fn allows(self, permission: Permission) -> bool {
        match self {
            Role::CityDepartment | Role::CityDirect | Role::County => true,
            Role::CountyDirect | Role::Township => permission != Permission::RegisterArrivals,
            Role::Operator => match permission {
                Permission::ViewOrgs
                | Permission::ViewMembers
                | Permission::ManageMembers
                | Permission::UnmaskMembers
                | Permission::ManageTransfers => true,
                Permission::ManageOrgs
                | Permission::ViewAccounts
                | Permission::ManageAccounts
                | Permission::RegisterArrivals => false,
            },
        }
    }

    /// Whether an account with this role, held at depth `own`, manages the accounts of an organisation in its
    /// reach at depth `at`: a superior organisation does (guide). The city department has none above it, so
    /// it manages its own as well.
    pub fn manages_accounts(self, own: usize, at: usize) -> bool {
        at > own || (self == Role::CityDepartment && own == 0 && at == 0)
    }

    /// The roles that an account at an organisation of this depth (0 = the root) may be given. Depth 1
    /// holds the county departments and the city-direct committee, depth 2 townships and county-direct
    /// committees; below, operators only.
    pub fn at_depth(depth: usize) -> &'static [Role] {
        match depth {
            0 => &[Role::CityDepartment, Role::Operator],
            1 => &[Role::County, Role::CityDirect, Role::Operator],
            2 => &[Role::Township, Role::CountyDirect, Role::Operator],
            _ => &[Role::Operator],
        }
    }
}
