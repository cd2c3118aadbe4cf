//! Short messages that pass: done, copied. What must be acted on is a [`Banner`](super::Banner) instead.

use super::icon::IconName;
use crate::text;
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds a message stays; it can be dismissed before, and says nothing that is not also on the page.
const STAY: u32 = 6_000;

/// The messages on screen; a queue of at most three.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Toasts {
    next: u32,
    shown: Vec<(u32, AttrValue)>,
}

/// What changes [`Toasts`].
pub enum ToastChange {
    /// Another message.
    Show(AttrValue),
    /// This one is over.
    Drop(u32),
}

impl Reducible for Toasts {
    type Action = ToastChange;
    fn reduce(self: Rc<Self>, change: ToastChange) -> Rc<Self> {
        let mut toasts = (*self).clone();
        match change {
            ToastChange::Show(words) => {
                toasts.shown.retain(|(_, shown)| *shown != words);
                toasts.shown.push((toasts.next, words));
                toasts.next += 1;
                let surplus = toasts.shown.len().saturating_sub(3);
                toasts.shown.drain(..surplus);
            }
            ToastChange::Drop(gone) => toasts.shown.retain(|(number, _)| *number != gone),
        }
        Rc::new(toasts)
    }
}

/// Properties of [`ToastHost`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ToastHostProps {
    /// The whole app.
    pub children: Html,
}

/// Stands around the app and shows the messages.
#[component]
pub fn ToastHost(props: &ToastHostProps) -> Html {
    let toasts = use_reducer_eq(Toasts::default);
    let dispatcher = toasts.dispatcher();
    html! {
        <ContextProvider<UseReducerDispatcher<Toasts>> context={dispatcher.clone()}>
            { props.children.clone() }
            <div class="toasts" role="status">
                { for toasts.shown.iter().map(|(number, words)| {
                    let (dispatcher, number) = (dispatcher.clone(), *number);
                    html! { <Toast key={number} words={words.clone()} on_over={Callback::from(move |()| dispatcher.dispatch(ToastChange::Drop(number)))} /> }
                }) }
            </div>
        </ContextProvider<UseReducerDispatcher<Toasts>>>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ToastProps {
    words: AttrValue,
    on_over: Callback<()>,
}

#[component]
fn Toast(props: &ToastProps) -> Html {
    {
        let on_over = props.on_over.clone();
        use_effect_with((), move |()| {
            let timeout = Timeout::new(STAY, move || on_over.emit(()));
            move || drop(timeout)
        });
    }
    html! {
        <p class="toast">
            { &props.words }
            <button type="button" class="toast__close" aria-label={text::everyday::CLOSE} onclick={props.on_over.reform(|_: MouseEvent| ())}>
                { IconName::Close.draw() }
            </button>
        </p>
    }
}

/// Shows a short message: `toast.emit("已保存".into())`. Does nothing outside a [`ToastHost`].
#[hook]
pub fn use_toast() -> Callback<AttrValue> {
    let dispatcher = use_context::<UseReducerDispatcher<Toasts>>();
    Callback::from(move |words: AttrValue| {
        if let Some(dispatcher) = &dispatcher {
            dispatcher.dispatch(ToastChange::Show(words));
        }
    })
}
