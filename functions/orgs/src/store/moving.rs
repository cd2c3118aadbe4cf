//! Moving a subtree: what begins it, and how far it has come.

use super::{AGAIN, last_of};
use platform::auth::Scope;
use platform::store::keys::{self, Listed};
use platform::store::{Chain, Held, Job, Move, Moves, OrgRecord, Transaction, Work};
use platform::{Context, Result};
use shared_types::error::Refusal;
use shared_types::orgs::MoveProgress;

/// Organisations of a subtree that are read at once.
const PAGE: u8 = 250;

/// How many levels the scope's organisation has below it.
pub(crate) async fn height(cx: &Context, scope: &Scope) -> Result<usize> {
    let mut deepest = scope.chain().depth();
    for range in scope.moves().ranges(scope.chain()) {
        let mut mark = None;
        loop {
            let (seen, next) = cx.table().sweep(&range, Listed::Orgs, PAGE, mark).await?;
            let depths = seen.iter().map(|seen| scope.moves().current(&seen.chain).depth());
            deepest = depths.fold(deepest, usize::max);
            mark = next;
            if mark.is_none() {
                break;
            }
        }
    }
    Ok(deepest - scope.chain().depth())
}

/// Lets the scope's organisation stand at `to` below `parent`. With this write everybody sees it there, with
/// all that stands below it; both ends and all other moves must be as they were read.
pub(crate) fn relocate(
    cx: &Context,
    scope: &Scope,
    parent: &Scope,
    to: &Chain,
    tx: &mut Transaction,
) -> Result<()> {
    let found = scope.org();
    let from = scope.chain().clone();
    let before = from.parent().ok_or(Refusal::Forbidden)?;
    tx.save(&OrgRecord { chain: to.clone(), ..found.record.clone() }, found.version, Refusal::Stale);
    tx.hold(&last_of(&before)?, Held::Org, -1, None, AGAIN);
    tx.hold(&parent.org().record.org, Held::Org, 1, Some(parent.org().version), AGAIN);

    let mut active = scope.moves().active.clone();
    active.push(Move { from: from.clone(), to: to.clone() });
    let moves = Moves { root: scope.moves().root.clone(), active };
    match scope.moves_version() {
        0 => tx.create(&moves, AGAIN),
        version => tx.save(&moves, version, AGAIN),
    };
    let work = Work::Move { from, to: to.clone() };
    tx.begin_job(&Job::new(found.record.org.clone(), moves.root.clone(), work, cx.now()));
    Ok(())
}

/// How far the latest move of the scope's organisation has come.
///
/// # Errors
/// [`Refusal::NotFound`] where it has not been moved these days.
pub(crate) async fn progress(cx: &Context, scope: &Scope) -> Result<MoveProgress> {
    let key = keys::move_job(&scope.org().record.org);
    let job = cx.table().get::<Job>(&key).await?.ok_or(Refusal::NotFound)?.record;
    Ok(MoveProgress { finished: job.finished.is_some(), rewritten: job.rewritten })
}
