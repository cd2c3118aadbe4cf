//! The introduction letter (form of 组通字〔2006〕45号): stub, letter and receipt slip, all numbered by the issuer.

use crate::dates::{Day, Month};
use crate::id_number::Sex;
use crate::ids::{LetterId, OrgId, TransferId};
use crate::members::MemberKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    /// It can be accepted.
    Valid,
    /// Its validity is over.
    Expired,
    /// Declared void: lost, returned, or replaced by another.
    Void,
    /// Accepted by the receiving side.
    Accepted,
}

/// How the sending basic committee is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Contact {
    /// 通讯地址
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// 联系电话
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// 传真
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax: Option<String>,
    /// 邮编
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
}

/// What the receipt slip says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Receipt {
    /// When the receiving side accepted.
    pub day: Day,
    /// Who accepted: the receiving committee or branch.
    pub org_name: String,
    /// 经办人
    pub handler: String,
    /// The handler's phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler_phone: Option<String>,
}

/// A whole letter, with personal data. Asking for it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Letter {
    /// Names it in its QR code.
    pub letter: LetterId,
    /// The transfer that it belongs to.
    pub transfer: TransferId,
    /// Unique per issuer and year, without gaps, from 1.
    pub number: u32,
    /// The year of issue.
    pub year: u16,
    /// Who issued it.
    pub issuer: String,
    /// 抬头: whom it is addressed to.
    pub addressee: String,
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: Sex,
    /// Whole years on the day of issue.
    pub age: u16,
    /// 民族
    pub ethnicity: String,
    /// 正式 or 预备
    pub kind: MemberKind,
    /// The whole ID number.
    pub id_number: String,
    /// From where.
    pub from: String,
    /// To where.
    pub to: String,
    /// Dues are paid through this month.
    pub paid_through: Month,
    /// The day of issue.
    pub issued: Day,
    /// Days of validity, the day of issue not counted.
    pub valid_days: u16,
    /// The member's phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// The sending basic committee.
    pub committee: String,
    /// How it is reached.
    pub contact: Contact,
    /// Where it stands.
    pub state: LetterState,
    /// The receipt, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}

impl Letter {
    /// The last day on which it can be accepted.
    pub fn valid_until(&self) -> Day {
        self.issued.plus(self.valid_days.into())
    }
}

/// What anybody may know of a letter who holds it: that it is genuine, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Verified {
    /// Its number with the year: `2026第12号`.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// The issuing organisation.
    pub issuer_org: OrgId,
    /// The day of issue.
    pub issued: Day,
    /// The last day on which it can be accepted.
    pub valid_until: Day,
    /// Where it stands.
    pub state: LetterState,
}

/// A letter's number as it is written: `2026第12号`.
pub fn letter_number(year: u16, number: u32) -> String {
    format!("{year}第{number}号")
}
