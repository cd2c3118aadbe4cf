//! Fields for things with a form of their own: ID numbers, mobiles, passwords, codes, days.

use super::field::{Field, Keyboard, TextField, notes_id};
use super::grouping::{ID_NUMBER, MOBILE, grouped};
use super::use_id;
use crate::text;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of the fields of this file.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SpecialFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The field's name in the body.
    pub name: AttrValue,
    /// The value now, without the spaces that are shown.
    pub value: AttrValue,
    /// It was typed in; without spaces.
    pub on_change: Callback<String>,
    /// The field was left.
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
    /// The browser's word for what it may fill in by itself.
    #[prop_or_default]
    pub autocomplete: Option<AttrValue>,
}

/// A number with a form of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    IdNumber,
    Mobile,
}

impl Shape {
    /// Where the shown text has spaces.
    fn gaps(self) -> &'static [usize] {
        match self {
            Shape::IdNumber => ID_NUMBER,
            Shape::Mobile => MOBILE,
        }
    }

    fn length(self) -> usize {
        match self {
            Shape::IdNumber => 18,
            Shape::Mobile => 11,
        }
    }

    fn keep(self, character: char) -> Option<char> {
        match self {
            Shape::IdNumber => id_character(character),
            Shape::Mobile => digit(character),
        }
    }

    /// The numeric keyboard has no X; the plain one has both.
    fn keyboard(self) -> &'static str {
        match self {
            Shape::IdNumber => "text",
            Shape::Mobile => "tel",
        }
    }

    /// Reads what was typed, shows it in groups and keeps the caret where the person put it.
    fn read(self, input: &HtmlInputElement) -> String {
        let typed = input.value();
        let caret = input.selection_start().ok().flatten().and_then(|at| usize::try_from(at).ok());
        let kept: String = typed.chars().filter_map(|c| self.keep(c)).take(self.length()).collect();
        let before = typed.chars().take(caret.unwrap_or(typed.len())).filter_map(|c| self.keep(c)).count();
        let before = before.min(kept.len());
        let shown = grouped(&kept, self.gaps());
        if shown != typed {
            input.set_value(&shown);
            let at = u32::try_from(before + self.gaps().iter().filter(|gap| **gap < before).count()).ok();
            // A field that has lost the focus has no caret to place.
            let _ = input.set_selection_start(at);
            let _ = input.set_selection_end(at);
        }
        kept
    }
}

#[derive(Clone, PartialEq, Properties)]
struct GroupedFieldProps {
    field: SpecialFieldProps,
    shape: Shape,
}

#[component]
fn GroupedField(props: &GroupedFieldProps) -> Html {
    let id = use_id("field");
    let (field, shape) = (&props.field, props.shape);
    let typed = field.value.chars().count();
    let missing = (1..shape.length())
        .contains(&typed)
        .then(|| AttrValue::from(text::still_missing(shape.length() - typed)));
    let oninput = field.on_change.reform(move |event: InputEvent| shape.read(&event.target_unchecked_into()));
    html! {
        <Field id={id.clone()} label={field.label.clone()} optional={field.optional} hint={missing.or_else(|| field.hint.clone())} fault={field.fault.clone()}>
            <div class="field__box">
                <input id={id.clone()} class="num" name={&field.name} type={shape.keyboard()} inputmode={shape.keyboard()}
                    value={grouped(&field.value, shape.gaps())} {oninput} onblur={field.on_leave.reform(|_: FocusEvent| ())}
                    autocomplete={field.autocomplete.clone().unwrap_or(AttrValue::Static("off"))} autocapitalize="characters" spellcheck="false"
                    aria-required={(!field.optional).then_some("true")}
                    aria-invalid={field.fault.is_some().then_some("true")} aria-describedby={notes_id(&id)} />
            </div>
        </Field>
    }
}

fn id_character(c: char) -> Option<char> {
    match c.to_ascii_uppercase() {
        c if c.is_ascii_digit() || c == 'X' => Some(c),
        _ => None,
    }
}

fn digit(c: char) -> Option<char> {
    c.is_ascii_digit().then_some(c)
}

/// An ID number, shown as 321322 1962 0815 021X; says how many characters are missing while typing.
#[component]
pub fn IdNumberField(props: &SpecialFieldProps) -> Html {
    html! { <GroupedField field={props.clone()} shape={Shape::IdNumber} /> }
}

/// A mobile number, shown as 138 1234 5678.
#[component]
pub fn PhoneField(props: &SpecialFieldProps) -> Html {
    html! { <GroupedField field={props.clone()} shape={Shape::Mobile} /> }
}

/// A password with a key that shows it.
#[component]
pub fn PasswordField(props: &SpecialFieldProps) -> Html {
    let shown = use_state(|| false);
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let (kind, word) =
        if *shown { ("text", text::everyday::HIDE) } else { ("password", text::everyday::SHOW) };
    let end = html! {
        <button type="button" class="field__key" onclick={toggle} aria-pressed={if *shown { "true" } else { "false" }}
            aria-label={text::show_password(&props.label, *shown)}>{ word }</button>
    };
    html! {
        <TextField label={props.label.clone()} name={props.name.clone()} value={props.value.clone()} on_change={props.on_change.clone()}
            on_leave={props.on_leave.clone()} fault={props.fault.clone()} hint={props.hint.clone()} {kind} {end}
            autocomplete={props.autocomplete.clone().unwrap_or(AttrValue::Static("current-password"))} />
    }
}

/// Properties of [`CodeField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CodeFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The digits so far.
    pub value: AttrValue,
    /// Typed in, or filled in from the message by the phone.
    pub on_change: Callback<String>,
    /// What is wrong.
    #[prop_or_default]
    pub fault: Option<AttrValue>,
    /// What helps to fill it.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// How many digits.
    pub digits: u32,
    /// The key that asks for another message; with the wait in its words.
    #[prop_or_default]
    pub end: Html,
}

/// A one-time code. The phone may fill it in from the message.
#[component]
pub fn CodeField(props: &CodeFieldProps) -> Html {
    let on_change = props.on_change.reform(|typed: String| typed.chars().filter_map(digit).collect());
    html! {
        <TextField label={props.label.clone()} name="code" value={props.value.clone()} {on_change} fault={props.fault.clone()}
            hint={props.hint.clone()} keyboard={Keyboard::Digits} autocomplete="one-time-code" most={props.digits}
            class="code" end={props.end.clone()} />
    }
}

/// Properties of [`DateField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct DateFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The field's name in the body.
    pub name: AttrValue,
    /// `YYYY-MM-DD`, or empty.
    pub value: AttrValue,
    /// Another day, or empty.
    pub on_change: Callback<String>,
    /// The field was left.
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
    /// The last day that can be chosen, `YYYY-MM-DD`.
    #[prop_or_default]
    pub latest: Option<AttrValue>,
}

/// A day, chosen in the phone's own calendar.
#[component]
pub fn DateField(props: &DateFieldProps) -> Html {
    let id = use_id("field");
    let oninput = props.on_change.reform(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        input.value()
    });
    html! {
        <Field id={id.clone()} label={props.label.clone()} optional={props.optional} hint={props.hint.clone()} fault={props.fault.clone()}>
            <div class="field__box">
                <input id={id.clone()} class="num" name={&props.name} type="date" value={&props.value} {oninput} min="1900-01-01" max={props.latest.clone()}
                    onblur={props.on_leave.reform(|_: FocusEvent| ())} aria-required={(!props.optional).then_some("true")}
                    aria-invalid={props.fault.is_some().then_some("true")} aria-describedby={notes_id(&id)} />
                <super::Icon name={super::IconName::Calendar} />
            </div>
        </Field>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_number_keeps_digits_and_an_upper_case_x() {
        let kept: String = "3213 22-１x年".chars().filter_map(id_character).collect();
        assert_eq!(kept, "321322X");
    }
}
