//! The two home screens.
#![expect(missing_docs, reason = "each sentence says itself")]

pub const FUNCTIONS: &str = "功能";
pub const ORGS: &str = "党组织";
pub const MEMBERS: &str = "党员";
pub const CORRECTIONS: &str = "信息更正";
pub const ACCOUNTS: &str = "系统用户";
pub const NEW_MEMBER: &str = "新增党员";
pub const SETTINGS: &str = "设置";
pub const INSTALL: &str = "安装使用";
pub const MY_BRANCH: &str = "我的支部";
pub const MY_RECORD: &str = "我的信息";
pub const MY_CORRECTIONS: &str = "更正记录";
pub const MY_VIEWINGS: &str = "查看记录";

pub const TRANSFERS: &str = "关系转接";
pub const MY_TRANSFERS: &str = "组织关系";

pub const WAITING_TRANSFERS: &str = "待办转接";
pub const TRANSFERS_FOR_ME: &str = "组织关系转接";
pub const WAITING_CORRECTIONS: &str = "待处理更正";
pub const MEMBER_COUNT: &str = "党员（名）";
pub const ORG_COUNT: &str = "下级党组织";
pub const PARTY_YEARS: &str = "党龄（年）";
pub const MY_WAITING: &str = "更正处理中";
pub const BRANCH_MEMBERS: &str = "支部党员";

pub const FOR_ME: &str = "待我处理";
pub const OUR_ORG: &str = "本级党组织";
pub const ALL: &str = "全部";
pub const SECRETARY_VACANT: &str = "书记 空缺";

/// How a member is addressed.
pub fn comrade(name: &str) -> String {
    format!("{name}同志")
}

/// Below an organisation's name.
pub fn counts(orgs: u32, members: u32) -> String {
    let members = super::number(members);
    if orgs == 0 {
        format!("党员 {members} 名")
    } else {
        format!("下级党组织 {} 个 · 党员 {members} 名", super::number(orgs))
    }
}

/// Below a member's name.
pub fn party_age(years: u16, kind: &str) -> String {
    if years == 0 { kind.to_owned() } else { format!("入党 {years} 年 · {kind}") }
}

/// Above an organisation's name: who is signed in.
pub fn signed_in_as(name: &str, role: &str) -> String {
    format!("{name} · {role}")
}

/// How many transfers wait for an organisation.
pub fn transfers_to_do(count: u16) -> String {
    if count >= 100 { "100 件以上待办".to_owned() } else { format!("{count} 件待办") }
}

/// How many of them should be done already.
pub fn transfers_overdue(count: u16) -> String {
    format!("{count} 件已超期")
}

/// The secretary of an organisation.
pub fn secretary(name: Option<&str>) -> String {
    name.map_or_else(|| SECRETARY_VACANT.to_owned(), |name| format!("书记 {name}"))
}
