//! What a member's record holds (field rules, "Records").

use crate::dates::{Day, Today};
use crate::error::Fault;
use crate::id_number::{IdNumber, Sex};
use crate::ids::{MemberId, OrgId, TransferId};
use crate::text::{self, Checked};
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$vdoc])* $variant),+
        }
        impl $name {
            /// Every choice, in the order of a form.
            pub const ALL: &[$name] = &[$($name::$variant),+];
        }
    )+};
}

choices! {
    /// 正式 or 预备.
    MemberKind {
        /// 正式党员
        Full,
        /// 预备党员
        Probationary,
    }
    /// Where the membership stands. Suspension and removal are human decisions (《党员教育管理工作条例》 ch. 5).
    Standing {
        /// 正常
        Normal,
        /// 停止党籍
        Suspended,
        /// 除名
        Removed,
        /// 退党
        Withdrawn,
        /// 开除党籍
        Expelled,
        /// 死亡
        Deceased,
        /// 转出: on another city's roll. Only a transfer leads here and back.
        TransferredOut,
    }
    /// By which rule the dues are computed (中组发〔2008〕3号).
    DuesCategory {
        /// 按月领取工资
        Salaried,
        /// 实行年薪制
        AnnualSalary,
        /// 不按月取得收入的个体经营者等
        SelfEmployed,
        /// 离退休
        Retired,
        /// 农民
        Farmer,
        /// 学生
        Student,
        /// 下岗失业
        Unemployed,
        /// 依靠抚恤或救济生活、低保
        Relief,
    }
    /// 文化程度
    Education {
        /// 小学及以下
        Primary,
        /// 初中
        JuniorSecondary,
        /// 高中或中专
        SeniorSecondary,
        /// 大专
        JuniorCollege,
        /// 本科
        Bachelor,
        /// 研究生
        Postgraduate,
    }
    /// 学位
    Degree {
        /// 学士
        Bachelor,
        /// 硕士
        Master,
        /// 博士
        Doctor,
    }
    /// 职业类别
    Occupation {
        /// 党政机关
        Government,
        /// 事业单位
        PublicInstitution,
        /// 企业
        Enterprise,
        /// 社会组织
        SocialOrganisation,
        /// 农牧渔民
        Farmer,
        /// 学生
        Student,
        /// 离退休
        Retired,
        /// 其他
        Other,
    }
}

impl Standing {
    /// Whether an administrator may change it to `to` by hand: into another city and back only transfers lead.
    pub fn may_become(self, to: Standing) -> bool {
        self == to || (self != Standing::TransferredOut && to != Standing::TransferredOut)
    }

    /// Whether the membership lasts. A suspended one does: it can be taken up again (《党员教育管理工作条例》
    /// ch. 5).
    pub fn lasts(self) -> bool {
        match self {
            Standing::Normal | Standing::Suspended => true,
            Standing::Removed
            | Standing::Withdrawn
            | Standing::Expelled
            | Standing::Deceased
            | Standing::TransferredOut => false,
        }
    }
}

/// The part of a record that is typed and may be corrected. Sex and birth date are not typed: the ID number
/// states them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Particulars {
    /// 姓名
    #[garde(custom(text::person_name))]
    pub name: String,
    /// 民族, e.g. 汉族
    #[garde(custom(text::required(20)))]
    pub ethnicity: String,
    /// 籍贯
    #[garde(custom(text::optional(60)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native_place: Option<String>,
    /// 家庭住址
    #[garde(custom(text::optional(120)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home_address: Option<String>,
    /// 文化程度
    #[garde(skip)]
    pub education: Education,
    /// 学位
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degree: Option<Degree>,
    /// 工作单位
    #[garde(custom(text::optional(60)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_unit: Option<String>,
    /// 职务
    #[garde(custom(text::optional(30)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// 职业类别
    #[garde(skip)]
    pub occupation: Occupation,
    /// 正式 or 预备
    #[garde(skip)]
    pub kind: MemberKind,
    /// 入党日期: the day the branch meeting accepted them.
    #[garde(custom(text::past))]
    pub joined: Day,
    /// 转正日期: present exactly for full members, not before `joined`.
    #[garde(custom(text::optional_past), custom(follows_joining(self.kind, self.joined)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_since: Option<Day>,
    /// 党费类别
    #[garde(skip)]
    pub dues_category: DuesCategory,
    /// 流动党员
    #[garde(skip)]
    #[serde(default)]
    pub floating: bool,
    /// 失联
    #[garde(skip)]
    #[serde(default)]
    pub lost_contact: bool,
}

impl Particulars {
    /// Without blanks around texts; an empty text is none.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            name: self.name.trim().to_owned(),
            ethnicity: self.ethnicity.trim().to_owned(),
            native_place: text::tidy(self.native_place),
            home_address: text::tidy(self.home_address),
            work_unit: text::tidy(self.work_unit),
            post: text::tidy(self.post),
            ..self
        }
    }
}

fn follows_joining(kind: MemberKind, joined: Day) -> impl Fn(&Option<Day>, &Today) -> Checked {
    move |day, _| match (kind, day) {
        (MemberKind::Full, None) => Err(Fault::Required.into()),
        (MemberKind::Full, Some(day)) if *day < joined => Err(Fault::Order.into()),
        (MemberKind::Probationary, Some(_)) => Err(Fault::Choice.into()),
        _ => Ok(()),
    }
}

/// Nobody joins under 18 (Party constitution, article 1).
pub(crate) fn grown_up(joined: Day) -> impl Fn(&String, &Today) -> Checked {
    move |number, _| match number.parse::<IdNumber>() {
        Ok(number) if number.birth_day().years_until(joined) < 18 => Err(Fault::Under18.into()),
        _ => Ok(()),
    }
}

/// A record as an administrator in scope, or the member, sees it: numbers masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// The member.
    pub member: MemberId,
    /// For `If-Match`.
    pub version: u64,
    /// The branch whose roll the member is on.
    pub branch: OrgId,
    /// Its name.
    pub branch_name: String,
    /// First 6 and last 4 digits.
    pub id_number: String,
    /// First 3 and last 4 digits; absent where none is registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// From the ID number.
    pub sex: Sex,
    /// From the ID number.
    pub born: Day,
    /// Where the membership stands.
    pub standing: Standing,
    /// The transfer that is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<TransferId>,
    /// The typed part.
    pub particulars: Particulars,
}

/// A row of a list of members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MemberRow {
    /// The member.
    pub member: MemberId,
    /// 姓名
    pub name: String,
    /// From the ID number.
    pub sex: Sex,
    /// From the ID number.
    pub born: Day,
    /// 正式 or 预备
    pub kind: MemberKind,
    /// Where the membership stands.
    pub standing: Standing,
    /// The branch.
    pub branch: OrgId,
    /// Its name.
    pub branch_name: String,
    /// First 6 and last 4 digits.
    pub id_number: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn particulars() -> Particulars {
        Particulars {
            name: "王秀兰".into(),
            ethnicity: "汉族".into(),
            native_place: None,
            home_address: None,
            education: Education::Primary,
            degree: None,
            work_unit: None,
            post: None,
            occupation: Occupation::Farmer,
            kind: MemberKind::Full,
            joined: "1985-07-01".parse().expect("a day"),
            full_since: "1986-07-01".parse().ok(),
            dues_category: DuesCategory::Farmer,
            floating: false,
            lost_contact: false,
        }
    }

    #[test]
    fn the_full_member_date_belongs_to_full_members_and_follows_joining() {
        let today = Today("2026-11-23".parse().expect("a day"));
        for (kind, day, fits) in [
            (MemberKind::Full, Some("1986-07-01"), true),
            (MemberKind::Full, Some("1985-07-01"), true),
            (MemberKind::Full, Some("1985-06-30"), false),
            (MemberKind::Full, Some("2026-11-24"), false),
            (MemberKind::Full, None, false),
            (MemberKind::Probationary, None, true),
            (MemberKind::Probationary, Some("1986-07-01"), false),
        ] {
            let full_since = day.map(|day| day.parse().expect("a day"));
            let checked = Particulars { kind, full_since, ..particulars() }.validate_with(&today);
            assert_eq!(checked.is_ok(), fits, "{kind:?} {day:?}");
        }
    }
}
