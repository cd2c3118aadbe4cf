//! Where a record stands in the tree.

use serde::{Deserialize, Serialize};
use shared_types::ids::OrgId;

/// The organisations from the root down to one, that one included. Stored with every record that stands in
/// the tree; while a subtree is being moved the stored chain can be behind, see [`super::Moves`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chain(Vec<OrgId>);

impl Chain {
    /// The chain of a root.
    pub fn root(org: OrgId) -> Self {
        Self(vec![org])
    }

    /// The chain of an organisation directly below.
    pub fn child(&self, org: OrgId) -> Self {
        let mut ids = self.0.clone();
        ids.push(org);
        Self(ids)
    }

    /// The ids, root first.
    pub fn ids(&self) -> &[OrgId] {
        &self.0
    }

    /// Depth of the last organisation, the root's being 0.
    pub fn depth(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// The last organisation. A chain is never empty; `None` only for a broken record.
    pub fn last(&self) -> Option<&OrgId> {
        self.0.last()
    }

    /// The chain of the organisation above, `None` for a root.
    pub fn parent(&self) -> Option<Chain> {
        let (_, above) = self.0.split_last()?;
        (!above.is_empty()).then(|| Self(above.to_vec()))
    }

    /// Whether `self` is `other` or stands above it.
    pub fn covers(&self, other: &Chain) -> bool {
        other.0.starts_with(&self.0)
    }

    /// Whether `org` is somewhere on the way.
    pub fn contains(&self, org: &OrgId) -> bool {
        self.0.contains(org)
    }

    /// With its beginning `from` replaced by `to`; `None` where it does not begin so.
    pub fn rebased(&self, from: &Chain, to: &Chain) -> Option<Chain> {
        let rest = self.0.strip_prefix(from.0.as_slice())?;
        Some(Self(to.0.iter().chain(rest).cloned().collect()))
    }
}

/// What the indexes know of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The chain down to the organisation it belongs to; for an organisation, down to itself.
    pub chain: Chain,
    /// The organisation directly above, only for organisations.
    pub parent: Option<OrgId>,
    /// From [`super::keys::Listed::sort`].
    pub sort: String,
}
