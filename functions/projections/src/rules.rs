//! Pure decisions: what a change counts for, how changes are put together, when a rewriting has ended.

use platform::store::keys::Listed;
use platform::store::stream::{Image, Sequence};
use platform::store::{Job, Round, Stretch};
use shared_types::dates::Moment;
use shared_types::ids::OrgId;
use std::collections::BTreeMap;

/// Changes of the numbers beside an organisation, in the order of [`platform::store::COUNTS`].
pub(crate) type Numbers = [i64; 4];

/// Changes of numbers by organisation; none is zero throughout.
pub(crate) type Deltas = BTreeMap<OrgId, Numbers>;

/// Seconds after which an index surely shows what the table holds.
pub(crate) const SETTLED_SECONDS: i64 = 5;

/// What a listed record counts for: the organisations whose numbers include it, and the place of the number.
pub(crate) fn counts_for<'a>(
    kind: Listed,
    orgs: &'a [OrgId],
    parent: Option<&'a OrgId>,
    ended: bool,
) -> impl Iterator<Item = (&'a OrgId, usize)> {
    const MEMBERS: usize = 0;
    const ORGS: usize = 1;
    const CHILDREN: usize = 2;
    const CORRECTIONS: usize = 3;
    let above = orgs.split_last().map_or(&[][..], |(_, above)| above);
    let (orgs, number): (&[OrgId], usize) = match kind {
        Listed::Orgs => (above, ORGS),
        Listed::Members if !ended => (orgs, MEMBERS),
        Listed::Members | Listed::Accounts | Listed::Transfers | Listed::Turns => (&[], MEMBERS),
        Listed::Corrections => (orgs, CORRECTIONS),
    };
    let parent = parent.filter(|_| kind == Listed::Orgs);
    orgs.iter().map(move |org| (org, number)).chain(parent.map(|parent| (parent, CHILDREN)))
}

/// What a change of one item adds to the counts.
pub(crate) fn deltas(before: Option<&Image>, after: Option<&Image>) -> Deltas {
    let mut deltas = Deltas::new();
    for (image, by) in [(before, -1), (after, 1)] {
        let Some(image) = image else { continue };
        for (org, number) in counts_for(image.kind, &image.orgs, image.parent.as_ref(), image.ended) {
            let numbers = deltas.entry(org.clone()).or_default();
            if let Some(number) = numbers.get_mut(number) {
                *number += by;
            }
        }
    }
    deltas.retain(|_, numbers| *numbers != Numbers::default());
    deltas
}

/// How far a shard has been counted: through this part of the change with this number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Through {
    /// The change.
    pub(crate) change: Sequence,
    /// A change that touches more organisations than one write may is counted in parts.
    pub(crate) part: usize,
}

/// What is written at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Portion {
    /// How far the shard is counted then.
    pub(crate) through: Through,
    /// Numbers, summed.
    pub(crate) deltas: Deltas,
}

/// Sums changes, in their order, into as few writes as possible of at most `most` organisations each. What
/// `counted` covers already is left out, and so is what changes no number.
pub(crate) fn portions(
    changes: &[(Sequence, Deltas)],
    counted: Option<&Through>,
    most: usize,
) -> Vec<Portion> {
    let mut portions: Vec<Portion> = Vec::new();
    for (sequence, deltas) in changes {
        let all: Vec<(&OrgId, &Numbers)> = deltas.iter().collect();
        for (part, some) in all.chunks(most.max(1)).enumerate() {
            let through = Through { change: sequence.clone(), part };
            if counted.is_some_and(|counted| through <= *counted) {
                continue;
            }
            let fits = |portion: &Portion| {
                let more = some.iter().filter(|(org, _)| !portion.deltas.contains_key(*org)).count();
                portion.deltas.len() + more <= most
            };
            match portions.last_mut().filter(|portion| fits(portion)) {
                Some(portion) => {
                    portion.through = through;
                    add(&mut portion.deltas, some);
                }
                None => {
                    let mut deltas = Deltas::new();
                    add(&mut deltas, some);
                    portions.push(Portion { through, deltas });
                }
            }
        }
    }
    portions
}

fn add(sum: &mut Deltas, some: &[(&OrgId, &Numbers)]) {
    for (org, numbers) in some {
        let known = sum.entry((*org).clone()).or_default();
        known.iter_mut().zip(numbers.iter()).for_each(|(known, by)| *known += by);
    }
}

/// What a step of a rewriting came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slice {
    /// Whether a record in need was seen, though somebody else may have rewritten it.
    pub(crate) found: bool,
    /// Records rewritten.
    pub(crate) rewritten: u32,
    /// Where the round goes on; `None` when it has seen everything.
    pub(crate) at: Option<Stretch>,
}

/// The job after a step. It has finished when a whole round found nothing that began after indexes had
/// settled.
pub(crate) fn advanced(job: Job, slice: Slice, now: Moment) -> Job {
    let Round { began, last_found, .. } = job.round;
    let last_found = if slice.found { now } else { last_found };
    let rewritten = job.rewritten.saturating_add(slice.rewritten);
    let complete = slice.at.is_none();
    let settled = last_found.plus_seconds(SETTLED_SECONDS) <= began;
    Job {
        rewritten,
        round: Round { began: if complete { now } else { began }, last_found, at: slice.at },
        finished: (complete && settled).then_some(now),
        ..job
    }
}

#[cfg(test)]
mod tests;
