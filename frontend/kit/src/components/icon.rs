//! The one drawn set of icons: 24 × 24, one stroke, round ends. Knows no colour: it takes the text's.

use yew::prelude::*;

/// A drawing of the set, as a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IconName(&'static str);

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident => $path:literal),+ $(,)?) => {
        // Constants, so that a module carries only the drawings that it shows.
        #[allow(non_upper_case_globals, reason = "they read as the variants of a set")]
        impl IconName {
            $($(#[$doc])* pub const $name: IconName = IconName($path);)+

            /// Every icon with its name, for the gallery.
            pub const ALL: &'static [(&'static str, IconName)] = &[$((stringify!($name), IconName::$name)),+];
        }
    };
}

icons! {
    /// 党组织
    Orgs => "M12 7v4M5.5 14v-3h13v3M12 11v3M9.5 3h5v4h-5zM3 14h5v5H3zM9.5 14h5v5h-5zM16 14h5v5h-5z",
    /// 支部
    Branch => "M6 21V4M6 5c3-1.8 6 1.6 12 0v8.5c-6 1.6-9-1.8-12 0M4 21h4",
    /// 党员
    Members => "M5.75 8a3.25 3.25 0 1 0 6.5 0 3.25 3.25 0 1 0-6.5 0M3 20c.4-3.6 2.8-5.5 6-5.5s5.6 1.9 6 5.5M16 5.2a3 3 0 0 1 0 5.6M18 14.8c1.8.8 2.8 2.5 3 5.2",
    /// 我的信息
    Person => "M8.25 8a3.75 3.75 0 1 0 7.5 0 3.75 3.75 0 1 0-7.5 0M4.5 20.5c.6-3.8 3.5-6 7.5-6s6.9 2.2 7.5 6",
    /// 系统用户
    Accounts => "M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM6.7 10.5a1.8 1.8 0 1 0 3.6 0 1.8 1.8 0 1 0-3.6 0M5.7 16c.3-1.5 1.3-2.4 2.8-2.4s2.5.9 2.8 2.4M14.5 10h4M14.5 14h4",
    /// 组织关系
    Transfers => "M4 8.5h14.5L15 5M20 15.5H5.5L9 19",
    /// 党费
    Dues => "M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M9 7.5l3 4.5 3-4.5M12 12v5M9.2 12.5h5.6M9.2 15h5.6",
    /// 组织生活
    Activities => "M6 5h12a2.5 2.5 0 0 1 2.5 2.5v10A2.5 2.5 0 0 1 18 20H6a2.5 2.5 0 0 1-2.5-2.5v-10A2.5 2.5 0 0 1 6 5zM3.5 9.7h17M8 3v4M16 3v4M8.5 14.6l2.3 2.3 4.7-4.6",
    /// 三务公开
    Disclosures => "M6.5 3.5H14l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5H6.5A1.5 1.5 0 0 1 5 19V5a1.5 1.5 0 0 1 1.5-1.5zM14 3.5V8h4.5M8.5 12h7M8.5 16h4.5",
    /// 党员关爱
    Care => "M12 20s-7.5-4.6-7.5-10A4.3 4.3 0 0 1 12 7.3 4.3 4.3 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z",
    /// 通知公告
    Notices => "M4 10v4h3l7 4V6l-7 4zM17.5 9a4 4 0 0 1 0 6M7 14l1 5.5h2.5L9.7 15.6",
    /// 社保
    SocialSecurity => "M12 3l7.5 2.7v5.8c0 4.6-3 7.9-7.5 9.5-4.5-1.6-7.5-4.9-7.5-9.5V5.7zM12 8.5v7M8.5 12h7",
    /// 公积金
    HousingFund => "M3.5 11L12 4l8.5 7M5.5 9.5V20h13V9.5M9.5 12l2.5 3 2.5-3M12 15v3M9.8 15.5h4.4",
    /// 信用
    Credit => "M7 9a5 5 0 1 0 10 0A5 5 0 1 0 7 9M9 13.2L7.5 21l4.5-2.5 4.5 2.5-1.5-7.8M10.2 9l1.3 1.3L14 7.8",
    /// 拓展功能
    Services => "M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM16.75 13.5v6.5M13.5 16.75H20",
    /// 更正申请
    Correction => "M12 20H6.5A1.5 1.5 0 0 1 5 18.5v-13A1.5 1.5 0 0 1 6.5 4h11A1.5 1.5 0 0 1 19 5.5V9M8.5 8.5h7M8.5 12.5h3M14 18.5l5.2-5.2 2 2-5.2 5.2H14z",
    /// 首页
    Home => "M3.5 11L12 4l8.5 7M5.5 9.5V20h5v-6h3v6h5V9.5",
    /// 设置
    Settings => "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0 2 2 0 1 0-4 0M7 17a2 2 0 1 0 4 0 2 2 0 1 0-4 0",
    /// 设备
    Device => "M8 2.5h8A1.5 1.5 0 0 1 17.5 4v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.5zM10.5 18.5h3",
    /// 文字大小
    TextSize => "M3 19L8.5 5 14 19M5 14.5h7M15.5 19l3-7.5 3 7.5M16.5 16.5h4",
    /// 密码
    Key => "M4 15.5a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0M11.7 12.3L20 4M16 8l3 3M18 6l1.5 1.5",
    /// 搜索
    Search => "M5 11a6 6 0 1 0 12 0 6 6 0 1 0-12 0M15.5 15.5L20 20",
    /// 返回
    Back => "M14.5 5L8 12l6.5 7",
    /// 前往
    Go => "M9.5 5l6.5 7-6.5 7",
    /// 展开
    Down => "M5 9.5l7 6.5 7-6.5",
    /// 更多
    More => "M12 6v.01M12 12v.01M12 18v.01",
    /// 关闭
    Close => "M6 6l12 12M18 6L6 18",
    /// 拨打
    Phone => "M6 4h3.5l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5V18a2 2 0 0 1-2 2A14.5 14.5 0 0 1 4 6a2 2 0 0 1 2-2z",
    /// 复制
    Copy => "M9 8.5h9.5a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1zM5.5 15.5h-1V5a1 1 0 0 1 1-1H15v1.5",
    /// 完成
    Check => "M5 12.5l4.5 4.5L19 7.5",
    /// 添加
    Add => "M12 5v14M5 12h14",
    /// 编辑
    Edit => "M4.5 19.5h3.8L19 8.8 15.2 5 4.5 15.7zM13 7.2L16.8 11",
    /// 删除
    Remove => "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5",
    /// 移动
    Move => "M12 3v18M3 12h18M9.5 5.5L12 3l2.5 2.5M9.5 18.5L12 21l2.5-2.5M5.5 9.5L3 12l2.5 2.5M18.5 9.5L21 12l-2.5 2.5",
    /// 锁定
    Lock => "M6.5 10.5h11A1.5 1.5 0 0 1 19 12v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-7a1.5 1.5 0 0 1 1.5-1.5zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
    /// 查看
    Eye => "M2.5 12C4.5 8 8 6 12 6s7.5 2 9.5 6c-2 4-5.5 6-9.5 6s-7.5-2-9.5-6zM9.2 12a2.8 2.8 0 1 0 5.6 0 2.8 2.8 0 1 0-5.6 0",
    /// 隐藏
    EyeOff => "M4 4l16 16M9.5 6.3A10 10 0 0 1 12 6c4 0 7.5 2 9.5 6a13 13 0 0 1-2.6 3.4M6.3 7.8A12 12 0 0 0 2.5 12c2 4 5.5 6 9.5 6a10 10 0 0 0 4-.8M10 10.2a2.8 2.8 0 0 0 3.9 3.9",
    /// 查看记录
    History => "M4 5v4.5h4.5M4.3 9.5A8.2 8.2 0 1 1 3.8 13M12 8v4.5l3 2",
    /// 刷新
    Refresh => "M19.5 5v4.5H15M19.2 9.5A7.8 7.8 0 1 0 19.6 14",
    /// 筛选
    Filter => "M4 5.5h16l-6 7.5v6l-4-2v-4z",
    /// 排序
    Sort => "M7.5 5v14M4.5 16l3 3 3-3M16.5 19V5M13.5 8l3-3 3 3",
    /// 提醒
    Alert => "M12 4l9 15.5H3zM12 10v4.5M12 17v.01",
    /// 说明
    About => "M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 11v5.5M12 7.8v.01",
    /// 等待
    Clock => "M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 7v5.2l3.5 2",
    /// 没有网络
    Offline => "M4 4l16 16M2.5 9.5A14 14 0 0 1 7 6.8M10.5 5.6A14 14 0 0 1 21.5 9.5M6 13a9 9 0 0 1 4.5-2.4M14.5 11a9 9 0 0 1 3.5 2M9.3 16.3a4.3 4.3 0 0 1 5 0M12 19.5v.01",
    /// 没有内容
    Empty => "M3.5 13.5L6.5 5h11l3 8.5V19h-17zM3.5 13.5h5a3.5 3.5 0 0 0 7 0h5",
    /// 拍照
    Camera => "M4.5 7.5h3.2L9.5 5h5l1.8 2.5h3.2a1 1 0 0 1 1 1V18a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V8.5a1 1 0 0 1 1-1zM8.7 13a3.3 3.3 0 1 0 6.6 0 3.3 3.3 0 1 0-6.6 0",
    /// 地点
    Place => "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM9.7 10a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 1 0-4.6 0",
    /// 导出
    Export => "M12 4v11M8 11.5l4 4 4-4M4.5 16v3.5h15V16",
    /// 分享
    Share => "M12 15V4M8 7.5L12 3.5l4 4M7 11H5.5v9h13v-9H17",
    /// 退出登录
    SignOut => "M10 4.5H5v15h5M9.5 12H20M16 8l4 4-4 4",
    /// 二维码
    Scan => "M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4M8 8h3v3H8zM13 13h3v3h-3zM14.5 8.5v.01M9.5 14.5v.01",
    /// 退回
    Return => "M8.5 6L4 10.5 8.5 15M4 10.5h10a5.5 5.5 0 0 1 0 8.5H9",
    /// 安全
    Shield => "M12 3l7.5 2.7v5.8c0 4.6-3 7.9-7.5 9.5-4.5-1.6-7.5-4.9-7.5-9.5V5.7zM8.7 12l2.4 2.4 4.4-4.6",
    /// 安装
    Install => "M8 2.5h8A1.5 1.5 0 0 1 17.5 4v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.5zM12 7v7M9 11.5l3 3 3-3M10.5 18.5h3",
}

impl IconName {
    /// The drawing, for bars and rows; screen readers do not hear it.
    pub fn draw(self) -> Html {
        self.drawn("icon")
    }

    /// Beside small text.
    pub fn small(self) -> Html {
        self.drawn("icon icon--s")
    }

    /// In empty states.
    pub(crate) fn huge(self) -> Html {
        self.drawn("icon icon--xl")
    }

    /// With the classes that its place needs.
    pub(crate) fn drawn(self, class: &'static str) -> Html {
        html! { <svg {class} viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={self.0} /></svg> }
    }
}
