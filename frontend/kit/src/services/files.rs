//! Files that the app makes and the person keeps. Not inside WeChat, which saves none.

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Milliseconds after which the browser has surely begun to read the file.
const KEPT: u32 = 60_000;

/// Saves text, in parts, as a file in the download folder; false where the browser refuses.
pub fn save(name: &str, kind: &str, parts: &[String]) -> bool {
    put(name, kind, parts).is_ok()
}

fn put(name: &str, kind: &str, parts: &[String]) -> Result<(), JsValue> {
    let pieces: Array = parts.iter().map(|part| JsValue::from_str(part)).collect();
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&pieces, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Timeout::new(KEPT, move || {
        // An address that is gone already needs no removal.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}
