//! The roll as lines of CSV that Excel opens as Chinese text. Pure; knows no list and no caller.

use shared_types::id_number::Sex;
use shared_types::members::{DuesCategory, Education, Member, MemberKind, Occupation, Standing};
use std::borrow::Cow;

/// Excel takes a file without it for the system's old encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The columns of a roster. Address, native place, work unit and post are left out (least data): they are
/// read in the record, where each look is recorded.
const HEADER: [&str; 16] = [
    "姓名",
    "性别",
    "民族",
    "出生日期",
    "身份证号码",
    "手机号码",
    "文化程度",
    "职业类别",
    "党员类别",
    "入党日期",
    "转正日期",
    "党籍状态",
    "党费类别",
    "流动党员",
    "失联党员",
    "所在党支部",
];

/// A part of a roster (RFC 4180, CRLF); the first one begins with the byte order mark and the header.
///
/// # Errors
/// Only where memory cannot be written.
pub(crate) fn part(first: bool, members: &[Member]) -> Result<String, csv::Error> {
    let lines = members.iter().map(line);
    if first {
        table(BYTE_ORDER_MARK, std::iter::once(HEADER.map(Cow::from)).chain(lines))
    } else {
        table("", lines)
    }
}

fn table<'a>(begin: &str, lines: impl Iterator<Item = [Cow<'a, str>; 16]>) -> Result<String, csv::Error> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(begin.as_bytes().to_vec());
    for cells in lines {
        writer.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn line(member: &Member) -> [Cow<'_, str>; 16] {
    let record = &member.particulars;
    let yes = |holds: bool| Cow::from(if holds { "是" } else { "否" });
    [
        Cow::from(&record.name),
        Cow::from(sex(member.sex)),
        Cow::from(&record.ethnicity),
        Cow::from(member.born.to_string()),
        Cow::from(&member.id_number),
        Cow::from(member.mobile.as_deref().unwrap_or_default()),
        Cow::from(education(record.education)),
        Cow::from(occupation(record.occupation)),
        Cow::from(kind(record.kind)),
        Cow::from(record.joined.to_string()),
        Cow::from(record.full_since.map(|day| day.to_string()).unwrap_or_default()),
        Cow::from(standing(member.standing)),
        Cow::from(dues_category(record.dues_category)),
        yes(record.floating),
        yes(record.lost_contact),
        Cow::from(&member.branch_name),
    ]
}

/// A cell that no spreadsheet takes for a formula: one that would begin one, be it after blanks or in
/// full-width characters, gets an apostrophe (OWASP, "CSV injection").
fn harmless(cell: &str) -> Cow<'_, str> {
    let begins =
        |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins(cell) || begins(cell.trim_start()) { Cow::from(format!("'{cell}")) } else { Cow::from(cell) }
}

fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "男",
        Sex::Female => "女",
    }
}

fn kind(kind: MemberKind) -> &'static str {
    match kind {
        MemberKind::Full => "正式党员",
        MemberKind::Probationary => "预备党员",
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Normal => "正常",
        Standing::Suspended => "停止党籍",
        Standing::Removed => "除名",
        Standing::Withdrawn => "退党",
        Standing::Expelled => "开除党籍",
        Standing::Deceased => "已故",
        Standing::TransferredOut => "已转出",
    }
}

fn dues_category(category: DuesCategory) -> &'static str {
    match category {
        DuesCategory::Salaried => "按月领取工资",
        DuesCategory::AnnualSalary => "实行年薪制",
        DuesCategory::SelfEmployed => "个体经营等不按月取得收入",
        DuesCategory::Retired => "离退休",
        DuesCategory::Farmer => "农民",
        DuesCategory::Student => "学生",
        DuesCategory::Unemployed => "下岗失业",
        DuesCategory::Relief => "依靠抚恤、救济或低保生活",
    }
}

fn education(education: Education) -> &'static str {
    match education {
        Education::Primary => "小学及以下",
        Education::JuniorSecondary => "初中",
        Education::SeniorSecondary => "高中或中专",
        Education::JuniorCollege => "大专",
        Education::Bachelor => "本科",
        Education::Postgraduate => "研究生",
    }
}

fn occupation(occupation: Occupation) -> &'static str {
    match occupation {
        Occupation::Government => "党政机关",
        Occupation::PublicInstitution => "事业单位",
        Occupation::Enterprise => "企业",
        Occupation::SocialOrganisation => "社会组织",
        Occupation::Farmer => "农牧渔民",
        Occupation::Student => "学生",
        Occupation::Retired => "离退休",
        Occupation::Other => "其他",
    }
}

#[cfg(test)]
mod tests;
