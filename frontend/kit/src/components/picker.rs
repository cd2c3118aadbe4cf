//! The fuzzy field: what is typed is looked up, and only a value picked from the list counts. Where the
//! suggestions come from is the page's business.

use super::field::{Field, notes_id};
use super::icon::IconName;
use super::{IconButton, keys, use_id, use_typing};
use crate::text;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// Characters from which suggestions are looked up.
const ENOUGH: usize = 2;

/// One value that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is sent when it is picked.
    pub id: AttrValue,
    /// Its name; matched characters are marked in it.
    pub name: AttrValue,
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

/// The characters of `name`, each with whether it is one of the typed ones, in their order: typing 国土局
/// marks 国, 土 and 局 of 国土资源局.
fn marked(name: &str, typed: &str) -> Vec<(String, bool)> {
    let mut wanted = typed.chars().filter(|c| !c.is_whitespace()).peekable();
    let mut parts: Vec<(String, bool)> = Vec::new();
    for character in name.chars() {
        let hit = wanted.peek().is_some_and(|want| want.to_lowercase().eq(character.to_lowercase()));
        if hit {
            wanted.next();
        }
        match parts.last_mut() {
            Some((part, same)) if *same == hit => part.push(character),
            _ => parts.push((character.to_string(), hit)),
        }
    }
    parts
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
    let asked = use_memo((), |()| Cell::new(0_u32));
    let settled = {
        let (found, current, asked, lookup) =
            (found.clone(), current.clone(), asked.clone(), props.lookup.clone());
        Callback::from(move |typed: String| {
            let turn = asked.get() + 1;
            asked.set(turn);
            current.set(0);
            if typed.chars().count() < ENOUGH {
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
        let (found, typing, on_pick) = (found.clone(), typing.clone(), props.on_pick.clone());
        move |suggestion: Suggestion| {
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
    let clear = props.on_pick.reform(|()| None);
    let list_id = format!("{id}-list");
    let open = !rows.is_empty();
    html! {
        <div class="picker" ref={typing.around()}>
            <Field id={id.clone()} label={props.label.clone()} optional={props.optional} hint={text::everyday::PICK_FROM_LIST} fault={props.fault.clone()}>
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
                        aria-invalid={props.fault.is_some().then_some("true")} aria-describedby={notes_id(&id)} />
                    if *found == Found::Looking { <span class="spin" aria-hidden="true" /> }
                }
            </Field>
            <ul class="picker__list" id={list_id.clone()} role="listbox" aria-label={text::suggestions(&props.label)} hidden={!open}>
                { for rows.into_iter().enumerate().map(|(at, row)| {
                    let parts = marked(&row.name, &typing.text());
                    let detail = row.detail.clone();
                    let key = row.id.to_string();
                    let pick = pick.clone();
                    html! {
                        <li {key} id={format!("{list_id}-{at}")} role="option" aria-selected={if at == *current { "true" } else { "false" }}
                            onclick={Callback::from(move |_: MouseEvent| pick(row.clone()))}>
                            <span class="row__title">
                                { for parts.into_iter().map(|(part, hit)| if hit { html! { <mark>{ part }</mark> } } else { html! { { part } } }) }
                            </span>
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

    fn shown(name: &str, typed: &str) -> String {
        marked(name, typed)
            .into_iter()
            .map(|(part, hit)| if hit { format!("[{part}]") } else { part })
            .collect()
    }

    #[test]
    fn typed_characters_are_marked_in_their_order() {
        assert_eq!(shown("国土局机关党支部", "国土局"), "[国土局]机关党支部");
        assert_eq!(shown("国土资源局机关党支部", "国土局"), "[国土]资源[局]机关党支部");
        assert_eq!(shown("桃源社区党支部", "国土"), "桃源社区党支部");
        assert_eq!(shown("e家党支部", "E 家"), "[e家]党支部");
    }
}
