//! Transfers of members' affiliation, and introduction letters.
#![expect(missing_docs, reason = "each sentence says itself")]

use super::{Term as _, day, moment, month};
use shared_types::dates::{Day, Moment, Month};
use shared_types::transfers::{
    Ahead, Happened, Happening, Letter, LetterMention, TransferKind, TransferState, letter_number,
};

pub const TABS: &str = "转接分类";
pub const START: &str = "发起";
pub const KIND: &str = "转接类型";
pub const STATE: &str = "办理状态";
pub const ORG: &str = "党组织";
pub const MONTH: &str = "月份";
pub const ALL_KINDS: &str = "全部类型";
pub const ALL_STATES: &str = "全部状态";
pub const ALL_MONTHS: &str = "全部月份";
pub const OWN: &str = "本级";
pub const OWN_AND_BELOW: &str = "本级及下级";
pub const BELOW: &str = "含下级";
pub const LIST: &str = "组织关系转接";
pub const CLEAR_FILTERS: &str = "清除筛选";
pub const NONE: &str = "没有符合条件的转接";
pub const NONE_ADVICE: &str = "可以更换筛选条件。";
pub const NOTHING_TO_DO: &str = "没有待办的转接";
pub const NOTHING_TO_DO_ADVICE: &str = "轮到本级办理时，会显示在这里，首页也会提醒。";
pub const NOTHING_RUNNING: &str = "没有正在办理的转接";
pub const NOTHING_RUNNING_ADVICE: &str = "发起转接后，可以在这里查看进度。";
pub const NOTHING_CLOSED: &str = "还没有办结的转接";
pub const NOTHING_CLOSED_ADVICE: &str = "办结或撤回的转接会保存在这里。";

pub const CHOOSE: &str = "请选择转接类型";
pub const MEMBER: &str = "党员姓名";
pub const MEMBER_EXAMPLE: &str = "请输入姓名";
pub const FROM: &str = "转出支部";
pub const TO: &str = "转入支部";
pub const TO_EXAMPLE: &str = "请输入支部名称";
pub const WHO_AND_WHERE: &str = "转接信息";
pub const DUES: &str = "党费";
pub const ADDRESSEE: &str = "介绍信抬头";
pub const ADDRESSEE_HINT: &str = "县级以上党组织，如“中共南京市鼓楼区委组织部”";
pub const UNIT: &str = "去往单位";
pub const UNIT_HINT: &str = "将要转入的支部或单位名称";
pub const PAID_THROUGH: &str = "党费交至";
pub const PAID_THROUGH_HINT: &str = "请输入 6 位数字，如 202610；审批人可以看到";
pub const ARREARS: &str = "欠缴党费月数";
pub const ARREARS_HINT: &str = "没有欠缴的填 0；有欠缴仍可办理，会提醒各级审批人";
pub const NOTE: &str = "附言";
pub const NOTE_HINT: &str = "可以向审批人说明情况";
pub const WAY: &str = "将依次经过";
pub const WAY_FAILED: &str = "办理步骤没有显示，请稍后重试，不影响继续填写";
pub const SWITCH_TO_UNIT: &str = "改为单位内部调整";
pub const SWITCH_TO_CITY: &str = "改为市内转接";
pub const SUBMIT: &str = "提交申请";
pub const RESUBMIT: &str = "再次提交";
pub const SUBMITTED: &str = "申请已提交";

pub const PAPER: &str = "纸质介绍信";
pub const PAPER_NUMBER: &str = "介绍信编号";
pub const PAPER_NUMBER_HINT: &str = "按纸质介绍信填写";
pub const PAPER_ISSUER: &str = "开具单位";
pub const PAPER_FROM: &str = "原所在支部或单位";
pub const PAPER_ISSUED: &str = "开具日期";
pub const PAPER_ISSUED_HINT: &str = "请输入 8 位数字，如 20261120";
pub const PAPER_VALID: &str = "有效天数";
pub const PAPER_VALID_HINT: &str = "介绍信上写明的天数，最多 90 天";
pub const PAPER_EXPIRED: &str = "介绍信已过有效期，请联系开具单位重新开具";
pub const RECEIVED_BY: &str = "转入";
pub const REGISTER: &str = "登记转入";
pub const REGISTERED: &str = "转入已登记";
pub const ONLY_BRANCHES: &str = "党员只能转入支部，请进入下级选择";

pub const COURSE: &str = "办理进度";
pub const DETAILS: &str = "转接信息";
pub const LETTER: &str = "介绍信";
pub const SEE_LETTER: &str = "查看介绍信";
pub const SEE_SLIP: &str = "查看回执照片";
pub const SLIP: &str = "回执照片";
pub const SLIP_HINT: &str = "可以拍照或选择扫描件，便于今后核对";
pub const MOVED_ON: &str = "这件转接已到别的环节，已显示最新进度";
pub const NOW: &str = "正在办理";
pub const EXPIRED: &str = "已过期";
pub const SYSTEM: &str = "系统自动处理";

pub const PASS_TITLE: &str = "通过这件转接？";
pub const ISSUE_TITLE: &str = "通过并开具介绍信？";
pub const ACCEPT_TITLE: &str = "确认接收？";
pub const RETURN_TITLE: &str = "退回这件转接？";
pub const WITHDRAW_TITLE: &str = "撤回这份申请？";
pub const REDIRECT_TITLE: &str = "另选接收支部";
pub const REISSUE_TITLE: &str = "作废并重新开具介绍信？";
pub const ISSUE: &str = "通过并开具";
pub const WITHDRAW: &str = "撤回";
pub const REDIRECT: &str = "确定";
pub const REISSUE: &str = "作废并重新开具";
pub const REASON: &str = "退回原因";
pub const REASON_EXAMPLE: &str = "例如：转入支部选择有误";
pub const REISSUE_REASON: &str = "重新开具的原因";
pub const REISSUE_EXAMPLE: &str = "例如：介绍信遗失";
pub const REMARK: &str = "附言";
pub const WITHDRAW_MEANS: &str = "申请将被撤回，本次转接结束，党员仍在原支部。需要时可以重新发起。";
pub const REDIRECT_MEANS: &str = "原来选择的接收支部已经撤销或调整，请另选一个支部，由它确认接收。";
pub const PASSED: &str = "已通过";
pub const ISSUED: &str = "已通过，介绍信已开具";
pub const ACCEPTED: &str = "已接收，党员已编入本支部";
pub const RETURNED: &str = "已退回";
pub const WITHDRAWN: &str = "已撤回";
pub const REDIRECTED: &str = "已另选接收支部";
pub const REISSUED: &str = "已重新开具介绍信";
pub const RESUBMITTED: &str = "已再次提交";
pub const RECEIPT_DONE: &str = "回执已登记，本次转接办结";

pub const RECEIPT: &str = "回执联内容";
pub const RECEIPT_DAY_HINT: &str = "回执联上的日期，如 20261120";
pub const RECEIPT_DAY: &str = "接收日期";
pub const HANDLER: &str = "经办人";
pub const HANDLER_PHONE: &str = "经办人电话";
pub const REGISTER_RECEIPT: &str = "登记回执并办结";

pub const MINE_NONE: &str = "没有组织关系转接";
pub const MINE_NONE_ADVICE: &str = "需要转接组织关系时，请联系所在支部办理，进度会显示在这里。";
pub const MINE_LIVE: &str = "进度会自动更新，无需刷新。";
pub const LATE_MINE: &str = "办理时间已超过期限，已提醒相应党组织；也可以联系所在支部了解情况。";
pub const MINE_EARLIER: &str = "以往的转接";
pub const SEE_COURSE: &str = "查看办理过程";

pub const TRANSFER_MEMBER: &str = "办理组织关系转接";
pub const IN_TRANSFER: &str = "组织关系转接中";
pub const SEE_PROGRESS: &str = "查看进度";

pub const LETTER_KEEP: &str = "长按图片可以保存或转发。";
pub const LETTER_KEEP_DESK: &str = "可以直接打印，也可以在图片上点右键保存。";
pub const LETTER_PRINT: &str = "打印介绍信";
pub const LETTER_AUDIT: &str = "查看介绍信会留下记录，党员本人可以看到是谁查看的。";
pub const LETTER_VOID: &str = "这份介绍信已经作废";
pub const LETTER_VOID_MEANS: &str = "不能用于办理接收。";
pub const LETTER_EXPIRED: &str = "这份介绍信已过有效期";
pub const LETTER_EXPIRED_MEANS: &str = "需要由开具单位重新开具。";
pub const LETTER_FAILED: &str = "介绍信没有画出来";
pub const LETTER_FAILED_ADVICE: &str = "请更新浏览器或换一部手机打开。";
pub const LETTER_NUMBER: &str = "编号";
pub const LETTER_STATE: &str = "状态";
pub const LETTER_UNTIL: &str = "有效期至";

/// The image of a letter, for who does not see it.
pub fn letter_alt(letter: &Letter) -> String {
    let number = letter_number(letter.year, letter.number);
    let (kind, state, until) = (letter.kind.word(), letter.state.word(), day(letter.valid_until()));
    let (name, from, to, issuer) = (&letter.name, &letter.from, &letter.to, &letter.issuer);
    format!(
        "组织关系介绍信，编号{number}，由{issuer}开具。{name}同志，{kind}，由{from}去{to}。有效期至{until}，{state}。"
    )
}

/// What a kind is for, when one is chosen.
pub fn kind_means(kind: TransferKind) -> &'static str {
    match kind {
        TransferKind::InCity => "转到本市其他基层党委下的支部",
        TransferKind::Out => "转到其他城市，由市委组织部开具介绍信",
        TransferKind::In => "持其他城市的介绍信，转入本地支部",
        TransferKind::IntraUnit => "同一个基层党委内，从一个支部到另一个支部",
    }
}

/// From one end to the other.
pub fn between(from: &str, to: &str) -> String {
    format!("{from} → {to}")
}

/// Whose turn it is, and for what.
pub fn turn(org: &str, task: &str) -> String {
    format!("轮到{org}{task}")
}

/// When a transfer was closed, and how.
pub fn closed(when: &str, state: TransferState) -> String {
    format!("{when}{}", if state == TransferState::Withdrawn { "撤回" } else { "办结" })
}

/// The line above the list.
pub fn shown(rows: usize, more: bool) -> String {
    let rows = super::number(u32::try_from(rows).unwrap_or(u32::MAX));
    if more { format!("已显示 {rows} 件，向下滑动查看更多") } else { format!("共 {rows} 件") }
}

/// A step that is over: who did what.
pub fn happened(step: &Happened) -> String {
    match step.what {
        // The clock's doing is nobody's.
        Happening::Expired => step.what.word().to_owned(),
        _ => format!("{}{}", step.org_name, step.what.word()),
    }
}

/// When, by whom, and who acted for whom.
pub fn happened_detail(step: &Happened, now: Moment) -> String {
    let by = step.by.as_deref().unwrap_or(SYSTEM);
    let when = moment(step.at, now);
    match &step.acted_for_it {
        Some(acted) => format!("{by} · {when} · 由{acted}代为办理"),
        None => format!("{by} · {when}"),
    }
}

/// A step that is ahead.
pub fn ahead(step: &Ahead) -> String {
    format!("{}{}", step.org_name, step.task.word())
}

/// Who does it in place of an organisation without an account.
pub fn by_superior(org: &str) -> String {
    format!("由{org}代为办理")
}

/// Until when the present step should be done.
pub fn until(due: Day) -> String {
    format!("请于{}前办理", day(due))
}

/// Dues are paid through this month.
pub fn paid_through(through: Month, arrears: u16) -> String {
    if arrears == 0 { month(through) } else { format!("{}，欠缴 {arrears} 个月", month(through)) }
}

/// The warning about arrears.
pub fn arrears(months: u16) -> String {
    format!("该党员欠缴党费 {months} 个月")
}

pub const ARREARS_MEANS: &str = "不影响转接，请提醒支部和本人及时补缴。";

/// A letter in a line.
pub fn letter_line(letter: &LetterMention) -> String {
    format!("介绍信 {} · {} · {}", letter.number, letter.state.word(), letter_until(letter))
}

/// How long a letter is valid.
pub fn letter_until(letter: &LetterMention) -> String {
    format!("有效期至{}", day(letter.valid_until))
}

/// For how many days the letter will be valid.
pub fn will_be_valid(days: u16) -> String {
    format!("介绍信自开具之日起 {days} 天内有效。")
}

/// What passing does; `next` is the step after it.
pub fn pass_means(next: Option<&Ahead>) -> String {
    match next {
        Some(next) => format!("通过后，转到{}{}。", next.org_name, next.task.word()),
        None => "通过后，本次转接办结。".to_owned(),
    }
}

/// What passing and issuing does.
pub fn issue_means(name: &str, next: Option<&Ahead>) -> String {
    format!("将为{name}同志开具组织关系介绍信，编号自动生成。{}", pass_means(next))
}

/// What accepting does.
pub fn accept_means(name: &str, to: &str) -> String {
    format!("{name}同志将编入“{to}”，两边的党员名册和人数立即更新，本次转接办结。")
}

/// What returning does.
pub fn return_means(first: &str, letter: bool) -> String {
    let void = if letter { "已开具的介绍信同时作废。" } else { "" };
    format!("退回到{first}，由其更正后再次提交；党员本人也能看到退回的原因。{void}")
}

/// What another letter does.
pub fn reissue_means(number: Option<&str>) -> String {
    let old = number.map(|number| format!("原介绍信（{number}）立即作废，")).unwrap_or_default();
    format!("{old}另行开具一份新的介绍信，有效期重新计算。")
}

/// What registering the receipt slip does.
pub fn receipt_hint(name: &str) -> String {
    format!("请按收到的回执联填写。登记后本次转接办结，{name}同志的组织关系转出本市，不再列入本支部名册。")
}
