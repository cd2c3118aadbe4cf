//! What a shard says that is no longer so: worked out once for each state of its changes.

use crate::bytes::{at, packed};
use crate::contents::Subject;
use crate::delta::Delta;
use crate::shard::Shard;
use std::collections::HashSet;

/// Rows of a shard that its changes replace or remove.
#[derive(Debug, Clone, Default)]
pub struct Hidden {
    orgs: HashSet<u32>,
    /// By member; empty where none is hidden.
    members: Vec<bool>,
}

impl Hidden {
    /// What these changes hide of a shard.
    pub fn of(shard: &Shard, delta: &Delta) -> Self {
        let mut ids: HashSet<Vec<u8>> = HashSet::new();
        let mut hidden = Self::default();
        for (subject, _) in delta.changes() {
            match subject {
                Subject::Org(org) => hidden.orgs.extend(shard.row_of(org)),
                Subject::Member(member) => {
                    let id = member.as_str();
                    ids.insert(packed(id).unwrap_or_else(|| id.as_bytes().to_vec()));
                }
            }
        }
        if !ids.is_empty() {
            hidden.members = shard.members.ids().map(|id| ids.contains(id)).collect();
        }
        hidden
    }

    pub(crate) fn org(&self, row: u32) -> bool {
        self.orgs.contains(&row)
    }

    pub(crate) fn member(&self, row: u32) -> bool {
        self.members.get(at(row)).copied().unwrap_or_default()
    }
}
