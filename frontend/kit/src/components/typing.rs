//! Text that is typed with pauses and compositions: two hooks that components share. They know no component.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Milliseconds without a key after which typing counts as paused.
const PAUSE: u32 = 300;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// An element id that no other component on the page has.
#[hook]
pub fn use_id(prefix: &'static str) -> AttrValue {
    let number = use_memo((), |()| {
        NEXT.with(|next| {
            next.set(next.get() + 1);
            next.get()
        })
    });
    AttrValue::from(format!("{prefix}-{number}"))
}

/// A text being typed; see [`use_typing`].
#[derive(Clone)]
pub struct Typing {
    shown: UseStateHandle<String>,
    latest: Rc<RefCell<String>>,
    composing: Rc<Cell<bool>>,
    waiting: Rc<RefCell<Option<Timeout>>>,
    due: Rc<Cell<bool>>,
    settled: Callback<String>,
    around: NodeRef,
}

impl Typing {
    /// What the field shows.
    pub fn text(&self) -> String {
        self.shown.to_string()
    }

    /// Puts a text and announces it at once.
    pub fn settle(&self, text: String) {
        self.stop();
        *self.latest.borrow_mut() = text.clone();
        self.shown.set(text.clone());
        self.settled.emit(text.trim().to_owned());
    }

    /// Puts a text without announcing it.
    pub fn show(&self, text: String) {
        self.stop();
        *self.latest.borrow_mut() = text.clone();
        self.shown.set(text);
    }

    /// For `oninput`.
    pub fn on_input(&self) -> Callback<InputEvent> {
        let typing = self.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let text = input.value();
            *typing.latest.borrow_mut() = text.clone();
            typing.shown.set(text);
            typing.wait();
        })
    }

    /// For `ref` of an element around the field: compositions are noticed there.
    pub fn around(&self) -> NodeRef {
        self.around.clone()
    }

    fn stop(&self) {
        self.due.set(false);
        self.waiting.borrow_mut().take();
    }

    fn wait(&self) {
        if self.composing.get() {
            self.stop();
            return;
        }
        let (latest, settled, due) = (self.latest.clone(), self.settled.clone(), self.due.clone());
        due.set(true);
        let timeout = Timeout::new(PAUSE, move || {
            due.set(false);
            let text = latest.borrow().trim().to_owned();
            settled.emit(text);
        });
        *self.waiting.borrow_mut() = Some(timeout);
    }
}

/// Follows a field: emits the trimmed text when typing has paused and no composition is open. The field
/// takes over `value` whenever that changes from outside.
#[hook]
pub fn use_typing(value: AttrValue, settled: Callback<String>) -> Typing {
    let shown = use_state(|| value.to_string());
    let latest = use_memo((), |()| RefCell::new(value.to_string()));
    let composing = use_memo((), |()| Cell::new(false));
    let waiting = use_memo((), |()| RefCell::new(None));
    let due = use_memo((), |()| Cell::new(false));
    let around = use_node_ref();
    let typing = Typing { shown, latest, composing, waiting, due, settled, around };
    {
        let typing = typing.clone();
        use_effect(move || {
            let listeners = typing.around.cast::<web_sys::Element>().map(|around| {
                let (begins, ends) = (typing.clone(), typing);
                [
                    EventListener::new(&around, "compositionstart", move |_| begins.composing.set(true)),
                    EventListener::new(&around, "compositionend", move |_| {
                        ends.composing.set(false);
                        ends.wait();
                    }),
                ]
            });
            move || drop(listeners)
        });
    }
    {
        let typing = typing.clone();
        use_effect_with(value, move |value| {
            let current = typing.latest.borrow().trim() == value.as_str();
            // What comes back late from outside must not undo what is being typed.
            if !current && !typing.composing.get() && !typing.due.get() {
                typing.show(value.to_string());
            }
        });
    }
    typing
}
