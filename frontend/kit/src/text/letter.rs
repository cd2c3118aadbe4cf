//! The printed words of the introduction letter, as the form of 组通字〔2006〕45号 has them.
#![expect(missing_docs, reason = "each says itself")]

pub const STUB: &str = "中国共产党党员组织关系介绍信存根";
pub const LETTER: &str = "中国共产党党员组织关系介绍信";
pub const RECEIPT: &str = "中国共产党党员组织关系介绍信回执联";
pub const NUMBER: &str = "编号：";
pub const JOIN: &str = "骑缝盖章　";
pub const SEAL: &str = "盖章处";
pub const SLIP_PLACE: &str = "回执联粘贴处";
pub const SCAN: &str = "扫码查验真伪";
pub const VOID: &str = "作　废";
pub const EXPIRED: &str = "已过有效期";

pub const COLON: &str = "：";
pub const STOP: &str = "。";
pub const IS: &str = "同志系中共";
pub const MOVES_FROM: &str = "，组织关系由";
pub const MOVES_TO: &str = "转到";
pub const COMRADE: &str = "同志（";
pub const SEX_ENDS: &str = "），";
pub const YEARS: &str = "岁，";
pub const KIND: &str = "，系中共";
pub const ID_NUMBER: &str = "，身份证号码";
pub const FROM: &str = "，由";
pub const TO: &str = "去";
pub const DUES: &str = "，请转接组织关系。该同志党费已交到";
pub const RECEIVED: &str = "同志的党员组织关系已转接到我处，特此回复。";

pub const MEMBERS_PHONE: &str = "党员联系电话：";
pub const COMMITTEE: &str = "　党员原所在基层党委：";
pub const ADDRESS: &str = "通讯地址：";
pub const PHONE: &str = "联系电话：";
pub const FAX: &str = "　传真：";
pub const POSTCODE: &str = "　邮编：";
pub const HANDLER: &str = "经办人：";
/// What is not filled in.
pub const BLANK: &str = "　　　　　　";
pub const BLANK_DAY: &str = "　　　　年　　月　　日";
pub const SLIP_NOTE: &str = "（回执联由接收党员的基层党委在接收后一个月内寄送或传真至党员原所在基层党委。）";

/// For how many days it is valid, in capital numerals.
pub fn valid(days: &str) -> String {
    format!("（有效期{days}天）")
}
