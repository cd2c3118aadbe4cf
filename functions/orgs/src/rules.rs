//! Pure decisions about the tree and its accounts.

mod accounts;
#[cfg(test)]
mod tests;

pub(crate) use accounts::{AccountFields, account_changes, account_differences, manages, on_oneself, role};

use platform::store::{Chain, FORMER_NAMES, Holdings, Moves, OrgRecord, Versioned};
use shared_types::error::{Fault, Refusal};
use shared_types::orgs::{DEEPEST, Office, OrgChanges, OrgKind};
use shared_types::text::tidy;

/// Moves that may be under way at once: every list below both ends of one looks in two places meanwhile.
const MOST_MOVES: usize = 20;

/// What can be changed of an organisation, in the form in which it is stored: no blank texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fields {
    pub(crate) name: String,
    pub(crate) kind: OrgKind,
    pub(crate) village: bool,
    pub(crate) office: Office,
}

impl From<OrgChanges> for Fields {
    fn from(changes: OrgChanges) -> Self {
        Self {
            name: changes.name.trim().to_owned(),
            kind: changes.kind,
            village: changes.village,
            office: tidied(changes.office),
        }
    }
}

/// The fields of an office without blank ones, the mobile as digits alone.
pub(crate) fn tidied(office: Office) -> Office {
    let mobile = tidy(office.secretary_mobile);
    Office {
        secretary: tidy(office.secretary),
        secretary_mobile: mobile.map(|text| match text.parse::<shared_types::phone::Mobile>() {
            Ok(mobile) => mobile.expose().to_owned(),
            Err(_) => text,
        }),
        phone: tidy(office.phone),
        address: tidy(office.address),
        fax: tidy(office.fax),
        postcode: tidy(office.postcode),
        term_starts: office.term_starts,
        term_ends: office.term_ends,
    }
}

/// Names of the fields that differ, for the audit trail.
pub(crate) fn differences(before: &Fields, after: &Fields) -> Vec<&'static str> {
    let (old, new) = (&before.office, &after.office);
    [
        ("name", before.name != after.name),
        ("kind", before.kind != after.kind),
        ("village", before.village != after.village),
        ("secretary", old.secretary != new.secretary),
        ("secretary_mobile", old.secretary_mobile != new.secretary_mobile),
        ("phone", old.phone != new.phone),
        ("address", old.address != new.address),
        ("fax", old.fax != new.fax),
        ("postcode", old.postcode != new.postcode),
        ("term_starts", old.term_starts != new.term_starts),
        ("term_ends", old.term_ends != new.term_ends),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect()
}

/// The former names of an organisation with another name: by them it is still found. A name that it takes up again is
/// no former one.
pub(crate) fn former_names(known: &[String], before: &str, after: &str) -> Vec<String> {
    let mut former: Vec<String> =
        known.iter().filter(|name| *name != before && *name != after).cloned().collect();
    if before != after {
        former.push(before.to_owned());
    }
    let older = former.len().saturating_sub(FORMER_NAMES);
    former.split_off(older)
}

/// Whether an organisation of a kind may stand at a depth directly below one of kind `parent`.
///
/// # Errors
/// Why not.
pub(crate) fn may_stand(kind: OrgKind, depth: usize, parent: OrgKind) -> Result<(), Refusal> {
    if depth > DEEPEST {
        return Err(Refusal::TooDeep);
    }
    if kind.may_stand_below(parent) { Ok(()) } else { Err(Refusal::KindBelowKind) }
}

/// Whether an organisation may become of another kind: below the one above (none for the root), with what it
/// holds.
///
/// # Errors
/// Why not.
pub(crate) fn may_become(
    kind: OrgKind,
    parent: Option<OrgKind>,
    members: u32,
    children: &[OrgKind],
) -> Result<(), Refusal> {
    if members > 0 && !kind.is_branch() {
        return Err(Refusal::NotABranch);
    }
    let below = match parent {
        Some(parent) => kind.may_stand_below(parent),
        None => kind == OrgKind::Department,
    };
    let above = children.iter().all(|child| child.may_stand_below(kind));
    if below && above { Ok(()) } else { Err(Refusal::KindBelowKind) }
}

/// Whether an organisation, as it was read, may be dissolved by somebody who saw `version`.
///
/// # Errors
/// What it holds, or that it has changed.
pub(crate) fn may_end(found: &Versioned<OrgRecord>, version: u64) -> Result<(), Refusal> {
    let Holdings { members, orgs, accounts, transfers } = found.record.held;
    if found.version != version {
        return Err(Refusal::Stale);
    }
    if found.record.held != Holdings::NONE {
        return Err(Refusal::OrgHolds { members, orgs, accounts, transfers });
    }
    Ok(())
}

/// Where an organisation comes to stand below another one; each is given as its chain and kind.
///
/// # Errors
/// Why it may not.
pub(crate) fn destination(
    (org, kind): (&Chain, OrgKind),
    (parent, parent_kind): (&Chain, OrgKind),
    moves: &Moves,
) -> Result<Chain, Refusal> {
    if org.covers(parent) {
        return Err(Refusal::MoveIntoItself);
    }
    if org.parent().as_ref() == Some(parent) {
        return Err(Refusal::field("parent", Fault::Unchanged));
    }
    if moves.touch(org) || moves.within(parent) {
        return Err(Refusal::OrgMoving);
    }
    if moves.active.len() >= MOST_MOVES {
        return Err(Refusal::Overloaded);
    }
    // A chain is never empty.
    let to = parent.child(org.last().ok_or(Refusal::NotFound)?.clone());
    may_stand(kind, to.depth(), parent_kind)?;
    Ok(to)
}

/// Whether a subtree that reaches `height` levels below its top may come to stand there.
///
/// # Errors
/// [`Refusal::TooDeep`].
pub(crate) fn fits(to: &Chain, height: usize) -> Result<(), Refusal> {
    if to.depth() + height > DEEPEST { Err(Refusal::TooDeep) } else { Ok(()) }
}
