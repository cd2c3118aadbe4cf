//! `search`: how names are found in a city of 300,000 members and some 10,000 organisations. In process, with every
//! shard of the city in reach, which is the most that a search can have to do; beside it SQLite's full-text search
//! with the same names and questions, and the plain search that says what should be found. Then through the function,
//! warm and cold, and in a nation of ten million, where one county is one shard.

mod handler;
mod nation;
mod peer;
mod queries;

use super::report::{Figure, Report, number};
use super::statistics::{median, quantile, worst};
use crate::{
    city::Sample,
    progress::{say, step},
};
use anyhow::{Context as _, Result, ensure};
use index::{Contents, Entry, Hidden, Query, Reach, Shard, View, shard_of, testing};
use platform::clock::Clock;
use queries::{Asked, KINDS, Of};
use shared_types::ids::OrgId;
use std::{
    collections::{BTreeMap, HashMap},
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

/// Members of the city.
const MEMBERS: u32 = 300_000;

/// Hits of an answer.
const MOST: usize = 20;

/// Questions that SQLite is asked too: each takes it up to a tenth of a second.
const OF_PEER: usize = 1000;

/// The city, shard by shard.
pub(super) struct City {
    sample: Sample,
    orgs: Vec<Entry>,
    members: Vec<Entry>,
    root: OrgId,
    /// The bytes of each shard.
    shards: BTreeMap<OrgId, Vec<u8>>,
}

impl City {
    fn new() -> Result<Self> {
        let sample = Sample::new(MEMBERS, Clock::default().now().day())?;
        let (orgs, members) = (sample.orgs(), sample.members()?);
        let root = orgs.first().and_then(|org| org.chain().first()).context("a city without a root")?.clone();
        let mut contents: BTreeMap<OrgId, Contents> = BTreeMap::new();
        for entry in orgs.iter().chain(&members) {
            let shard = shard_of(entry.chain()).context("an entry without a place")?;
            contents.entry(shard.clone()).or_default().put(1, entry.clone());
        }
        let shards =
            contents.into_iter().map(|(org, contents)| (org, Shard::of(&contents).encoded())).collect();
        Ok(Self { sample, orgs, members, root, shards })
    }

    fn loaded(&self) -> Result<Vec<Shard>> {
        self.shards.values().map(|bytes| Ok(Shard::decoded(bytes)?)).collect()
    }
}

/// Measures with so many questions.
///
/// # Errors
/// When something cannot be measured.
pub(super) async fn run(count: usize) -> Result<Report> {
    let city = step("Making a city", async { City::new() }).await?;
    let asked = queries::of(&city.orgs, &city.members, count);
    let shards = city.loaded()?;
    let took = step("Asking in process", async { in_process(&city, &shards, &asked) }).await?;
    say(format_args!("    p99 {} ms", number(quantile(&took, 0.99))));
    let few: Vec<&Asked> = asked.iter().step_by((asked.len() / OF_PEER).max(1)).collect();
    let peer = step("Asking SQLite", async { peer::ask(&city.orgs, &city.members, &few) }).await?;
    say(format_args!("    p99 {} ms", number(quantile(&peer, 0.99))));
    let recall = step("Comparing with the plain search", async { recall(&city, &shards, &asked) }).await?;
    say(format_args!("    {recall}"));
    let handler = handler::measure(&city, &asked).await?;
    let nation = step("Building a nation of ten million", async { nation::measure() }).await?;

    let ours: Vec<f64> = took.iter().step_by((took.len() / OF_PEER).max(1)).copied().collect();
    let bytes = city.shards.values().map(Vec::len).sum::<usize>();
    let mut notes = vec![
        format!(
            "{} members and {} organisations in {} shards of {} kB in all; {} questions. In process p50 {} ms, SQLite p50 {} and p99 {} ms.",
            city.members.len(),
            city.orgs.len(),
            city.shards.len(),
            bytes / 1000,
            asked.len(),
            number(median(&took)),
            number(median(&peer)),
            number(quantile(&peer, 0.99))
        ),
        nation,
        handler.note,
    ];
    for kind in KINDS {
        let of = |times: &[f64], all: &[&Asked]| {
            let own = times.iter().zip(all).filter(|(_, asked)| asked.kind == kind).map(|(time, _)| *time);
            quantile(&own.collect::<Vec<f64>>(), 0.99)
        };
        let all: Vec<&Asked> = asked.iter().collect();
        notes.push(format!(
            "  {:<12} p99 {:>6} ms, SQLite {:>7} ms",
            kind.name(),
            number(of(&took, &all)),
            number(of(&peer, &few))
        ));
    }
    Ok(Report::new(
        "search",
        vec![
            Figure::at_most("p99_process_ms", quantile(&took, 0.99), "ms", 5.0),
            Figure::at_most("p99_handler_ms", handler.p99, "ms", 20.0),
            Figure::at_most("cold_ms", handler.cold, "ms", 150.0),
            Figure::at_most("bytes_per_member", ratio(bytes, city.members.len()), "", 40.0),
            Figure::at_least("recall_at_20", recall, "", 0.99),
            Figure::at_most("p99_ratio_fts5", quantile(&ours, 0.99) / quantile(&peer, 0.99), "×", 1.0),
        ],
        notes,
    ))
}

#[allow(clippy::as_conversions, reason = "counts of measurements are far below what a float holds exactly")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// What one question takes, over the whole city.
fn in_process(city: &City, shards: &[Shard], asked: &[Asked]) -> Result<Vec<f64>> {
    let near = [city.root.clone()];
    let reach = Reach { within: Some(&near), near: &near, moving: &[] };
    let hidden = Hidden::default();
    let mut took = Vec::with_capacity(asked.len());
    for one in asked {
        let start = Instant::now();
        let query = Query::of(&one.text).context("nothing to look for")?;
        let views: Vec<View<'_>> = shards.iter().map(|shard| View::new(shard, &hidden, &reach)).collect();
        let hits = match one.of {
            Of::Org => index::orgs(&views, &query, |_| true, MOST).hits.len(),
            Of::Member => index::members(&views, &query, MOST).hits.len(),
        };
        took.push(millis(start));
        ensure!(hits > 0, "{} finds nothing", one.text);
    }
    Ok(took)
}

/// Which share of the twenty that the plain search finds best the quick one finds. Members are looked for within one
/// county, another for each question: the plain search takes its time.
fn recall(city: &City, shards: &[Shard], asked: &[Asked]) -> Result<f64> {
    let counties: Vec<(&OrgId, &Shard)> =
        city.shards.keys().zip(shards).filter(|(_, shard)| shard.members() > 0).collect();
    let mut of_county: HashMap<&OrgId, BTreeMap<&str, Vec<&Entry>>> = HashMap::new();
    for entry in &city.members {
        if let (Some(county), Entry::Member(member)) = (entry.chain().get(1), entry) {
            of_county.entry(county).or_default().entry(&member.name).or_default().push(entry);
        }
    }
    let (found, expected, next) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || -> Result<()> {
        while let Some((at, one)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, asked.get(at)?)))
        {
            let hidden = Hidden::default();
            let query = Query::of(&one.text).context("nothing to look for")?;
            let (quick, plain) = match one.of {
                Of::Org => {
                    let near = [city.root.clone()];
                    let reach = Reach { within: Some(&near), near: &near, moving: &[] };
                    let views: Vec<View<'_>> =
                        shards.iter().map(|shard| View::new(shard, &hidden, &reach)).collect();
                    let hits = index::orgs(&views, &query, |_| true, MOST).hits;
                    let ids = hits.iter().filter_map(|hit| hit.chain.last().map(OrgId::to_string)).collect();
                    (
                        ids,
                        plainly(
                            one,
                            city.orgs.iter().map(|org| (name_of(org), std::slice::from_ref(org))),
                            1,
                        ),
                    )
                }
                Of::Member => {
                    let (county, shard) = counties.get(at % counties.len()).context("no county")?;
                    let near = [city.root.clone(), (*county).clone()];
                    let reach = Reach { within: Some(&near), near: &near, moving: &[] };
                    let hits = index::members(&[View::new(shard, &hidden, &reach)], &query, MOST).hits;
                    let ids: Vec<String> = hits.iter().map(|hit| hit.member.to_string()).collect();
                    let own = of_county.get(county).context("no members")?;
                    let members: Vec<(&str, Vec<Entry>)> = own
                        .iter()
                        .filter(|(name, _)| best(one, name).is_some())
                        .map(|(name, entries)| {
                            (*name, entries.iter().map(|entry| (*entry).clone()).collect())
                        })
                        .collect();
                    (ids, plainly(one, members.iter().map(|(name, entries)| (*name, entries.as_slice())), 2))
                }
            };
            found.fetch_add(plain.iter().filter(|id| quick.contains(id)).count(), Ordering::Relaxed);
            expected.fetch_add(plain.len(), Ordering::Relaxed);
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running
            .into_iter()
            .try_for_each(|thread| thread.join().map_err(|_| anyhow::anyhow!("a thread fell"))?)
    })?;
    Ok(ratio(found.into_inner(), expected.into_inner().max(1)))
}

fn name_of(entry: &Entry) -> &str {
    match entry {
        Entry::Org(org) => &org.name,
        Entry::Member(member) => &member.name,
    }
}

fn best(one: &Asked, name: &str) -> Option<u8> {
    testing::grade(&one.text, name).or_else(|| testing::slipped(&one.text, name))
}

/// The ids of the best twenty, by grade, nearness to where the search looks from (at depth `from`), length, name and
/// id; what fits with a slip only where too little fits without.
fn plainly<'a>(one: &Asked, names: impl Iterator<Item = (&'a str, &'a [Entry])>, from: usize) -> Vec<String> {
    let mut fitting: Vec<(u8, usize, usize, &str, String)> = Vec::new();
    for (name, entries) in names {
        let Some(grade) = best(one, name) else { continue };
        for entry in entries {
            let id = match entry {
                Entry::Org(org) => org.chain.last().map(OrgId::to_string).unwrap_or_default(),
                Entry::Member(member) => member.member.to_string(),
            };
            fitting.push((grade, entry.chain().len().abs_diff(from), name.chars().count(), name, id));
        }
    }
    fitting.sort();
    fitting.into_iter().take(MOST).map(|(.., id)| id).collect()
}

/// The worst of some times, to be told beside a figure.
fn slowest(times: &[f64]) -> String {
    number(worst(times.iter().copied()))
}
