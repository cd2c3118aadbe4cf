//! Lists, records and exports for administrators.

use super::record::{Member, MemberKind, MemberRow, Particulars, Standing, grown_up};
use crate::dates::{Moment, Today};
use crate::endpoint::{Administrator, Endpoint, Method, Nothing};
use crate::ids::{MemberId, OrgId};
use crate::page::{After, Cursor, Page};
use crate::permission::Permission;
use crate::text;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which members to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
#[serde(default)]
pub struct MemberFilter {
    /// At or below this organisation; otherwise the caller's whole reach.
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub org: Option<OrgId>,
    /// 正式 or 预备
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<MemberKind>,
    /// Where the membership stands.
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// From [`Page::next`].
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
}

/// A new member of a branch.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct NewMember {
    /// The branch whose roll the member joins.
    #[garde(skip)]
    pub branch: OrgId,
    /// GB 11643; states sex and birth date. Nobody joins under 18.
    #[garde(custom(text::id_number), custom(grown_up(self.particulars.joined)))]
    pub id_number: String,
    /// The mobile that receives codes; empty where there is none.
    #[garde(custom(text::optional_mobile))]
    #[serde(default)]
    pub mobile: Option<String>,
    /// The rest.
    #[garde(dive)]
    pub particulars: Particulars,
}

/// New values of a record; all are sent, as the form shows them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct MemberChanges {
    /// Another ID number; absent to keep the present one.
    #[garde(custom(text::changed_id_number))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
    /// Another mobile; absent to keep the present one, empty to have none.
    #[garde(custom(text::optional_mobile))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// Where the membership stands.
    #[garde(skip)]
    pub standing: Standing,
    /// The rest.
    #[garde(dive)]
    pub particulars: Particulars,
}

/// Which number to see whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaskedField {
    /// 身份证号码
    IdNumber,
    /// 手机号码
    Mobile,
}

/// Asks for a whole number; the asking is recorded and the member can see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Unmasking {
    /// Which one.
    #[garde(skip)]
    pub field: MaskedField,
}

/// A whole number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unmasked {
    /// Not to be kept.
    pub value: String,
}

/// What somebody looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Viewed {
    /// The record with masked numbers.
    Record,
    /// The whole ID number.
    IdNumber,
    /// The whole mobile number.
    Mobile,
    /// The introduction letter of a transfer, with both numbers.
    Letter,
}

/// One look at a record by an administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Viewing {
    /// When.
    pub at: Moment,
    /// The administrator's name.
    pub by: String,
    /// The administrator's organisation.
    pub org_name: String,
    /// What.
    pub what: Viewed,
}

/// A part of an export.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExportPart {
    /// Lines of CSV (RFC 4180, CRLF). The first part begins with a byte order mark and the header line, so
    /// that Excel opens it as Chinese text. Numbers are masked; cells that a spreadsheet would take for a
    /// formula are neutralised.
    pub csv: String,
    /// Members in this part.
    pub rows: u32,
    /// Where the next part begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
}

/// Members at or below an organisation, by name.
pub struct List;
impl Endpoint for List {
    const NAME: &'static str = "members.list";
    const SUMMARY: &'static str = "Members at or below an organisation, by name";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/members";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewMembers);
    type Path = ();
    type Body = MemberFilter;
    type Reply = Page<MemberRow>;
    fn org(_: &(), filter: &MemberFilter) -> Option<OrgId> {
        filter.org.clone()
    }
}

/// A member's record, numbers masked. The look is recorded.
pub struct Show;
impl Endpoint for Show {
    const NAME: &'static str = "members.show";
    const SUMMARY: &'static str = "A member's record, numbers masked";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/members/{member}";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewMembers);
    type Path = MemberId;
    type Body = Nothing;
    type Reply = Member;
}

/// Adds a member to a branch.
pub struct Add;
impl Endpoint for Add {
    const NAME: &'static str = "members.add";
    const SUMMARY: &'static str = "Adds a member to a branch";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/members";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageMembers);
    const KEYED: bool = true;
    type Path = ();
    type Body = NewMember;
    type Reply = Member;
    fn org(_: &(), new: &NewMember) -> Option<OrgId> {
        Some(new.branch.clone())
    }
}

/// Changes a record.
pub struct Edit;
impl Endpoint for Edit {
    const NAME: &'static str = "members.edit";
    const SUMMARY: &'static str = "Changes a record";
    const METHOD: Method = Method::Patch;
    const PATH: &'static str = "/members/{member}";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageMembers);
    const VERSIONED: bool = true;
    type Path = MemberId;
    type Body = MemberChanges;
    type Reply = Member;
}

/// A whole number of a member, audited.
pub struct Unmask;
impl Endpoint for Unmask {
    const NAME: &'static str = "members.unmask";
    const SUMMARY: &'static str = "A whole number of a member, audited";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/members/{member}/unmask";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::UnmaskMembers);
    type Path = MemberId;
    type Body = Unmasking;
    type Reply = Unmasked;
}

/// Who looked at a member's record, latest first.
pub struct ListViewings;
impl Endpoint for ListViewings {
    const NAME: &'static str = "members.list_viewings";
    const SUMMARY: &'static str = "Who looked at a member's record, latest first";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/members/{member}/viewings";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageMembers);
    type Path = MemberId;
    type Body = After;
    type Reply = Page<Viewing>;
}

/// The next part of a list as CSV; every part is audited.
pub struct Export;
impl Endpoint for Export {
    const NAME: &'static str = "members.export";
    const SUMMARY: &'static str = "The next part of a list as CSV";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/members/export";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ViewMembers);
    type Path = ();
    type Body = MemberFilter;
    type Reply = ExportPart;
    fn org(_: &(), filter: &MemberFilter) -> Option<OrgId> {
        filter.org.clone()
    }
}
