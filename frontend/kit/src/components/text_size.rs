//! The large-text mode (适老化): a key for bars and doors, a switch for settings.

use super::{Button, ButtonKind, IconName, Switch};
use crate::hooks::{TextSize, use_text_size};
use crate::text;
use yew::prelude::*;

/// A small key: 长辈版, or back to 标准版.
#[component]
pub fn TextSizeSwitch() -> Html {
    let (size, toggle) = use_text_size();
    let label = match size {
        TextSize::Normal => text::everyday::LARGE_TEXT,
        TextSize::Large => text::everyday::NORMAL_TEXT,
    };
    html! { <Button kind={ButtonKind::Text} icon={IconName::TextSize} {label} on_press={toggle} /> }
}

/// A switch for the settings.
#[component]
pub fn TextSizeSetting() -> Html {
    let (size, toggle) = use_text_size();
    html! {
        <Switch label={text::everyday::LARGE_TEXT} detail={text::everyday::LARGE_TEXT_DETAIL}
            on={size == TextSize::Large} on_change={toggle.reform(|_: bool| ())} />
    }
}
