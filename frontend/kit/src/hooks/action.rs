//! Doing one thing: pending, then done or failed.

use crate::components::{Banner, Tone};
use crate::services::api::Failure;
use crate::text;
use futures_util::future::LocalBoxFuture;
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

/// What is left to do when an action is over: its failure, and what the page does.
type Over = LocalBoxFuture<'static, (Option<Failure>, Box<dyn FnOnce()>)>;

/// The state of an action. Apart from its types, so that it is compiled once.
#[derive(Clone)]
struct Settle {
    // The state is seen only at the next drawing; a double press comes before it.
    running: Rc<Cell<bool>>,
    pending: UseStateHandle<bool>,
    failure: UseStateHandle<Option<Failure>>,
}

impl Settle {
    fn after(self, over: Over) {
        wasm_bindgen_futures::spawn_local(async move {
            let (failure, then) = over.await;
            self.running.set(false);
            self.pending.set(false);
            self.failure.set(failure);
            then();
        });
    }
}

#[hook]
fn use_settle() -> (Settle, Callback<()>) {
    let running = use_memo((), |()| Cell::new(false));
    let settle = Settle { running, pending: use_state_eq(|| false), failure: use_state_eq(|| None) };
    let failure = settle.failure.clone();
    (settle, Callback::from(move |()| failure.set(None)))
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
    let (settle, clear) = use_settle();
    let (pending, failure) = (*settle.pending, (*settle.failure).clone());
    let then = Rc::new(then);
    let run = Callback::from(move |input: I| {
        if settle.running.replace(true) {
            return;
        }
        settle.pending.set(true);
        settle.failure.set(None);
        let (outcome, then) = (act(input), then.clone());
        settle.clone().after(Box::pin(async move {
            let outcome = outcome.await;
            let failure = outcome.as_ref().err().cloned();
            let report: Box<dyn FnOnce()> = Box::new(move || then(outcome));
            (failure, report)
        }));
    });
    Action { pending, failure, run, clear }
}
