//! The field of a photo: taken or chosen, shown while it is sent, tried again where that failed. What is done with it
//! is the hook's business, see [`crate::hooks::use_photo`].

use super::field::{Field, notes_id};
use super::icon::IconName;
use super::{Button, ButtonKind, use_id};
use crate::text;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// How far a photo is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum PhotoState {
    /// There is none.
    #[default]
    Empty,
    /// Being scaled on the phone.
    Preparing,
    /// So much of 1 has been sent.
    Sending(f64),
    /// The functions make it anew.
    Making,
    /// It belongs to the form.
    Ready,
    /// It did not work, in a sentence that says what to do.
    Failed(AttrValue),
}

impl PhotoState {
    fn word(&self) -> &'static str {
        match self {
            PhotoState::Empty => "",
            PhotoState::Preparing => text::uploads::PREPARING,
            PhotoState::Sending(_) => text::uploads::SENDING,
            PhotoState::Making => text::uploads::MAKING,
            PhotoState::Ready => text::uploads::READY,
            PhotoState::Failed(_) => text::uploads::FAILED,
        }
    }

    /// For the bar; nothing where there is none. Without a value it only says that something goes on.
    fn bar(&self) -> Option<Option<String>> {
        match self {
            PhotoState::Sending(part) => Some(Some(format!("{part:.2}"))),
            PhotoState::Preparing | PhotoState::Making => Some(None),
            PhotoState::Empty | PhotoState::Ready | PhotoState::Failed(_) => None,
        }
    }
}

/// Properties of [`PhotoField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PhotoFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// What helps to take it.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with the form's field.
    #[prop_or_default]
    pub fault: Option<AttrValue>,
    /// May stay empty.
    #[prop_or_default]
    pub optional: bool,
    /// How far it is.
    pub state: PhotoState,
    /// An address under which the photo is shown; absent where it is not at hand.
    #[prop_or_default]
    pub picture: Option<AttrValue>,
    /// A photo was taken or chosen.
    pub on_pick: Callback<File>,
    /// Once more.
    pub on_retry: Callback<()>,
    /// It is taken out, or given up.
    pub on_remove: Callback<()>,
}

/// One photo of a form.
#[component]
pub fn PhotoField(props: &PhotoFieldProps) -> Html {
    let id = use_id("photo");
    let state = &props.state;
    let onchange = props.on_pick.clone();
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            // The same photo, chosen again, must be noticed too.
            input.set_value("");
            onchange.emit(file);
        }
    });
    let fault = match state {
        PhotoState::Failed(sentence) => Some(sentence.clone()),
        _ => props.fault.clone(),
    };
    let empty = *state == PhotoState::Empty;
    html! {
        <Field id={id.clone()} label={props.label.clone()} optional={props.optional} hint={props.hint.clone()} fault={fault.clone()} class="photo">
            <input id={id.clone()} class="aside" type="file" accept="image/*" {onchange}
                aria-required={(!props.optional).then_some("true")}
                aria-invalid={fault.is_some().then_some("true")} aria-describedby={notes_id(&id)} />
            if empty {
                <label class="photo__pick" for={id.clone()}>{ IconName::Camera.draw() }<span>{ text::uploads::PICK }</span></label>
            } else {
                { shown(props, &id) }
            }
            <span class="aside" role="status">{ state.word() }</span>
        </Field>
    }
}

/// The photo, how far it is, and what can be done.
fn shown(props: &PhotoFieldProps, id: &str) -> Html {
    let state = &props.state;
    let failed = matches!(state, PhotoState::Failed(_));
    let (remove, retry) = (props.on_remove.clone(), props.on_retry.clone());
    let bar = state.bar();
    let under_way = bar.is_some();
    html! {
        <>
            <div class="photo__image">
                if let Some(picture) = &props.picture {
                    <img src={picture} alt={text::uploads::CHOSEN} />
                } else {
                    { IconName::Camera.draw() }
                }
            </div>
            <div class="photo__words">
                <p class={classes!("photo__state", failed.then_some("photo__state--bad"))} aria-hidden="true">{ state.word() }</p>
                if let Some(value) = bar {
                    <progress class="photo__bar" max="1" {value} aria-label={state.word()} />
                }
                <div class="photo__acts">
                    // Without a picture nothing was prepared that could be sent again.
                    if failed && props.picture.is_some() {
                        <Button label={text::everyday::RETRY} kind={ButtonKind::Text} on_press={retry} />
                    }
                    if !under_way {
                        <label class="btn btn--quiet" for={id.to_owned()}>{ text::uploads::ANOTHER }</label>
                    }
                    <Button label={if under_way { text::uploads::STOP } else { text::uploads::REMOVE }} kind={ButtonKind::Quiet} on_press={remove} />
                </div>
            </div>
        </>
    }
}
