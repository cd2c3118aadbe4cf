//! Loading a list page by page.

use super::remote::{Coming, Thing, failed, use_subject};
use crate::components::{Bones, LoadMore, Skeleton};
use crate::services::api::Failure;
use crate::text;
use shared_types::page::{Cursor, Page};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::future::Future;
use std::rc::Rc;
use yew::prelude::*;

/// Pages without a row that are passed over before the person is asked.
const PASSED_OVER: u8 = 8;

/// The rows so far without their type: what is the same for every type is compiled once.
#[derive(Clone)]
struct Rows {
    rows: Option<Thing>,
    next: Option<Cursor>,
    begun: bool,
    pending: bool,
    failure: Option<Failure>,
}

/// The rows so far with those of one more page.
struct Longer {
    rows: Thing,
    fresh: usize,
    next: Option<Cursor>,
}

type Turning = Rc<dyn Fn(Option<Thing>, Option<Cursor>) -> Coming<Longer>>;

/// See [`use_paged`].
#[derive(Debug, Clone, PartialEq)]
pub struct Paged<T> {
    /// What has come so far.
    pub rows: Rc<Vec<T>>,
    /// Whether there may be more.
    pub more: bool,
    /// A page is on its way.
    pub pending: bool,
    /// Starts again from the first page.
    pub reload: Callback<()>,
    begun: bool,
    failure: Option<Failure>,
    on_more: Callback<()>,
}

impl<T: Clone> Paged<T> {
    /// Without the rows that have come before: a list of several readings can bring one twice.
    #[must_use]
    pub fn each_once<K: Ord>(mut self, key: impl Fn(&T) -> &K) -> Self {
        let mut seen = BTreeSet::new();
        let first: Vec<bool> = self.rows.iter().map(|row| seen.insert(key(row))).collect();
        if first.contains(&false) {
            let kept = self.rows.iter().zip(first).filter(|(_, first)| *first);
            self.rows = Rc::new(kept.map(|(row, _)| row.clone()).collect());
        }
        self
    }
}

impl<T> Paged<T> {
    /// The line above the list: `counted` once rows have come, nothing where they could not.
    pub fn tally(&self, counted: impl FnOnce() -> String) -> String {
        match (self.pending, self.begun) {
            (true, _) => text::everyday::LOADING.to_owned(),
            (false, true) => counted(),
            (false, false) => String::new(),
        }
    }

    /// Draws it: skeleton, failure with retry, what the page shows for an empty list, or the rows with the
    /// end of the list below them. `total` where it is known.
    pub fn view(
        &self,
        skeleton: Skeleton,
        total: Option<u32>,
        empty: impl FnOnce() -> Html,
        rows: impl FnOnce(&Rc<Vec<T>>) -> Html,
    ) -> Html {
        match (&self.failure, self.begun) {
            (Some(failure), false) => failed(failure, &self.reload),
            (None, false) => html! { <Bones of={skeleton} /> },
            (_, true) if self.rows.is_empty() && !self.more => empty(),
            (failure, true) => html! {
                <>
                    { rows(&self.rows) }
                    <LoadMore shown={self.rows.len()} {total} more={self.more} pending={self.pending}
                        fault={failure.as_ref().map(|failure| text::failure(failure).title)} on_more={self.on_more.clone()} />
                </>
            },
        }
    }
}

fn typed<T: 'static>(rows: Option<Thing>) -> Rc<Vec<T>> {
    // What is kept was put there by this very hook, so it is of this type.
    rows.and_then(|rows| rows.downcast().ok()).unwrap_or_default()
}

/// Loads a list page by page, and from its beginning whenever `about` (the filter) changes.
#[hook]
pub fn use_paged<T, D, F>(about: D, load: impl Fn(D, Option<Cursor>) -> F + 'static) -> Paged<T>
where
    T: Clone + 'static,
    D: Clone + PartialEq + 'static,
    F: Future<Output = Result<Page<T>, Failure>> + 'static,
{
    let subject = use_subject(&about);
    let turning: Turning = Rc::new(move |before, cursor| {
        let coming = load(about.clone(), cursor);
        Box::pin(async move {
            let page = coming.await?;
            let fresh = page.rows.len();
            let rows: Rc<Vec<T>> = Rc::new(typed::<T>(before).iter().cloned().chain(page.rows).collect());
            Ok(Longer { rows, fresh, next: page.next })
        })
    });
    let (state, reload, on_more) = use_rows(subject, turning);
    Paged {
        rows: typed(state.rows),
        more: state.next.is_some(),
        pending: state.pending,
        reload,
        begun: state.begun,
        failure: state.failure,
        on_more,
    }
}

#[hook]
fn use_rows(subject: u32, turning: Turning) -> (Rows, Callback<()>, Callback<()>) {
    let state = use_state(|| Rows { rows: None, next: None, begun: false, pending: true, failure: None });
    let asked = use_state_eq(|| 0_u32);
    let turn = use_memo((), |()| Cell::new(0_u32));
    let fetch = {
        let (state, turn) = (state.setter(), turn.clone());
        move |before: Option<Thing>, cursor: Option<Cursor>, begun: bool| {
            turn.set(turn.get() + 1);
            let (mine, turn, state, turning) = (turn.get(), turn.clone(), state.clone(), turning.clone());
            state.set(Rows {
                rows: before.clone(),
                next: cursor.clone(),
                begun,
                pending: true,
                failure: None,
            });
            wasm_bindgen_futures::spawn_local(async move {
                let (mut next, mut passed) = (cursor, 0);
                let done = loop {
                    let page = turning(before.clone(), next.clone()).await;
                    if turn.get() != mine {
                        return;
                    }
                    match page {
                        Ok(page) if page.fresh == 0 && page.next.is_some() && passed < PASSED_OVER => {
                            passed += 1;
                            next = page.next;
                        }
                        Ok(page) => {
                            break Rows {
                                rows: Some(page.rows),
                                next: page.next,
                                begun: true,
                                pending: false,
                                failure: None,
                            };
                        }
                        Err(failure) => {
                            break Rows { rows: before, next, begun, pending: false, failure: Some(failure) };
                        }
                    }
                };
                state.set(done);
            });
        }
    };
    {
        let fetch = fetch.clone();
        use_effect_with((subject, *asked), move |_| fetch(None, None, false));
    }
    let on_more = {
        let state = state.clone();
        Callback::from(move |()| {
            if !state.pending && state.next.is_some() {
                fetch(state.rows.clone(), state.next.clone(), true);
            }
        })
    };
    let reload = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(*asked + 1))
    };
    ((*state).clone(), reload, on_more)
}
