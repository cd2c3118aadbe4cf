//! Buttons, chips and tabs in their states.

use kit::components::{
    Button, ButtonKind, Card, ChipButton, Choice, ChoiceSheet, FilterChips, IconButton, IconName, Screen,
    Section, TabPanel, Tabs, TextSizeSwitch,
};
use yew::prelude::*;

const KINDS: &[(ButtonKind, &str)] = &[
    (ButtonKind::Primary, "主要操作"),
    (ButtonKind::Ghost, "次要操作"),
    (ButtonKind::Danger, "撤销"),
    (ButtonKind::Text, "文字操作"),
    (ButtonKind::Quiet, "不常用"),
];

#[component]
pub(crate) fn Controls() -> Html {
    let tab = use_state(|| AttrValue::Static("a"));
    let choose = {
        let tab = tab.clone();
        Callback::from(move |chosen: AttrValue| tab.set(chosen))
    };
    let open = use_state(|| false);
    let toggle = |to: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(to))
    };
    let choices = vec![Choice::new("a", "待处理"), Choice::new("b", "已处理"), Choice::new("c", "全部")];
    html! {
        <Screen title="按钮、标签页和筛选" back="?">
            <Card>
                { for KINDS.iter().map(|(kind, label)| html! {
                    <div key={*label} class="cluster">
                        <Button kind={*kind} label={*label} />
                        <Button kind={*kind} label="处理中" pending=true />
                        <Button kind={*kind} label="不可用" disabled=true />
                    </div>
                }) }
            </Card>
            <Card>
                <Button label="保存" wide=true />
                <Button label="拨打书记电话" kind={ButtonKind::Ghost} icon={IconName::Phone} href="tel:13812345678" wide=true />
                <div class="cluster"><IconButton icon={IconName::Refresh} label="刷新" on_press={Callback::noop()} /><TextSizeSwitch /></div>
            </Card>
            <Section title="标签页">
                <Tabs label="状态" name="state" choices={choices.clone()} selected={(*tab).clone()} on_select={choose.clone()} />
                <TabPanel name="state" selected={(*tab).clone()}><Card>{ format!("打开的是 {}", *tab) }</Card></TabPanel>
            </Section>
            <Section title="筛选">
                <FilterChips label="状态" choices={choices.clone()} selected={(*tab).clone()} on_select={choose.clone()} />
                <div class="chips">
                    <ChipButton label="类别" on_press={toggle(true)} />
                    <ChipButton label="正式党员" active=true on_press={toggle(true)} />
                </div>
                <ChoiceSheet title="状态" {choices} selected={(*tab).clone()} open={*open} on_select={choose} on_close={toggle(false)} />
            </Section>
        </Screen>
    }
}
