//! Organisations: lists, details, changes and moves.

use super::OrgKind;
use crate::dates::{Day, Moment, Today};
use crate::endpoint::{Administrator, Endpoint, Method, Nothing};
use crate::error::Fault;
use crate::ids::OrgId;
use crate::page::{After, Page};
use crate::permission::Permission;
use crate::text;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Fax; introduction letters state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fax: Option<String>,
    /// Postcode; introduction letters state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
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
    /// Fax; introduction letters state it.
    #[garde(custom(text::optional_phone))]
    pub fax: Option<String>,
    /// Postcode; introduction letters state it.
    #[garde(custom(text::optional_postcode))]
    pub postcode: Option<String>,
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
