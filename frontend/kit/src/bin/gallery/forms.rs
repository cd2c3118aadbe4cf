//! Fields in their states.

use kit::components::{
    BarAction, Button, ButtonKind, Card, Checkbox, Choice, CodeField, DayField, Form, FormSection,
    IdNumberField, PasswordField, PhoneField, PhotoField, PhotoState, Picker, Screen, SelectField,
    Suggestion, Switch, TextArea, TextField, lookup,
};
use std::collections::HashMap;
use yew::prelude::*;

const KNOWN: &[(&str, &str)] = &[
    ("国土局机关党支部", "宿迁市 › 泗阳县 › 县直机关工委"),
    ("国土资源局机关党支部", "宿迁市 › 市直机关工委"),
    ("国土资源局退休党支部", "宿迁市 › 沭阳县 › 县直机关工委"),
    ("幸福社区第二党支部", "宿迁市 › 泗阳县 › 众兴街道党工委 › 幸福社区党总支"),
];

/// The places of the characters in the name, where it holds them in this order.
fn places(name: &str, typed: &str) -> Option<Vec<u8>> {
    let mut rest = (0..).zip(name.chars());
    typed.chars().map(|wanted| rest.find(|(_, c)| *c == wanted).map(|(at, _)| at)).collect()
}

async fn suggest(typed: String) -> Result<Vec<Suggestion>, AttrValue> {
    gloo_timers::future::TimeoutFuture::new(300).await;
    if typed == "出错" {
        return Err("没有连接到网络，请检查后再试".into());
    }
    let found = KNOWN.iter().filter_map(|(name, path)| Some((name, path, places(name, &typed)?)));
    let mut found: Vec<Suggestion> = found.map(|(name, path, marks)| suggestion(name, path, marks)).collect();
    if let Some(marks) = places("国土局", &typed) {
        let former = Some("国土局".into());
        found.push(Suggestion {
            former,
            ..suggestion("自然资源局机关党支部", "宿迁市 › 市直机关工委", marks)
        });
    }
    Ok(found)
}

fn suggestion(name: &'static str, path: &'static str, marks: Vec<u8>) -> Suggestion {
    Suggestion { id: name.into(), name: name.into(), marks, former: None, detail: path.into() }
}

#[component]
pub(crate) fn Fuzzy() -> Html {
    let to = use_state(|| None::<Suggestion>);
    let pick = {
        let to = to.clone();
        Callback::from(move |picked: Option<Suggestion>| to.set(picked))
    };
    let member = suggestion("周海燕", "321323********2145", Vec::new());
    html! {
        <Screen title="市内转接" back="?" action={html! { <BarAction label="提交" /> }}>
            <Form on_submit={Callback::noop()}>
                <Picker label="党员姓名" name="member" picked={Some(member)} on_pick={Callback::noop()} lookup={lookup(suggest)} />
                <TextField label="转出党组织" name="from" value="幸福社区党支部" fixed=true />
                <Picker label="转入党组织" name="to" picked={(*to).clone()} on_pick={pick} lookup={lookup(suggest)} placeholder="输入名称或拼音首字母，如国土" />
                <Picker label="有误的选择项" name="wrong" picked={None::<Suggestion>} on_pick={Callback::noop()} lookup={lookup(suggest)} fault="请在列表中选择，不能直接填写" />
            </Form>
        </Screen>
    }
}

#[component]
pub(crate) fn Fields() -> Html {
    let typed = use_state(HashMap::<&'static str, String>::new);
    let refused = use_state(|| 0_u32);
    let on = use_state(|| true);
    let value = |name: &'static str| AttrValue::from(typed.get(name).cloned().unwrap_or_default());
    let put = |name: &'static str| {
        let typed = typed.clone();
        Callback::from(move |text: String| {
            let mut next = (*typed).clone();
            next.insert(name, text);
            typed.set(next);
        })
    };
    let submit = {
        let refused = refused.clone();
        Callback::from(move |()| refused.set(*refused + 1))
    };
    let switch = {
        let on = on.clone();
        Callback::from(move |now: bool| on.set(now))
    };
    let education = ["小学及以下", "初中", "高中或中专", "大专", "本科", "研究生"]
        .map(|word| Choice::new(word, word))
        .to_vec();
    let wrong = (*refused > 0).then_some(AttrValue::Static("身份证号码有误，可能输错了一位，请逐位核对"));
    html! {
        <Screen title="输入项" back="?" dock={html! { <Button label="保存" wide=true on_press={submit.clone()} /> }}>
            <Form on_submit={submit} refused={*refused}>
                <FormSection title="基本信息">
                    <TextField label="姓名" name="name" value={value("name")} on_change={put("name")} autocomplete="name" />
                    <IdNumberField label="身份证号码" name="id_number" value={value("id_number")} on_change={put("id_number")} fault={wrong} />
                    <PhoneField label="手机号码" name="mobile" value={value("mobile")} on_change={put("mobile")} hint="用于接收登录验证码" optional=true />
                    <SelectField label="文化程度" name="education" choices={education.clone()} value={value("education")} on_change={put("education")} />
                    <SelectField label="学位" name="degree" choices={education} value="" on_change={Callback::noop()} fault="请从可选内容中选择" optional=true />
                    <DayField label="入党日期" name="joined" value="1985-07-01" on_change={Callback::noop()} />
                    <DayField label="转正日期" name="full_since" value="" on_change={Callback::noop()} fault="日期不能晚于今天" />
                    <TextArea label="说明" name="note" value={value("note")} on_change={put("note")} most=20 optional=true placeholder="可以写给支部的话" />
                </FormSection>
                <FormSection title="登录">
                    <PasswordField label="密码" name="password" value="Abc12345" on_change={Callback::noop()} hint="8 位以上，含大小写字母、数字、符号中的三种" />
                    <CodeField label="验证码" value={value("code")} on_change={put("code")} digits=6 end={html! { <button type="button" class="field__key" aria-disabled="true">{ "52 秒后重发" }</button> }} />
                    <CodeField label="验证码（有误）" value="123456" on_change={Callback::noop()} digits=6 fault="验证码不正确，还可以输入 4 次" />
                    <TextField label="登录名（不可更改）" name="login" value="szb-admin" fixed=true />
                </FormSection>
                <Card flush=true>
                    <Switch label="流动党员" detail="在外地务工经商，暂不能参加支部活动" on={*on} on_change={switch.clone()} />
                    <Switch label="失联" on={!*on} on_change={switch.clone()} />
                </Card>
                <Card>
                    <Checkbox checked={*on} on_change={switch.clone()}>{ "我已阅读并同意" }<a href="?show=records">{ "《个人信息保护说明》" }</a></Checkbox>
                    <Checkbox checked=false on_change={switch} fault="请先阅读并同意">{ "没有勾选" }</Checkbox>
                </Card>
                <Button kind={ButtonKind::Danger} label="停用账号" wide=true />
            </Form>
        </Screen>
    }
}

/// The field of a photo in every state; the first takes a photo and goes through them.
#[component]
pub(crate) fn Photos() -> Html {
    let state = use_state(PhotoState::default);
    let set = |next: PhotoState| {
        let state = state.clone();
        Callback::from(move |()| state.set(next.clone()))
    };
    let pick = set(PhotoState::Sending(0.3));
    let field = |label: &'static str, state: PhotoState, picture: bool| {
        html! {
            <PhotoField {label} {state} picture={picture.then_some(AttrValue::Static(SLIP))} on_pick={Callback::noop()}
                on_retry={Callback::noop()} on_remove={Callback::noop()} />
        }
    };
    let failed = "没有连接到网络。请检查网络后重试，已填写的内容不会丢失。";
    html! {
        <Screen title="登记回执" back="?" dock={html! { <Button label="提交" wide=true /> }}>
            <Form on_submit={Callback::noop()}>
                <FormSection title="回执">
                    <PhotoField label="回执照片" hint="请把回执联放平，拍清楚公章和经办人签字" state={(*state).clone()}
                        on_pick={pick.reform(|_| ())} on_retry={set(PhotoState::Ready)} on_remove={set(PhotoState::Empty)} />
                    <PhotoField label="没有照片" fault="请上传回执照片" state={PhotoState::Empty} on_pick={Callback::noop()}
                        on_retry={Callback::noop()} on_remove={Callback::noop()} />
                    { field("处理中", PhotoState::Preparing, false) }
                    { field("上传中", PhotoState::Sending(0.45), true) }
                    { field("保存中", PhotoState::Making, true) }
                    { field("已上传", PhotoState::Ready, true) }
                    { field("草稿中的照片", PhotoState::Ready, false) }
                    { field("上传失败", PhotoState::Failed(failed.into()), true) }
                    { field("不是照片", PhotoState::Failed(kit::text::uploads::NO_PHOTO.into()), false) }
                </FormSection>
            </Form>
        </Screen>
    }
}

/// Stands for a photo of a receipt slip.
const SLIP: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 96 96'%3E%3Cpath d='M0 0h96v96H0z' fill='%23efebe6'/%3E%3Cpath d='M20 12h56v72H20z' fill='%23fff'/%3E%3Cpath d='M28 26h40M28 38h40M28 50h24' stroke='%234b423d' stroke-width='3'/%3E%3Ccircle cx='60' cy='66' r='11' fill='none' stroke='%23c8102e' stroke-width='3'/%3E%3C/svg%3E";
