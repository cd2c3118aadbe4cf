//! From one module to the other. The loader does it; this file only asks it to.

use shared_types::auth::Who;
use yew::prelude::*;

/// The parts behind the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// For members.
    Member,
    /// For administrators.
    Office,
}

impl Part {
    /// Where somebody belongs.
    pub(crate) fn of(who: &Who) -> Self {
        match who {
            Who::Member { .. } => Self::Member,
            Who::Account { .. } => Self::Office,
        }
    }

    /// The event by which the loader is asked for it.
    fn event(self) -> &'static str {
        match self {
            Self::Member => "open:member",
            Self::Office => "open:office",
        }
    }
}

/// Somebody is signed in: their part takes the place of what is shown, at the same address and without a reload.
#[hook]
pub(crate) fn use_opening(part: Part) {
    use_effect_with(part, |part| {
        let opened = web_sys::window().zip(web_sys::Event::new(part.event()).ok());
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
