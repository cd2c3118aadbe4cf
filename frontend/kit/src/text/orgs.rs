//! Organisations.
#![expect(missing_docs, reason = "each sentence says itself")]

pub const SEARCH: &str = "搜索党组织名称或拼音";
pub const BELOW: &str = "下级党组织";
pub const NEW: &str = "新建";
pub const ENTER: &str = "下级";
pub const MEMBERS: &str = "党员";
pub const ACCOUNTS: &str = "系统用户";
pub const MOVE: &str = "调整隶属关系";
pub const DISSOLVE: &str = "撤销党组织";
pub const BRANCH_HAS_NO_LEVEL: &str = "支部没有下级党组织";
pub const NO_CHILDREN: &str = "还没有下级党组织";
pub const NO_CHILDREN_ADVICE: &str = "新建后会显示在这里。";
pub const NOT_FOUND: &str = "没有找到这样的党组织";
pub const NOT_FOUND_ADVICE: &str = "可以输入名称中的几个字、拼音或首字母，例如“国土局”“gtj”。";
pub const FOUND: &str = "找到的党组织";
pub const MANAGE: &str = "管理";
pub const CONTACT: &str = "联系方式与任期";

pub const NAME: &str = "名称";
pub const KIND: &str = "类别";
pub const SUPERIOR: &str = "上级党组织";
pub const VILLAGE: &str = "村（社区）党组织";
pub const VILLAGE_DETAIL: &str = "开启后按村（社区）的任期和公开要求办理";
pub const SECRETARY: &str = "书记";
pub const SECRETARY_MOBILE: &str = "书记手机";
pub const PHONE: &str = "办公电话";
pub const ADDRESS: &str = "地址";
pub const POSTCODE: &str = "邮政编码";
pub const FAX: &str = "传真";
pub const TERM: &str = "任期";
pub const TERM_STARTS: &str = "任期开始";
pub const ENDS_AFTER_START: &str = "任期届满不能早于任期开始";
pub const TERM_ENDS: &str = "任期届满";
pub const BASICS: &str = "基本信息";
pub const OFFICE: &str = "书记与联系方式";
pub const TERM_SECTION: &str = "任期";
pub const CREATED: &str = "党组织已新建";
pub const CREATE: &str = "新建党组织";
pub const VACANT: &str = "空缺";

pub const MOVING: &str = "正在调整隶属关系";
pub const MOVING_ADVICE: &str = "新的上级已经可以看到它，名册正在更新，完成后可以继续编辑。";
pub const MOVE_HINT: &str = "请选择新的上级党组织：可以逐级进入，也可以直接搜索。";
pub const MOVE_HERE: &str = "移到这里";
pub const MOVE_CONFIRM: &str = "确定调整";
pub const MOVED: &str = "隶属关系已调整";
pub const MOVE_IN: &str = "移到这里，或继续进入下级";
pub const ALREADY_HERE: &str = "现在就在这里";
pub const NOT_INTO_ITSELF: &str = "不能移到自己之下";
pub const KIND_DOES_NOT_FIT: &str = "这一级之下不能设此类党组织";
pub const NO_PLACE_BELOW: &str = "下面没有可以选择的党组织";
pub const CHOOSE_ORG: &str = "选择党组织";
pub const CHOOSE: &str = "选择";
pub const WHOLE_REACH: &str = "全部范围";

pub const DISSOLVED: &str = "党组织已撤销";
pub const DISSOLVE_ACT: &str = "撤销";

/// The line between the search field and the list.
pub fn children(count: u32) -> String {
    format!("下级党组织 {} 个", super::number(count))
}

/// The line above search results.
pub fn found(count: usize, more: bool) -> String {
    let count = super::number(u32::try_from(count).unwrap_or(u32::MAX));
    if more {
        format!("最相近的 {count} 个，多输入几个字可以缩小范围")
    } else {
        format!("找到 {count} 个")
    }
}

/// The second line of a row.
pub fn row(secretary: Option<&str>, members: u32) -> String {
    format!("{} · 党员 {} 名", super::home::secretary(secretary), super::number(members))
}

/// A path of names.
pub fn path<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(" › ")
}

/// From and until.
pub fn term(starts: Option<&str>, ends: Option<&str>) -> String {
    match (starts, ends) {
        (Some(starts), Some(ends)) => format!("{starts}至{ends}"),
        (Some(starts), None) => format!("{starts}起"),
        (None, Some(ends)) => format!("至{ends}"),
        (None, None) => String::new(),
    }
}

/// Below the end of the term.
pub fn term_rule(years: u8) -> String {
    format!("此类党组织每届任期 {years} 年")
}

/// Exactly what a move does.
pub fn move_what(name: &str, orgs: u32, members: u32, to: &str) -> String {
    let with: Vec<String> = [(orgs, "个下级党组织"), (members, "名党员")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!(" {} {what}", super::number(count)))
        .collect();
    let with = if with.is_empty() { String::new() } else { format!("连同{}", with.join("、")) };
    format!("“{name}”{with}将归“{to}”管理。")
}

/// What else a move does.
pub const MOVE_MEANS: &str =
    "调整立即生效：新的上级可以查看和管理，原来的上级不再能看到。名册随后自动更新，期间不影响查看。";

/// The question before a move.
pub fn move_title(to: &str) -> String {
    format!("移到“{to}”之下？")
}

/// While a move is being booked.
pub fn move_progress(rewritten: u32) -> String {
    format!("名册正在更新，已处理 {} 条", super::number(rewritten))
}

/// The question before a dissolution.
pub fn dissolve_title(name: &str) -> String {
    format!("撤销“{name}”？")
}

/// Exactly what a dissolution does.
pub const DISSOLVE_MEANS: &str =
    "撤销后，该党组织不再出现在任何列表中，且不能恢复。其下有党员、下级党组织或系统用户时，不能撤销。";
