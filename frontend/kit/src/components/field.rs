//! The frame of every field (label, hint, fault) and the plain text fields. They keep no value: the page
//! does, see [`crate::hooks::use_form`].

use super::icon::IconName;
use super::use_id;
use crate::text;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Properties of [`Field`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// The id of the input inside.
    pub id: AttrValue,
    /// What is asked.
    pub label: AttrValue,
    /// May stay empty; said beside the label.
    #[prop_or_default]
    pub optional: bool,
    /// What helps to fill it.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong, in a sentence that says what to do.
    #[prop_or_default]
    pub fault: Option<AttrValue>,
    /// More classes for the box.
    #[prop_or_default]
    pub class: Classes,
    /// What stands in the box.
    pub children: Html,
}

/// Label above, box, hint or fault below.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    html! {
        <div class="field">
            <label class="field__label" id={label_id(&props.id)} for={props.id.clone()}>
                { &props.label }
                if props.optional { <i>{ text::everyday::OPTIONAL }</i> }
            </label>
            <div class={classes!("field__box", props.class.clone())}>{ props.children.clone() }</div>
            { notes(&props.id, props.hint.as_ref(), props.fault.as_ref()) }
        </div>
    }
}

/// The line below a box. The live region is always there, so that a new fault is announced.
pub(crate) fn notes(id: &str, hint: Option<&AttrValue>, fault: Option<&AttrValue>) -> Html {
    html! {
        <div id={notes_id(id)} aria-live="polite">
            if let Some(fault) = fault {
                <p class="field__fault">{ IconName::Alert.draw() }{ fault }</p>
            } else if let Some(hint) = hint {
                <p class="field__hint">{ hint }</p>
            }
        </div>
    }
}

pub(crate) fn label_id(id: &str) -> String {
    format!("{id}-label")
}

pub(crate) fn notes_id(id: &str) -> String {
    format!("{id}-notes")
}

/// What a text field asks the phone's keyboard for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keyboard {
    /// Letters.
    #[default]
    Text,
    /// Digits.
    Digits,
    /// Digits and a decimal point.
    Amount,
    /// Digits, plus and star.
    Phone,
}

impl Keyboard {
    pub(crate) fn mode(self) -> &'static str {
        match self {
            Keyboard::Text => "text",
            Keyboard::Digits => "numeric",
            Keyboard::Amount => "decimal",
            Keyboard::Phone => "tel",
        }
    }
}

/// Properties of [`TextField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TextFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The field's name in the body; faults are found by it.
    pub name: AttrValue,
    /// The text now.
    pub value: AttrValue,
    /// It was typed in.
    #[prop_or_default]
    pub on_change: Callback<String>,
    /// The field was left: time to check it.
    #[prop_or_default]
    pub on_leave: Callback<()>,
    /// What is wrong.
    #[prop_or_default]
    pub fault: Option<AttrValue>,
    /// What helps to fill it.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// May stay empty.
    #[prop_or_default]
    pub optional: bool,
    /// Which keyboard.
    #[prop_or_default]
    pub keyboard: Keyboard,
    /// The browser's word for what it may fill in by itself; `off` where it knows nothing.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    /// Shown in the empty field.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// The most characters that can be typed.
    #[prop_or_default]
    pub most: Option<u32>,
    /// Shown, not changed.
    #[prop_or_default]
    pub fixed: bool,
    /// `password` or `text`.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// After the text, inside the box.
    #[prop_or_default]
    pub end: Html,
    /// More classes for the box.
    #[prop_or_default]
    pub class: Classes,
}

/// One line of text.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let id = use_id("field");
    let oninput = props.on_change.reform(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        input.value()
    });
    html! {
        <Field id={id.clone()} label={props.label.clone()} optional={props.optional} hint={props.hint.clone()} fault={props.fault.clone()}
            class={classes!(props.fixed.then_some("field__box--fixed"), props.class.clone())}>
            <input id={id.clone()} name={&props.name} type={&props.kind} value={&props.value} {oninput}
                onblur={props.on_leave.reform(|_: FocusEvent| ())}
                inputmode={props.keyboard.mode()} autocomplete={&props.autocomplete} autocapitalize="off" spellcheck="false"
                placeholder={&props.placeholder} maxlength={props.most.map(|most| most.to_string())}
                readonly={props.fixed} aria-required={(!props.optional).then_some("true")}
                aria-invalid={props.fault.is_some().then_some("true")} aria-describedby={notes_id(&id)} />
            { props.end.clone() }
        </Field>
    }
}

/// Properties of [`TextArea`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TextAreaProps {
    /// What is asked.
    pub label: AttrValue,
    /// The field's name in the body.
    pub name: AttrValue,
    /// The text now.
    pub value: AttrValue,
    /// It was typed in.
    pub on_change: Callback<String>,
    /// The field was left.
    #[prop_or_default]
    pub on_leave: Callback<()>,
    /// What is wrong.
    #[prop_or_default]
    pub fault: Option<AttrValue>,
    /// What helps to fill it. Without one, the length is shown once it matters.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// May stay empty.
    #[prop_or_default]
    pub optional: bool,
    /// The most characters.
    pub most: u32,
    /// Shown in the empty field.
    #[prop_or_default]
    pub placeholder: AttrValue,
}

/// Several lines of text.
#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let id = use_id("field");
    let typed = u32::try_from(props.value.chars().count()).unwrap_or(u32::MAX);
    let hint = props
        .hint
        .clone()
        .or_else(|| (typed * 2 > props.most).then(|| AttrValue::from(text::length(typed, props.most))));
    let oninput = props.on_change.reform(|event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        area.value()
    });
    html! {
        <Field id={id.clone()} label={props.label.clone()} optional={props.optional} {hint} fault={props.fault.clone()}>
            <textarea id={id.clone()} name={&props.name} rows="4" value={props.value.to_string()} {oninput}
                onblur={props.on_leave.reform(|_: FocusEvent| ())} placeholder={props.placeholder.to_string()}
                aria-required={(!props.optional).then_some("true")}
                aria-invalid={props.fault.is_some().then_some("true")} aria-describedby={notes_id(&id)} />
        </Field>
    }
}
