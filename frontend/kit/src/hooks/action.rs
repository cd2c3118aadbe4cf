//! Doing one thing: pending, then done or failed.

use crate::components::{Banner, Tone};
use crate::services::api::Failure;
use crate::text;
use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use yew::prelude::*;

/// See [`use_action`].
pub struct Action<I> {
    /// Under way; a second run is ignored.
    pub pending: bool,
    /// How the last run failed.
    pub failure: Option<Failure>,
    /// Does it.
    pub run: Callback<I>,
    /// Forgets the failure.
    pub clear: Callback<()>,
}

impl<I> Action<I> {
    /// The sentence of the failure.
    pub fn fault(&self) -> Option<AttrValue> {
        self.failure.as_ref().map(text::failure_sentence)
    }

    /// The failure above the button, unless it is about fields, which tell it themselves.
    pub fn banner(&self) -> Html {
        match &self.failure {
            Some(failure) if failure.fields().is_empty() => {
                let words = text::failure(failure);
                html! { <Banner tone={Tone::Bad} alert=true title={words.title}>{ words.advice }</Banner> }
            }
            Some(_) | None => Html::default(),
        }
    }
}

/// Does something and says how it went: `then` gets what came of it, also for failures that the page
/// answers itself (fields, a newer version).
#[hook]
pub fn use_action<I, O, F>(
    act: impl Fn(I) -> F + 'static,
    then: impl Fn(Result<O, Failure>) + 'static,
) -> Action<I>
where
    I: 'static,
    O: 'static,
    F: Future<Output = Result<O, Failure>> + 'static,
{
    let pending = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    // The state is seen only at the next drawing; a double press comes before it.
    let running = use_memo((), |()| Cell::new(false));
    let then = Rc::new(then);
    let run = {
        let (pending, failure) = (pending.clone(), failure.clone());
        Callback::from(move |input: I| {
            if running.replace(true) {
                return;
            }
            pending.set(true);
            failure.set(None);
            let outcome = act(input);
            let (pending, failure, running, then) =
                (pending.clone(), failure.clone(), running.clone(), then.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let outcome = outcome.await;
                running.set(false);
                pending.set(false);
                failure.set(outcome.as_ref().err().cloned());
                then(outcome);
            });
        })
    };
    let clear = {
        let failure = failure.clone();
        Callback::from(move |()| failure.set(None))
    };
    Action { pending: *pending, failure: (*failure).clone(), run, clear }
}
