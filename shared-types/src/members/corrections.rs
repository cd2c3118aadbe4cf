//! A member proposes a correction to their own record; the branch, or an organisation above it, decides.

use super::record::{Degree, Education, Occupation, Particulars};
use crate::dates::{Day, Moment, Today};
use crate::endpoint::{Administrator, Endpoint, Method, Nothing};
use crate::error::Fault;
use crate::ids::{CorrectionId, MemberId, OrgId};
use crate::page::{After, Page};
use crate::permission::Permission;
use crate::text::{self, Checked};
use garde::Validate;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::de::value::StrDeserializer;
use serde::{Deserialize, Serialize};

/// The fields a member may propose to correct. The ID number is corrected by the branch, card in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordField {
    /// 姓名
    Name,
    /// 手机号码
    Mobile,
    /// 民族
    Ethnicity,
    /// 籍贯
    NativePlace,
    /// 家庭住址
    HomeAddress,
    /// 文化程度, a code of [`Education`]
    Education,
    /// 学位, a code of [`Degree`], empty for none
    Degree,
    /// 工作单位
    WorkUnit,
    /// 职务
    Post,
    /// 职业类别, a code of [`Occupation`]
    Occupation,
    /// 入党日期
    Joined,
    /// 转正日期
    FullSince,
}

impl RecordField {
    /// Every field, in the order of the record.
    pub const ALL: [RecordField; 12] = [
        RecordField::Name,
        RecordField::Mobile,
        RecordField::Ethnicity,
        RecordField::NativePlace,
        RecordField::HomeAddress,
        RecordField::Education,
        RecordField::Degree,
        RecordField::WorkUnit,
        RecordField::Post,
        RecordField::Occupation,
        RecordField::Joined,
        RecordField::FullSince,
    ];

    /// Puts a value into a record's typed part, read from its wire form. The mobile is not part of it and
    /// is only checked. The record as a whole is checked by its own rules afterwards.
    ///
    /// # Errors
    /// The fault of the value.
    pub fn put(self, to: &str, record: &mut Particulars) -> Result<(), Fault> {
        let to = to.trim();
        let some = (!to.is_empty()).then(|| to.to_owned());
        let required = || some.clone().ok_or(Fault::Required);
        match self {
            RecordField::Name => record.name = required()?,
            RecordField::Mobile => drop(to.parse::<crate::phone::Mobile>()?),
            RecordField::Ethnicity => record.ethnicity = required()?,
            RecordField::NativePlace => record.native_place = some,
            RecordField::HomeAddress => record.home_address = some,
            RecordField::Education => record.education = choice::<Education>(to)?,
            RecordField::Degree => record.degree = some.map(|to| choice::<Degree>(&to)).transpose()?,
            RecordField::WorkUnit => record.work_unit = some,
            RecordField::Post => record.post = some,
            RecordField::Occupation => record.occupation = choice::<Occupation>(to)?,
            RecordField::Joined => record.joined = to.parse::<Day>().map_err(|_| Fault::Choice)?,
            RecordField::FullSince => {
                record.full_since =
                    some.map(|to| to.parse::<Day>()).transpose().map_err(|_| Fault::Choice)?;
            }
        }
        Ok(())
    }

    /// The wire form of a record's value, empty for none. The mobile is not part of the record's typed
    /// part: empty here.
    pub fn get(self, record: &Particulars) -> String {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        match self {
            RecordField::Name => record.name.clone(),
            RecordField::Mobile => String::new(),
            RecordField::Ethnicity => record.ethnicity.clone(),
            RecordField::NativePlace => text(&record.native_place),
            RecordField::HomeAddress => text(&record.home_address),
            RecordField::Education => code(&record.education),
            RecordField::Degree => record.degree.as_ref().map(code).unwrap_or_default(),
            RecordField::WorkUnit => text(&record.work_unit),
            RecordField::Post => text(&record.post),
            RecordField::Occupation => code(&record.occupation),
            RecordField::Joined => record.joined.to_string(),
            RecordField::FullSince => record.full_since.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

/// A choice from its code on the wire.
///
/// # Errors
/// [`Fault::Choice`] where it is none.
pub fn choice<T: DeserializeOwned>(code: &str) -> Result<T, Fault> {
    T::deserialize(StrDeserializer::<serde::de::value::Error>::new(code)).map_err(|_| Fault::Choice)
}

/// The code of a choice on the wire.
pub fn code<T: Serialize>(choice: &T) -> String {
    serde_json::to_string(choice).unwrap_or_default().trim_matches('"').to_owned()
}

/// A value that a member proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct ProposedValue {
    /// Of which field.
    #[garde(skip)]
    pub field: RecordField,
    /// The right value in its wire form, empty for none.
    #[garde(custom(fits(self.field)))]
    pub to: String,
}

fn fits(field: RecordField) -> impl Fn(&String, &Today) -> Checked {
    move |to, today| match field {
        RecordField::Name => text::person_name(to, today),
        RecordField::Mobile => text::mobile(to, today),
        RecordField::Ethnicity => text::required(20)(to, today),
        RecordField::NativePlace | RecordField::WorkUnit => text::optional(60)(&Some(to.clone()), today),
        RecordField::HomeAddress => text::optional(120)(&Some(to.clone()), today),
        RecordField::Post => text::optional(30)(&Some(to.clone()), today),
        RecordField::Education => choice::<Education>(to).map(drop).map_err(Into::into),
        RecordField::Degree if to.is_empty() => Ok(()),
        RecordField::Degree => choice::<Degree>(to).map(drop).map_err(Into::into),
        RecordField::Occupation => choice::<Occupation>(to).map(drop).map_err(Into::into),
        RecordField::Joined | RecordField::FullSince => match to.parse::<Day>() {
            Ok(day) => text::past(&day, today),
            Err(_) => Err(Fault::Choice.into()),
        },
    }
}

/// A proposed correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Proposal {
    /// One to twelve values, each of another field.
    #[garde(dive, custom(some_and_different))]
    pub changes: Vec<ProposedValue>,
    /// A word to the branch.
    #[garde(custom(text::optional(200)))]
    #[serde(default)]
    pub note: Option<String>,
}

fn some_and_different(changes: &[ProposedValue], _: &Today) -> Checked {
    let different = changes
        .iter()
        .enumerate()
        .all(|(at, change)| changes.iter().skip(at + 1).all(|other| other.field != change.field));
    if changes.is_empty() {
        Err(Fault::Unchanged.into())
    } else if different {
        Ok(())
    } else {
        Err(Fault::Choice.into())
    }
}

/// A field of a correction: what stands in the record and what should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldChange {
    /// Of which field.
    pub field: RecordField,
    /// When proposed; a mobile number masked.
    pub from: String,
    /// As proposed.
    pub to: String,
}

/// Where a correction stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CorrectionState {
    /// Nobody has decided.
    Waiting,
    /// The record was changed.
    Approved {
        /// Who decided.
        by: String,
        /// When.
        at: Moment,
    },
    /// The record stays; the member is told why.
    Returned {
        /// Who decided.
        by: String,
        /// When.
        at: Moment,
        /// Why.
        reason: String,
    },
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Correction {
    /// The correction.
    pub correction: CorrectionId,
    /// Whose record.
    pub member: MemberId,
    /// The member's name.
    pub name: String,
    /// The member's branch when proposing.
    pub branch: OrgId,
    /// Its name.
    pub branch_name: String,
    /// When it was proposed.
    pub proposed: Moment,
    /// The fields.
    pub changes: Vec<FieldChange>,
    /// A word to the branch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub state: CorrectionState,
}

/// A member's corrections, latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Corrections {
    /// The last twenty.
    pub corrections: Vec<Correction>,
}

/// Why a correction is returned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Reason {
    /// Shown to the member.
    #[garde(custom(text::required(200)))]
    pub reason: String,
}

/// Corrections that wait in the caller's reach, by name.
pub struct ListCorrections;
impl Endpoint for ListCorrections {
    const NAME: &'static str = "members.list_corrections";
    const SUMMARY: &'static str = "Corrections that wait in the caller's reach";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/members/corrections";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageMembers);
    type Path = ();
    type Body = After;
    type Reply = Page<Correction>;
}

/// One correction.
pub struct ShowCorrection;
impl Endpoint for ShowCorrection {
    const NAME: &'static str = "members.show_correction";
    const SUMMARY: &'static str = "One correction";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/members/corrections/{correction}";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageMembers);
    type Path = CorrectionId;
    type Body = Nothing;
    type Reply = Correction;
}

/// Approves a correction: the record changes.
pub struct Approve;
impl Endpoint for Approve {
    const NAME: &'static str = "members.approve";
    const SUMMARY: &'static str = "Approves a correction: the record changes";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/members/corrections/{correction}/approve";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageMembers);
    type Path = CorrectionId;
    type Body = Nothing;
    type Reply = Correction;
}

/// Returns a correction with a reason.
pub struct Return;
impl Endpoint for Return {
    const NAME: &'static str = "members.return";
    const SUMMARY: &'static str = "Returns a correction with a reason";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/members/corrections/{correction}/return";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageMembers);
    type Path = CorrectionId;
    type Body = Reason;
    type Reply = Correction;
}
