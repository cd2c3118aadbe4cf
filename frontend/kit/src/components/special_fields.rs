//! Fields for things with a form of their own: ID numbers, mobiles, days, passwords, codes.

use super::field::{Field, Keyboard, TextField, notes_id};
use super::grouping::{DAY, Grouping, ID_NUMBER, MOBILE, MONTH, grouped};
use super::use_id;
use crate::text;
use shared_types::dates::{Day, Month};
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
    Day,
    Month,
}

impl Shape {
    fn grouping(self) -> &'static Grouping {
        match self {
            Shape::IdNumber => &ID_NUMBER,
            Shape::Mobile => &MOBILE,
            Shape::Day => &DAY,
            Shape::Month => &MONTH,
        }
    }

    fn length(self) -> usize {
        match self {
            Shape::IdNumber => 18,
            Shape::Mobile => 11,
            Shape::Day => 8,
            Shape::Month => 6,
        }
    }

    fn keep(self, character: char) -> Option<char> {
        match self {
            Shape::IdNumber => id_character(character),
            Shape::Mobile | Shape::Day | Shape::Month => digit(character),
        }
    }

    /// What counts of a text.
    fn kept(self, text: &str) -> String {
        text.chars().filter_map(|c| self.keep(c)).take(self.length()).collect()
    }

    /// The value of what is shown: numbers travel without their spaces, days and months with their dashes.
    fn value(self, kept: String, shown: String) -> String {
        match self {
            Shape::IdNumber | Shape::Mobile => kept,
            Shape::Day | Shape::Month => shown,
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Shape::IdNumber | Shape::Day | Shape::Month => "text",
            Shape::Mobile => "tel",
        }
    }

    /// The numeric keyboard has no X; the plain one has both.
    fn keyboard(self) -> Keyboard {
        match self {
            Shape::IdNumber => Keyboard::Text,
            Shape::Mobile => Keyboard::Phone,
            Shape::Day | Shape::Month => Keyboard::Digits,
        }
    }

    /// Reads what was typed, shows it in groups and keeps the caret where the person put it.
    fn read(self, input: &HtmlInputElement) -> String {
        let typed = input.value();
        let caret = input.selection_start().ok().flatten().and_then(|at| usize::try_from(at).ok());
        let kept = self.kept(&typed);
        let before = typed.chars().take(caret.unwrap_or(typed.len())).filter_map(|c| self.keep(c)).count();
        let before = before.min(kept.len());
        let shown = grouped(&kept, self.grouping());
        if shown != typed {
            input.set_value(&shown);
            let gaps = self.grouping().after.iter().filter(|gap| **gap < before).count();
            let at = u32::try_from(before + gaps).ok();
            // A field that has lost the focus has no caret to place.
            let _ = input.set_selection_start(at);
            let _ = input.set_selection_end(at);
        }
        self.value(kept, shown)
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
    let kept = shape.kept(&field.value);
    let typed = kept.chars().count();
    let missing = (1..shape.length())
        .contains(&typed)
        .then(|| AttrValue::from(text::still_missing(shape.length() - typed)));
    let oninput = field.on_change.reform(move |event: InputEvent| shape.read(&event.target_unchecked_into()));
    html! {
        <Field id={id.clone()} label={field.label.clone()} optional={field.optional} hint={missing.or_else(|| field.hint.clone())} fault={field.fault.clone()}>
            <input id={id.clone()} class="num" name={&field.name} type={shape.kind()} inputmode={shape.keyboard().mode()}
                value={grouped(&kept, shape.grouping())} {oninput} onblur={field.on_leave.reform(|_: FocusEvent| ())}
                autocomplete={field.autocomplete.clone().unwrap_or(AttrValue::Static("off"))} autocapitalize="characters" spellcheck="false"
                aria-required={(!field.optional).then_some("true")}
                aria-invalid={field.fault.is_some().then_some("true")} aria-describedby={notes_id(&id)} />
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

/// A day, typed as eight digits and shown as 1985-07-01; the value is `YYYY-MM-DD`, or what there is of it.
/// A calendar would show months of decades ago only after much turning, and speaks the browser's language.
#[component]
pub fn DayField(props: &SpecialFieldProps) -> Html {
    let mut field = props.clone();
    if field.fault.is_some() && !field.value.is_empty() && field.value.parse::<Day>().is_err() {
        field.fault = Some(AttrValue::Static(text::everyday::NOT_A_DAY));
    }
    field.hint = field.hint.or(Some(AttrValue::Static(text::everyday::DAY_HINT)));
    html! { <GroupedField {field} shape={Shape::Day} /> }
}

/// A month, typed as six digits and shown as 2026-10; the value is `YYYY-MM`, or what there is of it.
#[component]
pub fn MonthField(props: &SpecialFieldProps) -> Html {
    let mut field = props.clone();
    if field.fault.is_some() && !field.value.is_empty() && field.value.parse::<Month>().is_err() {
        field.fault = Some(AttrValue::Static(text::everyday::NOT_A_MONTH));
    }
    field.hint = field.hint.or(Some(AttrValue::Static(text::everyday::MONTH_HINT)));
    html! { <GroupedField {field} shape={Shape::Month} /> }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_number_keeps_digits_and_an_upper_case_x() {
        let kept: String = "3213 22-１x年".chars().filter_map(id_character).collect();
        assert_eq!(kept, "321322X");
    }

    #[test]
    fn a_day_is_read_from_digits_however_they_are_parted() {
        for (typed, value) in [
            ("19850701", "1985-07-01"),
            ("1985-07-01", "1985-07-01"),
            ("1985年07月01日", "1985-07-01"),
            ("198507", "1985-07"),
            ("1985", "1985"),
            ("", ""),
        ] {
            let kept = Shape::Day.kept(typed);
            let shown = grouped(&kept, Shape::Day.grouping());
            assert_eq!(Shape::Day.value(kept, shown), value);
        }
    }
}
