//! The door: signing in, passwords, devices.
#![expect(missing_docs, reason = "each sentence says itself")]

pub const WHAT: &str = "党组织和党员的服务平台";
pub const DOORS: &str = "登录身份";
pub const ID_NUMBER: &str = "身份证号码";
pub const LOGIN: &str = "登录名";
pub const PASSWORD: &str = "密码";
pub const SIGN_IN: &str = "登录";
pub const NEW_DEVICE: &str = "在新设备上首次登录，将向登记的手机号码发送验证码";
pub const FORGOTTEN: &str = "忘记密码";
pub const FORGOTTEN_MEMBER: &str =
    "请联系所在支部，由支部为您重置密码。重置后用初始密码登录，并设置新的密码。";
pub const FORGOTTEN_ORG: &str = "请联系上级党组织的管理员，由上级为您重置密码，并用收到的临时密码登录。";
pub const I_SEE: &str = "知道了";
pub const CONSENT_BEFORE: &str = "我已阅读并同意";
pub const CONSENT_LINK: &str = "《隐私政策》";
pub const CONSENT_MISSING: &str = "请阅读隐私政策，同意后勾选";
pub const ENDED: &str = "登录已失效";
pub const ENDED_ADVICE: &str = "可能是长时间没有使用，或已在其他设备上退出。请重新登录，之后回到刚才的页面。";

pub const CODE_TITLE: &str = "输入验证码";
pub const CODE: &str = "短信验证码";
pub const AGAIN: &str = "重新发送";
pub const REMEMBER: &str = "这是我自己的设备，以后登录不再需要验证码";
pub const NEXT: &str = "下一步";
pub const WRONG_NUMBER: &str = "号码不对或已停用？";
pub const WRONG_NUMBER_MEMBER: &str =
    "验证码只能发送到党员档案中登记的手机号码。请联系所在支部更新号码，再重新登录。";
pub const WRONG_NUMBER_ORG: &str =
    "验证码只能发送到为您登记的手机号码。请联系上级党组织的管理员更新号码，再重新登录。";
pub const OTHER_LOGIN: &str = "返回重新登录";

pub const NEW_PASSWORD_TITLE: &str = "设置新密码";
pub const NEW_PASSWORD_WHY: &str = "您正在使用初始密码。为了保护您的信息，请先设置自己的密码。";
pub const NEW_PASSWORD: &str = "新密码";
pub const REPEAT: &str = "再次输入新密码";
pub const NOT_THE_SAME: &str = "两次输入的密码不一致";
pub const FINISH: &str = "完成并登录";
pub const RULES: &str = "密码要求";
pub const RULE_LENGTH: &str = "至少 8 位";
pub const RULE_CLASSES: &str = "大写、小写、数字、符号中至少三种";

pub const OLD_PASSWORD: &str = "原密码";
pub const CHANGE: &str = "修改密码";
pub const CHANGED: &str = "密码已修改，其他设备需要重新登录";

pub const DEVICES_HINT: &str = "在这些设备上登录过您的账号。如有不认识的设备，请将其退出，并尽快修改密码。";
pub const THIS_DEVICE: &str = "本机";
pub const REMOVE: &str = "退出登录";
pub const REMOVE_ADVICE: &str = "该设备将立即退出登录，下次登录需要重新输入短信验证码。";
pub const REMOVED: &str = "该设备已退出登录";

/// Below the heading of the code step.
pub fn sent_to(mobile: &str) -> String {
    format!("验证码已发送至 {mobile}")
}

/// The same, after another message was asked for.
pub fn sent_again_to(mobile: &str) -> String {
    format!("验证码已重新发送至 {mobile}")
}

/// The key that asks for another message, while it must wait.
pub fn again_in(seconds: i64) -> String {
    format!("{seconds} 秒后可重发")
}

/// When a device was last used.
pub fn device_seen(seen: &str) -> String {
    format!("最近使用：{seen}")
}

/// Since when a device is known.
pub fn device_since(since: &str) -> String {
    format!("首次登录：{since}")
}

/// The question before a device is signed out.
pub fn remove_title(device: &str) -> String {
    format!("让“{device}”退出登录？")
}

/// For screen readers, a rule of passwords and whether it holds.
pub fn rule_state(holds: bool) -> &'static str {
    if holds { "，已满足" } else { "，尚未满足" }
}
