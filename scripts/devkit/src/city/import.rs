//! Writes the city into the table: organisations with their counts, demo accounts, then members as they are
//! generated, a few at a time. How far it has come is kept in the table, so an import that was stopped goes on.
//!
//! Counts are written with the organisations, because the projection would need a write per member and level for
//! them. So the projection must not be shown what the import writes: the stream is followed from the import's end.

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
const STRIDE: usize = 1_000;

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

/// Brings the city into the table, or goes on where an earlier import was stopped. The file is checked as a whole
/// before anything is written.
///
/// # Errors
/// When the file has a fault; when the table holds another city's unfinished import; when the table does not take
/// the records.
pub(crate) async fn import(order: &Order, table: &Table, ring: &Ring) -> Result<Imported> {
    let path = &order.divisions;
    let divisions = Divisions::read(path).with_context(|| format!("{} was not imported", path.display()))?;
    ensure!(order.members <= MOST_MEMBERS, "at most {MOST_MEMBERS} members can be generated");
    let root = divisions.city().context("no city")?.code.parse()?;
    let found = table.get::<ImportRecord>(&keys::import()).await?;
    let wanted = ImportRecord {
        root,
        seed: order.seed,
        members: order.members,
        as_of: order.as_of,
        divisions: digest(path)?,
        written: 0,
        complete: false,
    };
    let (mut record, mut version) = found.map_or((wanted.clone(), 0), |found| (found.record, found.version));
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
    let was_complete = record.complete;
    let tree = Tree::plant(&divisions, record.seed, record.as_of, record.members)?;
    let demo = Demo::new(&tree);
    let spread = Spread::new(&tree, record.seed, record.members, demo.branch);
    let city = City { demo, spread, seed: record.seed, as_of: record.as_of, tree };

    if !was_complete {
        // The note comes first: records of an import that is not noted would belong to nobody.
        if version == 0 {
            table.replace(&record, 0).await?;
            version = 1;
        }
        if record.written == 0 {
            city.write_orgs_and_accounts(table, ring).await?;
        }
        city.write_members(table, ring, &mut record, &mut version).await?;
    }
    city.write_identities(&order.identities, &order.initial_password)?;
    Ok(match was_complete {
        true => Imported::Before(record.members),
        false => Imported::Now { orgs: city.tree.orgs().len(), members: record.members },
    })
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

    async fn write_orgs_and_accounts(&self, table: &Table, ring: &Ring) -> Result<()> {
        let planted = Planted::new(&self.tree);
        let mut lasting = vec![0; self.tree.orgs().len()];
        for person in self.people().from(0) {
            let person = person?;
            if let Some(members) = lasting.get_mut(person.branch).filter(|_| person.standing.lasts()) {
                *members += 1;
            }
        }
        let mut writer = Writer::new(table.clone());
        let mut items = Vec::new();
        for (at, (counts, members)) in counts(&self.tree, &lasting).into_iter().zip(lasting).enumerate() {
            let accounts = self.demo.accounts.iter().filter(|account| account.org == at).count();
            let held = Holdings { members, orgs: counts.children, accounts: u32::try_from(accounts)? };
            items.push(planted.org(ring, at, counts, held)?);
            if items.len() == 25 {
                writer.write(std::mem::take(&mut items)).await?;
            }
        }
        for account in &self.demo.accounts {
            items.extend(planted.account(ring, account)?);
        }
        writer.write(items).await?;
        writer.finish().await
    }

    async fn write_members(
        &self,
        table: &Table,
        ring: &Ring,
        record: &mut ImportRecord,
        version: &mut u64,
    ) -> Result<()> {
        let planted = Planted::new(&self.tree);
        let mut news = News::new(record.written, record.members);
        let people = self.people();
        let mut people = people.from(record.written);
        while record.written < record.members {
            let mut writer = Writer::new(table.clone());
            let mut left = STRIDE;
            while left > 0 {
                let some: Vec<Person> = people.by_ref().take(AT_ONCE.min(left)).collect::<Result<_>>()?;
                if some.is_empty() {
                    break;
                }
                left -= some.len();
                record.written += u32::try_from(some.len())?;
                let mut items = Vec::with_capacity(some.len() * 3);
                for person in some {
                    items.extend(planted.member(ring, person)?);
                }
                writer.write(items).await?;
            }
            writer.finish().await?;
            record.complete = record.written >= record.members;
            self.note(table, record, version).await?;
            news.tell(record.written);
        }
        if !record.complete {
            record.complete = true;
            self.note(table, record, version).await?;
        }
        Ok(())
    }

    async fn note(&self, table: &Table, record: &ImportRecord, version: &mut u64) -> Result<()> {
        ensure!(table.replace(record, *version).await?, "another import writes to the same table");
        *version += 1;
        Ok(())
    }

    fn write_identities(&self, path: &Path, initial_password: &str) -> Result<()> {
        let member = self.people().from(0).next().transpose()?;
        let list = self.demo.identities(&self.tree, member.as_ref(), initial_password);
        identities::write(path, &list)
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
    fn new(table: Table) -> Self {
        Self { table, under_way: JoinSet::new() }
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
mod tests {
    use super::*;

    #[test]
    fn counts_add_up() {
        let path = crate::paths::at("scripts/devkit/data/suqian-divisions.csv");
        let divisions = Divisions::read(&path).unwrap();
        let tree = Tree::plant(&divisions, 1, "2026-11-23".parse().unwrap(), 3000).unwrap();
        let own: Vec<u32> = tree.orgs().iter().map(|org| if org.kind.is_branch() { 7 } else { 0 }).collect();
        let counts = counts(&tree, &own);
        let number = |count: usize| u32::try_from(count).unwrap();
        assert_eq!((counts[0].orgs, counts[0].children), (number(tree.orgs().len()) - 1, 7));
        for (at, org) in tree.orgs().iter().enumerate() {
            let children = || (0..counts.len()).filter(|below| tree.get(*below).unwrap().parent == Some(at));
            assert_eq!(counts[at].children, number(children().count()), "{}", org.name);
            assert_eq!(counts[at].orgs, children().map(|below| counts[below].orgs + 1).sum::<u32>());
            assert_eq!(
                counts[at].members,
                own[at] + children().map(|below| counts[below].members).sum::<u32>()
            );
        }
    }

    #[test]
    fn files_are_told_apart_by_their_content() {
        let path = crate::paths::at("scripts/devkit/data/suqian-divisions.csv");
        let digest = super::digest(&path).unwrap();
        assert_eq!(digest.len(), 64);
        assert_ne!(digest, super::digest(&crate::paths::at("Cargo.toml")).unwrap());
    }
}
