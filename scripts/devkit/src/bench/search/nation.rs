//! Ten million members in two hundred counties: written county by county, never all in memory, and searched by people
//! of one county each.

use super::queries::{self, Of};
use super::{MOST, millis, ratio, slowest};
use crate::bench::{
    report::number,
    statistics::{median, quantile},
};
use crate::{city::Sample, paths};
use anyhow::{Context as _, Result};
use index::{Contents, Entry, Hidden, MemberEntry, OrgEntry, Query, Reach, Shard, View};
use platform::clock::Clock;
use shared_types::ids::{MemberId, OrgId};
use std::{fs, time::Instant};

const COUNTIES: usize = 200;

/// Members of a county: the demo city's 50,000 as a pattern, with ids of their own.
const OF_COUNTY: u32 = 50_000;

/// Questions of each of some counties.
const QUESTIONS: usize = 200;

/// Counties in which is searched.
const SEARCHED: usize = 10;

/// Builds, searches, and says what came of it.
///
/// # Errors
/// When the disk does not take it.
pub(super) fn measure() -> Result<String> {
    let folder = paths::at("target/bench/nation");
    fs::create_dir_all(&folder)?;
    let told = within(&folder);
    fs::remove_dir_all(&folder)?;
    told
}

fn within(folder: &std::path::Path) -> Result<String> {
    let start = Instant::now();
    let pattern = Sample::new(OF_COUNTY, Clock::default().now().day())?;
    let (orgs, members) = (pattern.orgs(), pattern.members()?);
    let nation: OrgId = "nation".parse()?;
    let county_of = |number: usize| -> Result<OrgId> { Ok(format!("county-{number:03}").parse()?) };
    let mut bytes = 0;
    for number in 0..COUNTIES {
        let county = county_of(number)?;
        let moved = |chain: &[OrgId]| -> Vec<OrgId> {
            [nation.clone(), county.clone()]
                .into_iter()
                .chain(chain.get(2..).unwrap_or_default().iter().cloned())
                .collect()
        };
        let mut contents = Contents::default();
        for entry in orgs.iter().chain(&members) {
            let entry = match entry {
                Entry::Org(org) => Entry::Org(OrgEntry { chain: moved(&org.chain), ..org.clone() }),
                Entry::Member(member) => {
                    let own: String = member.member.as_str().chars().take(26).collect();
                    let id: MemberId = format!("{own}{number:06x}").parse()?;
                    Entry::Member(MemberEntry {
                        member: id,
                        chain: moved(&member.chain),
                        name: member.name.clone(),
                    })
                }
            };
            contents.put(1, entry);
        }
        let shard = Shard::of(&contents).encoded();
        bytes += shard.len();
        fs::write(folder.join(county.as_str()), shard)?;
    }
    let built = start.elapsed().as_secs();

    let (mut took, mut loads, mut touched) = (Vec::new(), Vec::new(), 0_usize);
    for number in (0..COUNTIES).step_by(COUNTIES / SEARCHED) {
        let county = county_of(number)?;
        let start = Instant::now();
        let shard = Shard::decoded(&fs::read(folder.join(county.as_str()))?)?;
        loads.push(millis(start));
        touched += 1;
        let near = [nation.clone(), county];
        let reach = Reach { within: Some(&near), near: &near, moving: &[] };
        let hidden = Hidden::default();
        for one in queries::of(&orgs, &members, QUESTIONS) {
            let start = Instant::now();
            let query = Query::of(&one.text).context("nothing to look for")?;
            let view = [View::new(&shard, &hidden, &reach)];
            match one.of {
                Of::Org => drop(index::orgs(&view, &query, |_| true, MOST)),
                Of::Member => drop(index::members(&view, &query, MOST)),
            }
            took.push(millis(start));
        }
    }
    Ok(format!(
        "a nation: {} members in {COUNTIES} shards of {} kB each, built in {built} s. {} shard a county is touched by its questions: p50 {} ms, p99 {} ms; loading one takes {} ms at most.",
        members.len() * COUNTIES,
        bytes / COUNTIES / 1000,
        number(ratio(touched, SEARCHED)),
        number(median(&took)),
        number(quantile(&took, 0.99)),
        slowest(&loads)
    ))
}
