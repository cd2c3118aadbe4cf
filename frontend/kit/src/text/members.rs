//! Members, their records and corrections of them.
#![expect(missing_docs, reason = "each sentence says itself")]

pub const SEARCH: &str = "搜索姓名、拼音或完整号码";
pub const NUMBER_PARTIAL: &str = "请输入完整号码";
pub const NUMBER_PARTIAL_ADVICE: &str = "可以用 18 位身份证号码或 11 位手机号码查找。";
pub const ADD: &str = "新增";
pub const EXPORT: &str = "导出";
pub const ORG: &str = "党组织";
pub const KIND: &str = "党员类别";
pub const STANDING: &str = "党籍状态";
pub const ALL_ORGS: &str = "本级及下级";
pub const ALL_KINDS: &str = "全部类别";
pub const ALL_STANDINGS: &str = "全部状态";
pub const NONE: &str = "没有符合条件的党员";
pub const NONE_ADVICE: &str = "可以更换姓名或筛选条件。";
pub const NONE_YET: &str = "名册上还没有党员";
pub const NONE_YET_ADVICE: &str = "新增后会显示在这里。";
pub const NUMBER_NONE: &str = "没有找到这个号码的党员";
pub const NUMBER_NONE_ADVICE: &str = "请核对号码；不在您管理范围内的党员不会显示。";
pub const CLEAR_FILTERS: &str = "清除筛选";
pub const ONLY_THIS_BRANCH: &str = "只看本支部";
pub const LIST: &str = "党员名册";

pub const IDENTITY: &str = "身份信息";
pub const PARTY: &str = "党内信息";
pub const LIFE: &str = "个人情况";
pub const ID_NUMBER: &str = "身份证号码";
pub const MOBILE: &str = "手机号码";
pub const NAME: &str = "姓名";
pub const SEX: &str = "性别";
pub const BORN: &str = "出生日期";
pub const ETHNICITY: &str = "民族";
pub const HAN: &str = "汉族";
pub const NATIVE_PLACE: &str = "籍贯";
pub const HOME_ADDRESS: &str = "家庭住址";
pub const EDUCATION: &str = "文化程度";
pub const DEGREE: &str = "学位";
pub const WORK_UNIT: &str = "工作单位";
pub const POST: &str = "职务";
pub const OCCUPATION: &str = "职业类别";
pub const BRANCH: &str = "所在支部";
pub const JOINED: &str = "入党日期";
pub const FULL_SINCE: &str = "转正日期";
pub const DUES_CATEGORY: &str = "党费类别";
pub const FLOATING: &str = "流动党员";
pub const LOST_CONTACT: &str = "失去联系";
pub const NO_DEGREE: &str = "无";
pub const UNMASK_NOTICE: &str = "查看完整的号码会留下记录，党员本人可以看到是谁查看的。";

pub const JOINS: &str = "编入支部";
pub const ONLY_BRANCHES: &str = "党员只能编入支部，请进入下级选择";
pub const CREATE: &str = "新增党员";
pub const CREATED: &str = "党员已编入支部";
pub const MOBILE_HINT: &str = "登录验证码会发送到此号码；没有手机的可以不填";
pub const NO_MOBILE: &str = "没有手机号码";
pub const NO_MOBILE_DETAIL: &str = "删除已登记的号码，本人将无法接收登录验证码";
pub const NEW_ID_NUMBER: &str = "更正身份证号码";
pub const NEW_MOBILE: &str = "更换手机号码";
pub const FULL_AFTER_JOINED: &str = "转正日期不能早于入党日期";
pub const FULL_SINCE_HINT: &str = "正式党员需要填写";

pub const RESET: &str = "重置登录密码";
pub const RESET_ACT: &str = "重置";
pub const RESET_MEANS: &str =
    "原密码立即失效，该党员在所有设备上退出登录，改用初始密码登录，并须设置新的密码。";
pub const RESET_DONE: &str = "密码已重置为初始密码，请告知本人";

pub const VIEWINGS: &str = "谁看过这份信息";
pub const LATEST_FIRST: &str = "最近的在前";
pub const NO_VIEWINGS: &str = "还没有人查看过";
pub const NO_VIEWINGS_MINE: &str = "管理员查看您的信息后，会在这里留下记录。";
pub const VIEWINGS_HINT: &str = "管理员每次查看您的信息，都会自动留下记录。如有疑问，请联系所在支部。";

pub const EXPORT_TITLE: &str = "导出党员名册";
pub const EXPORT_WHAT: &str =
    "按当前的筛选条件，导出可以用表格软件打开的文件。身份证号码和手机号码只保留部分数字。";
pub const EXPORT_AUDIT: &str = "每次导出都会留下记录，请妥善保管文件。";
pub const EXPORT_START: &str = "开始导出";
pub const EXPORT_SAVE: &str = "保存文件";
pub const EXPORT_DONE: &str = "文件已保存到下载文件夹";
pub const EXPORT_FOUND: &str = "搜索的结果不能导出，请先清除搜索。";
pub const EXPORT_WECHAT: &str = "微信中不能保存文件";
pub const EXPORT_WECHAT_ADVICE: &str = "请点右上角的“···”，选择“在浏览器打开”，登录后再导出。";

pub const NO_CORRECTIONS: &str = "没有待处理的更正申请";
pub const NO_CORRECTIONS_ADVICE: &str = "党员提出更正申请后，会显示在这里。";
pub const APPROVE: &str = "同意更正";
pub const APPROVE_TITLE: &str = "同意这份更正申请？";
pub const APPROVED: &str = "已同意，党员信息已更新";
pub const RETURN: &str = "退回";
pub const RETURN_TITLE: &str = "退回这份更正申请？";
pub const RETURN_MEANS: &str = "党员信息保持不变，党员会看到退回的原因。";
pub const REASON: &str = "退回原因";
pub const REASON_EXAMPLE: &str = "例如：请携带身份证到支部核对";
pub const RETURNED: &str = "已退回";
pub const NOTE: &str = "附言";
pub const NOW_IS: &str = "现在";
pub const SHOULD_BE: &str = "更正为";
pub const SEE_RECORD: &str = "查看党员信息";
pub const DECIDED: &str = "这份申请已经处理";

pub const WRONG: &str = "信息有误，申请更正";
pub const PROPOSE_HINT: &str =
    "请打开有误项目旁的开关，填写正确的内容，由支部核对后更新。身份证号码请携带证件到支部办理。";
pub const NOTE_HINT: &str = "可以说明情况，例如“去年已搬家”";
pub const PROPOSED: &str = "申请已提交，请等待支部处理";
pub const SEND: &str = "提交申请";
pub const NOTHING_CHOSEN: &str = "请至少选择一项需要更正的内容";
pub const ONE_WAITS: &str = "已有一份申请等待支部处理";
pub const ONE_WAITS_ADVICE: &str = "处理完成后，可以再次申请。";
pub const SEE_MINE: &str = "查看更正记录";
pub const NO_MY_CORRECTIONS: &str = "还没有更正申请";
pub const NO_MY_CORRECTIONS_ADVICE: &str = "如果“我的信息”中有错误，可以在那里申请更正。";
pub const STEP_SENT: &str = "提交申请";
pub const STEP_WAITS: &str = "支部核对";
pub const STEP_WAITS_DETAIL: &str = "等待支部处理";
pub const STEP_APPROVED: &str = "已同意，信息已更新";
pub const STEP_RETURNED: &str = "已退回";
pub const COURSE: &str = "办理进度";
pub const CHANGES: &str = "更正内容";

pub const CALL_SECRETARY: &str = "联系支部书记";
pub const NO_SECRETARY_NUMBER: &str = "支部还没有登记书记的手机号码";
pub const SUPERIORS: &str = "上级党组织";
pub const BRANCH_MEMBERS: &str = "支部党员";

/// Years lived.
pub fn age(years: u16) -> String {
    format!("{years} 岁")
}

/// The second line of a row.
pub fn row(sex: &str, years: u16) -> String {
    format!("{sex} · {years} 岁")
}

/// What an ID number states.
pub fn stated(sex: &str, born: &str, years: u16) -> String {
    format!("{sex} · {born}出生 · {years} 岁")
}

/// A birthday with the age.
pub fn born(day: &str, years: u16) -> String {
    format!("{day}（{years} 岁）")
}

/// A joining day with the years since.
pub fn joined(day: &str, years: u16) -> String {
    if years == 0 { day.to_owned() } else { format!("{day}（党龄 {years} 年）") }
}

/// The line above the list, where the count of all is known.
pub fn count(members: u32) -> String {
    format!("党员 {} 名", super::number(members))
}

/// The line above a filtered list.
pub fn shown(rows: usize, more: bool) -> String {
    let rows = super::number(u32::try_from(rows).unwrap_or(u32::MAX));
    if more { format!("已显示 {rows} 名，向下滑动查看更多") } else { format!("共 {rows} 名") }
}

/// The line above search results.
pub fn found(rows: usize, more: bool) -> String {
    let rows = super::number(u32::try_from(rows).unwrap_or(u32::MAX));
    if more {
        format!("最相近的 {rows} 名，多输入几个字可以缩小范围")
    } else {
        format!("找到 {rows} 名")
    }
}

/// The key of a row's branch.
pub fn filter_by(branch: &str) -> String {
    format!("只看{branch}的党员")
}

/// Below a field that may keep its present value.
pub fn now_is(masked: &str) -> String {
    format!("现为 {masked}，不填则不变")
}

/// The question before a reset.
pub fn reset_title(name: &str) -> String {
    format!("重置{name}的登录密码？")
}

/// While exporting.
pub fn exporting(rows: u32) -> String {
    format!("正在导出，已完成 {} 名", super::number(rows))
}

/// Exported.
pub fn exported(rows: u32) -> String {
    format!("已准备好 {} 名党员的名册", super::number(rows))
}

/// The name of the exported file.
pub fn export_name(day: &str) -> String {
    format!("党员名册-{day}.csv")
}

/// Who proposed a correction, from where.
pub fn proposed_by(branch: &str, when: &str) -> String {
    format!("{branch} · {when}提出")
}

/// The fields of a correction.
pub fn fields(names: &[&str]) -> String {
    names.join("、")
}

/// What approving does.
pub fn approve_means(name: &str, fields: &str) -> String {
    format!("{name}的{fields}将按申请更新，并留下记录。")
}

/// Who decided, when.
pub fn decided(by: &str, when: &str) -> String {
    format!("{by} · {when}")
}

/// Who looked, from where.
pub fn viewed_by(by: &str, org: &str) -> String {
    format!("{by} · {org}")
}

/// The choice of a field to correct.
pub fn correct_this(field: &str) -> String {
    format!("更正{field}")
}

/// A field's value now.
pub fn value_now(value: &str) -> String {
    format!("现在：{value}")
}
