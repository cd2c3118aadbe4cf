//! From one module to the other. The loader does it; this file only asks it to.

use yew::prelude::*;

/// The event by which the door asks the loader for the app.
const OPEN: &str = "app:open";

/// Somebody is signed in: the app takes the door's place, at the same address and without a reload.
#[hook]
pub(crate) fn use_opening() {
    use_effect_with((), |()| {
        let opened = web_sys::window().zip(web_sys::Event::new(OPEN).ok());
        if let Some((window, event)) = opened {
            // Nobody cancels this event.
            let _ = window.dispatch_event(&event);
        }
    });
}

/// Nobody is signed in any more: the door opens at this address, in a page that remembers nothing.
#[hook]
pub(crate) fn use_leaving() {
    use_effect_with((), |()| {
        // Refused only for a page that is being left already.
        let _ = web_sys::window().map(|window| window.location().reload());
    });
}
