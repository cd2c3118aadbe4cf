//! The way of a transfer through the tree (product, "Transfers"): who passes it, in which order, who issues the
//! letter, who accepts. It is derived from the tree as it stands, anew at every step, so that a transfer survives
//! that an organisation is moved, renamed or dissolved meanwhile.

use platform::config::TransferSettings;
use serde::{Deserialize, Serialize};
use shared_types::ids::OrgId;
use shared_types::orgs::OrgKind;
use shared_types::transfers::{Task, TransferKind};

/// An organisation on the way from the root down to a branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) org: OrgId,
    pub(crate) name: String,
    pub(crate) kind: OrgKind,
    /// Whether somebody can sign in for it.
    pub(crate) staffed: bool,
}

impl Node {
    /// The organisation, as one that acts.
    pub(crate) fn desk(&self) -> Desk {
        Desk { org: self.org.clone(), name: self.name.clone() }
    }
}

/// Parts of the way, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Phase {
    /// From the sending branch upwards.
    Up,
    /// The lowest superior that both sides share.
    Common,
    /// Down to the receiving branch.
    Down,
    /// The receiving branch.
    End,
}

/// An organisation that does what is to be done for another, or for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Desk {
    pub(crate) org: OrgId,
    pub(crate) name: String,
}

/// A step of the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Step {
    /// Whose step it is.
    pub(crate) org: OrgId,
    /// Its name.
    pub(crate) org_name: String,
    pub(crate) phase: Phase,
    /// Depth of the organisation, the root's being 0.
    pub(crate) depth: usize,
    pub(crate) task: Task,
    /// Who does it: the organisation itself, or the nearest superior with an account.
    pub(crate) desk: Desk,
}

impl Step {
    /// The organisation whose letter is issued at this step.
    pub(crate) fn issuer(&self) -> Desk {
        Desk { org: self.org.clone(), name: self.org_name.clone() }
    }
}

/// The two ends of a way, each from the root down. An end that is beyond the city, or whose branch is gone, has no
/// branch at its end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way<'a> {
    pub(crate) kind: TransferKind,
    /// From the root down to the sending branch; for [`TransferKind::In`] down to who registers.
    pub(crate) from: &'a [Node],
    /// From the root down to the receiving branch; empty for [`TransferKind::Out`].
    pub(crate) to: &'a [Node],
}

/// Depth of the lowest superior that both ends share; `None` where they share none.
pub(crate) fn common_depth(from: &[Node], to: &[Node]) -> Option<usize> {
    from.iter().zip(to).take_while(|(one, other)| one.org == other.org).count().checked_sub(1)
}

/// The kind that two branches of the city make: under one basic committee it is an adjustment within the unit.
pub(crate) fn destination_kind(from: &[Node], to: &[Node], settings: &TransferSettings) -> TransferKind {
    match common_depth(from, to) {
        Some(depth) if depth >= usize::from(settings.unit_depth) => TransferKind::IntraUnit,
        _ => TransferKind::InCity,
    }
}

impl Way<'_> {
    /// All steps, in their order. In-city: up through the committees of the sending side to the lowest common
    /// superior, down through those of the receiving side, then the receiving branch accepts. Within the unit: the
    /// one basic committee, then the branch. Out: up to the root, which issues the letter. In: down from who
    /// registered. Committees without an account are left out: nobody could pass for them, and who stands above
    /// them passes anyway. The letter is issued by the highest organisation of the sending side, so by a county's
    /// department between counties and by a township's committee within a county.
    pub(crate) fn steps(&self, settings: &TransferSettings) -> Vec<Step> {
        let passes = |node: &Node| {
            node.staffed && (settings.general_branches_pass || node.kind != OrgKind::GeneralBranch)
        };
        let step = |way: &[Node], at: usize, phase: Phase, task: Task| {
            let node = way.get(at)?;
            Some(Step {
                org: node.org.clone(),
                org_name: node.name.clone(),
                phase,
                depth: at,
                task,
                desk: desk(way, at)?,
            })
        };
        let common = match self.kind {
            TransferKind::Out => 0,
            TransferKind::In => self.from.len().saturating_sub(1),
            TransferKind::InCity | TransferKind::IntraUnit => {
                common_depth(self.from, self.to).unwrap_or_default()
            }
        };
        let above_branch = self.from.len().saturating_sub(1);
        let mut steps: Vec<Step> = Vec::new();
        if matches!(self.kind, TransferKind::InCity | TransferKind::Out) {
            let up = (common + 1..above_branch).rev().filter(|at| self.from.get(*at).is_some_and(passes));
            steps.extend(up.filter_map(|at| step(self.from, at, Phase::Up, Task::Approve)));
        }
        let shared_passes = match self.kind {
            TransferKind::In => false,
            TransferKind::Out | TransferKind::IntraUnit => true,
            TransferKind::InCity => settings.common_superior_passes || steps.is_empty(),
        };
        if shared_passes {
            steps.extend(step(self.from, common, Phase::Common, Task::Approve));
        }
        let issuer = match self.kind {
            TransferKind::Out => steps.last_mut(),
            TransferKind::InCity => {
                let last_up = steps.iter().rposition(|step| step.phase == Phase::Up);
                steps.get_mut(last_up.unwrap_or_default())
            }
            TransferKind::In | TransferKind::IntraUnit => None,
        };
        if let Some(issuer) = issuer {
            issuer.task = Task::Issue;
        }
        if self.kind == TransferKind::Out {
            return steps;
        }
        let branch = self.to.last().filter(|node| node.kind.is_branch());
        let end = self.to.len().saturating_sub(1);
        if self.kind != TransferKind::IntraUnit {
            let committees = if branch.is_some() { end } else { self.to.len() };
            let down = (common + 1..committees).filter(|at| self.to.get(*at).is_some_and(passes));
            steps.extend(down.filter_map(|at| step(self.to, at, Phase::Down, Task::Approve)));
        }
        let task = if branch.is_some() { Task::Accept } else { Task::Redirect };
        steps.extend(step(self.to, end, Phase::End, task));
        steps
    }
}

/// Who acts for the organisation at `at`: itself, or the nearest superior with an account; itself where nobody has.
pub(crate) fn desk(way: &[Node], at: usize) -> Option<Desk> {
    let up_to_it = way.get(..=at)?;
    let node = up_to_it.iter().rev().find(|node| node.staffed).or(up_to_it.last())?;
    Some(node.desk())
}

/// The first step after `done` on a way as it is now. Nobody is asked twice in a row, whatever has moved meanwhile, and
/// nothing goes back to a part of the way that has been passed; where both sides share another superior now, one has
/// passed for both.
pub(crate) fn next<'a>(steps: &'a [Step], done: &Step) -> Option<&'a Step> {
    let place = |step: &Step| {
        let depth = match step.phase {
            Phase::Up => usize::MAX - step.depth,
            Phase::Common => 0,
            Phase::Down | Phase::End => step.depth,
        };
        (step.phase, depth)
    };
    steps.iter().find(|step| place(step) > place(done) && (step.org != done.org || step.phase == Phase::End))
}
