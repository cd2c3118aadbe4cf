//! Rewritings: after the move of a subtree its records come to state where they stand now, after a new name
//! its copies follow. A job goes slice by slice; saving it makes the stream bring it back for the next one.
//! Every write has a condition of its own, so a slice can be done twice, by two at once, or by halves.

use crate::at_once::at_once;
use crate::rules::{self, Slice};
use platform::store::keys::{self, Key, Listed};
use platform::store::{
    Chain, Job, Moves, OrgRecord, Rewrite, Seen, StoreError, Stretch, Table, Versioned, Work,
};
use platform::{Context, Result};
use shared_types::error::Refusal;
use shared_types::ids::OrgId;

/// Records that one step looks at.
const SLICE: u8 = 200;

/// How often in a row others may change the record of moves just before a move ends.
const TRIES: u32 = 5;

/// What a job rewrites, and where it looks.
struct Plan {
    rewrite: Rewrite,
    stretches: Vec<Stretch>,
}

/// Takes the next step of a job, if it has not ended.
pub(crate) async fn step(cx: &Context, key: &Key) -> Result<()> {
    let Some(Versioned { record: job, version }) = cx.table().get::<Job>(key).await? else { return Ok(()) };
    if job.finished.is_some() {
        return Ok(());
    }
    let next = match plan(cx, &job).await? {
        Some(plan) => {
            let slice = slice(cx.table(), &plan, job.round.at.clone()).await?;
            rules::advanced(job, slice, cx.now())
        }
        // The organisation is gone, and nothing was left at it.
        None => Job { finished: Some(cx.now()), ..job },
    };
    if next.finished.is_some() {
        return end(cx, &next, version).await;
    }
    // Whoever was faster has taken the step; the stream brings the job back either way.
    cx.table().replace(&next, version).await?;
    Ok(())
}

/// Takes a step of every rewriting that has not ended. One whose change was set aside goes on by it; of one that goes
/// on anyway it is one step more.
///
/// # Errors
/// The table's; it can be done again.
pub(crate) async fn resume(cx: &Context) -> Result<()> {
    for job in cx.table().open_jobs().await? {
        step(cx, &job).await?;
    }
    Ok(())
}

async fn plan(cx: &Context, job: &Job) -> Result<Option<Plan>> {
    let stretch = |range: &Chain, kind| Stretch { range: range.clone(), kind, mark: None };
    match &job.work {
        Work::Move { from, to } => Ok(Some(Plan {
            rewrite: Rewrite::Chain { from: from.clone(), to: to.clone() },
            stretches: Listed::ALL.map(|kind| stretch(from, kind)).to_vec(),
        })),
        Work::Name => {
            let (org, moves) = (keys::org(&job.org), keys::moves(&job.root));
            let batch = cx.table().batch(&[org.clone(), moves.clone()]).await?;
            let Some(org) = batch.get::<OrgRecord>(&org)? else { return Ok(None) };
            let moves = moves_of(batch.get(&moves)?, &job.root).0;
            let at = moves.current(&org.record.chain);
            let kinds: &[Listed] = if org.record.kind.is_branch() {
                &[Listed::Members, Listed::Corrections, Listed::Accounts]
            } else {
                &[Listed::Accounts]
            };
            let ranges = moves.ranges(&at);
            let stretches = ranges.iter().flat_map(|range| kinds.iter().map(|kind| stretch(range, *kind)));
            Ok(Some(Plan {
                stretches: stretches.collect(),
                rewrite: Rewrite::Name { at, name: org.record.name },
            }))
        }
    }
}

/// Looks at the next records of a round, and rewrites those in need.
async fn slice(table: &Table, plan: &Plan, at: Option<Stretch>) -> Result<Slice> {
    let same = |one: &Stretch, other: &Stretch| one.range == other.range && one.kind == other.kind;
    let begun = at.as_ref().and_then(|at| plan.stretches.iter().position(|known| same(known, at)));
    let mut slice = Slice { found: false, rewritten: 0, at: None };
    if at.is_some() && begun.is_none() {
        // A move has begun or ended meanwhile: what was looked at does not count, the round starts again.
        slice.found = true;
    }
    let mut mark = at.filter(|_| begun.is_some()).and_then(|at| at.mark);
    let mut left = usize::from(SLICE);
    for stretch in plan.stretches.iter().skip(begun.unwrap_or_default()) {
        loop {
            if left == 0 {
                slice.at = Some(Stretch { mark, ..stretch.clone() });
                return Ok(slice);
            }
            let most = u8::try_from(left).unwrap_or(SLICE);
            let (seen, next) = table.sweep(&stretch.range, stretch.kind, most, mark.take()).await?;
            left = left.saturating_sub(if next.is_some() { usize::from(most) } else { seen.len() });
            let needy: Vec<Seen> = seen.into_iter().filter(|seen| plan.rewrite.concerns(seen)).collect();
            slice.found |= !needy.is_empty();
            slice.rewritten += rewrite(table, &plan.rewrite, needy).await?;
            match next {
                Some(next) => mark = Some(next),
                None => break,
            }
        }
    }
    Ok(slice)
}

async fn rewrite(table: &Table, rewrite: &Rewrite, needy: Vec<Seen>) -> Result<u32, StoreError> {
    let writes = needy.into_iter().map(|seen| {
        let (table, rewrite) = (table.clone(), rewrite.clone());
        async move { table.rewrite(&seen, &rewrite).await.map(u32::from) }
    });
    Ok(at_once(writes).await?.into_iter().sum())
}

/// Ends a job; a move is taken from the active ones in the same transaction.
async fn end(cx: &Context, job: &Job, version: u64) -> Result<()> {
    for _ in 0..TRIES {
        let mut tx = cx.table().transaction();
        tx.end_job(job, version);
        if let Work::Move { .. } = job.work {
            let (mut moves, moves_version) =
                moves_of(cx.table().get(&keys::moves(&job.root)).await?, &job.root);
            let active = moves.active.len();
            moves.active.retain(|active| active.to.last() != Some(&job.org));
            if moves.active.len() < active {
                tx.save(&moves, moves_version, Refusal::Overloaded);
            }
        }
        match tx.commit().await {
            Err(StoreError::Refused(Refusal::Overloaded)) => {}
            // Somebody else has ended it.
            Err(StoreError::Refused(_)) => return Ok(()),
            result => return Ok(result?),
        }
    }
    Err(StoreError::Contended.into())
}

fn moves_of(found: Option<Versioned<Moves>>, root: &OrgId) -> (Moves, u64) {
    found.map_or_else(|| (Moves::none(root.clone()), 0), |found| (found.record, found.version))
}
