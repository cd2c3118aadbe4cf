//! The names of a city without a table: for what is measured in memory.

use super::{
    accounts::Demo,
    command::{SEED, SUQIAN},
    divisions::Divisions,
    people::{People, Person},
    records::Planted,
    spread::Spread,
    tree::Tree,
};
use crate::paths;
use anyhow::{Context as _, Result};
use index::{Entry, MemberEntry, OrgEntry};
use platform::{crypto::Ring, store::Prepared};
use shared_types::{dates::Day, ids::OrgId};

/// A city as [`super::bring`] would write it.
pub(crate) struct Sample {
    tree: Tree,
    spread: Spread,
    as_of: Day,
}

impl Sample {
    /// 宿迁 with so many members.
    ///
    /// # Errors
    /// When the file of divisions cannot be read.
    pub(crate) fn new(members: u32, as_of: Day) -> Result<Self> {
        let tree = Tree::plant(&Divisions::read(&paths::at(SUQIAN))?, SEED, as_of, members)?;
        let spread = Spread::new(&tree, SEED, members, Demo::new(&tree).branch);
        Ok(Self { tree, spread, as_of })
    }

    fn chain(&self, at: usize) -> Vec<OrgId> {
        self.tree
            .way_to(at)
            .into_iter()
            .filter_map(|at| self.tree.get(at))
            .map(|org| org.id.clone())
            .collect()
    }

    /// Its organisations.
    pub(crate) fn orgs(&self) -> Vec<Entry> {
        let of = |(at, org): (usize, &super::tree::Planned)| {
            let (chain, name) = (self.chain(at), org.name.clone());
            Entry::Org(OrgEntry { chain, kind: org.kind, name, former: Vec::new() })
        };
        self.tree.orgs().iter().enumerate().map(of).collect()
    }

    /// Its members. Their ids are as long as those that the product makes.
    ///
    /// # Errors
    /// When somebody cannot be made.
    pub(crate) fn members(&self) -> Result<Vec<Entry>> {
        let of = |person: Result<Person>| {
            let person = person?;
            let (chain, name) = (self.chain(person.branch), person.particulars.name);
            let member = format!("{0}{0}", person.id).parse()?;
            Ok(Entry::Member(MemberEntry { member, chain, name }))
        };
        self.people().from(0).map(of).collect()
    }

    /// The records of a member.
    ///
    /// # Errors
    /// When there is no such member.
    pub(crate) fn records(&self, ring: &Ring, number: u32) -> Result<Vec<Prepared>> {
        let mut person = self.people().from(number).next().context("no such member")??;
        person.id = format!("{0}{0}", person.id).parse()?;
        Planted::new(&self.tree).member(ring, person)
    }

    fn people(&self) -> People<'_> {
        People::new(&self.tree, &self.spread, SEED, self.as_of)
    }
}
