//! The public page that says whether an introduction letter is genuine.
#![expect(missing_docs, reason = "each sentence says itself")]

use shared_types::transfers::LetterState;

pub const TITLE: &str = "介绍信查验";
pub const WHAT: &str = "组织关系介绍信";
pub const NUMBER: &str = "编号";
pub const ISSUER: &str = "开具单位";
pub const ISSUED: &str = "开具日期";
pub const VALID_UNTIL: &str = "有效期至";
pub const UNKNOWN: &str = "没有查到这份介绍信";
pub const UNKNOWN_ADVICE: &str = "请核对二维码是否完整；如有疑问，请联系开具单位核实。";
pub const PRIVACY: &str = "为保护个人信息，这里只显示介绍信的编号和状态。请与手中介绍信上的编号核对。";
pub const TO_PRODUCT: &str = "进入党员e家";

/// What the state means for whoever holds the letter.
pub fn state_means(state: LetterState) -> &'static str {
    match state {
        LetterState::Valid => "介绍信真实有效，可以办理接收。",
        LetterState::Expired => "介绍信已过有效期，请由开具单位重新开具。",
        LetterState::Void => "介绍信已经作废，不能用于办理接收。",
        LetterState::Accepted => "介绍信已用于办理接收，组织关系已经转入。",
    }
}
