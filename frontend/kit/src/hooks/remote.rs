//! Loading one thing. The four states cannot be forgotten: only [`Loaded::view`] opens it.

use crate::components::{Bones, EmptyState, FailedState, Skeleton, use_toast};
use crate::services::api::Failure;
use crate::text;
use std::any::Any;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
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
        self.view(skeleton, nothing, ready)
    }

    /// The thing, where it is here.
    pub fn ready(&self) -> Option<&Rc<T>> {
        match &self.state {
            Remote::Ready(thing) => Some(thing),
            Remote::Loading | Remote::Empty | Remote::Failed(_) => None,
        }
    }
}

fn nothing() -> Html {
    html! { <EmptyState /> }
}

/// A failed load with its sentences and a retry.
pub(super) fn failed(failure: &Failure, retry: &Callback<()>) -> Html {
    let words = text::failure(failure);
    let offline = matches!(failure, Failure::Offline | Failure::TimedOut);
    html! { <FailedState title={words.title} advice={words.advice} {offline} on_retry={retry.clone()} /> }
}

/// A thing without its type: what is the same for every type is compiled once.
pub(super) type Thing = Rc<dyn Any>;

/// Something on its way, without its type.
pub(super) type Coming<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

/// A number that changes whenever `about` does.
#[hook]
pub(super) fn use_subject<D: Clone + PartialEq + 'static>(about: &D) -> u32 {
    let kept = use_mut_ref(|| (about.clone(), 0_u32));
    let mut kept = kept.borrow_mut();
    if kept.0 != *about {
        *kept = (about.clone(), kept.1 + 1);
    }
    kept.1
}

#[derive(Clone)]
enum Shown {
    Loading,
    Ready(Thing),
    Empty,
    Failed(Failure),
}

/// Looking again at what is here, for those who do it by the clock.
pub(super) struct Again {
    /// Looks: nobody sees it, and a failure says nothing.
    pub look: Callback<()>,
    /// Grows with every answer.
    pub answers: u32,
    /// Answers in a row that were failures.
    pub missed: u8,
}

/// Loads something, and anew whenever `about` changes. `load` gives `None` where there is nothing to show.
#[hook]
pub fn use_remote<T, D, F>(about: D, load: impl Fn(D) -> F + 'static) -> Loaded<T>
where
    T: 'static,
    D: Clone + PartialEq + 'static,
    F: Future<Output = Result<Option<T>, Failure>> + 'static,
{
    use_loaded(about, load).0
}

#[hook]
pub(super) fn use_loaded<T, D, F>(about: D, load: impl Fn(D) -> F + 'static) -> (Loaded<T>, Again)
where
    T: 'static,
    D: Clone + PartialEq + 'static,
    F: Future<Output = Result<Option<T>, Failure>> + 'static,
{
    let subject = use_subject(&about);
    let ask = Box::new(move || -> Coming<Option<Thing>> {
        let coming = load(about);
        Box::pin(async move {
            let thing = coming.await?;
            Ok(thing.map(|thing| -> Thing { Rc::new(thing) }))
        })
    });
    let Held { shown, refreshing, reload, again } = use_thing(subject, ask);
    let state = match shown {
        Shown::Loading => Remote::Loading,
        // What is kept was put there by this very hook, so it is of this type.
        Shown::Ready(thing) => thing.downcast().map_or(Remote::Empty, Remote::Ready),
        Shown::Empty => Remote::Empty,
        Shown::Failed(failure) => Remote::Failed(failure),
    };
    (Loaded { state, refreshing, reload }, again)
}

/// As [`Loaded`], without its type.
struct Held {
    shown: Shown,
    refreshing: bool,
    reload: Callback<()>,
    again: Again,
}

#[hook]
fn use_thing(subject: u32, ask: Box<dyn FnOnce() -> Coming<Option<Thing>>>) -> Held {
    let state = use_state(|| (None::<u32>, Shown::Loading));
    let busy = use_state_eq(|| false);
    // How often it was asked for, and whether the last time was a look that nobody sees.
    let asked = use_state_eq(|| (0_u32, false));
    // Answers so far, and how many of the last ones in a row were failures.
    let answered = use_state_eq(|| (0_u32, 0_u8));
    let turn = use_memo((), |()| Cell::new(0_u32));
    let toast = use_toast();
    // What was loaded about something else must not be shown for a moment as if it were about this.
    let current = state.0 == Some(subject);
    let shown = if current { state.1.clone() } else { Shown::Loading };
    {
        let (state, busy, answered) = (state.clone(), busy.clone(), answered.clone());
        let keep = current && matches!(state.1, Shown::Ready(_));
        use_effect_with((subject, *asked), move |(_, (_, look))| {
            turn.set(turn.get() + 1);
            let (mine, unseen) = (turn.get(), *look && keep);
            if !unseen {
                busy.set(true);
            }
            if !keep {
                state.set((Some(subject), Shown::Loading));
            }
            let answer = ask();
            wasm_bindgen_futures::spawn_local(async move {
                let answer = answer.await;
                if turn.get() != mine {
                    return;
                }
                busy.set(false);
                let missed = if answer.is_ok() { 0 } else { answered.1.saturating_add(1) };
                answered.set((answered.0.wrapping_add(1), missed));
                match answer {
                    Ok(Some(thing)) => state.set((Some(subject), Shown::Ready(thing))),
                    Ok(None) => state.set((Some(subject), Shown::Empty)),
                    Err(_) if unseen => {}
                    Err(failure) if keep => toast.emit(text::failure(&failure).title),
                    Err(failure) => state.set((Some(subject), Shown::Failed(failure))),
                }
            });
        });
    }
    let ask_again = |look: bool| {
        let asked = asked.clone();
        Callback::from(move |()| asked.set((asked.0.wrapping_add(1), look)))
    };
    let refreshing = *busy && matches!(shown, Shown::Ready(_));
    let again = Again { look: ask_again(true), answers: answered.0, missed: answered.1 };
    Held { shown, refreshing, reload: ask_again(false), again }
}
