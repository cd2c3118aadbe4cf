//! Through the function as it is deployed: warm, with every shard of the city in reach, and cold, when the first
//! request finds nothing loaded. The time in which database and bucket owe an answer belongs to it.

use super::queries::{Asked, Of};
use super::{City, MOST, millis, slowest};
use crate::bench::{
    calls::{Call, People, Tokens},
    ground::{self, Ground},
    release::Release,
    report::number,
    runtime_api::Function,
    statistics::{median, quantile},
};
use anyhow::{Context as _, Result};
use index::{Delta, Hidden, Query, Reach, View};
use platform::{
    Context,
    objects::Bucket,
    store::{IndexRecord, keys},
};
use shared_types::ids::MemberId;
use shared_types::search::{FindMembers, FindOrgs, MemberSearch, OrgSearch};
use std::collections::HashMap;
use std::time::Instant;

/// Members of the city that callers come from; what they find is of the large one.
const CALLERS: u32 = 300;

/// Questions.
const COUNT: usize = 300;

/// Starts of the function.
const STARTS: usize = 7;

/// What was measured.
pub(super) struct Measured {
    /// Of warm calls.
    pub(super) p99: f64,
    /// The first call after a start, in the middle.
    pub(super) cold: f64,
    /// For people.
    pub(super) note: String,
}

/// Measures.
///
/// # Errors
/// When a call is not answered as it should be.
pub(super) async fn measure(city: &City, asked: &[Asked]) -> Result<Measured> {
    let release = Release::build().await?;
    let ground = Ground::start("search").await?;
    let measured = on(&ground, &release, city, asked).await;
    ground.stop().await;
    measured
}

async fn on(ground: &Ground, release: &Release, city: &City, asked: &[Asked]) -> Result<Measured> {
    let few: Vec<&Asked> = asked.iter().step_by((asked.len() / COUNT).max(1)).take(COUNT).collect();
    let callers = ground.city(CALLERS).await?;
    bring(&callers, city, &few).await?;
    let people = People::sign_in(&callers).await?;
    let tokens = people.tokens(&callers).await?;
    let calls = few.iter().map(|one| call(one)).collect::<Result<Vec<Call>>>()?;
    let environment = ground.environment(&callers, ground.database, ground.services);
    let binary = release.function("search")?;
    let (mut warm, mut cold) = (Vec::new(), Vec::new());
    for start in 0..STARTS {
        let (mut function, _) = Function::start(&binary.path, &environment, &ground.log("search")).await?;
        cold.push(timed(&mut function, calls.get(start).context("a call")?, &tokens).await?);
        if start + 1 == STARTS {
            for one in &calls {
                warm.push(timed(&mut function, one, &tokens).await?);
            }
        }
        function.stop().await?;
    }
    let note = format!(
        "through the function, database and bucket emulated: warm p50 {} ms, the first call of {STARTS} starts {} ms in the middle, {} at most.",
        number(median(&warm)),
        number(median(&cold)),
        slowest(&cold)
    );
    Ok(Measured { p99: quantile(&warm, 0.99), cold: median(&cold), note })
}

fn call(one: &Asked) -> Result<Call> {
    let by = Some("city");
    Ok(match one.of {
        Of::Org => Call::of::<FindOrgs>(by, &(), &OrgSearch { name: one.text.clone(), below: None })?,
        Of::Member => {
            let search = MemberSearch { text: one.text.clone(), ..MemberSearch::default() };
            Call::of::<FindMembers>(by, &(), &search)?
        }
    })
}

async fn timed(function: &mut Function, call: &Call, tokens: &Tokens) -> Result<f64> {
    let event = call.event(tokens, 0)?;
    let start = Instant::now();
    let answer = function.invoke(&event).await?;
    let took = millis(start);
    call.body(&answer.body)?;
    Ok(took)
}

/// Puts the large city's shards where the callers' function looks for them, and the records of everybody who will be
/// found.
async fn bring(callers: &ground::City, city: &City, asked: &[&Asked]) -> Result<()> {
    let cx = Context::new(&callers.shared).await?;
    let objects = cx.objects(Bucket::Index)?;
    let mut tx = cx.table().transaction();
    let (known, _) = cx.table().partition::<IndexRecord>(keys::indexes(&city.root), false, 100, None).await?;
    known.iter().for_each(|found| {
        tx.forget(&keys::index(&city.root, &found.record.shard));
    });
    tx.commit().await?;
    for (shard, bytes) in &city.shards {
        let key = format!("bench/{shard}");
        objects.put_object(&key, bytes.clone()).await?;
        let nothing = Delta::default().encoded();
        let mut record = IndexRecord::new(city.root.clone(), shard.clone()).with_delta(&nothing);
        record.object = Some(key);
        cx.table().replace(&record, 0).await?;
    }
    let numbers: HashMap<&MemberId, u32> = (0..)
        .zip(&city.members)
        .filter_map(|(number, entry)| match entry {
            index::Entry::Member(member) => Some((&member.member, number)),
            index::Entry::Org(_) => None,
        })
        .collect();
    let (shards, hidden, near) = (city.loaded()?, Hidden::default(), [city.root.clone()]);
    let reach = Reach { within: Some(&near), near: &near, moving: &[] };
    let views: Vec<View<'_>> = shards.iter().map(|shard| View::new(shard, &hidden, &reach)).collect();
    let mut records = Vec::new();
    for one in asked.iter().filter(|one| one.of == Of::Member) {
        let query = Query::of(&one.text).context("nothing to look for")?;
        for hit in index::members(&views, &query, MOST).hits {
            let number = numbers.get(&hit.member).context("somebody unknown")?;
            records.extend(city.sample.records(cx.ring(), *number)?.into_iter().next());
        }
    }
    // One request holds no key twice.
    let mut seen = std::collections::HashSet::new();
    let mut unique = Vec::new();
    for record in records {
        if seen.insert(record.key()?) {
            unique.push(record);
        }
    }
    cx.table().put_all(unique).await?;
    Ok(())
}
