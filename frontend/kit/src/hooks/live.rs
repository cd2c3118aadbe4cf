//! Loading something that others change, and looking again while the page is looked at.

use super::remote::{Again, Loaded, Remote, use_loaded};
use crate::services::api::Failure;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::future::Future;
use yew::prelude::*;

/// Milliseconds between two looks.
const LOOK_EVERY: u32 = 5_000;

/// The most doublings of that time after looks that failed: 80 s.
const SLOWEST: u8 = 4;

/// Milliseconds until the next look, after so many that failed.
fn wait(missed: u8) -> u32 {
    LOOK_EVERY << missed.min(SLOWEST)
}

/// As [`super::use_remote`], and looks again every few seconds as long as `changes` says of what is here that it
/// may. Nobody looks while the page is hidden; it is looked at as soon as it is seen again. A look that fails says
/// nothing, and the next one comes later.
#[hook]
pub fn use_live<T, D, F>(about: D, load: impl Fn(D) -> F + 'static, changes: impl Fn(&T) -> bool) -> Loaded<T>
where
    T: 'static,
    D: Clone + PartialEq + 'static,
    F: Future<Output = Result<Option<T>, Failure>> + 'static,
{
    let (loaded, again) = use_loaded(about, load);
    let watched = match &loaded.state {
        Remote::Ready(thing) => changes(thing),
        Remote::Loading | Remote::Empty | Remote::Failed(_) => false,
    };
    use_looking(watched, again);
    loaded
}

/// Looks when it is time, or when the page is seen again.
#[hook]
fn use_looking(watched: bool, again: Again) {
    let Again { look, answers, missed } = again;
    use_effect_with((watched, answers), move |(watched, _)| {
        let document = web_sys::window().and_then(|window| window.document()).filter(|_| *watched);
        let waiting = document.map(|document| {
            let (seen, due) = (look.clone(), look);
            let page = document.clone();
            let on_seen = EventListener::new(&document, "visibilitychange", move |_| {
                if !page.hidden() {
                    seen.emit(());
                }
            });
            let timer = Timeout::new(wait(missed), move || {
                if !document.hidden() {
                    due.emit(());
                }
            });
            (on_seen, timer)
        });
        move || drop(waiting)
    });
}

#[cfg(test)]
mod tests {
    use super::wait;

    #[test]
    fn failing_looks_become_rarer() {
        let waits: Vec<u32> = (0..7).map(wait).collect();
        assert_eq!(waits, [5_000, 10_000, 20_000, 40_000, 80_000, 80_000, 80_000]);
    }
}
