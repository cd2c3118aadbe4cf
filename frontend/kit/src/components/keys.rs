//! Keyboard movement in a row of things of which one is current. Knows no component.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::NodeRef;

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

/// Moves the focus to the `to`-th child of an element.
pub(crate) fn focus_child(row: &NodeRef, to: usize) {
    let children = row.cast::<Element>().map(|row| row.children());
    let child = children.and_then(|children| children.item(u32::try_from(to).unwrap_or_default()));
    if let Some(child) = child.and_then(|child| child.dyn_into::<HtmlElement>().ok()) {
        // Losing the focus is no failure worth telling.
        let _ = child.focus();
    }
}
