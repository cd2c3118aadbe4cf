//! Records, cases and codes.

use kit::components::{
    Button, ButtonKind, Card, CodeImage, Face, Fact, Facts, MaskedFact, Screen, Section, Step, StepState,
    Tag, Timeline, Tone,
};
use yew::prelude::*;

fn step(title: &'static str, detail: Option<&'static str>, state: StepState) -> Step {
    Step { title: title.into(), detail: detail.map(Into::into), state, tag: None, note: None }
}

pub(crate) fn case() -> Html {
    let waiting = Step {
        tag: Some(("等待中".into(), Tone::Wait)),
        ..step("泗阳县委组织部审批", Some("已等待 2 天"), StepState::Now)
    };
    let returned = Step {
        note: Some("转入党组织选择有误，请改为国土资源局退休党支部。".into()),
        ..step("众兴街道工委退回", Some("孙 丽 · 11月19日 10:05"), StepState::Returned)
    };
    let steps = vec![
        step("支部提交", Some("李国平 · 11月18日 09:12"), StepState::Done),
        returned,
        step("支部再次提交", Some("李国平 · 11月20日 09:12"), StepState::Done),
        step("众兴街道工委审批通过", Some("孙 丽 · 11月20日 15:40"), StepState::Done),
        waiting,
        step("市直机关工委接收", None, StepState::Next),
        step("国土资源局机关党支部确认", None, StepState::Next),
    ];
    html! {
        <Screen title="我的组织关系" back="?">
            <Card>
                <div class="between"><h2 class="card__title">{ "市内转接" }</h2><Tag label="进行中" tone={Tone::Wait} /></div>
                <p class="quiet">{ "幸福社区党支部 → 国土资源局机关党支部" }<br />{ "介绍信 宿组介〔2026〕00127 号 · 还有 8 天到期" }</p>
            </Card>
            <Card><Timeline label="办理进度" {steps} /></Card>
            <Section title="超期、过期与办结">
                <Card><Timeline label="超期" steps={late()} /></Card>
                <Card><Timeline label="办结" steps={closed()} /></Card>
            </Section>
            <Button kind={ButtonKind::Ghost} label="查看介绍信" wide=true />
        </Screen>
    }
}

/// A letter that ran out, and a turn that is late and is taken by a superior.
fn late() -> Vec<Step> {
    vec![
        Step {
            tag: Some(("已过期".into(), Tone::Bad)),
            ..step("介绍信超过有效期", Some("系统自动处理 · 11月30日 00:10"), StepState::Done)
        },
        Step {
            note: Some("原介绍信遗失。".into()),
            ..step("泗阳县委组织部重新开具介绍信", Some("单春梅 · 12月1日 09:40"), StepState::Done)
        },
        Step {
            tag: Some(("超期 3 天".into(), Tone::Bad)),
            ..step(
                "国土资源局机关党支部确认接收",
                Some("由国土资源局党委代为办理 · 请于2026年12月4日前办理"),
                StepState::Now,
            )
        },
    ]
}

fn closed() -> Vec<Step> {
    vec![
        step("幸福社区党支部提交申请", Some("李国平 · 11月20日 09:12"), StepState::Done),
        step("国土资源局机关党支部确认接收", Some("陈 刚 · 12月2日 14:05"), StepState::Done),
    ]
}

#[component]
pub(crate) fn Records() -> Html {
    let whole = use_state(|| None::<AttrValue>);
    let reveal = {
        let whole = whole.clone();
        Callback::from(move |()| whole.set(Some("321322196208150217".into())))
    };
    html! {
        <Screen title="资料与二维码" back="?">
            <Card>
                <div class="person"><Face name="王秀兰" /><div><h2>{ "王秀兰" }</h2><p class="quiet">{ "幸福社区第二党支部" }</p></div></div>
                <div class="cluster"><Tag label="正式党员" tone={Tone::Plain} /><Tag label="正常" tone={Tone::Ok} /><Tag label="流动党员" tone={Tone::Wait} /></div>
            </Card>
            <Section title="基本信息">
                <Facts>
                    <MaskedFact label="身份证号码" masked="321322********0217" whole={(*whole).clone()} on_reveal={reveal} />
                    <MaskedFact label="手机号码" masked="138****5678" pending=true on_reveal={Callback::noop()} />
                    <MaskedFact label="紧急联系电话" masked="139****1234" whole={Some(AttrValue::Static("13912341234"))} phone=true />
                    <Fact label="民族" value="汉族" />
                    <Fact label="籍贯" value="" />
                    <Fact label="家庭住址" value="江苏省宿迁市泗阳县众兴街道幸福社区人民路 128 号幸福家园 3 幢 2 单元 501 室" copy=true />
                    <Fact label="状态"><Tag label="正常" tone={Tone::Ok} /></Fact>
                </Facts>
            </Section>
            <Section title="支部">
                <Facts>
                    <Fact label="书记" value="李国平" />
                    <Fact label="书记电话" value="138 1234 5678" call="13812345678" copy=true />
                    <Fact label="任期届满" value="2027年12月31日" />
                </Facts>
            </Section>
            <Card><CodeImage text="https://djy.example.cn/install" label="用手机扫一扫，打开党员e家" /></Card>
        </Screen>
    }
}
