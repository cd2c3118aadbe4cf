//! The tree of Party organisations and the accounts of their administrators: `/api/orgs/…`.

use crate::dates::{Day, Moment, Today};
use crate::endpoint::{Administrator, Endpoint, Method, Nothing, listed};
use crate::error::Fault;
use crate::ids::{AccountId, OrgId};
use crate::page::{After, Cursor, Page};
use crate::permission::{Permission, Role};
use crate::text;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

listed!(
    Home,
    Show,
    ListChildren,
    Search,
    Create,
    Edit,
    Move,
    ShowMove,
    Dissolve,
    ListAccounts,
    ShowAccount,
    CreateAccount,
    EditAccount,
);

/// Depth of the deepest organisation below the root (root 0): city, county, township, basic committee,
/// general branch, branch.
pub const DEEPEST: usize = 5;

/// Kinds of organisation (product, "Organisations, accounts and scope").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrgKind {
    /// 组织部: the city's or a county's department.
    Department,
    /// 党工委
    WorkingCommittee,
    /// 党委
    Committee,
    /// 党总支
    GeneralBranch,
    /// 党支部
    Branch,
    /// 联合党支部
    JointBranch,
    /// 临时党支部
    TemporaryBranch,
}

impl OrgKind {
    /// Every kind, highest first.
    pub const ALL: [OrgKind; 7] = [
        OrgKind::Department,
        OrgKind::WorkingCommittee,
        OrgKind::Committee,
        OrgKind::GeneralBranch,
        OrgKind::Branch,
        OrgKind::JointBranch,
        OrgKind::TemporaryBranch,
    ];

    /// Whether it is a leaf that holds members.
    pub fn is_branch(self) -> bool {
        matches!(self, OrgKind::Branch | OrgKind::JointBranch | OrgKind::TemporaryBranch)
    }

    /// Whether this kind may stand directly below `parent`: departments below departments, general
    /// branches hold branches only, branches hold nothing.
    pub fn may_stand_below(self, parent: OrgKind) -> bool {
        use OrgKind::*;
        match parent {
            Department => true,
            WorkingCommittee | Committee => self != Department,
            GeneralBranch => self.is_branch(),
            Branch | JointBranch | TemporaryBranch => false,
        }
    }

    /// Years between elections: basic committees 5, general branches and branches 3, of villages and
    /// communities 5 (terms of 《支部工作条例》 and the notice on terms of basic organisations). `None` where
    /// the office is appointed.
    pub fn term_years(self, village: bool) -> Option<u8> {
        use OrgKind::*;
        match self {
            Department | WorkingCommittee | TemporaryBranch => None,
            Committee => Some(5),
            GeneralBranch | Branch | JointBranch => Some(if village { 5 } else { 3 }),
        }
    }
}

/// Numbers of an organisation and all below it. They follow a change within a second or two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Members on the rolls of this organisation and all below.
    pub members: u32,
    /// Organisations below, at any depth.
    pub orgs: u32,
    /// Organisations directly below.
    pub children: u32,
    /// Corrections that wait for a decision, here and below.
    pub corrections: u32,
}

/// A row of a list of organisations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrgRow {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrgKind,
    /// The secretary's name, where the office is filled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secretary: Option<String>,
    /// End of the current term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_ends: Option<Day>,
    /// Numbers.
    pub counts: Counts,
    /// Names from the caller's own organisation down to the parent, where the list mixes parents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
}

/// A step of the way from the caller's own organisation down to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Crumb {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub name: String,
}

/// An organisation with everything the caller may see of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Org {
    /// The organisation.
    pub org: OrgId,
    /// For `If-Match`.
    pub version: u64,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrgKind,
    /// Whether it belongs to a village or community.
    pub village: bool,
    /// Depth in the tree, the root 0.
    pub depth: u8,
    /// The way to it, beginning with the caller's own organisation and ending with itself.
    pub path: Vec<Crumb>,
    /// The secretary's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secretary: Option<String>,
    /// The secretary's mobile, for calling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secretary_mobile: Option<String>,
    /// Office phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Beginning of the current term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_starts: Option<Day>,
    /// End of the current term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_ends: Option<Day>,
    /// Numbers.
    pub counts: Counts,
    /// Whether it is being moved just now.
    pub moving: bool,
}

/// A new organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct NewOrg {
    /// Directly below which it stands.
    #[garde(skip)]
    pub parent: OrgId,
    /// Its name.
    #[garde(custom(text::required(60)))]
    pub name: String,
    /// Its kind.
    #[garde(skip)]
    pub kind: OrgKind,
    /// Whether it belongs to a village or community.
    #[garde(skip)]
    #[serde(default)]
    pub village: bool,
    /// The other fields.
    #[garde(dive)]
    #[serde(default)]
    pub office: Office,
}

/// Who leads an organisation and how it is reached. Empty texts mean: none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
#[serde(default)]
pub struct Office {
    /// The secretary's name.
    #[garde(custom(text::optional(30)))]
    pub secretary: Option<String>,
    /// The secretary's mobile.
    #[garde(custom(text::optional_mobile))]
    pub secretary_mobile: Option<String>,
    /// Office phone.
    #[garde(custom(text::optional_phone))]
    pub phone: Option<String>,
    /// Postal address.
    #[garde(custom(text::optional(120)))]
    pub address: Option<String>,
    /// Beginning of the current term.
    #[garde(custom(text::optional_past))]
    pub term_starts: Option<Day>,
    /// End of the current term; not before its beginning.
    #[garde(custom(after(&self.term_starts)))]
    pub term_ends: Option<Day>,
}

fn after(start: &Option<Day>) -> impl Fn(&Option<Day>, &Today) -> text::Checked + '_ {
    move |end, _| match (start, end) {
        (Some(start), Some(end)) if end < start => Err(Fault::Order.into()),
        _ => Ok(()),
    }
}

/// New values of an organisation's fields; all are sent, as the form shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct OrgChanges {
    /// Its name.
    #[garde(custom(text::required(60)))]
    pub name: String,
    /// Its kind; a kind with members stays a branch, one with organisations below stays none.
    #[garde(skip)]
    pub kind: OrgKind,
    /// Whether it belongs to a village or community.
    #[garde(skip)]
    pub village: bool,
    /// The other fields.
    #[garde(dive)]
    pub office: Office,
}

/// A search for organisations by the beginning of their name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
#[serde(default)]
pub struct OrgSearch {
    /// Beginning of the name.
    #[garde(custom(text::required(60)))]
    pub name: String,
    /// Only at or below this organisation; otherwise in the caller's whole reach.
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<OrgId>,
    /// From [`Page::next`].
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
}

/// Where to move an organisation with everything below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Destination {
    /// The new parent, in the caller's scope.
    #[garde(skip)]
    pub parent: OrgId,
}

/// How far a move has come. From the first answer on, everybody sees the organisation at its new place;
/// the rest is book-keeping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MoveProgress {
    /// Whether the book-keeping is finished.
    pub finished: bool,
    /// Records rewritten so far.
    pub rewritten: u32,
}

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

/// What waits for an organisation, for its home screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrgHome {
    /// The caller's own organisation.
    pub org: Org,
    /// When the numbers were read.
    pub at: Moment,
}

/// The caller's own organisation and what waits there.
pub struct Home;
impl Endpoint for Home {
    const NAME: &'static str = "orgs.home";
    const SUMMARY: &'static str = "The caller's own organisation and what waits there";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/orgs/home";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewOrgs);
    type Path = ();
    type Body = Nothing;
    type Reply = OrgHome;
}

/// One organisation.
pub struct Show;
impl Endpoint for Show {
    const NAME: &'static str = "orgs.show";
    const SUMMARY: &'static str = "One organisation";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/orgs/{org}";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewOrgs);
    type Path = OrgId;
    type Body = Nothing;
    type Reply = Org;
    fn org(path: &OrgId, _: &Nothing) -> Option<OrgId> {
        Some(path.clone())
    }
}

/// The level below an organisation, by kind and name.
pub struct ListChildren;
impl Endpoint for ListChildren {
    const NAME: &'static str = "orgs.list_children";
    const SUMMARY: &'static str = "The level below an organisation";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/orgs/{org}/children";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewOrgs);
    type Path = OrgId;
    type Body = After;
    type Reply = Page<OrgRow>;
    fn org(path: &OrgId, _: &After) -> Option<OrgId> {
        Some(path.clone())
    }
}

/// Organisations whose name begins so, within scope.
pub struct Search;
impl Endpoint for Search {
    const NAME: &'static str = "orgs.search";
    const SUMMARY: &'static str = "Organisations whose name begins so, within scope";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/orgs";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewOrgs);
    type Path = ();
    type Body = OrgSearch;
    type Reply = Page<OrgRow>;
    fn org(_: &(), search: &OrgSearch) -> Option<OrgId> {
        search.below.clone()
    }
}

/// Creates an organisation.
pub struct Create;
impl Endpoint for Create {
    const NAME: &'static str = "orgs.create";
    const SUMMARY: &'static str = "Creates an organisation";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/orgs";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageOrgs);
    const KEYED: bool = true;
    type Path = ();
    type Body = NewOrg;
    type Reply = Org;
    fn org(_: &(), new: &NewOrg) -> Option<OrgId> {
        Some(new.parent.clone())
    }
}

/// Changes an organisation.
pub struct Edit;
impl Endpoint for Edit {
    const NAME: &'static str = "orgs.edit";
    const SUMMARY: &'static str = "Changes an organisation";
    const METHOD: Method = Method::Patch;
    const PATH: &'static str = "/orgs/{org}";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageOrgs);
    const VERSIONED: bool = true;
    type Path = OrgId;
    type Body = OrgChanges;
    type Reply = Org;
    fn org(path: &OrgId, _: &OrgChanges) -> Option<OrgId> {
        Some(path.clone())
    }
}

/// Moves an organisation with everything below it.
pub struct Move;
impl Endpoint for Move {
    const NAME: &'static str = "orgs.move";
    const SUMMARY: &'static str = "Moves an organisation with everything below it";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/orgs/{org}/move";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageOrgs);
    const VERSIONED: bool = true;
    type Path = OrgId;
    type Body = Destination;
    type Reply = MoveProgress;
    fn org(path: &OrgId, _: &Destination) -> Option<OrgId> {
        Some(path.clone())
    }
}

/// How far a move has come.
pub struct ShowMove;
impl Endpoint for ShowMove {
    const NAME: &'static str = "orgs.show_move";
    const SUMMARY: &'static str = "How far a move has come";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/orgs/{org}/move";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewOrgs);
    type Path = OrgId;
    type Body = Nothing;
    type Reply = MoveProgress;
    fn org(path: &OrgId, _: &Nothing) -> Option<OrgId> {
        Some(path.clone())
    }
}

/// Dissolves an organisation that holds nothing.
pub struct Dissolve;
impl Endpoint for Dissolve {
    const NAME: &'static str = "orgs.dissolve";
    const SUMMARY: &'static str = "Dissolves an organisation that holds nothing";
    const METHOD: Method = Method::Delete;
    const PATH: &'static str = "/orgs/{org}";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageOrgs);
    const VERSIONED: bool = true;
    type Path = OrgId;
    type Body = Nothing;
    type Reply = Nothing;
    fn org(path: &OrgId, _: &Nothing) -> Option<OrgId> {
        Some(path.clone())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_branches_are_leaves() {
        for parent in OrgKind::ALL {
            let holds_something = OrgKind::ALL.iter().any(|kind| kind.may_stand_below(parent));
            assert_eq!(holds_something, !parent.is_branch(), "{parent:?}");
        }
    }

    #[test]
    fn terms_follow_the_published_rules() {
        for (kind, village, years) in [
            (OrgKind::Committee, false, Some(5)),
            (OrgKind::GeneralBranch, false, Some(3)),
            (OrgKind::GeneralBranch, true, Some(5)),
            (OrgKind::Branch, false, Some(3)),
            (OrgKind::Branch, true, Some(5)),
            (OrgKind::TemporaryBranch, false, None),
            (OrgKind::Department, false, None),
        ] {
            assert_eq!(kind.term_years(village), years, "{kind:?} {village}");
        }
    }
}
