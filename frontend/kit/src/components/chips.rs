//! Filters above a list and tabs. They show a choice; where it is kept (the address) is the page's business.

use super::icon::IconName;
use super::keys;
use yew::prelude::*;

/// One value of a choice, with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value, e.g. as it stands in the address.
    pub value: AttrValue,
    /// The words on screen.
    pub label: AttrValue,
}

impl Choice {
    /// A value with its words.
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), label: label.into() }
    }

    /// The choices of a filter: everything, whose value is empty, before the others.
    pub fn of_filter(all: &'static str, others: impl IntoIterator<Item = Self>) -> Vec<Self> {
        std::iter::once(Self::new("", all)).chain(others).collect()
    }

    /// The words of the chosen one; of the first where the value is none of them.
    pub fn chosen(choices: &[Self], value: &AttrValue) -> AttrValue {
        let chosen = choices.iter().find(|choice| choice.value == *value).or(choices.first());
        chosen.map(|choice| choice.label.clone()).unwrap_or_default()
    }
}

/// Properties of [`FilterChips`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FilterChipsProps {
    /// What is filtered, for screen readers.
    pub label: AttrValue,
    /// The values; the first is usually 全部 with an empty value.
    pub choices: Vec<Choice>,
    /// The chosen value.
    pub selected: AttrValue,
    /// Another value was chosen.
    pub on_select: Callback<AttrValue>,
}

/// A row of values of which one holds; it scrolls sideways on narrow screens.
#[component]
pub fn FilterChips(props: &FilterChipsProps) -> Html {
    html! {
        <div class="chips" role="group" aria-label={&props.label}>
            { for props.choices.iter().map(|choice| {
                let pressed = choice.value == props.selected;
                let value = choice.value.clone();
                html! {
                    <button key={choice.value.to_string()} type="button" class="chip"
                        aria-pressed={if pressed { "true" } else { "false" }}
                        onclick={props.on_select.reform(move |_: MouseEvent| value.clone())}>{ &choice.label }</button>
                }
            }) }
        </div>
    }
}

/// Properties of [`ChipButton`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ChipButtonProps {
    /// The words: the filter's name, or the chosen value.
    pub label: AttrValue,
    /// Whether the filter is in force.
    #[prop_or_default]
    pub active: bool,
    /// Opens the choice, usually in a sheet.
    pub on_press: Callback<()>,
}

/// A filter that opens its values in a sheet; stands inside an element of class `chips`.
#[component]
pub fn ChipButton(props: &ChipButtonProps) -> Html {
    html! {
        <button type="button" class="chip" aria-haspopup="dialog"
            aria-pressed={if props.active { "true" } else { "false" }}
            onclick={props.on_press.reform(|_: MouseEvent| ())}>
            { &props.label }{ IconName::Down.small() }
        </button>
    }
}

/// Properties of [`Tabs`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TabsProps {
    /// What is chosen, for screen readers.
    pub label: AttrValue,
    /// Names the tabs and their panel in the page.
    pub name: AttrValue,
    /// The tabs.
    pub choices: Vec<Choice>,
    /// The open tab.
    pub selected: AttrValue,
    /// Another tab was chosen.
    pub on_select: Callback<AttrValue>,
}

/// Two or three views of which one is open. The view itself stands in a [`TabPanel`] of the same name.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let node = use_node_ref();
    let onkeydown = {
        let row = node.clone();
        let (choices, selected, on_select) =
            (props.choices.clone(), props.selected.clone(), props.on_select.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(at) = choices.iter().position(|choice| choice.value == selected) else { return };
            let Some(to) = keys::along(&event, at, choices.len()) else { return };
            event.prevent_default();
            if let Some(choice) = choices.get(to) {
                on_select.emit(choice.value.clone());
                keys::focus_child(&row, to);
            }
        })
    };
    html! {
        <div class="tabs" role="tablist" aria-label={&props.label} {onkeydown} ref={node}>
            { for props.choices.iter().map(|choice| {
                let open = choice.value == props.selected;
                let value = choice.value.clone();
                html! {
                    <button key={choice.value.to_string()} type="button" role="tab"
                        id={format!("{}-{}", props.name, choice.value)}
                        aria-selected={if open { "true" } else { "false" }}
                        aria-controls={open.then(|| format!("{}-panel", props.name))}
                        tabindex={if open { "0" } else { "-1" }}
                        onclick={props.on_select.reform(move |_: MouseEvent| value.clone())}>{ &choice.label }</button>
                }
            }) }
        </div>
    }
}

/// Properties of [`TabPanel`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TabPanelProps {
    /// The name of its [`Tabs`].
    pub name: AttrValue,
    /// The open tab.
    pub selected: AttrValue,
    /// The open view.
    pub children: Html,
}

/// The view that belongs to the open tab.
#[component]
pub fn TabPanel(props: &TabPanelProps) -> Html {
    html! {
        <div class="stack" role="tabpanel" id={format!("{}-panel", props.name)}
            aria-labelledby={format!("{}-{}", props.name, props.selected)}>{ props.children.clone() }</div>
    }
}
