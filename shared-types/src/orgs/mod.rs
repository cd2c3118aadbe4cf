//! The tree of Party organisations and the accounts of their administrators: `/api/orgs/…`.

mod accounts;
mod tree;

pub use accounts::*;
pub use tree::*;

use crate::endpoint::{Anyone, Endpoint, Method, Nothing, listed};
use crate::health::Health;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

listed!(
    Home,
    Show,
    ListChildren,
    Create,
    Edit,
    Move,
    ShowMove,
    Dissolve,
    ListAccounts,
    ShowAccount,
    CreateAccount,
    EditAccount,
    ShowHealth,
);

/// Says that the function runs, and which one.
pub struct ShowHealth;
impl Endpoint for ShowHealth {
    const NAME: &'static str = "orgs.show_health";
    const SUMMARY: &'static str = "Says that the function runs, and which one";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/orgs/health";
    type Caller = Anyone;
    type Path = ();
    type Body = Nothing;
    type Reply = Health;
}

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
