//! The sign-in screen of the design.

use kit::components::{
    Body, Button, ButtonKind, Checkbox, Choice, Footer, Form, Hero, IdNumberField, PasswordField, TabPanel,
    Tabs, TextField, TextSizeSwitch,
};
use yew::prelude::*;

#[component]
pub(crate) fn Door() -> Html {
    let door = use_state(|| AttrValue::Static("member"));
    let name = use_state(|| "32132219620815021".to_owned());
    let password = use_state(|| "abcdefgh".to_owned());
    let agreed = use_state(|| true);
    let fault = (name.chars().count() != 18).then_some(AttrValue::Static("身份证号码应为 18 位，还差 1 位"));
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |text: String| state.set(text))
    };
    let choose = {
        let door = door.clone();
        Callback::from(move |chosen: AttrValue| door.set(chosen))
    };
    let agree = {
        let agreed = agreed.clone();
        Callback::from(move |now: bool| agreed.set(now))
    };
    html! {
        <div class="screen">
            <Hero door=true title="党员e家" below="宿迁市党员服务平台" />
            <Body narrow=true>
                <div class="card card--padded">
                    <Tabs label="登录方式" name="door" selected={(*door).clone()} on_select={choose}
                        choices={vec![Choice::new("member", "党员登录"), Choice::new("org", "党组织登录")]} />
                    <TabPanel name="door" selected={(*door).clone()}>
                        <Form on_submit={Callback::noop()}>
                            if *door == "member" {
                                <IdNumberField key="member" label="身份证号码" name="name" value={(*name).clone()} on_change={set(&name)} {fault} autocomplete="username" />
                            } else {
                                <TextField key="org" label="登录名" name="name" value="szb-admin" autocomplete="username" />
                            }
                            <PasswordField label="密码" name="password" value={(*password).clone()} on_change={set(&password)} />
                            <Checkbox checked={*agreed} on_change={agree}>{ "我已阅读并同意" }<a href="?show=records">{ "《个人信息保护说明》" }</a></Checkbox>
                            <Button label="登录" submit=true wide=true />
                        </Form>
                        <div class="between">
                            <Button kind={ButtonKind::Quiet} label="忘记密码" />
                            <TextSizeSwitch />
                        </div>
                    </TabPanel>
                </div>
                <p class="quiet center">{ "在新设备上首次登录，将向登记的手机号码发送验证码" }</p>
                <Footer icp="苏ICP备00000000号" links={vec![("安装到手机".into(), "?show=records".into()), ("关于".into(), "?show=case".into())]} />
            </Body>
        </div>
    }
}
