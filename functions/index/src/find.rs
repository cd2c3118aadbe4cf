//! The search itself: every name of every shard in reach is compared, the best are answered. Scope is a part of it:
//! what lies outside is not even compared with what is found.

use crate::bytes::at;
use crate::grade::Fit;
use crate::hidden::Hidden;
use crate::needs::Needs;
use crate::query::Query;
use crate::shard::Shard;
use crate::tree::Reach;
use crate::typos::Typos;
use shared_types::ids::{MemberId, OrgId};
use shared_types::orgs::OrgKind;
use std::collections::HashSet;

/// A shard as a search sees it.
pub struct View<'a> {
    shard: &'a Shard,
    hidden: &'a Hidden,
    reach: &'a Reach<'a>,
    /// How many steps each organisation is away; `None` outside.
    away: Vec<Option<u8>>,
}

impl<'a> View<'a> {
    /// A shard as far as a search reaches; what is `hidden` is found elsewhere, or gone.
    pub fn new(shard: &'a Shard, hidden: &'a Hidden, reach: &'a Reach<'a>) -> Self {
        Self { shard, hidden, reach, away: shard.tree.places(reach) }
    }

    fn away(&self, place: u32) -> Option<u8> {
        self.away.get(at(place)).copied().flatten()
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<H> {
    /// The best, best first.
    pub hits: Vec<H>,
    /// Whether there are more.
    pub more: bool,
}

/// An organisation that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgHit {
    /// From the root down to itself, where it stands now.
    pub chain: Vec<OrgId>,
    /// Its kind.
    pub kind: OrgKind,
    /// Its name.
    pub name: String,
    /// The former name by which it was found.
    pub former: Option<String>,
    /// Which characters fit, of the name by which it was found.
    pub marks: Vec<u8>,
}

/// A member who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberHit {
    /// Who.
    pub member: MemberId,
    /// 姓名
    pub name: String,
    /// Which characters of it fit.
    pub marks: Vec<u8>,
}

/// What fits, in one number that sorts: grade, then present before former names, then nearer before farther, then
/// shorter before longer names.
fn rank(fit: Fit, former: bool, away: u8, letters: usize) -> u32 {
    let letters = u8::try_from(letters).unwrap_or(u8::MAX);
    u32::from_be_bytes([fit.grade << 1 | u8::from(former), away, letters, 0])
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    rank: u32,
    /// The name's, then the row's place in its shard: both sorted as hits are.
    name: u32,
    row: u32,
    from: u8,
    to: u8,
}

impl Candidate {
    fn new(rank: u32, name: u32, row: u32, fit: Fit) -> Self {
        let place = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
        Self { rank, name, row, from: place(fit.from), to: place(fit.to) }
    }

    fn fit(self) -> Fit {
        let [grade, ..] = self.rank.to_be_bytes();
        Fit { grade: grade >> 1, from: usize::from(self.from), to: usize::from(self.to) }
    }
}

/// The best of a shard, unsorted.
fn best(mut candidates: Vec<Candidate>, most: usize) -> Vec<Candidate> {
    if candidates.len() > most {
        candidates.select_nth_unstable(most);
        candidates.truncate(most);
    }
    candidates
}

/// Looks without slips first, and with one slip where too little was found.
fn look<T>(
    query: &Query,
    most: usize,
    through: impl Fn(&Needs, &dyn Fn(&[char]) -> Option<Fit>) -> (Vec<T>, usize),
) -> (Vec<T>, usize) {
    let (mut found, count) = through(&query.needs, &|name| query.fit(name));
    if count >= most {
        return (found, count);
    }
    let Some(typos) = Typos::of(query) else { return (found, count) };
    let (slipped, more) =
        through(&typos.needs, &|name| typos.fit(name).filter(|_| query.fit(name).is_none()));
    found.extend(slipped);
    (found, count + more)
}

/// The organisations that fit best, of those kinds.
pub fn orgs(
    views: &[View<'_>],
    query: &Query,
    kinds: impl Fn(OrgKind) -> bool,
    most: usize,
) -> Found<OrgHit> {
    let through = |needs: &Needs, fit: &dyn Fn(&[char]) -> Option<Fit>| {
        let (mut found, mut count) = (Vec::new(), 0);
        for view in views {
            let mut candidates: Vec<Candidate> = Vec::new();
            let texts = &view.shard.org_texts;
            for name in texts.having.rarest(needs) {
                let text = texts.get(name);
                let Some(fit) = fit(text) else { continue };
                let Some((place, which)) = view.shard.org_names.get(at(name)) else { continue };
                let Some(org) = view.shard.orgs.get(at(*place)).filter(|org| kinds(org.kind)) else {
                    continue;
                };
                let Some(away) = view.away(org.place) else { continue };
                if view.hidden.org(*place) {
                    continue;
                }
                let candidate = Candidate::new(rank(fit, *which > 0, away, text.len()), name, *place, fit);
                candidates.push(candidate);
            }
            // Of several names of one organisation the best counts.
            if view.shard.org_names.len() > view.shard.orgs.len() {
                candidates.sort_unstable_by_key(|candidate| (candidate.row, *candidate));
                candidates.dedup_by_key(|candidate| candidate.row);
            }
            count += candidates.len();
            found.extend(
                best(candidates, most).into_iter().filter_map(|candidate| org_hit(view, query, candidate)),
            );
        }
        (found, count)
    };
    let (mut found, count) = look(query, most, through);
    // The same organisation by a slip in one name and rightly in another.
    found.sort_by(|(a, one), (b, other)| {
        (a, &one.name, one.chain.last()).cmp(&(b, &other.name, other.chain.last()))
    });
    let mut seen = HashSet::new();
    let mut hits: Vec<OrgHit> = found.into_iter().map(|(_, hit)| hit).collect();
    hits.retain(|hit| seen.insert(hit.chain.last().cloned()));
    hits.truncate(most);
    Found { hits, more: count > most }
}

fn org_hit(view: &View<'_>, query: &Query, candidate: Candidate) -> Option<(u32, OrgHit)> {
    let org = view.shard.orgs.get(at(candidate.row))?;
    let (_, which) = view.shard.org_names.get(at(candidate.name))?;
    let former = which.checked_sub(1).and_then(|which| org.former.get(at(which))).cloned();
    let text: Vec<char> = former.as_ref().unwrap_or(&org.name).chars().map(crate::fold::fold).collect();
    let hit = OrgHit {
        chain: view.shard.tree.chain_now(org.place, view.reach),
        kind: org.kind,
        name: org.name.clone(),
        marks: query.marks(&text, candidate.fit()),
        former,
    };
    Some((candidate.rank, hit))
}

/// The members who fit best.
pub fn members(views: &[View<'_>], query: &Query, most: usize) -> Found<MemberHit> {
    let through = |needs: &Needs, fit: &dyn Fn(&[char]) -> Option<Fit>| {
        let (mut found, mut count) = (Vec::new(), 0);
        for view in views {
            let members = &view.shard.members;
            let mut candidates: Vec<Candidate> = Vec::new();
            for name in members.names.having.rarest(needs) {
                let text = members.names.get(name);
                let Some(fit) = fit(text) else { continue };
                let rows = members.rows(name);
                let first = rows.start;
                let branches = members.branches.get(at(first)..at(rows.end)).unwrap_or_default();
                for (row, branch) in (first..).zip(branches) {
                    if let Some(away) = view.away(*branch).filter(|_| !view.hidden.member(row)) {
                        candidates.push(Candidate::new(rank(fit, false, away, text.len()), name, row, fit));
                    }
                }
            }
            count += candidates.len();
            let wanted = best(candidates, most);
            found.extend(wanted.into_iter().filter_map(|candidate| member_hit(view, query, candidate)));
        }
        (found, count)
    };
    let (mut found, count) = look(query, most, through);
    found.sort_by(|(a, one), (b, other)| (a, &one.name, &one.member).cmp(&(b, &other.name, &other.member)));
    // Who is on the way from one shard to another may stand in both.
    let mut seen = HashSet::new();
    let mut hits: Vec<MemberHit> = found.into_iter().map(|(_, hit)| hit).collect();
    hits.retain(|hit| seen.insert(hit.member.clone()));
    hits.truncate(most);
    Found { hits, more: count > most }
}

fn member_hit(view: &View<'_>, query: &Query, candidate: Candidate) -> Option<(u32, MemberHit)> {
    let members = &view.shard.members;
    let member = members.id(candidate.row)?;
    let name = members.name(candidate.name).to_owned();
    let text: Vec<char> = name.chars().map(crate::fold::fold).collect();
    Some((candidate.rank, MemberHit { member, marks: query.marks(&text, candidate.fit()), name }))
}
