//! What is sent to begin a transfer and to take it further.

use super::{TransferKind, TransferState};
use crate::dates::{Day, Month, Today};
use crate::error::Fault;
use crate::ids::{FileId, MemberId, OrgId, TransferId};
use crate::members::{Particulars, grown_up};
use crate::page::Cursor;
use crate::text::{self, Checked};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Months of arrears that a form takes at most: ten years.
pub const MOST_ARREARS: u16 = 120;

/// The longest validity of a letter in days (field rules, "Introduction letter").
pub const LONGEST_VALIDITY: u16 = 90;

/// Dues can be paid through the end of the year in advance, and nobody joined before 1921.
fn this_year_at_most(month: &Month, today: &Today) -> Checked {
    let (this_year, _, _) = today.0.parts();
    let (year, _) = month.parts();
    if i32::from(year) > this_year {
        Err(Fault::InFuture.into())
    } else if year < 1921 {
        Err(Fault::TooEarly.into())
    } else {
        Ok(())
    }
}

/// Where a member goes beyond the city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Outside {
    /// 抬头: the organisation that the letter is addressed to, of county level at least.
    #[garde(custom(text::required(60)))]
    pub addressee: String,
    /// 去往: the branch or unit.
    #[garde(custom(text::required(60)))]
    pub unit: String,
}

/// A new transfer of a member of this city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct NewTransfer {
    /// Who.
    #[garde(skip)]
    pub member: MemberId,
    /// In-city, intra-unit or out.
    #[garde(custom(of_a_member))]
    pub kind: TransferKind,
    /// The rest.
    #[garde(dive)]
    pub form: TransferForm,
}

fn of_a_member(kind: &TransferKind, _: &Today) -> Checked {
    if *kind == TransferKind::In { Err(Fault::Choice.into()) } else { Ok(()) }
}

/// What the sending side fills in, and corrects when a transfer is returned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct TransferForm {
    /// The receiving branch, picked from the list; not for another city.
    #[garde(custom(one_destination(self.outside.is_some())))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<OrgId>,
    /// The destination in another city.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
    /// Dues are paid through this month.
    #[garde(custom(this_year_at_most))]
    pub paid_through: Month,
    /// Months of dues in arrears.
    #[garde(custom(ten_years_at_most))]
    #[serde(default)]
    pub arrears: u16,
    /// A word to the approvers.
    #[garde(custom(text::optional(200)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

fn one_destination(outside: bool) -> impl Fn(&Option<OrgId>, &Today) -> Checked {
    move |to, _| match (to, outside) {
        (None, false) => Err(Fault::NotPicked.into()),
        (Some(_), true) => Err(Fault::Choice.into()),
        _ => Ok(()),
    }
}

fn ten_years_at_most(months: &u16, _: &Today) -> Checked {
    if *months <= MOST_ARREARS { Ok(()) } else { Err(Fault::Range.into()) }
}

/// A member who comes with a paper letter of another city.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Arrival {
    /// The receiving branch, in the registering organisation's reach.
    #[garde(skip)]
    pub to: OrgId,
    /// The paper letter.
    #[garde(dive)]
    pub letter: PaperLetter,
    /// GB 11643; states sex and birth date. Nobody joins under 18.
    #[garde(custom(text::id_number), custom(grown_up(self.particulars.joined)))]
    pub id_number: String,
    /// The mobile that receives codes; empty where there is none.
    #[garde(custom(text::optional_mobile))]
    #[serde(default)]
    pub mobile: Option<String>,
    /// The rest of the record.
    #[garde(dive)]
    pub particulars: Particulars,
    /// Dues are paid through this month.
    #[garde(custom(this_year_at_most))]
    pub paid_through: Month,
    /// Months of dues in arrears.
    #[garde(custom(ten_years_at_most))]
    #[serde(default)]
    pub arrears: u16,
    /// A word to the receiving side.
    #[garde(custom(text::optional(200)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a paper letter of another city says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct PaperLetter {
    /// Its number, as written.
    #[garde(custom(text::required(40)))]
    pub number: String,
    /// Who issued it.
    #[garde(custom(text::required(60)))]
    pub issuer: String,
    /// From which branch or unit.
    #[garde(custom(text::required(60)))]
    pub from: String,
    /// The day of issue.
    #[garde(custom(text::past))]
    pub issued: Day,
    /// Days of validity; an expired letter is not registered.
    #[garde(custom(still_valid(self.issued)))]
    pub valid_days: u16,
}

fn still_valid(issued: Day) -> impl Fn(&u16, &Today) -> Checked {
    move |days, today| {
        if !(1..=LONGEST_VALIDITY).contains(days) {
            Err(Fault::Range.into())
        } else if issued.plus((*days).into()) < today.0 {
            Err(Fault::TooEarly.into())
        } else {
            Ok(())
        }
    }
}

/// A word with a passing or an acceptance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
#[serde(default)]
pub struct Remark {
    /// The word.
    #[garde(custom(text::optional(200)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Why a transfer is returned, or a letter replaced. Nobody refuses without a reason (《党员教育管理工作条例》 ch. 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Reason {
    /// The reason.
    #[garde(custom(text::required(200)))]
    pub reason: String,
}

/// Another receiving branch, in place of one that is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct NewBranch {
    /// The branch.
    #[garde(skip)]
    pub to: OrgId,
}

/// The receipt slip as it came back from another city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct NewReceipt {
    /// When the receiving side accepted.
    #[garde(custom(text::past))]
    pub day: Day,
    /// 经办人
    #[garde(custom(text::person_name))]
    pub handler: String,
    /// The handler's phone.
    #[garde(custom(text::optional_phone))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler_phone: Option<String>,
    /// The photo or scan, uploaded before.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileId>,
}

/// Which transfers to list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Box {
    /// Whose turn is here, the most urgent first.
    #[default]
    ToDo,
    /// Not closed, the latest first.
    Running,
    /// Closed, the latest first.
    Closed,
}

/// Which transfers to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
#[serde(default)]
pub struct TransferFilter {
    /// Which of them.
    #[garde(skip)]
    pub r#box: Box,
    /// At or below this organisation; otherwise the caller's own. For [`Box::ToDo`] at exactly this one, unless
    /// `below`.
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub org: Option<OrgId>,
    /// For [`Box::ToDo`]: also whose turn is with an organisation below.
    #[garde(skip)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub below: bool,
    /// Of this kind.
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<TransferKind>,
    /// In this state.
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<TransferState>,
    /// Submitted in this month, or closed in it for [`Box::Closed`]; not for [`Box::ToDo`].
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
    /// From [`crate::page::Page::next`].
    #[garde(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
}

/// The ends of a transfer that may be submitted, or submitted again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Ends {
    /// Who would be transferred; absent for somebody from another city.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// To which branch; absent for another city.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<OrgId>,
    /// The returned transfer that is being corrected; absent for a new one.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correcting: Option<TransferId>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::check;
    use crate::error::Refusal;

    fn today() -> Today {
        Today("2026-11-26".parse().expect("a day"))
    }

    fn form() -> TransferForm {
        TransferForm {
            to: Some("b".parse().expect("an id")),
            outside: None,
            paid_through: "2026-10".parse().expect("a month"),
            arrears: 1,
            note: None,
        }
    }

    fn outside() -> Outside {
        Outside {
            addressee: "中共南京市委组织部".into(), unit: "南京大学文学院党支部".into()
        }
    }

    fn faults<B: Validate<Context = Today>>(body: &B) -> Vec<(String, Fault)> {
        match check(body, today()) {
            Ok(()) => Vec::new(),
            Err(Refusal::Invalid { fields }) => {
                fields.into_iter().map(|fault| (fault.field, fault.fault)).collect()
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_form_names_one_destination() {
        assert_eq!(faults(&form()), []);
        assert_eq!(faults(&TransferForm { to: None, outside: Some(outside()), ..form() }), []);
        let none = TransferForm { to: None, ..form() };
        assert_eq!(faults(&none), [("to".into(), Fault::NotPicked)]);
        let both = TransferForm { outside: Some(outside()), ..form() };
        assert_eq!(faults(&both), [("to".into(), Fault::Choice)]);
        let blank = Outside { unit: " ".into(), ..outside() };
        let blank = TransferForm { to: None, outside: Some(blank), ..form() };
        assert_eq!(faults(&blank), [("outside.unit".into(), Fault::Required)]);
    }

    #[test]
    fn dues_are_paid_through_a_month_that_can_be() {
        for (month, expected) in [
            ("2026-12", None),
            ("2027-01", Some(Fault::InFuture)),
            ("1921-01", None),
            ("1920-12", Some(Fault::TooEarly)),
        ] {
            let form = TransferForm { paid_through: month.parse().expect("a month"), ..form() };
            let found = faults(&form).pop().map(|(_, fault)| fault);
            assert_eq!(found, expected, "{month}");
        }
        let found = faults(&TransferForm { arrears: 121, ..form() });
        assert_eq!(found, [("arrears".into(), Fault::Range)]);
    }

    #[test]
    fn a_member_of_this_city_does_not_come_from_another() {
        let member = "m".parse().expect("an id");
        let new = NewTransfer { member, kind: TransferKind::In, form: form() };
        assert_eq!(faults(&new), [("kind".into(), Fault::Choice)]);
    }

    #[test]
    fn an_expired_paper_letter_is_not_registered() {
        for (issued, valid_days, expected) in [
            ("2026-11-26", 1, None),
            ("2026-10-27", 30, None),
            ("2026-10-26", 30, Some(Fault::TooEarly)),
            ("2026-11-26", 0, Some(Fault::Range)),
            ("2026-11-26", 91, Some(Fault::Range)),
        ] {
            let letter = PaperLetter {
                number: "宁组转2026第7号".into(),
                issuer: "中共南京市委组织部".into(),
                from: "南京大学文学院党支部".into(),
                issued: issued.parse().expect("a day"),
                valid_days,
            };
            let found = faults(&letter).pop();
            let expected = expected.map(|fault| ("valid_days".to_owned(), fault));
            assert_eq!(found, expected, "{issued} {valid_days}");
        }
    }
}
