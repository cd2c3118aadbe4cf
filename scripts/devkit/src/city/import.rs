//! Writes the city into the table: organisations with their counts, demo accounts, then members as they are
//! generated, a few at a time. How far it has come is kept in the table, so an import that was stopped goes on.
//!
//! Counts are written with the organisations, because the projection would need a write per member and level for
//! them. So the projection must not be shown what the import writes: the stream is off until the import is complete.

use super::{
    accounts::Demo,
    divisions::Divisions,
    people::{MOST_MEMBERS, People, Person},
    records::Planted,
    spread::Spread,
    tree::Tree,
};
use crate::{identities, progress};
use anyhow::{Context as _, Result, ensure};
use platform::{
    crypto::Ring,
    store::{Holdings, ImportRecord, Prepared, Table, keys},
};
use sha2::{Digest as _, Sha256};
use shared_types::{dates::Day, orgs::Counts};
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// Members between two notes of the progress.
const STRIDE: usize = 400;

/// Members whose items go out in one request: three items each, 25 in a request.
const AT_ONCE: usize = 8;

/// Requests under way.
const IN_FLIGHT: usize = 8;

/// Between two lines about the progress.
const NEWS: Duration = Duration::from_secs(5);

/// What to import.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    /// The file of divisions.
    pub(crate) divisions: PathBuf,
    /// How many members to generate.
    pub(crate) members: u32,
    /// The seed of everything that is generated.
    pub(crate) seed: u64,
    /// The day as of which it is generated.
    pub(crate) as_of: Day,
    /// Where to write the list of people one can sign in as.
    pub(crate) identities: PathBuf,
    /// The password that members have before their first sign-in.
    pub(crate) initial_password: String,
}

/// What an import found and did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Imported {
    /// The city was there already, with so many members; nothing was written.
    Before(u32),
    /// It is there now.
    Now {
        /// Organisations.
        orgs: usize,
        /// Members.
        members: u32,
    },
}

/// A city that is to be in the table.
pub(crate) struct Import<'a> {
    order: &'a Order,
    table: &'a Table,
    city: City,
    record: ImportRecord,
    /// Of the record in the table; 0 while there is none.
    version: u64,
}

impl<'a> Import<'a> {
    /// Checks the file as a whole and looks how far an earlier import has come. Writes nothing.
    ///
    /// # Errors
    /// When the file has a fault, or the table holds another city or another city's unfinished import.
    pub(crate) async fn prepare(order: &'a Order, table: &'a Table) -> Result<Self> {
        let path = &order.divisions;
        let divisions =
            Divisions::read(path).with_context(|| format!("{} was not imported", path.display()))?;
        ensure!(order.members <= MOST_MEMBERS, "at most {MOST_MEMBERS} members can be generated");
        let wanted = ImportRecord {
            root: divisions.city().context("no city")?.code.parse()?,
            seed: order.seed,
            members: order.members,
            as_of: order.as_of,
            divisions: digest(path)?,
            written: 0,
            complete: false,
        };
        let found = table.get::<ImportRecord>(&keys::import()).await?;
        let (record, version) = found.map_or((wanted.clone(), 0), |found| (found.record, found.version));
        ensure!(
            record.divisions == wanted.divisions,
            "the table holds a city from another file than {}; begin anew with --fresh",
            path.display()
        );
        ensure!(
            record.complete || (record.seed, record.members) == (wanted.seed, wanted.members),
            "an import of {} members with seed {} was begun and not finished; finish it or begin anew with --fresh",
            record.members,
            record.seed
        );
        let tree = Tree::plant(&divisions, record.seed, record.as_of, record.members)?;
        let demo = Demo::new(&tree);
        let spread = Spread::new(&tree, record.seed, record.members, demo.branch);
        let city = City { demo, spread, seed: record.seed, as_of: record.as_of, tree };
        Ok(Self { order, table, city, record, version })
    }

    /// Whether everything is in the table.
    pub(crate) fn is_complete(&self) -> bool {
        self.record.complete
    }

    /// Brings into the table what is not there yet, and writes the list of people one can sign in as.
    ///
    /// # Errors
    /// When the table does not take the records; then it can be gone on with.
    pub(crate) async fn run(mut self, ring: &Ring) -> Result<Imported> {
        let before = self.is_complete();
        if !before {
            // The note comes first: records of an import that is not noted would belong to nobody.
            if self.version == 0 {
                self.note().await?;
            }
            if self.record.written == 0 {
                self.write_orgs_and_accounts(ring).await?;
            }
            self.write_members(ring).await?;
        }
        let member = self.city.people().from(0).next().transpose()?;
        let initial_password = &self.order.initial_password;
        let list = self.city.demo.identities(&self.city.tree, member.as_ref(), initial_password);
        identities::write(&self.order.identities, &list)?;
        let members = self.record.members;
        Ok(match before {
            true => Imported::Before(members),
            false => Imported::Now { orgs: self.city.tree.orgs().len(), members },
        })
    }

    async fn write_orgs_and_accounts(&self, ring: &Ring) -> Result<()> {
        let City { tree, demo, .. } = &self.city;
        let planted = Planted::new(tree);
        let lasting = self.city.lasting()?;
        let mut writer = Writer::new(self.table);
        let mut items = Vec::new();
        for (at, (counts, members)) in counts(tree, &lasting).into_iter().zip(lasting).enumerate() {
            let accounts = demo.accounts.iter().filter(|account| account.org == at).count();
            let held =
                Holdings { members, orgs: counts.children, accounts: u32::try_from(accounts)?, transfers: 0 };
            items.push(planted.org(ring, at, counts, held)?);
            if items.len() == 25 {
                writer.write(std::mem::take(&mut items)).await?;
            }
        }
        for account in &demo.accounts {
            items.extend(planted.account(ring, account)?);
        }
        writer.write(items).await?;
        writer.finish().await
    }

    async fn write_members(&mut self, ring: &Ring) -> Result<()> {
        let mut news = News::new(self.record.written, self.record.members);
        while !self.record.complete {
            self.record.written += self.write_some_members(ring).await?;
            self.record.complete = self.record.written >= self.record.members;
            self.note().await?;
            news.tell(self.record.written);
        }
        Ok(())
    }

    /// The next members up to the next note; answers how many.
    async fn write_some_members(&self, ring: &Ring) -> Result<u32> {
        let planted = Planted::new(&self.city.tree);
        let people = self.city.people();
        let mut people = people.from(self.record.written).take(STRIDE);
        let mut writer = Writer::new(self.table);
        let mut written = 0;
        loop {
            let some: Vec<Person> = people.by_ref().take(AT_ONCE).collect::<Result<_>>()?;
            if some.is_empty() {
                writer.finish().await?;
                return Ok(written);
            }
            written += u32::try_from(some.len())?;
            let mut items = Vec::with_capacity(some.len() * 3);
            for person in some {
                items.extend(planted.member(ring, person)?);
            }
            writer.write(items).await?;
        }
    }

    async fn note(&mut self) -> Result<()> {
        let first = self.table.replace(&self.record, self.version).await?;
        ensure!(first, "another import writes to the same table");
        self.version += 1;
        Ok(())
    }
}

/// SHA-256 of a file in hexadecimal.
fn digest(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path)?;
    Ok(Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What an import consists of.
struct City {
    tree: Tree,
    demo: Demo,
    spread: Spread,
    seed: u64,
    as_of: Day,
}

impl City {
    fn people(&self) -> People<'_> {
        People::new(&self.tree, &self.spread, self.seed, self.as_of)
    }

    /// How many lasting memberships each organisation has on its own roll.
    fn lasting(&self) -> Result<Vec<u32>> {
        let mut lasting = vec![0; self.tree.orgs().len()];
        for person in self.people().from(0) {
            let person = person?;
            if let Some(members) = lasting.get_mut(person.branch).filter(|_| person.standing.lasts()) {
                *members += 1;
            }
        }
        Ok(lasting)
    }
}

/// The numbers of every organisation, as the projection would come to them; `lasting` says how many lasting
/// memberships each has on its own roll.
fn counts(tree: &Tree, lasting: &[u32]) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); tree.orgs().len()];
    for (at, org) in tree.orgs().iter().enumerate() {
        if let Some(above) = org.parent.and_then(|parent| counts.get_mut(parent)) {
            above.children += 1;
        }
        for above in tree.way_to(at).into_iter().filter(|above| *above != at) {
            if let Some(above) = counts.get_mut(above) {
                above.orgs += 1;
            }
        }
    }
    for (branch, members) in lasting.iter().enumerate().filter(|(_, members)| **members > 0) {
        for at in tree.way_to(branch) {
            if let Some(org) = counts.get_mut(at) {
                org.members += members;
            }
        }
    }
    counts
}

/// Writes in the background, with a bound on how much is under way.
struct Writer {
    table: Table,
    under_way: JoinSet<Result<()>>,
}

impl Writer {
    fn new(table: &Table) -> Self {
        Self { table: table.clone(), under_way: JoinSet::new() }
    }

    async fn write(&mut self, items: Vec<Prepared>) -> Result<()> {
        if self.under_way.len() >= IN_FLIGHT
            && let Some(done) = self.under_way.join_next().await
        {
            done??;
        }
        let table = self.table.clone();
        self.under_way.spawn(async move { Ok(table.put_all(items).await?) });
        Ok(())
    }

    async fn finish(mut self) -> Result<()> {
        while let Some(done) = self.under_way.join_next().await {
            done??;
        }
        Ok(())
    }
}

/// Tells how far the import is, now and then.
struct News {
    begun: Instant,
    told: Instant,
    before: u32,
    members: u32,
}

impl News {
    fn new(before: u32, members: u32) -> Self {
        if before > 0 {
            progress::say(format_args!("    going on after {before} of {members} members"));
        }
        Self { begun: Instant::now(), told: Instant::now(), before, members }
    }

    fn tell(&mut self, written: u32) {
        if self.told.elapsed() < NEWS && written < self.members {
            return;
        }
        self.told = Instant::now();
        let rate = f64::from(written - self.before) / self.begun.elapsed().as_secs_f64().max(0.001);
        progress::say(format_args!("    {written} of {} members, {rate:.0} a second", self.members));
    }
}

#[cfg(test)]
mod tests;
