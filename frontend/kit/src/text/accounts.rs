//! Accounts of organisations' administrators.
#![expect(missing_docs, reason = "each sentence says itself")]

pub const SEARCH: &str = "搜索管理员姓名";
pub const NONE: &str = "还没有系统用户";
pub const NONE_ADVICE: &str = "为下级党组织新建系统用户后，会显示在这里。";
pub const NOT_FOUND: &str = "没有找到这位管理员";
pub const NOT_FOUND_ADVICE: &str = "请输入姓名开头的文字。";
pub const LOGIN: &str = "登录名";
pub const LOGIN_HINT: &str = "以小写字母开头，3 至 32 位，例如 zhongxing01";
pub const NAME: &str = "管理员姓名";
pub const ORG: &str = "所属党组织";
pub const ROLE: &str = "角色";
pub const POST: &str = "职务";
pub const OFFICE_PHONE: &str = "办公电话";
pub const MOBILE: &str = "手机号码";
pub const MOBILE_HINT: &str = "登录验证码会发送到此号码";
pub const NEW_MOBILE: &str = "新的手机号码";
pub const STATE: &str = "状态";
pub const DISABLED: &str = "已停用";
pub const ENABLED: &str = "正常";
pub const DISABLE: &str = "停用此用户";
pub const DISABLE_DETAIL: &str = "停用后立即退出登录，不能再次登录，可随时恢复";
pub const RESET: &str = "重置密码";
pub const RESET_ACT: &str = "重置";
pub const RESET_MEANS: &str = "原密码立即失效，该用户在所有设备上退出登录。系统会生成一个临时密码，只显示一次，请转交本人；首次登录后必须更换。";
pub const PASSWORD_TITLE: &str = "临时密码";
pub const PASSWORD_ONCE: &str =
    "此密码只显示这一次，请现在复制或抄写，并当面或电话转交本人。首次登录后必须更换。";
pub const COPY: &str = "复制密码";
pub const DONE: &str = "我已转交，关闭";
pub const CREATE: &str = "新建系统用户";
pub const CREATED: &str = "系统用户已新建";
pub const SUPERIOR_ONLY: &str = "只有上级党组织可以修改此用户";
pub const ADMINISTRATOR: &str = "管理员";
pub const ORG_AND_LOGIN: &str = "党组织与登录名";
pub const SUBORDINATES_ONLY: &str = "只能为下级党组织新建系统用户";
pub const CHOOSE_ORG_FIRST: &str = "请先选择所属党组织";

/// The second line of a row.
pub fn row(role: &str, org: &str) -> String {
    format!("{role} · {org}")
}

/// The line above the list.
pub fn shown(count: usize) -> String {
    format!("系统用户 {} 个", super::number(u32::try_from(count).unwrap_or(u32::MAX)))
}

/// Below the field of a new mobile.
pub fn mobile_now(masked: &str) -> String {
    format!("现为 {masked}，不填则不变")
}

/// The question before a reset.
pub fn reset_title(name: &str) -> String {
    format!("重置{name}的密码？")
}
