//! What may stand in a record, and how it changes. Pure: no time, no ids, no storage.

use shared_types::dates::Today;
use shared_types::endpoint::check;
use shared_types::error::{Fault, FieldFault, Refusal};
use shared_types::id_number::IdNumber;
use shared_types::members::{
    MaskedField, MemberChanges, NewMember, Particulars, Proposal, ProposedValue, RecordField, Standing,
};
use shared_types::orgs::OrgKind;
use shared_types::phone::Mobile;

/// A record in the open, as the rules see it. Sex and birth date follow from the ID number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opened {
    pub(crate) id_number: IdNumber,
    pub(crate) mobile: Option<Mobile>,
    pub(crate) standing: Standing,
    pub(crate) particulars: Particulars,
}

/// A field of a proposal with what stands in the record; a present mobile is masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) field: RecordField,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// Members are on the rolls of branches only.
pub(crate) fn holds_members(kind: OrgKind) -> Result<(), Refusal> {
    if kind.is_branch() { Ok(()) } else { Err(Refusal::NotABranch) }
}

/// The record of a new member, whose body has kept its own rules.
pub(crate) fn registered(new: NewMember) -> Result<Opened, Refusal> {
    Ok(Opened {
        id_number: id_number(&new.id_number)?,
        mobile: new.mobile.as_deref().map(mobile).transpose()?.flatten(),
        standing: Standing::Normal,
        particulars: new.particulars.tidied(),
    })
}

/// The record after an edit, whose body has kept its own rules. Whether the member was grown up when joining
/// (Party constitution, article 1) is decided here, because the form need not send the ID number again.
pub(crate) fn edited(present: &Opened, changes: MemberChanges) -> Result<Opened, Refusal> {
    if !present.standing.may_become(changes.standing) {
        return Err(Refusal::field("standing", Fault::Choice));
    }
    let edited = Opened {
        id_number: match &changes.id_number {
            Some(number) => id_number(number)?,
            None => present.id_number.clone(),
        },
        mobile: match &changes.mobile {
            Some(number) => mobile(number)?,
            None => present.mobile.clone(),
        },
        standing: changes.standing,
        particulars: changes.particulars.tidied(),
    };
    if edited.grown_up() {
        Ok(edited)
    } else if edited.id_number == present.id_number {
        Err(Refusal::field("particulars.joined", Fault::Under18))
    } else {
        Err(Refusal::field("id_number", Fault::Under18))
    }
}

/// Names of the fields in which two states of a record differ, in the order of the record.
pub(crate) fn differences(before: &Opened, after: &Opened) -> Vec<&'static str> {
    let (was, is) = (&before.particulars, &after.particulars);
    [
        ("id_number", before.id_number != after.id_number),
        ("mobile", before.mobile != after.mobile),
        ("standing", before.standing != after.standing),
        ("name", was.name != is.name),
        ("ethnicity", was.ethnicity != is.ethnicity),
        ("native_place", was.native_place != is.native_place),
        ("home_address", was.home_address != is.home_address),
        ("education", was.education != is.education),
        ("degree", was.degree != is.degree),
        ("work_unit", was.work_unit != is.work_unit),
        ("post", was.post != is.post),
        ("occupation", was.occupation != is.occupation),
        ("kind", was.kind != is.kind),
        ("joined", was.joined != is.joined),
        ("full_since", was.full_since != is.full_since),
        ("dues_category", was.dues_category != is.dues_category),
        ("floating", was.floating != is.floating),
        ("lost_contact", was.lost_contact != is.lost_contact),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect()
}

/// The whole number that is asked for.
pub(crate) fn unmasked(record: &Opened, field: MaskedField) -> Result<String, Refusal> {
    match field {
        MaskedField::IdNumber => Ok(record.id_number.expose().to_owned()),
        MaskedField::Mobile => {
            record.mobile.as_ref().map(|mobile| mobile.expose().to_owned()).ok_or(Refusal::MobileMissing)
        }
    }
}

/// What a proposal would change. Each value must change something, and the record must keep its rules with
/// all of them: what could never be approved is refused at once, at the field.
pub(crate) fn proposed(present: &Opened, proposal: &Proposal, today: Today) -> Result<Vec<Change>, Refusal> {
    let changes = proposal
        .changes
        .iter()
        .enumerate()
        .map(|(at, value)| proposed_value(present, value).map_err(|fault| at_value(at, fault)))
        .collect::<Result<Vec<_>, _>>()?;
    match corrected(present, &changes, today) {
        Ok(_) => Ok(changes),
        Err(Refusal::Invalid { fields }) => Err(Refusal::Invalid { fields: at_values(&changes, fields) }),
        Err(refusal) => Err(refusal),
    }
}

fn proposed_value(present: &Opened, value: &ProposedValue) -> Result<Change, Fault> {
    let (from, to, differs) = match value.field {
        RecordField::Mobile => {
            let to: Mobile = value.to.parse()?;
            let from = present.mobile.as_ref().map(Mobile::masked).unwrap_or_default();
            (from, to.expose().to_owned(), present.mobile.as_ref() != Some(&to))
        }
        field => {
            let (from, to) = (field.get(&present.particulars), value.to.trim().to_owned());
            let differs = from != to;
            (from, to, differs)
        }
    };
    if differs { Ok(Change { field: value.field, from, to }) } else { Err(Fault::Unchanged) }
}

fn at_value(at: usize, fault: Fault) -> Refusal {
    Refusal::field(&format!("changes[{at}].to"), fault)
}

/// Faults of the corrected record, each at the proposed value that brings it about: the value of the same
/// field, otherwise a day, since days are the only values that must fit others. One fault for each value, its
/// own before what follows from it.
fn at_values(changes: &[Change], faults: Vec<FieldFault>) -> Vec<FieldFault> {
    let own = |fault: &FieldFault| {
        changes.iter().position(|change| shared_types::members::code(&change.field) == fault.field)
    };
    let day = changes
        .iter()
        .position(|change| matches!(change.field, RecordField::Joined | RecordField::FullSince));
    let (owned, caused): (Vec<_>, Vec<_>) = faults.into_iter().partition(|fault| own(fault).is_some());
    let mut placed: Vec<FieldFault> = Vec::new();
    for fault in owned.into_iter().chain(caused) {
        let at = own(&fault).or(day).unwrap_or_default();
        let field = format!("changes[{at}].to");
        if placed.iter().all(|known| known.field != field) {
            placed.push(FieldFault { field, fault: fault.fault });
        }
    }
    placed
}

/// The record with corrections made; it must keep its own rules as they stand today.
pub(crate) fn corrected(present: &Opened, changes: &[Change], today: Today) -> Result<Opened, Refusal> {
    let mut record = present.clone();
    for Change { field, to, .. } in changes {
        field
            .put(to, &mut record.particulars)
            .map_err(|fault| Refusal::field(&shared_types::members::code(field), fault))?;
        if *field == RecordField::Mobile {
            record.mobile = mobile(to)?;
        }
    }
    check(&record.particulars, today)?;
    if record.grown_up() { Ok(record) } else { Err(Refusal::field("joined", Fault::Under18)) }
}

/// A correction is decided once.
pub(crate) fn waits(waits: bool) -> Result<(), Refusal> {
    if waits { Ok(()) } else { Err(Refusal::CorrectionDecided) }
}

/// The number of a member's next correction. One waits at a time.
pub(crate) fn next_correction(last: Option<(u16, bool)>) -> Result<u16, Refusal> {
    match last {
        Some((_, true)) => Err(Refusal::CorrectionWaiting),
        // After the last possible number its own record is in the way, as if it waited.
        Some((number, false)) => Ok(number.saturating_add(1)),
        None => Ok(1),
    }
}

impl Opened {
    fn grown_up(&self) -> bool {
        self.id_number.birth_day().years_until(self.particulars.joined) >= 18
    }
}

fn id_number(text: &str) -> Result<IdNumber, Refusal> {
    text.parse().map_err(|fault| Refusal::field("id_number", fault))
}

/// Empty text stands for no mobile.
fn mobile(text: &str) -> Result<Option<Mobile>, Refusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|fault| Refusal::field("mobile", fault))
}

#[cfg(test)]
mod tests;
