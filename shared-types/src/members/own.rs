//! What a member sees of themselves and their branch.

use super::corrections::{Correction, Corrections, Proposal};
use super::record::Member;
use super::roll::Viewing;
use crate::dates::Day;
use crate::endpoint::{Endpoint, Method, Nothing, Oneself};
use crate::ids::OrgId;
use crate::orgs::OrgKind;
use crate::page::{After, Page};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A branch as its members see it (我的支部).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Branch {
    /// The branch.
    pub org: OrgId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrgKind,
    /// Names of the organisations above, from the root down.
    pub path: Vec<String>,
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
    /// End of the current term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_ends: Option<Day>,
    /// Members on its roll.
    pub members: u32,
}

/// One's own record.
pub struct Mine;
impl Endpoint for Mine {
    const NAME: &'static str = "members.mine";
    const SUMMARY: &'static str = "One's own record";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/members/me";
    type Caller = Oneself;
    type Path = ();
    type Body = Nothing;
    type Reply = Member;
}

/// One's branch.
pub struct MyBranch;
impl Endpoint for MyBranch {
    const NAME: &'static str = "members.my_branch";
    const SUMMARY: &'static str = "One's branch";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/members/me/branch";
    type Caller = Oneself;
    type Path = ();
    type Body = Nothing;
    type Reply = Branch;
}

/// Who looked at one's record, latest first.
pub struct MyViewings;
impl Endpoint for MyViewings {
    const NAME: &'static str = "members.my_viewings";
    const SUMMARY: &'static str = "Who looked at one's record, latest first";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/members/me/viewings";
    type Caller = Oneself;
    type Path = ();
    type Body = After;
    type Reply = Page<Viewing>;
}

/// Proposes a correction to one's own record; one at a time.
pub struct Propose;
impl Endpoint for Propose {
    const NAME: &'static str = "members.propose";
    const SUMMARY: &'static str = "Proposes a correction to one's own record";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/members/me/corrections";
    type Caller = Oneself;
    const KEYED: bool = true;
    type Path = ();
    type Body = Proposal;
    type Reply = Correction;
}

/// One's corrections, latest first.
pub struct MyCorrections;
impl Endpoint for MyCorrections {
    const NAME: &'static str = "members.my_corrections";
    const SUMMARY: &'static str = "One's corrections, latest first";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/members/me/corrections";
    type Caller = Oneself;
    type Path = ();
    type Body = Nothing;
    type Reply = Corrections;
}
