//! The two home screens of the design.

use kit::components::{
    BarAction, Body, Counter, Counters, Hero, IconName, List, ListRow, Section, Tag, Tile, Tiles, Tint, Tone,
};
use yew::prelude::*;

fn tile(icon: IconName, tint: Tint, label: &'static str, waiting: u32) -> Tile {
    Tile { icon, tint, label: label.into(), href: format!("?show=lists&of={label}").into(), waiting }
}

fn counter(figure: &'static str, label: &'static str) -> Counter {
    Counter { figure: figure.into(), label: label.into(), href: Some("?show=lists".into()) }
}

pub(crate) fn org_home() -> Html {
    let tiles = vec![
        tile(IconName::Orgs, Tint::Red, "党组织", 0),
        tile(IconName::Members, Tint::Red, "党员", 0),
        tile(IconName::Transfers, Tint::Blue, "关系转接", 5),
        tile(IconName::Dues, Tint::Gold, "党费管理", 0),
        tile(IconName::Activities, Tint::Red, "组织生活", 0),
        tile(IconName::Disclosures, Tint::Green, "三务公开", 0),
        tile(IconName::Care, Tint::Gold, "党员关爱", 120),
        tile(IconName::Notices, Tint::Blue, "通知公告", 1),
    ];
    html! {
        <div class="screen">
            <Hero above="泗阳县 · 众兴街道" title="中共众兴街道工作委员会" below="下级党组织 68 个 · 党员 2,146 名"
                action={html! { <BarAction label="设置" icon={IconName::Settings} href="?" /> }} />
            <Body>
                <Counters counters={vec![counter("5", "待审批转接"), counter("12", "本月未缴党费"), counter("0", "未读通知")]} />
                <Tiles label="功能" {tiles} />
                <Section title="待我审批" more={("全部".into(), "?show=lists".into())}>
                    <List label="待我审批">
                        <li key="1"><ListRow title={html! { "周海燕" }} detail={html! { "幸福社区党支部 → 国土资源局机关支部" }} end={html! { <Tag tone={Tone::Wait} label="待审批" /> }} href="?show=case" /></li>
                        <li key="2"><ListRow title={html! { "仇建国" }} detail={html! { "转到市外 · 南京市鼓楼区" }} end={html! { <Tag tone={Tone::Bad} label="3 天后到期" /> }} href="?show=case" /></li>
                    </List>
                </Section>
            </Body>
        </div>
    }
}

pub(crate) fn member_home() -> Html {
    let mine = vec![
        tile(IconName::Branch, Tint::Red, "我的支部", 0),
        tile(IconName::Person, Tint::Red, "我的信息", 0),
        tile(IconName::Transfers, Tint::Blue, "组织关系", 0),
        tile(IconName::Dues, Tint::Gold, "我的党费", 0),
        tile(IconName::Activities, Tint::Red, "组织生活", 0),
        tile(IconName::Disclosures, Tint::Green, "三务公开", 0),
        tile(IconName::Care, Tint::Gold, "党员关爱", 0),
        tile(IconName::Notices, Tint::Blue, "通知公告", 2),
    ];
    let services = vec![
        tile(IconName::SocialSecurity, Tint::Green, "我的社保", 0),
        tile(IconName::HousingFund, Tint::Blue, "公积金", 0),
        tile(IconName::Credit, Tint::Gold, "我的信用", 0),
    ];
    html! {
        <div class="screen">
            <Hero above="幸福社区第二党支部" title="王秀兰同志" below="入党 41 年 · 正式党员"
                action={html! { <BarAction label="设置" icon={IconName::Settings} href="?" /> }} />
            <Body>
                <Counters counters={vec![counter("3.00", "本月党费（元）"), counter("2", "未读通知"), counter("1", "转接进行中")]} />
                <Tiles label="功能" tiles={mine} />
                <Section title="便民服务"><Tiles label="便民服务" tiles={services} /></Section>
            </Body>
        </div>
    }
}
