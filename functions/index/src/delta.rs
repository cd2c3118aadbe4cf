//! What has changed since a shard was written. Of two changes of one subject the one with the later version counts,
//! in whatever order they come and however often.

use crate::bytes::{Reader, Writer};
use crate::contents::{Entry, MemberEntry, OrgEntry, Subject};
use crate::shard::{kind_number, kind_of};
use crate::{Broken, Contents, Shard};
use shared_types::ids::OrgId;
use std::collections::BTreeMap;

/// The layout of these bytes.
const LAYOUT: u64 = 1;

/// How many departures a delta remembers after they were taken in, so that a change from before one, coming late,
/// brings nobody back.
const REMEMBERED: usize = 256;

/// A change of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The version of its record.
    pub version: u64,
    /// When it was taken in, in seconds since 1970.
    pub at: u64,
    /// What it has become; `None` where it is gone, or stands in another shard now.
    pub entry: Option<Entry>,
}

/// Changes by subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delta(BTreeMap<Subject, Change>);

impl Delta {
    /// Takes in a change, unless a later one is known. A departure counts before an arrival with the same version:
    /// the record has left with the next one.
    pub fn take(&mut self, subject: Subject, change: Change) -> bool {
        let later = |known: &Change| {
            (change.version, change.entry.is_none()) > (known.version, known.entry.is_none())
        };
        let takes = self.0.get(&subject).is_none_or(later);
        if takes {
            self.0.insert(subject, change);
        }
        takes
    }

    /// The changes.
    pub fn changes(&self) -> impl Iterator<Item = (&Subject, &Change)> {
        self.0.iter()
    }

    /// How many changes there are that came before `at`, or departures that need not be remembered.
    pub fn settled(&self, at: u64) -> usize {
        self.0.values().filter(|change| change.at < at && change.entry.is_some()).count()
    }

    /// How many changes there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What remains beside a shard into which all of it was merged: what came at `at` or later, because whoever
    /// rebuilds the shard from an index of the table may not see it yet, and the latest departures.
    #[must_use]
    pub fn remaining(self, at: u64, most: usize) -> Self {
        let mut latest: Vec<(Subject, Change)> = self.0.into_iter().collect();
        latest.sort_by_key(|(_, change)| std::cmp::Reverse(change.at));
        let mut departures = 0;
        let mut young = 0;
        latest.retain(|(_, change)| match &change.entry {
            Some(_) => {
                young += 1;
                change.at >= at && young <= most
            }
            None => {
                departures += 1;
                departures <= REMEMBERED
            }
        });
        Self(latest.into_iter().collect())
    }

    /// The entries as a shard of their own, to be searched like the one they belong to.
    pub fn shard(&self) -> Shard {
        let mut contents = Contents::default();
        for change in self.0.values() {
            if let Some(entry) = &change.entry {
                contents.put(change.version, entry.clone());
            }
        }
        Shard::of(&contents)
    }

    /// As bytes.
    pub fn encoded(&self) -> Vec<u8> {
        let mut to = Writer::default();
        to.number(LAYOUT);
        to.count(self.0.len());
        for (subject, change) in &self.0 {
            let (tag, id) = match subject {
                Subject::Org(org) => (0, org.as_str()),
                Subject::Member(member) => (1, member.as_str()),
            };
            to.number(tag + if change.entry.is_some() { 2 } else { 0 });
            to.word(id);
            to.number(change.version);
            to.number(change.at);
            if let Some(entry) = &change.entry {
                to.count(entry.chain().len());
                entry.chain().iter().for_each(|org| to.word(org.as_str()));
                match entry {
                    Entry::Org(org) => {
                        to.number(kind_number(org.kind));
                        to.text(&org.name);
                        to.count(org.former.len());
                        org.former.iter().for_each(|name| to.text(name));
                    }
                    Entry::Member(member) => to.text(&member.name),
                }
            }
        }
        to.bytes
    }

    /// Back from [`Delta::encoded`]; no bytes at all are no changes.
    ///
    /// # Errors
    /// Bytes of another layout.
    pub fn decoded(bytes: &[u8]) -> Result<Self, Broken> {
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        let mut from = Reader::new(bytes);
        if from.number()? != LAYOUT {
            return Err(Broken("an unknown layout"));
        }
        let mut changes = BTreeMap::new();
        for _ in 0..from.count()? {
            let tag = from.number()?;
            let id = from.word()?;
            let subject = match tag % 2 {
                0 => Subject::Org(id.parse().map_err(|_| Broken("an id is none"))?),
                _ => Subject::Member(id.parse().map_err(|_| Broken("an id is none"))?),
            };
            let (version, at) = (from.number()?, from.number()?);
            let entry = if tag < 2 { None } else { Some(entry(&mut from, &subject)?) };
            changes.insert(subject, Change { version, at, entry });
        }
        from.end()?;
        Ok(Self(changes))
    }
}

fn entry(from: &mut Reader<'_>, subject: &Subject) -> Result<Entry, Broken> {
    let mut chain: Vec<OrgId> = Vec::new();
    for _ in 0..from.count()? {
        chain.push(from.word()?.parse().map_err(|_| Broken("an id is none"))?);
    }
    Ok(match subject {
        Subject::Org(_) => {
            let kind = kind_of(from.number()?)?;
            let name = from.text()?.to_owned();
            let mut former = Vec::new();
            for _ in 0..from.count()? {
                former.push(from.text()?.to_owned());
            }
            Entry::Org(OrgEntry { chain, kind, name, former })
        }
        Subject::Member(member) => {
            Entry::Member(MemberEntry { member: member.clone(), chain, name: from.text()?.to_owned() })
        }
    })
}
