//! What the browser keeps: on the device the text size, whether somebody is signed in, and for some days what they
//! have typed and not yet sent; until the window closes what belongs to a sign-in. Never a password, never a token.

use super::platform;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared_types::auth::Who;
use web_sys::Storage;
use yew::AttrValue;

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

/// Remembers who is signed in, a member or an administrator, for the loader alone: it loads their part or the door.
/// What counts is the session; a wrong mark costs a detour.
pub fn set_signed_in(who: Option<&Who>) {
    let part = who.map(|who| match who {
        Who::Member { .. } => "member",
        Who::Account { .. } => "office",
    });
    // A browser that keeps nothing takes the detour through the door.
    let _ = device().map(|device| match part {
        Some(part) => device.set_item(SIGNED_IN, part),
        None => device.remove_item(SIGNED_IN),
    });
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

/// How long a device keeps a draft.
const DAYS: i64 = 7;

const DRAFT: &str = "draft-";

/// A place for a draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// Until the window closes: what is typed before anybody is signed in.
    Window(AttrValue),
    /// On the device, until it is sent, its owner signs out, somebody else signs in, or a week has passed.
    Device(AttrValue),
}

impl Slot {
    /// For a form that changes a record: what was typed over an older version must not overwrite a newer one.
    pub fn of_record(form: &str, record: &str, version: u64) -> Self {
        Self::Device([form, "-", record, "-", &version.to_string()].concat().into())
    }

    fn place(&self) -> Option<(Storage, String)> {
        match self {
            Self::Window(name) => window().map(|window| (window, [DRAFT, name].concat())),
            Self::Device(name) => device().map(|device| (device, [DRAFT, name].concat())),
        }
    }

    /// The draft that is kept here.
    pub fn draft<T: DeserializeOwned>(&self) -> Option<T> {
        let (storage, key) = self.place()?;
        let kept = storage.get_item(&key).ok().flatten()?;
        let (_, draft) = kept.split_once(' ').filter(|_| !is_old(&kept))?;
        serde_json::from_str(draft).ok()
    }

    /// Keeps a draft here.
    pub fn keep<T: Serialize>(&self, draft: &T) {
        if let (Some((storage, key)), Ok(text)) = (self.place(), serde_json::to_string(draft)) {
            let since = platform::now().seconds().to_string();
            // Without room the form still works, only its draft does not outlive the page.
            let _ = storage.set_item(&key, &[&since, " ", &text].concat());
        }
    }

    /// Forgets what is kept here.
    pub fn empty(&self) {
        if let Some((storage, key)) = self.place() {
            // Nothing kept, nothing to forget.
            let _ = storage.remove_item(&key);
        }
    }
}

/// Whether a draft, which begins with the second in which it was kept, is no longer offered.
fn is_old(kept: &str) -> bool {
    let since = kept.split_once(' ').and_then(|(since, _)| since.parse().ok()).unwrap_or(i64::MIN);
    platform::now().seconds().saturating_sub(since) > DAYS * 24 * 60 * 60
}

/// Forgets every draft: at sign-out, what one person typed is not the next one's business.
pub fn drop_drafts() {
    // Nothing kept, nothing to forget.
    let _ = window().map(|window| window.clear());
    drop_of_device(|_| true);
}

/// Forgets the drafts that are too old to be offered, whoever opens the page.
pub fn drop_old_drafts() {
    drop_of_device(is_old);
}

fn drop_of_device(goes: impl Fn(&str) -> bool) {
    let Some(device) = device() else { return };
    let keys = (0..device.length().unwrap_or_default()).filter_map(|at| device.key(at).ok().flatten());
    let drafts: Vec<String> = keys.filter(|key| key.starts_with(DRAFT)).collect();
    for key in drafts {
        if device.get_item(&key).ok().flatten().is_some_and(|kept| goes(&kept)) {
            // Gone already is as good.
            let _ = device.remove_item(&key);
        }
    }
}
