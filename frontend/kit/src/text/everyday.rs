//! Words that many screens share.

/// The product.
pub const PRODUCT: &str = "党员e家";
/// The back key.
pub const BACK: &str = "返回";
/// The close key.
pub const CLOSE: &str = "关闭";
/// The no of a question.
pub const CANCEL: &str = "取消";
/// The keys at the bottom edge, for who cannot see them.
pub const ACTS: &str = "操作";
/// The yes of a question without a better word.
pub const CONFIRM: &str = "确定";
/// Saves a form.
pub const SAVE: &str = "保存";
/// Sends a form.
pub const SUBMIT: &str = "提交";
/// Changes something.
pub const EDIT: &str = "编辑";
/// Looks at something.
pub const DETAILS: &str = "详情";
/// No filter.
pub const ALL: &str = "全部";
/// Once more.
pub const RETRY: &str = "重试";
/// Loads anew.
pub const REFRESH: &str = "刷新";
/// While pulling down.
pub const PULL: &str = "下拉刷新";
/// Pulled far enough.
pub const LET_GO: &str = "松开刷新";
/// The next page of a list.
pub const MORE_ROWS: &str = "加载更多";
/// While loading, for screen readers.
pub const LOADING: &str = "正在加载";
/// Nothing here.
pub const EMPTY: &str = "暂无内容";
/// Clears a search.
pub const CLEAR: &str = "清除";
/// Below the field of a day.
pub const DAY_HINT: &str = "请输入 8 位数字，如 19850701";
/// A day that the calendar does not have, or a part of one.
pub const NOT_A_DAY: &str = "日期不完整或不存在，请输入 8 位数字，如 19850701";
/// Below the field of a month.
pub const MONTH_HINT: &str = "请输入 6 位数字，如 202610";
/// A month that is none, or a part of one.
pub const NOT_A_MONTH: &str = "月份不完整或不存在，请输入 6 位数字，如 202610";
/// Beside the label of a field that may stay empty.
pub const OPTIONAL: &str = "（选填）";
/// In an empty select.
pub const PLEASE_CHOOSE: &str = "请选择";
/// Below a fuzzy field.
pub const PICK_FROM_LIST: &str = "请在列表中选择，不能直接填写名称";
/// A fuzzy field found nothing.
pub const NOTHING_TO_PICK: &str = "没有找到，请换一个词试试";
/// Between the name of an organisation and the one it had before.
pub const FORMERLY: &str = "，原名";
/// An empty value.
pub const NOT_GIVEN: &str = "未填写";
/// Asks for a whole number.
pub const REVEAL: &str = "查看";
/// Shows a password.
pub const SHOW: &str = "显示";
/// Hides a password.
pub const HIDE: &str = "隐藏";
/// Copied.
pub const COPIED: &str = "已复制";
/// The browser refused.
pub const NOT_COPIED: &str = "未能复制，请长按文字后选择复制";
/// Saved.
pub const SAVED: &str = "已保存";
/// The way up the tree, for screen readers.
pub const WAY_UP: &str = "上级党组织";
/// 适老化.
pub const LARGE_TEXT: &str = "长辈版";
/// The usual text size.
pub const NORMAL_TEXT: &str = "标准版";
/// What the large-text mode is.
pub const LARGE_TEXT_DETAIL: &str = "文字更大，按键更大，每个页面都适用";
/// A draft was found.
pub const DRAFT_FOUND: &str = "已恢复您上次没有提交的内容";
/// Drops the draft.
pub const START_AFRESH: &str = "重新填写";
/// The record was changed by somebody else.
pub const SHOW_NEWER: &str = "查看最新内容";
/// The title above that key.
pub const CHANGED_MEANWHILE: &str = "内容已被他人更新，您的修改没有保存";
/// What the key does.
pub const CHANGED_MEANWHILE_ADVICE: &str = "查看最新内容后，请重新修改。";
/// Yes.
pub const YES: &str = "是";
/// No.
pub const NO: &str = "否";
