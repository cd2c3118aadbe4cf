//! Keyboard movement in a row of things of which one is current. Knows no component.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Where an arrow, Home or End key leads from position `at` of `count`, around the ends.
pub(crate) fn along(event: &KeyboardEvent, at: usize, count: usize) -> Option<usize> {
    if count == 0 {
        return None;
    }
    match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => Some((at + 1) % count),
        "ArrowLeft" | "ArrowUp" => Some((at + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}

/// Moves the focus to the `to`-th child of the element that listens.
pub(crate) fn focus_sibling(event: &KeyboardEvent, to: usize) {
    let row = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let child = row.and_then(|row| row.children().item(u32::try_from(to).unwrap_or_default()));
    if let Some(child) = child.and_then(|child| child.dyn_into::<HtmlElement>().ok()) {
        // Losing the focus is no failure worth telling.
        let _ = child.focus();
    }
}
