//! What a shard says, free of how it is laid out: entries by what they are about.

use crate::{Broken, Delta, Shard};
use shared_types::ids::{MemberId, OrgId};
use shared_types::orgs::OrgKind;
use std::collections::BTreeMap;

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An organisation.
    Org(OrgId),
    /// A member.
    Member(MemberId),
}

/// An organisation that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgEntry {
    /// From the root down to itself, as stored. Never empty.
    pub chain: Vec<OrgId>,
    /// Its kind.
    pub kind: OrgKind,
    /// Its name.
    pub name: String,
    /// Names that it had before, the latest last.
    pub former: Vec<String>,
}

/// A member who can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberEntry {
    /// Who.
    pub member: MemberId,
    /// From the root down to the branch, as stored. Never empty.
    pub chain: Vec<OrgId>,
    /// 姓名
    pub name: String,
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// An organisation.
    Org(OrgEntry),
    /// A member.
    Member(MemberEntry),
}

impl Entry {
    /// What it is about; `None` for one without a chain, which no record has.
    pub fn subject(&self) -> Option<Subject> {
        Some(match self {
            Entry::Org(org) => Subject::Org(org.chain.last()?.clone()),
            Entry::Member(member) => Subject::Member(member.member.clone()),
        })
    }

    /// From the root down to the organisation that it is or belongs to.
    pub fn chain(&self) -> &[OrgId] {
        match self {
            Entry::Org(org) => &org.chain,
            Entry::Member(member) => &member.chain,
        }
    }
}

/// The shard that an entry with this chain belongs to: its county-level organisation; the root for what stands at
/// the root itself.
pub fn shard_of(chain: &[OrgId]) -> Option<&OrgId> {
    chain.get(1).or(chain.first())
}

/// Entries with the versions of their records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    pub(crate) entries: BTreeMap<Subject, (u64, Entry)>,
}

impl Contents {
    /// Puts an entry in, unless a later version is there.
    pub fn put(&mut self, version: u64, entry: Entry) {
        let Some(subject) = entry.subject() else { return };
        if self.entries.get(&subject).is_none_or(|(known, _)| *known <= version) {
            self.entries.insert(subject, (version, entry));
        }
    }

    /// What a shard says once its changes are taken in.
    ///
    /// # Errors
    /// A broken shard.
    pub fn merged(shard: &Shard, delta: &Delta) -> Result<Self, Broken> {
        let mut contents = shard.contents()?;
        for (subject, change) in delta.changes() {
            match &change.entry {
                Some(entry) => contents.put(change.version, entry.clone()),
                None => {
                    if contents.entries.get(subject).is_some_and(|(known, _)| *known <= change.version) {
                        contents.entries.remove(subject);
                    }
                }
            }
        }
        Ok(contents)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Extend<(u64, Entry)> for Contents {
    fn extend<I: IntoIterator<Item = (u64, Entry)>>(&mut self, entries: I) {
        entries.into_iter().for_each(|(version, entry)| self.put(version, entry));
    }
}
