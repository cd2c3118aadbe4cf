//! The icons.

use kit::components::{Card, Face, IconName, Screen, Section, emblem};
use yew::prelude::*;

pub(crate) fn drawings() -> Html {
    html! {
        <Screen title="图标与颜色" back="?">
            <Card><div class="cluster">{ emblem() }<Face name="王秀兰" /></div></Card>
            <Section title="图标">
                <div class="card tiles">
                    { for IconName::ALL.iter().enumerate().map(|(at, (word, name))| html! {
                        <div key={at} class="tile"><span class={classes!("tile__art", format!("tint-{}", at % 4 + 1))}>{ name.draw() }</span><span class="quiet">{ word }</span></div>
                    }) }
                </div>
            </Section>
        </Screen>
    }
}
