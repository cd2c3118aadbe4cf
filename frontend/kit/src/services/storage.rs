//! What the browser keeps: on the device the text size and whether somebody is signed in, drafts until the window
//! closes. Never a password, never a token.

use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

/// The size of text on every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextSize {
    /// 标准版
    Normal,
    /// 长辈版
    Large,
}

const TEXT_SIZE: &str = "text-size";
const LARGE: &str = "large";

fn device() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn window() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// The chosen size; the loader puts it on the page before the first paint.
pub fn text_size() -> TextSize {
    let kept = device().and_then(|device| device.get_item(TEXT_SIZE).ok().flatten());
    if kept.as_deref() == Some(LARGE) { TextSize::Large } else { TextSize::Normal }
}

/// Chooses the size, now and for later visits.
pub fn set_text_size(size: TextSize) {
    let page = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    // A browser that keeps nothing (private window) still shows the chosen size.
    match size {
        TextSize::Large => {
            let _ = device().map(|device| device.set_item(TEXT_SIZE, LARGE));
            let _ = page.map(|page| page.set_attribute("data-text", LARGE));
        }
        TextSize::Normal => {
            let _ = device().map(|device| device.remove_item(TEXT_SIZE));
            let _ = page.map(|page| page.remove_attribute("data-text"));
        }
    }
}

const SIGNED_IN: &str = "signed-in";

/// Remembers whether somebody is signed in, for the loader alone: it loads the app or the door. What counts is
/// the session; a wrong mark costs a detour.
pub fn set_signed_in(signed_in: bool) {
    // A browser that keeps nothing takes the detour through the door.
    let _ =
        device().map(
            |device| {
                if signed_in { device.set_item(SIGNED_IN, "1") } else { device.remove_item(SIGNED_IN) }
            },
        );
}

/// A mark that this device has been told something once, e.g. the install hint.
pub fn told(what: &str) -> bool {
    device().and_then(|device| device.get_item(&format!("told-{what}")).ok().flatten()).is_some()
}

/// Remembers that this device has been told.
pub fn tell(what: &str) {
    // Being told twice does no harm.
    let _ = device().map(|device| device.set_item(&format!("told-{what}"), "1"));
}

/// The draft of a form, until the window closes.
pub fn draft<T: DeserializeOwned>(form: &str) -> Option<T> {
    let kept = window()?.get_item(&format!("draft-{form}")).ok().flatten()?;
    serde_json::from_str(&kept).ok()
}

/// Keeps the draft of a form.
pub fn keep_draft<T: Serialize>(form: &str, draft: &T) {
    if let (Some(window), Ok(text)) = (window(), serde_json::to_string(draft)) {
        // Without room the form still works, only its draft does not outlive the page.
        let _ = window.set_item(&format!("draft-{form}"), &text);
    }
}

/// Forgets the draft of a form.
pub fn drop_draft(form: &str) {
    // Nothing kept, nothing to forget.
    let _ = window().map(|window| window.remove_item(&format!("draft-{form}")));
}

/// Forgets every draft: at sign-out, what one person typed is not the next one's business.
pub fn drop_drafts() {
    let _ = window().map(|window| window.clear());
}
