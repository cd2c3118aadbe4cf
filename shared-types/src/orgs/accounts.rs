//! Accounts: the logins of organisations' administrators.

use crate::dates::Today;
use crate::endpoint::{Administrator, Endpoint, Method, Nothing};
use crate::ids::{AccountId, OrgId};
use crate::page::{Cursor, Page};
use crate::permission::{Permission, Role};
use crate::text;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A row of a list of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// The account.
    pub account: AccountId,
    /// For `If-Match`.
    pub version: u64,
    /// Login name.
    pub login: String,
    /// The administrator's name.
    pub name: String,
    /// Where the role is held.
    pub org: OrgId,
    /// That organisation's name.
    pub org_name: String,
    /// The role.
    pub role: Role,
    /// 职务
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// Office phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office_phone: Option<String>,
    /// The registered mobile, masked.
    pub mobile: String,
    /// Whether it may not sign in.
    pub disabled: bool,
    /// Whether the caller may change it.
    pub editable: bool,
}

/// Which accounts to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
#[serde(default)]
pub struct AccountFilter {
    /// Beginning of the administrator's name.
    #[garde(custom(text::optional(30)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// From [`Page::next`].
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
}

/// A new account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct NewAccount {
    /// Login name, unique in the city.
    #[garde(custom(text::login_name))]
    pub login: String,
    /// The administrator's name.
    #[garde(custom(text::person_name))]
    pub name: String,
    /// The role; one that an organisation of this depth has.
    #[garde(skip)]
    pub role: Role,
    /// 职务
    #[garde(custom(text::optional(30)))]
    #[serde(default)]
    pub post: Option<String>,
    /// Office phone.
    #[garde(custom(text::optional_phone))]
    #[serde(default)]
    pub office_phone: Option<String>,
    /// The mobile that receives codes.
    #[garde(custom(text::mobile))]
    pub mobile: String,
}

/// A created account with its first password, shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CreatedAccount {
    /// The account.
    pub account: Account,
    /// To be handed over; it must be replaced at the first sign-in.
    pub temporary_password: String,
}

/// New values of an account's fields; all are sent, as the form shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct AccountChanges {
    /// The administrator's name.
    #[garde(custom(text::person_name))]
    pub name: String,
    /// The role.
    #[garde(skip)]
    pub role: Role,
    /// 职务
    #[garde(custom(text::optional(30)))]
    pub post: Option<String>,
    /// Office phone.
    #[garde(custom(text::optional_phone))]
    pub office_phone: Option<String>,
    /// The new mobile; absent to keep the present one. Changed by a superior organisation only (guide).
    #[garde(custom(text::optional_mobile))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// Whether it may not sign in.
    #[garde(skip)]
    pub disabled: bool,
}

/// Accounts of an organisation and all below it.
pub struct ListAccounts;
impl Endpoint for ListAccounts {
    const NAME: &'static str = "orgs.list_accounts";
    const SUMMARY: &'static str = "Accounts of an organisation and all below it";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/orgs/{org}/accounts";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewAccounts);
    type Path = OrgId;
    type Body = AccountFilter;
    type Reply = Page<Account>;
    fn org(path: &OrgId, _: &AccountFilter) -> Option<OrgId> {
        Some(path.clone())
    }
}

/// One account.
pub struct ShowAccount;
impl Endpoint for ShowAccount {
    const NAME: &'static str = "orgs.show_account";
    const SUMMARY: &'static str = "One account";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/orgs/accounts/{account}";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewAccounts);
    type Path = AccountId;
    type Body = Nothing;
    type Reply = Account;
}

/// Creates an account at a subordinate organisation.
pub struct CreateAccount;
impl Endpoint for CreateAccount {
    const NAME: &'static str = "orgs.create_account";
    const SUMMARY: &'static str = "Creates an account at a subordinate organisation";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/orgs/{org}/accounts";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageAccounts);
    const KEYED: bool = true;
    type Path = OrgId;
    type Body = NewAccount;
    type Reply = CreatedAccount;
    fn org(path: &OrgId, _: &NewAccount) -> Option<OrgId> {
        Some(path.clone())
    }
}

/// Changes an account of a subordinate organisation.
pub struct EditAccount;
impl Endpoint for EditAccount {
    const NAME: &'static str = "orgs.edit_account";
    const SUMMARY: &'static str = "Changes an account of a subordinate organisation";
    const METHOD: Method = Method::Patch;
    const PATH: &'static str = "/orgs/accounts/{account}";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageAccounts);
    const VERSIONED: bool = true;
    type Path = AccountId;
    type Body = AccountChanges;
    type Reply = Account;
}
