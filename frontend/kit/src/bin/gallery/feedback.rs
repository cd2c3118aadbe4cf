//! Tags, banners, states, toasts and sheets.

use kit::components::{
    Banner, Bones, Button, ButtonKind, Card, ConfirmSheet, EmptyState, IconName, Screen, Section, Sheet,
    Skeleton, Tag, Tone,
};
use kit::hooks::use_toast;
use yew::prelude::*;

const TONES: &[(Tone, &str)] = &[
    (Tone::Neutral, "已故"),
    (Tone::Ok, "已通过"),
    (Tone::Wait, "待审批"),
    (Tone::Bad, "已退回"),
    (Tone::Plain, "党支部"),
    (Tone::Brand, "本机"),
];

#[component]
pub(crate) fn Feedback() -> Html {
    let toast = use_toast();
    html! {
        <Screen title="提示、空白和出错" back="?">
            <Card>
                <div class="cluster">{ for TONES.iter().map(|(tone, label)| html! { <Tag key={*label} tone={*tone} label={*label} /> }) }</div>
                <div class="cluster"><Tag tone={Tone::Ok} icon={IconName::Check} label="已缴" /><Tag tone={Tone::Wait} icon={IconName::Clock} label="等待 2 天" /><Tag tone={Tone::Bad} icon={IconName::Alert} label="3 天后到期" /></div>
            </Card>
            { for TONES.iter().filter(|(tone, _)| *tone != Tone::Neutral).map(|(tone, label)| html! {
                <Banner key={*label} tone={*tone} title={*label}>{ "内容已被他人更新，请查看最新内容后再修改。" }</Banner>
            }) }
            <Banner tone={Tone::Plain} action={("重新填写".into(), Callback::noop())}>{ "已恢复您上次没有提交的内容" }</Banner>
            <Button label="显示一条短消息" kind={ButtonKind::Ghost} wide=true on_press={Callback::from(move |()| toast.emit("已保存".into()))} />
            <Section title="首页加载"><Bones of={Skeleton::Home} /></Section>
            <Section title="资料加载"><Bones of={Skeleton::Facts} /></Section>
            <Section title="表单加载"><Bones of={Skeleton::Form} /></Section>
            <Section title="没有内容"><div class="card"><EmptyState icon={IconName::Transfers} title="没有正在办理的组织关系转接" advice="需要转接时，请联系您所在的支部。" /></div></Section>
        </Screen>
    }
}

#[component]
pub(crate) fn Sheets() -> Html {
    let open = use_state(|| None::<&'static str>);
    let show = |which: Option<&'static str>| {
        let open = open.clone();
        Callback::from(move |()| open.set(which))
    };
    html! {
        <Screen title="底部面板" back="?">
            <div class="btns">
                <Button label="撤销党组织" kind={ButtonKind::Danger} wide=true on_press={show(Some("confirm"))} />
                <Button label="正在撤销" kind={ButtonKind::Danger} wide=true on_press={show(Some("pending"))} />
                <Button label="一般确认" wide=true on_press={show(Some("plain"))} />
                <Button label="长内容" kind={ButtonKind::Ghost} wide=true on_press={show(Some("long"))} />
            </div>
            <ConfirmSheet title="撤销桃源社区党支部？" act="撤销" danger=true open={matches!(*open, Some("confirm" | "pending"))}
                pending={*open == Some("pending")} fault={(*open == Some("confirm")).then_some(AttrValue::Static("该党组织暂时不能撤销。其中还有 44 名党员，请先办理转出。"))}
                on_confirm={show(Some("pending"))} on_close={show(None)}>
                <p>{ "撤销后：" }</p>
                <ul><li>{ "桃源社区党支部不再出现在组织树中；" }</li><li>{ "它的 2 个系统用户立即停用；" }</li><li>{ "操作记录永久保留。" }</li></ul>
            </ConfirmSheet>
            <ConfirmSheet title="退出登录？" act="退出登录" open={*open == Some("plain")} on_confirm={show(None)} on_close={show(None)}>
                <p>{ "下次在本机登录时不需要短信验证码。" }</p>
            </ConfirmSheet>
            <Sheet title="个人信息保护说明" open={*open == Some("long")} on_close={show(None)}>
                <div class="prose">{ for (1..30).map(|at| html! { <p key={at}>{ format!("第 {at} 条 我们只收集办理党务所必需的信息，您可以随时查看谁查看过您的档案。") }</p> }) }</div>
            </Sheet>
        </Screen>
    }
}
