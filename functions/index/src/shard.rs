//! A shard as it is searched, and its bytes. The same contents always make the same bytes.
//!
//! | part | what, in this order |
//! |---|---|
//! | layout | a number |
//! | organisations | count; each: id, place of the one above plus one (0: none), 0 or 1 plus its kind; unless 0: version, name, former names |
//! | names of members | count; each, sorted: bytes that it shares with the one before, the rest, how many members |
//! | members | count; each, by name and id: id, place of the branch, version |
//!
//! A member takes 16 bytes for the id and some 8 for the rest. Counts, kinds and versions are varints; ids are packed.

use crate::Broken;
use crate::bytes::{Reader, Writer, at, number, packed, unpacked};
use crate::contents::{Contents, Entry, MemberEntry, OrgEntry};
use crate::fold::fold;
use crate::needs::Having;
use crate::tree::{Node, Tree};
use shared_types::ids::{MemberId, OrgId};
use shared_types::orgs::OrgKind;
use std::ops::Range;

/// The layout of these bytes. A shard of another layout is not read; it is made anew.
const LAYOUT: u64 = 1;

/// Texts one after another, folded for comparing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Texts {
    letters: Vec<char>,
    ends: Vec<u32>,
    /// Worked out once all are there.
    pub(crate) having: Having,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.letters.extend(text.chars().map(fold));
        self.ends.push(number(self.letters.len()));
    }

    fn complete(&mut self) {
        let starts = std::iter::once(&0).chain(&self.ends);
        let range = |(start, end): (&u32, &u32)| self.letters.get(at(*start)..at(*end));
        self.having = Having::of(starts.zip(&self.ends).filter_map(range));
    }

    /// A text by its place.
    pub(crate) fn get(&self, text: u32) -> &[char] {
        let start = text.checked_sub(1).and_then(|before| self.ends.get(at(before))).copied();
        let end = self.ends.get(at(text)).copied().unwrap_or_default();
        self.letters.get(at(start.unwrap_or_default())..at(end)).unwrap_or_default()
    }
}

/// An organisation that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Org {
    pub(crate) place: u32,
    pub(crate) kind: OrgKind,
    pub(crate) version: u64,
    pub(crate) name: String,
    pub(crate) former: Vec<String>,
}

/// Members, sorted by name and id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Members {
    pub(crate) names: Texts,
    /// The names as they are shown, one after another.
    shown: String,
    shown_ends: Vec<u32>,
    /// By name: where its members end.
    pub(crate) ends: Vec<u32>,
    ids: Vec<u8>,
    id_ends: Vec<u32>,
    packed: Vec<bool>,
    /// By member: the place of the branch.
    pub(crate) branches: Vec<u32>,
    versions: Vec<u64>,
}

impl Members {
    pub(crate) fn id(&self, member: u32) -> Option<MemberId> {
        let start = member.checked_sub(1).and_then(|before| self.id_ends.get(at(before))).copied();
        let end = *self.id_ends.get(at(member))?;
        let bytes = self.ids.get(at(start.unwrap_or_default())..at(end))?;
        let text = match self.packed.get(at(member))? {
            true => unpacked(bytes),
            false => String::from_utf8(bytes.to_vec()).ok()?,
        };
        text.parse().ok()
    }

    /// The ids, packed where they can be. One that is packed could be the text of another only if it were made of
    /// letters and digits by chance: then one row more is looked up in vain.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.id_ends);
        starts.zip(&self.id_ends).map(|(start, end)| self.ids.get(at(*start)..at(*end)).unwrap_or_default())
    }

    pub(crate) fn name(&self, name: u32) -> &str {
        let start = name.checked_sub(1).and_then(|before| self.shown_ends.get(at(before))).copied();
        let end = self.shown_ends.get(at(name)).copied().unwrap_or_default();
        self.shown.get(at(start.unwrap_or_default())..at(end)).unwrap_or_default()
    }

    /// The members of a name.
    pub(crate) fn rows(&self, name: u32) -> Range<u32> {
        let start = name.checked_sub(1).and_then(|before| self.ends.get(at(before))).copied();
        start.unwrap_or_default()..self.ends.get(at(name)).copied().unwrap_or_default()
    }

    fn push_name(&mut self, name: &str) {
        self.names.push(name);
        self.shown.push_str(name);
        self.shown_ends.push(number(self.shown.len()));
    }

    fn push(&mut self, (id, packed): (&[u8], bool), branch: u32, version: u64) {
        self.ids.extend_from_slice(id);
        self.id_ends.push(number(self.ids.len()));
        self.packed.push(packed);
        self.branches.push(branch);
        self.versions.push(version);
    }
}

/// A part of the index: a county-level organisation and everything below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shard {
    pub(crate) tree: Tree,
    pub(crate) orgs: Vec<Org>,
    /// By name: of which organisation, and which of its former names (0: the present one).
    pub(crate) org_names: Vec<(u32, u32)>,
    pub(crate) org_texts: Texts,
    pub(crate) members: Members,
}

impl Shard {
    /// The shard that says this.
    pub fn of(contents: &Contents) -> Self {
        let mut shard = Self { tree: Tree::of(contents), ..Self::default() };
        let mut orgs: Vec<Org> = Vec::new();
        let mut members: Vec<(&MemberEntry, u32, u64)> = Vec::new();
        for (version, entry) in contents.entries.values() {
            let Some(place) = entry.chain().last().and_then(|org| shard.tree.place(org)) else { continue };
            match entry {
                Entry::Org(OrgEntry { kind, name, former, .. }) => orgs.push(Org {
                    place,
                    kind: *kind,
                    version: *version,
                    name: name.clone(),
                    former: former.clone(),
                }),
                Entry::Member(member) => members.push((member, place, *version)),
            }
        }
        orgs.sort_by_key(|org| org.place);
        shard.take_orgs(orgs);
        members.sort_by_key(|(member, ..)| (&member.name, &member.member));
        let mut last: Option<&str> = None;
        for (member, place, version) in members {
            if last != Some(&member.name) {
                shard.members.push_name(&member.name);
                shard.members.ends.push(number(shard.members.branches.len()));
                last = Some(&member.name);
            }
            let id = member.member.as_str();
            match packed(id) {
                Some(bytes) => shard.members.push((&bytes, true), place, version),
                None => shard.members.push((id.as_bytes(), false), place, version),
            }
            if let Some(end) = shard.members.ends.last_mut() {
                *end = number(shard.members.branches.len());
            }
        }
        shard.members.names.complete();
        shard
    }

    /// Takes organisations, in the order of their places, and sorts their names as hits are sorted.
    fn take_orgs(&mut self, orgs: Vec<Org>) {
        let mut names: Vec<(&str, Option<&OrgId>, (u32, u32))> = Vec::with_capacity(orgs.len());
        for (row, org) in (0..).zip(&orgs) {
            let id = self.tree.nodes().get(at(org.place)).map(|node| &node.org);
            let own = std::iter::once(&org.name).chain(&org.former);
            names.extend((0..).zip(own).map(|(which, name)| (name.as_str(), id, (row, which))));
        }
        names.sort();
        for (name, _, of) in names {
            self.org_texts.push(name);
            self.org_names.push(of);
        }
        self.org_texts.complete();
        self.orgs = orgs;
    }

    /// How many organisations can be found.
    pub fn orgs(&self) -> usize {
        self.orgs.len()
    }

    /// How many members can be found.
    pub fn members(&self) -> usize {
        self.members.branches.len()
    }

    /// The name of an organisation that can be found.
    pub fn name_of(&self, org: &OrgId) -> Option<&str> {
        let row = self.row_of(org)?;
        self.orgs.get(at(row)).map(|org| org.name.as_str())
    }

    pub(crate) fn row_of(&self, org: &OrgId) -> Option<u32> {
        let place = self.tree.place(org)?;
        self.orgs.binary_search_by_key(&place, |org| org.place).ok().map(number)
    }

    /// What it says.
    ///
    /// # Errors
    /// A broken shard.
    pub(crate) fn contents(&self) -> Result<Contents, Broken> {
        let mut contents = Contents::default();
        for org in &self.orgs {
            let chain = self.tree.chain(org.place);
            let Org { kind, version, name, former, .. } = org.clone();
            contents.put(version, Entry::Org(OrgEntry { chain, kind, name, former }));
        }
        let chains: Vec<Vec<OrgId>> =
            (0..number(self.tree.nodes().len())).map(|place| self.tree.chain(place)).collect();
        let mut start = 0;
        for (name, end) in (0..).zip(&self.members.ends) {
            for member in start..*end {
                let branch = self.members.branches.get(at(member)).and_then(|place| chains.get(at(*place)));
                let entry = MemberEntry {
                    member: self.members.id(member).ok_or(Broken("an id is none"))?,
                    chain: branch.ok_or(Broken("a member without a branch"))?.clone(),
                    name: self.members.name(name).to_owned(),
                };
                let version = self.members.versions.get(at(member)).copied().unwrap_or_default();
                contents.put(version, Entry::Member(entry));
            }
            start = *end;
        }
        Ok(contents)
    }

    /// As bytes.
    pub fn encoded(&self) -> Vec<u8> {
        let mut to = Writer::default();
        to.number(LAYOUT);
        to.count(self.tree.nodes().len());
        let mut orgs = self.orgs.iter().peekable();
        for (place, node) in (0..).zip(self.tree.nodes()) {
            to.id(node.org.as_str());
            to.number(node.above.map_or(0, |above| u64::from(above) + 1));
            match orgs.next_if(|org| org.place == place) {
                None => to.number(0),
                Some(org) => {
                    to.number(kind_number(org.kind) + 1);
                    to.number(org.version);
                    to.text(&org.name);
                    to.count(org.former.len());
                    org.former.iter().for_each(|name| to.text(name));
                }
            }
        }
        let members = &self.members;
        to.count(members.ends.len());
        let (mut before, mut start) = ("", 0);
        for (at, end) in (0..).zip(&members.ends) {
            let name = members.name(at);
            let shared = before.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
            // Never in the middle of a character.
            let shared = (0..=shared).rev().find(|at| name.is_char_boundary(*at)).unwrap_or_default();
            to.count(shared);
            to.text(name.get(shared..).unwrap_or_default());
            to.number(u64::from(end - start));
            (before, start) = (name, *end);
        }
        to.count(members.branches.len());
        let mut start = 0;
        for (((end, packed), branch), version) in
            members.id_ends.iter().zip(&members.packed).zip(&members.branches).zip(&members.versions)
        {
            let id = members.ids.get(at(start)..at(*end)).unwrap_or_default();
            to.count(id.len() * 2 + usize::from(!*packed));
            to.bytes.extend_from_slice(id);
            to.number(u64::from(*branch));
            to.number(*version);
            start = *end;
        }
        to.bytes
    }

    /// Back from [`Shard::encoded`].
    ///
    /// # Errors
    /// Bytes of another layout, or not of a shard at all.
    pub fn decoded(bytes: &[u8]) -> Result<Self, Broken> {
        let mut from = Reader::new(bytes);
        if from.number()? != LAYOUT {
            return Err(Broken("an unknown layout"));
        }
        let (mut shard, mut orgs) = (Self::default(), Vec::new());
        for place in 0..number(from.count()?) {
            let (id, packed) = from.id()?;
            let org = id_text(id, packed)?.parse().map_err(|_| Broken("an id is none"))?;
            let above = from.small()?.checked_sub(1);
            if above.is_some_and(|above| above >= place) {
                return Err(Broken("a tree that is none"));
            }
            shard.tree.push(Node { org, above });
            let Some(kind) = from.number()?.checked_sub(1) else { continue };
            let (kind, version, name) = (kind_of(kind)?, from.number()?, from.text()?.to_owned());
            let mut former = Vec::new();
            for _ in 0..from.count()? {
                former.push(from.text()?.to_owned());
            }
            orgs.push(Org { place, kind, version, name, former });
        }
        shard.take_orgs(orgs);
        let (mut name, mut end) = (String::new(), 0_u32);
        for _ in 0..from.count()? {
            let shared = usize::try_from(from.number()?).unwrap_or(usize::MAX);
            if !name.is_char_boundary(shared) {
                return Err(Broken("a name is none"));
            }
            name.truncate(shared);
            name.push_str(from.text()?);
            shard.members.push_name(&name);
            end = end.checked_add(from.small()?).ok_or(Broken("too many members"))?;
            shard.members.ends.push(end);
        }
        shard.members.names.complete();
        let count = from.count()?;
        if number(count) != end {
            return Err(Broken("members without names"));
        }
        let places = number(shard.tree.nodes().len());
        for _ in 0..count {
            let (id, packed) = from.id()?;
            let branch = from.small()?;
            if branch >= places {
                return Err(Broken("a member without a branch"));
            }
            shard.members.push((id, packed), branch, from.number()?);
        }
        from.end()?;
        Ok(shard)
    }
}

fn id_text(bytes: &[u8], packed: bool) -> Result<String, Broken> {
    match packed {
        true => Ok(unpacked(bytes)),
        false => String::from_utf8(bytes.to_vec()).map_err(|_| Broken("an id is none")),
    }
}

pub(crate) fn kind_number(kind: OrgKind) -> u64 {
    let place = OrgKind::ALL.iter().position(|known| *known == kind).unwrap_or_default();
    u64::try_from(place).unwrap_or_default()
}

pub(crate) fn kind_of(number: u64) -> Result<OrgKind, Broken> {
    let kind = usize::try_from(number).ok().and_then(|place| OrgKind::ALL.get(place));
    kind.copied().ok_or(Broken("an unknown kind"))
}
