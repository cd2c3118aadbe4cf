//! Loading one thing. The four states cannot be forgotten: only [`Loaded::view`] opens it.

use crate::components::{Bones, EmptyState, FailedState, Skeleton, use_toast};
use crate::services::api::Failure;
use crate::text;
use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use yew::prelude::*;

/// Something that lives behind the network.
#[derive(Debug, Clone, PartialEq)]
pub enum Remote<T> {
    /// On its way.
    Loading,
    /// Here.
    Ready(Rc<T>),
    /// There is none.
    Empty,
    /// It did not come.
    Failed(Failure),
}

/// See [`use_remote`].
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded<T> {
    /// How it stands.
    pub state: Remote<T>,
    /// It is here, and is being loaded anew.
    pub refreshing: bool,
    /// Loads it anew; what is here stays on screen meanwhile.
    pub reload: Callback<()>,
}

impl<T> Loaded<T> {
    /// Draws it: the skeleton while loading, the failure with a retry, and the two that only the page knows.
    pub fn view(
        &self,
        skeleton: Skeleton,
        empty: impl FnOnce() -> Html,
        ready: impl FnOnce(&Rc<T>) -> Html,
    ) -> Html {
        match &self.state {
            Remote::Loading => html! { <Bones of={skeleton} /> },
            Remote::Ready(thing) => ready(thing),
            Remote::Empty => empty(),
            Remote::Failed(failure) => failed(failure, &self.reload),
        }
    }

    /// As [`Loaded::view`], for things that always exist.
    pub fn show(&self, skeleton: Skeleton, ready: impl FnOnce(&Rc<T>) -> Html) -> Html {
        self.view(skeleton, || html! { <EmptyState /> }, ready)
    }

    /// The thing, where it is here.
    pub fn ready(&self) -> Option<&Rc<T>> {
        match &self.state {
            Remote::Ready(thing) => Some(thing),
            Remote::Loading | Remote::Empty | Remote::Failed(_) => None,
        }
    }
}

/// A failed load with its sentences and a retry.
pub(super) fn failed(failure: &Failure, retry: &Callback<()>) -> Html {
    let words = text::failure(failure);
    let offline = matches!(failure, Failure::Offline | Failure::TimedOut);
    html! { <FailedState title={words.title} advice={words.advice} {offline} on_retry={retry.clone()} /> }
}

/// Loads something, and anew whenever `about` changes. `load` gives `None` where there is nothing to show.
#[hook]
pub fn use_remote<T, D, F>(about: D, load: impl Fn(D) -> F + 'static) -> Loaded<T>
where
    T: 'static,
    D: Clone + PartialEq + 'static,
    F: Future<Output = Result<Option<T>, Failure>> + 'static,
{
    let state = use_state(|| (None::<D>, Remote::<T>::Loading));
    let busy = use_state_eq(|| false);
    let asked = use_state_eq(|| 0_u32);
    let turn = use_memo((), |()| Cell::new(0_u32));
    let toast = use_toast();
    // What was loaded about something else must not be shown for a moment as if it were about this.
    let current = state.0.as_ref() == Some(&about);
    let shown = if current { clone(&state.1) } else { Remote::Loading };
    {
        let (state, busy) = (state.clone(), busy.clone());
        let keep = current && matches!(state.1, Remote::Ready(_));
        use_effect_with((about, *asked), move |(about, _)| {
            turn.set(turn.get() + 1);
            let (mine, about) = (turn.get(), about.clone());
            busy.set(true);
            if !keep {
                state.set((Some(about.clone()), Remote::Loading));
            }
            let answer = load(about.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let answer = answer.await;
                if turn.get() != mine {
                    return;
                }
                busy.set(false);
                match answer {
                    Ok(Some(thing)) => state.set((Some(about), Remote::Ready(Rc::new(thing)))),
                    Ok(None) => state.set((Some(about), Remote::Empty)),
                    Err(failure) if keep => toast.emit(text::failure(&failure).title),
                    Err(failure) => state.set((Some(about), Remote::Failed(failure))),
                }
            });
        });
    }
    let reload = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(*asked + 1))
    };
    let refreshing = *busy && matches!(shown, Remote::Ready(_));
    Loaded { state: shown, refreshing, reload }
}

fn clone<T>(remote: &Remote<T>) -> Remote<T> {
    match remote {
        Remote::Loading => Remote::Loading,
        Remote::Ready(thing) => Remote::Ready(thing.clone()),
        Remote::Empty => Remote::Empty,
        Remote::Failed(failure) => Remote::Failed(failure.clone()),
    }
}
