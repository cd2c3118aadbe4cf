//! Settings, the install page, and the pages that explain.
#![expect(missing_docs, reason = "each sentence says itself")]

/// The ICP filing of the site; a deployment names its own when it is built.
pub const ICP: &str = match option_env!("SITE_ICP") {
    Some(number) => number,
    None => "ICP 备案号待部署时填写",
};

pub const DISPLAY: &str = "显示";
pub const SAFETY: &str = "账号与安全";
pub const MORE: &str = "其他";
pub const DEVICES: &str = "我的设备";
pub const DEVICES_DETAIL: &str = "查看登录过的设备，让其中一个退出";
pub const PASSWORD: &str = "修改密码";
pub const PRIVACY: &str = "隐私政策";
pub const INSTALL: &str = "安装到手机";
pub const INSTALL_DETAIL: &str = "放到桌面，像其他应用一样打开";
pub const ABOUT: &str = "关于党员e家";
pub const SIGN_OUT: &str = "退出登录";
pub const SIGN_OUT_EVERYWHERE: &str = "在所有设备上退出";
pub const SIGN_OUT_TITLE: &str = "退出登录？";
pub const SIGN_OUT_MEANS: &str = "退出后，需要重新输入密码才能使用。";
pub const EVERYWHERE_TITLE: &str = "在所有设备上退出？";
pub const EVERYWHERE_MEANS: &str = "包括本机在内，所有设备立即退出登录，下次登录都需要输入短信验证码。";
pub const EVERYWHERE_ACT: &str = "全部退出";

pub const VERSION: &str = "版本";
pub const OPERATOR: &str = "主办单位";
pub const OPERATOR_NAME: &str = "中共宿迁市委组织部";
pub const FILING: &str = "网站备案";
pub const ABOUT_TEXT: &str = "党员e家是为全市党组织和党员提供服务的平台：查看支部和个人信息，管理党组织和党员名册。请使用浏览器或微信打开，无需下载安装包。";

pub const SCAN: &str = "用手机扫码打开";
pub const SCAN_DETAIL: &str = "用微信或手机相机扫描，即可打开党员e家";
pub const ADDRESS: &str = "网址";
pub const HOW: &str = "放到手机桌面";
pub const INSTALLED: &str = "您已从桌面打开，无需再次安装";
pub const WECHAT_TITLE: &str = "您正在微信中使用";
pub const WECHAT: &str = "微信中可以直接使用。要放到桌面或保存文件，请点右上角的“···”，选择“在浏览器打开”。";
pub const IOS: &str = "苹果手机和平板";
pub const IOS_STEPS: [&str; 3] = [
    "用 Safari 浏览器打开本站",
    "点底部的分享按钮（方框和向上的箭头）",
    "向上滑动，选择“添加到主屏幕”，再点“添加”",
];
pub const ANDROID: &str = "安卓和鸿蒙手机";
pub const ANDROID_STEPS: [&str; 3] =
    ["用手机自带的浏览器打开本站", "点浏览器的菜单按钮", "选择“添加到桌面”或“发送到桌面”，按提示确认"];
pub const DESKTOP: &str = "电脑";
pub const DESKTOP_STEPS: [&str; 2] = ["用浏览器打开本站", "将网址加入收藏夹，或在地址栏右侧选择“安装”"];
pub const TO_SIGN_IN: &str = "前往登录";
pub const TO_HOME: &str = "返回首页";

pub const NOT_FOUND: &str = "没有找到这个页面";
pub const NOT_FOUND_ADVICE: &str = "网址可能有误，或者页面已经调整。";
pub const NOT_FOR_YOU: &str = "您没有打开这个页面的权限";
pub const NOT_FOR_YOU_ADVICE: &str = "这个页面供其他身份使用。如工作需要，请联系上级党组织。";

/// How personal data is treated: headings and paragraphs.
pub const PRIVACY_TEXT: [(&str, &str); 7] = [
    (
        "我们处理哪些信息",
        "党组织管理员的姓名、职务和联系电话；党员的姓名、身份证号码、手机号码、住址、学历、工作单位，以及入党日期等党内信息。这些信息来自党组织的名册和您本人的更正申请。政治面貌属于敏感个人信息，我们只为党员管理和服务处理它。",
    ),
    (
        "用于什么",
        "用于登录时核对身份、管理党组织和党员名册、让您查看自己的支部和信息，以及向您登记的手机发送登录验证码。不用于其他目的，不做排名和积分。",
    ),
    (
        "谁能看到",
        "只有您所在的支部及其各级上级党组织中，经过授权的管理员可以查看。身份证号码和手机号码平时只显示部分数字；管理员查看完整号码时会自动留下记录，您可以在“谁看过我的信息”中看到。",
    ),
    (
        "怎样保护",
        "传输全程加密；身份证号码和手机号码加密保存；新设备登录需要短信验证码；密码只保存无法还原的形式，任何人都看不到。",
    ),
    (
        "保存在哪里、多久",
        "信息保存在中国境内。党员信息在党组织关系存续期间保存，操作记录至少保存六个月，法律另有规定的从其规定。浏览器中只保存登录所需的标识、文字大小等设置，以及尚未提交的内容。",
    ),
    (
        "您的权利",
        "您可以随时查看自己的信息，申请更正，查看谁看过您的信息，让任何一台设备退出登录。需要复制、删除或其他帮助的，请联系所在支部。",
    ),
    ("同意与变更", "勾选同意后才能登录。政策有重要变更时，我们会再次征求您的同意。"),
];
