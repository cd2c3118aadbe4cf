//! Reading a transfer with what bears on it. Whoever reaches neither end nor the organisation whose turn it is learns
//! nothing of it.

use super::broken;
use super::records::{self, ReceivingRecord, TransferRecord, TurnRecord};
use crate::rules::{Actor, Case, Deadline, Desk, Node, Reaches, Step};
use crate::tree::Tree;
use platform::auth::{Administrator, Oneself, Scope};
use platform::store::keys::{self, Key};
use platform::store::{Chain, MemberRecord, Moves, OrgRecord, Record, Versioned};
use platform::{Context, Result};
use shared_types::error::{Fault, Refusal};
use shared_types::ids::{MemberId, OrgId, TransferId};
use shared_types::transfers::Action;

/// A transfer, and the tree around it.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    pub(crate) found: Versioned<TransferRecord>,
    /// The member; none while somebody from another city has no record.
    pub(crate) member: Option<Versioned<MemberRecord>>,
    /// Where the sending side stands now.
    pub(crate) from: Chain,
    /// Where the receiving side stands now.
    pub(crate) to: Option<Chain>,
    pub(crate) tree: Tree,
    /// Where the caller's own organisation stands; none for the member and the clock, who may do nothing here.
    reach: Option<Chain>,
}

impl Loaded {
    /// The same with the transfer as it will be, in its next version: for the answer.
    pub(crate) fn after(&self, case: Case) -> Self {
        let root = self.tree.from.first().map(Node::desk);
        let case = case.seated(|org| self.tree.stands(org).is_none(), root);
        let record = TransferRecord { case, ..self.found.record.clone() };
        let found = Versioned { record, version: self.found.version + 1 };
        Self { found, ..self.clone() }
    }

    /// The transfer as it is.
    pub(crate) fn case(&self) -> &Case {
        &self.found.record.case
    }

    /// Where the transfer is stored.
    pub(crate) fn key(&self) -> Key {
        self.found.record.key()
    }

    /// Organisations that matter to the transfer beside those on its way.
    pub(crate) fn besides(&self) -> Vec<OrgId> {
        besides(self.case())
    }

    /// The way as it is now.
    pub(crate) fn steps(&self, cx: &Context) -> Vec<Step> {
        self.tree.steps(cx, self.case().kind)
    }

    /// The same, on the way to another receiving end.
    pub(crate) fn towards(self, to: Option<Chain>, tree: Tree) -> Self {
        Self { to, tree, ..self }
    }

    /// What the caller may do now.
    pub(crate) fn actions(&self) -> Vec<Action> {
        self.case().actions(self.reaches())
    }

    fn reaches(&self) -> Reaches {
        let Some(reach) = &self.reach else { return Reaches::default() };
        let case = self.case();
        let reaches = |org: &OrgId| self.tree.stands(org).is_some_and(|stands| reach.covers(stands));
        Reaches {
            turn: case.turn.as_ref().is_some_and(|turn| reaches(&turn.step.desk.org)),
            sender: reach.covers(&self.from) || reaches(&case.submitter.org),
            issuer: case.letter().is_some_and(|letter| reaches(&letter.issuer.org)),
        }
    }

    /// Lets a caller do something who saw `version`.
    ///
    /// # Errors
    /// [`Refusal::Stale`]; [`Refusal::Forbidden`] where it is for others to do; [`Refusal::TransferElsewhere`] where
    /// the transfer does not stand so.
    pub(crate) fn may(&self, action: Action, version: u64) -> Result<(), Refusal> {
        let whose = match action {
            // Where no letter was issued there is nobody whose it would be.
            Action::Reissue => self.reaches().issuer || self.case().letter().is_none(),
            Action::Withdraw => self.reaches().sender,
            _ => self.reaches().turn,
        };
        // Who saw it as it was is told so first: what they could do then may be for others to do now.
        if self.found.version != version {
            return Err(Refusal::Stale);
        }
        if !whose {
            return Err(Refusal::Forbidden);
        }
        if self.actions().contains(&action) { Ok(()) } else { Err(Refusal::TransferElsewhere) }
    }
}

fn besides(case: &Case) -> Vec<OrgId> {
    let letter = case.letter().map(|letter| [&letter.issuer.org, &letter.desk.org]).into_iter().flatten();
    let turn = case.turn.as_ref().map(|turn| &turn.step);
    let turn = turn.map(|step| [&step.org, &step.desk.org]).into_iter().flatten();
    [&case.submitter.org].into_iter().chain(letter).chain(turn).cloned().collect()
}

/// Who acts, for the rules.
pub(crate) fn actor(cx: &Context, caller: &Administrator) -> Actor {
    let own = &caller.scope.org().record;
    Actor {
        desk: Desk { org: own.org.clone(), name: own.name.clone() },
        by: caller.account.name.clone(),
        now: cx.now(),
    }
}

/// Who registers a paper letter: the scope is seen from the receiving branch, the caller's own organisation acts.
pub(crate) fn registrar(cx: &Context, caller: &Administrator, tree: &Tree) -> Actor {
    let actor = actor(cx, caller);
    Actor { desk: tree.from.last().map_or(actor.desk, Node::desk), ..actor }
}

/// A transfer that is about to begin, in its first version.
pub(crate) fn fresh(
    scope: &Scope,
    record: &TransferRecord,
    member: Option<&Versioned<MemberRecord>>,
    to: Option<Chain>,
    tree: Tree,
) -> Loaded {
    Loaded {
        found: Versioned { record: record.clone(), version: 1 },
        member: member.cloned(),
        from: record.chain.clone(),
        to,
        tree,
        reach: Some(scope.reach().clone()),
    }
}

/// How many days a step has.
pub(crate) fn days(cx: &Context) -> Deadline {
    Deadline(cx.config().transfers.step_days)
}

/// A transfer that concerns the scope: two batch reads.
///
/// # Errors
/// [`Refusal::NotFound`] for every other.
pub(crate) async fn load(cx: &Context, scope: &Scope, transfer: &TransferId) -> Result<Loaded> {
    let stored = read(cx, transfer).await?;
    let receiving = stored.receiving.as_ref().map(|found| &found.record.chain);
    let turn = stored.turn.as_ref().map(|found| &found.record.chain);
    let stands = [Some(&stored.found.record.chain), receiving, turn];
    if !stands.into_iter().flatten().any(|chain| scope.admit(chain).is_ok()) {
        return Err(Refusal::NotFound.into());
    }
    let loaded = with_tree(cx, scope.moves(), stored.found, stored.receiving, stored.member).await?;
    Ok(Loaded { reach: Some(scope.reach().clone()), ..loaded })
}

/// Everything that is stored of a transfer, and its member's record.
struct Stored {
    found: Versioned<TransferRecord>,
    receiving: Option<Versioned<ReceivingRecord>>,
    turn: Option<Versioned<TurnRecord>>,
    member: Option<Versioned<MemberRecord>>,
}

async fn read(cx: &Context, transfer: &TransferId) -> Result<Stored> {
    let (member, number) = records::parts(transfer).ok_or(Refusal::NotFound)?;
    let of = [
        keys::transfer(&member, number),
        keys::receiving(&member, number),
        keys::turn(&member, number),
        keys::member(&member),
    ];
    let batch = cx.table().batch(&of).await?;
    let [transfer, receiving, turn, member] = &of;
    Ok(Stored {
        found: batch.get(transfer)?.ok_or(Refusal::NotFound)?,
        receiving: batch.get(receiving)?,
        turn: batch.get(turn)?,
        member: batch.get(member)?,
    })
}

async fn with_tree(
    cx: &Context,
    moves: &Moves,
    mut found: Versioned<TransferRecord>,
    receiving: Option<Versioned<ReceivingRecord>>,
    member: Option<Versioned<MemberRecord>>,
) -> Result<Loaded> {
    let from = moves.current(&found.record.chain);
    let to = receiving.map(|found| moves.current(&found.record.chain));
    let besides = besides(&found.record.case);
    let tree = read_tree(cx, moves, (&from, to.as_ref()), &besides).await?;
    if let Some(above) = tree.to.last().filter(|last| !last.kind.is_branch()) {
        found.record.case = found.record.case.without_branch(&above.desk(), tree.to.len().saturating_sub(1));
    }
    Ok(Loaded { found, member, from, to, tree, reach: None })
}

/// A transfer, for the clock: nobody asks.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none any more.
pub(crate) async fn unattended(cx: &Context, moves: &Moves, transfer: &TransferId) -> Result<Loaded> {
    let Stored { found, receiving, member, .. } = read(cx, transfer).await?;
    with_tree(cx, moves, found, receiving, member).await
}

/// A transfer of the caller's own.
///
/// # Errors
/// [`Refusal::NotFound`] for every other.
pub(crate) async fn own(cx: &Context, caller: &Oneself, transfer: &TransferId) -> Result<Loaded> {
    let own = &caller.member.record.member;
    records::parts(transfer).filter(|(member, _)| member == own).ok_or(Refusal::NotFound)?;
    let Stored { found, receiving, .. } = read(cx, transfer).await?;
    with_tree(cx, &caller.moves, found, receiving, Some(caller.member.clone())).await
}

/// A transfer of the caller's own that was read already, with its receiving side where that is still to be asked.
pub(super) async fn own_loaded(
    cx: &Context,
    caller: &Oneself,
    found: Versioned<TransferRecord>,
) -> Result<Loaded> {
    let (member, number) = (&found.record.case.member, found.record.case.number);
    let receiving = cx.table().get(&keys::receiving(member, number)).await?;
    with_tree(cx, &caller.moves, found, receiving, Some(caller.member.clone())).await
}

/// The organisations on both chains, and those besides: one batch read.
///
/// # Errors
/// The table's.
pub(crate) async fn read_tree(
    cx: &Context,
    moves: &Moves,
    (from, to): (&Chain, Option<&Chain>),
    besides: &[OrgId],
) -> Result<Tree> {
    let ids = from.ids().iter().chain(to.into_iter().flat_map(|to| to.ids())).chain(besides);
    let keys: Vec<Key> = ids.map(keys::org).collect();
    let batch = cx.table().batch(&keys).await?;
    let mut orgs = Vec::with_capacity(keys.len());
    for key in &keys {
        if let Some(found) = batch.get::<OrgRecord>(key)? {
            let stands = moves.current(&found.record.chain);
            orgs.push((found, stands));
        }
    }
    Ok(Tree::between(orgs, (from, to)))
}

/// A member within the scope who can be transferred, who may be in the transfer that is being corrected.
///
/// # Errors
/// [`Refusal::NotFound`] for everybody outside; [`Refusal::TransferOpen`] where another transfer is under way;
/// [`Refusal::NotTransferable`].
pub(crate) async fn member_to_transfer(
    cx: &Context,
    scope: &Scope,
    member: &MemberId,
    correcting: Option<&TransferId>,
) -> Result<Versioned<MemberRecord>> {
    let found: Versioned<MemberRecord> =
        cx.table().get(&keys::member(member)).await?.ok_or(Refusal::NotFound)?;
    scope.admit(&found.record.chain)?;
    if found.record.transfer.as_ref().is_some_and(|open| Some(open) != correcting) {
        return Err(Refusal::TransferOpen.into());
    }
    super::ends::transferable(&found.record)?;
    Ok(found)
}

/// The number of a member's next transfer: one Query.
pub(crate) async fn next_number(cx: &Context, member: &MemberId) -> Result<u16> {
    let (found, _) = cx.table().partition::<TransferRecord>(keys::transfers(member), true, 1, None).await?;
    let last = found.first().map_or(0, |last| last.record.case.number);
    last.checked_add(1).ok_or_else(|| broken("more transfers than can be numbered"))
}

/// Where a branch of the city stands now; anybody may be transferred to any.
///
/// # Errors
/// [`Fault::Choice`] at `field` where it is no branch, or gone.
pub(crate) async fn destination(cx: &Context, scope: &Scope, org: &OrgId, field: &str) -> Result<Chain> {
    let found: Option<Versioned<OrgRecord>> = cx.table().get(&keys::org(org)).await?;
    let branch = found.filter(|found| found.record.kind.is_branch());
    let branch = branch.ok_or_else(|| Refusal::field(field, Fault::Choice))?;
    Ok(scope.moves().current(&branch.record.chain))
}
