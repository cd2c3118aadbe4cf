//! The field above a list. It waits until typing pauses; what is searched is the page's business.

use super::icon::IconName;
use super::{IconButton, use_typing};
use crate::text;
use yew::prelude::*;

/// Properties of [`SearchBox`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SearchBoxProps {
    /// What can be searched, e.g. 搜索党组织名称; shown in the empty field too.
    pub label: AttrValue,
    /// The text now in force, e.g. from the address.
    pub value: AttrValue,
    /// Emits the trimmed text once typing has paused, and at once on Enter and on clearing. Never in the
    /// middle of a pinyin composition.
    pub on_search: Callback<String>,
    /// The keyboard, e.g. `numeric`.
    #[prop_or_default]
    pub keyboard: Option<AttrValue>,
}

/// A search field with a clear button.
#[component]
pub fn SearchBox(props: &SearchBoxProps) -> Html {
    let typing = use_typing(props.value.clone(), props.on_search.clone());
    let clear = {
        let typing = typing.clone();
        Callback::from(move |()| typing.settle(String::new()))
    };
    let onsubmit = {
        let typing = typing.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            typing.settle(typing.text());
        })
    };
    html! {
        <form class="search" role="search" {onsubmit} ref={typing.around()}>
            { IconName::Search.draw() }
            <input type="search" enterkeyhint="search" autocomplete="off" spellcheck="false" inputmode={props.keyboard.clone()}
                placeholder={&props.label} aria-label={&props.label} value={typing.text()}
                oninput={typing.on_input()} />
            if !typing.text().is_empty() {
                <IconButton icon={IconName::Close} label={text::everyday::CLEAR} on_press={clear} />
            }
        </form>
    }
}
