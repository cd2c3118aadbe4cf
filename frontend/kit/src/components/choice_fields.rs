//! Fields whose value is chosen, not typed: select, switch, consent, and the frame of a form.

use super::field::{Field, label_id, notes, notes_id};
use super::icon::IconName;
use super::{Choice, ChoiceSheet, use_id};
use crate::text;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// Properties of [`SelectField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SelectFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The field's name in the body.
    pub name: AttrValue,
    /// The values.
    pub choices: Vec<Choice>,
    /// The chosen value; empty when none.
    pub value: AttrValue,
    /// Another value was chosen.
    pub on_change: Callback<String>,
    /// What is wrong.
    #[prop_or_default]
    pub fault: Option<AttrValue>,
    /// What helps to fill it.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// May stay empty.
    #[prop_or_default]
    pub optional: bool,
}

/// One value out of few, chosen in a sheet.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let id = use_id("field");
    let open = use_state(|| false);
    let toggle = |to: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(to))
    };
    let chosen = props.choices.iter().find(|choice| choice.value == props.value);
    html! {
        <>
            <Field id={id.clone()} label={props.label.clone()} optional={props.optional} hint={props.hint.clone()} fault={props.fault.clone()}>
                <button type="button" id={id.clone()} name={&props.name} class="field__open" aria-haspopup="dialog"
                    aria-labelledby={[&label_id(&id), " ", &id].concat()} aria-describedby={notes_id(&id)}
                    data-invalid={props.fault.is_some().then_some("true")} onclick={toggle(true).reform(|_: MouseEvent| ())}>
                    if let Some(chosen) = chosen {
                        <span>{ &chosen.label }</span>
                    } else {
                        <span class="field__empty">{ text::everyday::PLEASE_CHOOSE }</span>
                    }
                    { IconName::Down.draw() }
                </button>
            </Field>
            <ChoiceSheet title={props.label.clone()} choices={props.choices.clone()} selected={props.value.clone()}
                open={*open} on_select={props.on_change.reform(|value: AttrValue| value.to_string())} on_close={toggle(false)} />
        </>
    }
}

/// Properties of [`Switch`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SwitchProps {
    /// What is switched.
    pub label: AttrValue,
    /// What that means.
    #[prop_or_default]
    pub detail: Option<AttrValue>,
    /// Whether it is on.
    pub on: bool,
    /// Switched.
    pub on_change: Callback<bool>,
}

/// On or off, in force at once.
#[component]
pub fn Switch(props: &SwitchProps) -> Html {
    let next = !props.on;
    html! {
        <button type="button" class="switch" role="switch" aria-checked={if props.on { "true" } else { "false" }}
            onclick={props.on_change.reform(move |_: MouseEvent| next)}>
            <span class="row__main">
                <span class="row__title">{ &props.label }</span>
                if let Some(detail) = &props.detail { <span class="row__detail">{ detail }</span> }
            </span>
            <span class="switch__track" aria-hidden="true" />
        </button>
    }
}

/// Properties of [`Checkbox`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CheckboxProps {
    /// The sentence; may hold links.
    pub children: Html,
    /// Whether it is ticked.
    pub checked: bool,
    /// Ticked or unticked.
    pub on_change: Callback<bool>,
    /// What is wrong.
    #[prop_or_default]
    pub fault: Option<AttrValue>,
}

/// A consent.
#[component]
pub fn Checkbox(props: &CheckboxProps) -> Html {
    let id = use_id("check");
    let onchange = props.on_change.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        input.checked()
    });
    html! {
        <div class="field">
            <label class="check">
                <input type="checkbox" checked={props.checked} {onchange} aria-describedby={notes_id(&id)}
                    aria-invalid={props.fault.is_some().then_some("true")} />
                <span>{ props.children.clone() }</span>
            </label>
            { notes(&id, None, props.fault.as_ref()) }
        </div>
    }
}

/// Properties of [`Form`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FormProps {
    /// Sent: by the button, or by Enter.
    pub on_submit: Callback<()>,
    /// Counts refused submits ([`crate::hooks::Draft::refused`]): with each, the first wrong field gets the focus.
    #[prop_or_default]
    pub refused: u32,
    /// On a card.
    #[prop_or_default]
    pub card: bool,
    /// Fields and the button.
    pub children: Html,
}

/// Fields that are sent together. The browser's own checks are off: ours speak better.
#[component]
pub fn Form(props: &FormProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.refused, move |refused| {
            if *refused == 0 {
                return;
            }
            let form = node.cast::<web_sys::Element>();
            let wrong = form.and_then(|form| {
                form.query_selector("[aria-invalid=true],[data-invalid=true]").ok().flatten()
            });
            if let Some(wrong) = wrong.and_then(|wrong| wrong.dyn_into::<HtmlElement>().ok()) {
                // An element that cannot take the focus is at least on screen.
                let _ = wrong.focus();
            }
        });
    }
    let onsubmit = props.on_submit.reform(|event: SubmitEvent| event.prevent_default());
    html! {
        <form class={classes!("form", props.card.then_some("card card--form"))} ref={node} novalidate=true {onsubmit}>{ props.children.clone() }</form>
    }
}

/// Properties of [`FormSection`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FormSectionProps {
    /// Its heading.
    pub title: AttrValue,
    /// Fields.
    pub children: Html,
}

/// Fields that belong together in a long form.
#[component]
pub fn FormSection(props: &FormSectionProps) -> Html {
    html! {
        <fieldset class="section">
            <legend class="section__head"><h2>{ &props.title }</h2></legend>
            <div class="card card--form">{ props.children.clone() }</div>
        </fieldset>
    }
}
