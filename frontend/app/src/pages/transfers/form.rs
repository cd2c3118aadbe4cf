//! A transfer as it is typed, and its check by the contract's own rules.

use crate::pages::members::given;
use kit::components::Suggestion;
use kit::services::{api, platform};
use serde::{Deserialize, Serialize};
use shared_types::dates::{Day, Month};
use shared_types::error::{Fault, FieldFault, Refusal};
use shared_types::transfers::{NewTransfer, Outside, Transfer, TransferForm, TransferKind};

/// A value that was picked from a list, as a draft keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Picked {
    pub id: String,
    pub name: String,
    pub detail: String,
}

impl From<Picked> for Suggestion {
    fn from(picked: Picked) -> Self {
        Self {
            id: picked.id.into(),
            name: picked.name.into(),
            detail: picked.detail.into(),
            marks: Vec::new(),
            former: None,
        }
    }
}

impl From<Suggestion> for Picked {
    fn from(suggestion: Suggestion) -> Self {
        Self {
            id: suggestion.id.to_string(),
            name: suggestion.name.to_string(),
            detail: suggestion.detail.to_string(),
        }
    }
}

/// How the dues stand, and a word to those who decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Dues {
    pub paid_through: String,
    pub arrears: String,
    pub note: String,
}

/// The month before this one: who pays in order has paid through it.
fn last_month(today: Day) -> String {
    let (year, month, _) = today.parts();
    let (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    format!("{year:04}-{month:02}")
}

impl Default for Dues {
    fn default() -> Self {
        Self { paid_through: last_month(platform::today().0), arrears: "0".to_owned(), note: String::new() }
    }
}

impl Dues {
    /// Month, months of arrears and the word; what cannot be read is added to `own`, and this month stands in for it.
    pub(super) fn read(&self, own: &mut Vec<FieldFault>) -> Option<(Month, u16, Option<String>)> {
        let mut wrong = |field: &str, fault| own.push(FieldFault { field: field.to_owned(), fault });
        let month = self.paid_through.parse().ok();
        if month.is_none() {
            let empty = self.paid_through.is_empty();
            wrong("paid_through", if empty { Fault::Required } else { Fault::Choice });
        }
        let arrears = given(&self.arrears).map_or(Some(0), |typed| typed.parse().ok());
        if arrears.is_none() {
            wrong("arrears", Fault::Range);
        }
        let month = month.or_else(|| platform::today().0.month())?;
        Some((month, arrears.unwrap_or_default(), given(&self.note)))
    }
}

/// A transfer of a member of this city, typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub member: Option<Picked>,
    pub to: Option<Picked>,
    pub addressee: String,
    pub unit: String,
    pub dues: Dues,
}

impl From<&Transfer> for Typed {
    fn from(transfer: &Transfer) -> Self {
        let to = transfer.to.org.as_ref().map(|org| Picked {
            id: org.to_string(),
            name: transfer.to.name.clone(),
            detail: kit::text::orgs::path(transfer.to.path.iter().map(String::as_str)),
        });
        Self {
            member: None,
            to,
            addressee: transfer.addressee.clone().unwrap_or_default(),
            unit: match transfer.kind {
                TransferKind::Out => transfer.to.name.clone(),
                TransferKind::InCity | TransferKind::In | TransferKind::IntraUnit => String::new(),
            },
            dues: Dues {
                paid_through: transfer.paid_through.to_string(),
                arrears: transfer.arrears.to_string(),
                note: transfer.note.clone().unwrap_or_default(),
            },
        }
    }
}

impl Typed {
    /// The form, checked; `own` has what is missing besides it.
    fn read(&self, kind: TransferKind, mut own: Vec<FieldFault>) -> Result<TransferForm, Vec<FieldFault>> {
        let Some((paid_through, arrears, note)) = self.dues.read(&mut own) else { return Err(own) };
        let out = kind == TransferKind::Out;
        let outside = out.then(|| Outside {
            addressee: self.addressee.trim().to_owned(),
            unit: self.unit.trim().to_owned(),
        });
        let to = self.to.as_ref().filter(|_| !out).and_then(|to| to.id.parse().ok());
        api::checked_besides(TransferForm { to, outside, paid_through, arrears, note }, own)
    }

    /// The body of a correction, checked.
    pub(super) fn corrected(&self, kind: TransferKind) -> Result<TransferForm, Vec<FieldFault>> {
        self.read(kind, Vec::new())
    }

    /// The body of a new transfer, checked. Its fields are called as those of a correction.
    pub(super) fn new_transfer(&self, kind: TransferKind) -> Result<NewTransfer, Vec<FieldFault>> {
        let member = self.member.as_ref().and_then(|member| member.id.parse().ok());
        let nobody = FieldFault { field: "member".to_owned(), fault: Fault::NotPicked };
        let form = self.read(kind, if member.is_none() { vec![nobody] } else { Vec::new() })?;
        member.map(|member| NewTransfer { member, kind, form }).ok_or_else(Vec::new)
    }
}

/// A refusal of a new transfer with its fields called as those of a correction.
pub(super) fn plain(failure: api::Failure) -> api::Failure {
    match failure {
        api::Failure::Refused(mut problem) => {
            if let Refusal::Invalid { fields } = &mut problem.refusal {
                for fault in fields {
                    if let Some(field) = fault.field.strip_prefix("form.") {
                        fault.field = field.to_owned();
                    }
                }
            }
            api::Failure::Refused(problem)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dues_are_expected_through_last_month() {
        for (today, month) in [("2026-11-26", "2026-10"), ("2026-01-01", "2025-12")] {
            assert_eq!(last_month(today.parse().expect("a day")), month);
        }
    }

    #[test]
    fn fields_of_a_new_transfer_are_called_as_those_of_a_correction() {
        let fault = |field: &str| FieldFault { field: field.to_owned(), fault: Fault::SameBranch };
        let refused = |fields| {
            let refusal = Refusal::Invalid { fields };
            let problem =
                shared_types::error::Problem { status: refusal.status(), refusal, request_id: String::new() };
            api::Failure::Refused(problem)
        };
        let said = refused(vec![fault("form.to"), fault("member")]);
        assert_eq!(plain(said), refused(vec![fault("to"), fault("member")]));
        assert_eq!(plain(api::Failure::Offline), api::Failure::Offline);
    }
}
