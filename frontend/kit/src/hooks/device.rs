//! What components need of the browser: going back, the text size, the clipboard. They know no component.

use crate::services::storage::{self, TextSize};
use crate::services::{platform, router};
use crate::text;
use yew::prelude::*;

/// Goes back where the app was before, or to the given address where it was opened on this very screen.
#[hook]
pub fn use_back() -> Callback<AttrValue> {
    Callback::from(|address: AttrValue| router::back_or(&address))
}

/// The text size, and what changes it to the other one.
#[hook]
pub fn use_text_size() -> (TextSize, Callback<()>) {
    let size = use_state_eq(storage::text_size);
    let toggle = {
        let size = size.clone();
        Callback::from(move |()| {
            let other = match *size {
                TextSize::Normal => TextSize::Large,
                TextSize::Large => TextSize::Normal,
            };
            storage::set_text_size(other);
            size.set(other);
        })
    };
    (*size, toggle)
}

/// Copies a text and says so.
#[hook]
pub fn use_copy() -> Callback<AttrValue> {
    let toast = super::use_toast();
    Callback::from(move |words: AttrValue| {
        let toast = toast.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let copied = platform::copy(&words).await;
            toast.emit(AttrValue::Static(if copied {
                text::everyday::COPIED
            } else {
                text::everyday::NOT_COPIED
            }));
        });
    })
}
