//! The fuzzy field: what is typed is looked up, and only a value picked from the list counts. Where the
//! suggestions come from is the page's business.

use super::field::{Field, notes_id};
use super::icon::IconName;
use super::{IconButton, keys, marked, use_id, use_typing};
use crate::text;
use shared_types::error::Fault;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// One value that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is sent when it is picked.
    pub id: AttrValue,
    /// Its name.
    pub name: AttrValue,
    /// Places of the characters that are marked: of the former name where there is one, otherwise of the name.
    pub marks: Vec<u8>,
    /// The name it had before, by which it was found.
    pub former: Option<AttrValue>,
    /// What tells it from others of the same name: the full path, a masked number.
    pub detail: AttrValue,
}

/// Looks up what was typed; an error is a sentence.
pub type Lookup = Callback<String, Pin<Box<dyn Future<Output = Result<Vec<Suggestion>, AttrValue>>>>>;

/// Wraps an asynchronous function as a [`Lookup`].
pub fn lookup<F>(ask: impl Fn(String) -> F + 'static) -> Lookup
where
    F: Future<Output = Result<Vec<Suggestion>, AttrValue>> + 'static,
{
    Callback::from(move |typed: String| -> Pin<Box<dyn Future<Output = _>>> { Box::pin(ask(typed)) })
}

/// Whether enough was typed to look something up: one Chinese character, or two letters.
fn enough(typed: &str) -> bool {
    !typed.is_ascii() || typed.len() > 1
}

#[derive(Debug, Clone, PartialEq)]
enum Found {
    Nothing,
    Looking,
    Rows(Vec<Suggestion>),
    Fault(AttrValue),
}

/// Properties of [`Picker`].
#[derive(Clone, PartialEq, Properties)]
pub struct PickerProps {
    /// What is asked.
    pub label: AttrValue,
    /// The field's name in the body.
    pub name: AttrValue,
    /// What was picked.
    pub picked: Option<Suggestion>,
    /// Picked, or cleared.
    pub on_pick: Callback<Option<Suggestion>>,
    /// Where suggestions come from.
    pub lookup: Lookup,
    /// What is wrong.
    #[prop_or_default]
    pub fault: Option<AttrValue>,
    /// May stay empty.
    #[prop_or_default]
    pub optional: bool,
    /// Shown in the empty field.
    #[prop_or_default]
    pub placeholder: AttrValue,
}

/// A field with suggestions below it.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let id = use_id("picker");
    let found = use_state_eq(|| Found::Nothing);
    let current = use_state_eq(|| 0_usize);
    let left = use_state_eq(|| false);
    let asked = use_memo((), |()| Cell::new(0_u32));
    let settled = {
        let (found, current, asked, lookup) =
            (found.clone(), current.clone(), asked.clone(), props.lookup.clone());
        Callback::from(move |typed: String| {
            let turn = asked.get() + 1;
            asked.set(turn);
            current.set(0);
            if !enough(&typed) {
                found.set(Found::Nothing);
                return;
            }
            found.set(Found::Looking);
            let (found, asked, answer) = (found.clone(), asked.clone(), lookup.emit(typed));
            wasm_bindgen_futures::spawn_local(async move {
                let rows = answer.await;
                // An answer that was overtaken by a later question is of no use.
                if asked.get() == turn {
                    found.set(rows.map_or_else(Found::Fault, Found::Rows));
                }
            });
        })
    };
    let typing = use_typing(AttrValue::default(), settled);
    let pick = {
        let (found, typing, left, on_pick) =
            (found.clone(), typing.clone(), left.clone(), props.on_pick.clone());
        move |suggestion: Suggestion| {
            left.set(false);
            typing.show(String::new());
            found.set(Found::Nothing);
            on_pick.emit(Some(suggestion));
        }
    };
    let rows = match &*found {
        Found::Rows(rows) => rows.clone(),
        Found::Nothing | Found::Looking | Found::Fault(_) => Vec::new(),
    };
    let onkeydown = {
        let (rows, current, pick, found, typing) =
            (rows.clone(), current.clone(), pick.clone(), found.clone(), typing.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" | "ArrowUp" => {
                    if let Some(to) = keys::along(&event, *current, rows.len()) {
                        event.prevent_default();
                        current.set(to);
                    }
                }
                // While a pinyin composition is open, Enter belongs to it.
                "Enter" if !event.is_composing() => {
                    event.prevent_default();
                    if let Some(row) = rows.get(*current) {
                        pick(row.clone());
                    }
                }
                "Escape" => {
                    typing.show(String::new());
                    found.set(Found::Nothing);
                }
                _ => {}
            }
        })
    };
    // Picking and clearing exchange one element for another; the focus goes with them.
    {
        let around = typing.around();
        let was = use_mut_ref(|| props.picked.is_some());
        use_effect_with(props.picked.is_some(), move |picked| {
            if was.replace(*picked) == *picked {
                return;
            }
            let next = around.cast::<web_sys::Element>();
            let next = next.and_then(|around| around.query_selector("input,.picker__picked").ok().flatten());
            if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
                // Losing the focus is no failure worth telling.
                let _ = next.focus();
            }
        });
    }
    // Who goes on with text in the field has picked nothing, and is told so.
    let onfocusout = {
        let (left, around) = (left.clone(), typing.around());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
            let within = around.cast::<web_sys::Node>().is_some_and(|around| around.contains(to.as_ref()));
            left.set(!within);
        })
    };
    let onfocusin = {
        let left = left.clone();
        Callback::from(move |_: FocusEvent| left.set(false))
    };
    let refused = (*left && props.picked.is_none() && !typing.text().trim().is_empty())
        .then(|| AttrValue::from(text::fault(Fault::NotPicked)));
    let fault = props.fault.clone().or(refused);
    let clear = props.on_pick.reform(|()| None);
    let list_id = format!("{id}-list");
    let open = !rows.is_empty();
    html! {
        <div class="picker" ref={typing.around()} {onfocusin} {onfocusout}>
            <Field id={id.clone()} label={props.label.clone()} optional={props.optional} hint={text::everyday::PICK_FROM_LIST} fault={fault.clone()}>
                if let Some(picked) = &props.picked {
                    <div class="picker__picked" id={id.clone()} tabindex="-1">
                        <span class="row__title">{ &picked.name }</span>
                        <span class="row__detail">{ &picked.detail }</span>
                    </div>
                    <IconButton icon={IconName::Close} class="field__key" label={text::pick_again(&props.label)} on_press={clear} />
                } else {
                    { IconName::Search.draw() }
                    <input id={id.clone()} name={&props.name} type="text" role="combobox" autocomplete="off" spellcheck="false"
                        value={typing.text()} placeholder={&props.placeholder} {onkeydown}
                        oninput={typing.on_input()}
                        aria-expanded={if open { "true" } else { "false" }} aria-controls={list_id.clone()} aria-autocomplete="list"
                        aria-activedescendant={open.then(|| format!("{list_id}-{}", *current))}
                        aria-required={(!props.optional).then_some("true")}
                        aria-invalid={fault.is_some().then_some("true")} aria-describedby={notes_id(&id)} />
                    if *found == Found::Looking { <span class="spin" aria-hidden="true" /> }
                }
            </Field>
            // The field keeps the focus while a finger or the mouse picks.
            <ul class="picker__list" id={list_id.clone()} onmousedown={Callback::from(|event: MouseEvent| event.prevent_default())} role="listbox" aria-label={text::suggestions(&props.label)} hidden={!open}>
                { for rows.into_iter().enumerate().map(|(at, row)| {
                    let detail = row.detail.clone();
                    let title = match &row.former {
                        None => marked(&row.name, &row.marks),
                        Some(former) => html! { <>{ &row.name }{ text::everyday::FORMERLY }{ marked(former, &row.marks) }</> },
                    };
                    let key = row.id.to_string();
                    let pick = pick.clone();
                    html! {
                        <li {key} id={format!("{list_id}-{at}")} role="option" aria-selected={if at == *current { "true" } else { "false" }}
                            onclick={Callback::from(move |_: MouseEvent| pick(row.clone()))}>
                            <span class="row__title">{ title }</span>
                            <span class="row__detail">{ detail }</span>
                        </li>
                    }
                }) }
            </ul>
            <div role="status">
                {
                    match &*found {
                        Found::Rows(rows) if rows.is_empty() => html! { <p class="picker__note">{ text::everyday::NOTHING_TO_PICK }</p> },
                        Found::Fault(fault) => html! { <p class="picker__note">{ fault }</p> },
                        Found::Rows(_) | Found::Nothing | Found::Looking => Html::default(),
                    }
                }
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_begin_with_the_first_chinese_character_or_the_second_letter() {
        for (typed, looked_up) in [("", false), ("g", false), ("gt", true), ("国", true), ("1", false)] {
            assert_eq!(enough(typed), looked_up, "{typed}");
        }
    }
}
