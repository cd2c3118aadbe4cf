//! Loading a list page by page.

use super::remote::failed;
use crate::components::{Bones, LoadMore, Skeleton};
use crate::services::api::Failure;
use crate::text;
use shared_types::page::{Cursor, Page};
use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use yew::prelude::*;

/// Pages without a row that are passed over before the person is asked.
const PASSED_OVER: u8 = 8;

#[derive(Debug, PartialEq)]
struct Rows<T> {
    rows: Rc<Vec<T>>,
    next: Option<Cursor>,
    begun: bool,
    pending: bool,
    failure: Option<Failure>,
}

impl<T> Rows<T> {
    fn none() -> Self {
        Self { rows: Rc::new(Vec::new()), next: None, begun: false, pending: true, failure: None }
    }
}

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

impl<T> Paged<T> {
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

/// Loads a list page by page, and from its beginning whenever `about` (the filter) changes.
#[hook]
pub fn use_paged<T, D, F>(about: D, load: impl Fn(D, Option<Cursor>) -> F + 'static) -> Paged<T>
where
    T: Clone + 'static,
    D: Clone + PartialEq + 'static,
    F: Future<Output = Result<Page<T>, Failure>> + 'static,
{
    let state = use_state(|| Rc::new(Rows::<T>::none()));
    let asked = use_state_eq(|| 0_u32);
    let turn = use_memo((), |()| Cell::new(0_u32));
    let load = Rc::new(load);
    let fetch = {
        let (state, turn) = (state.setter(), turn.clone());
        move |about: D, before: Rc<Vec<T>>, cursor: Option<Cursor>, begun: bool| {
            turn.set(turn.get() + 1);
            let (mine, turn, state, load) = (turn.get(), turn.clone(), state.clone(), load.clone());
            state.set(Rc::new(Rows {
                rows: before.clone(),
                next: cursor.clone(),
                begun,
                pending: true,
                failure: None,
            }));
            wasm_bindgen_futures::spawn_local(async move {
                let (mut next, mut passed) = (cursor, 0);
                let done = loop {
                    let page = load(about.clone(), next.clone()).await;
                    if turn.get() != mine {
                        return;
                    }
                    match page {
                        Ok(page) if page.rows.is_empty() && page.next.is_some() && passed < PASSED_OVER => {
                            passed += 1;
                            next = page.next;
                        }
                        Ok(page) => {
                            let rows = Rc::new(before.iter().cloned().chain(page.rows).collect());
                            break Rows { rows, next: page.next, begun: true, pending: false, failure: None };
                        }
                        Err(failure) => {
                            break Rows { rows: before, next, begun, pending: false, failure: Some(failure) };
                        }
                    }
                };
                state.set(Rc::new(done));
            });
        }
    };
    {
        let fetch = fetch.clone();
        use_effect_with((about.clone(), *asked), move |(about, _)| {
            fetch(about.clone(), Rc::new(Vec::new()), None, false)
        });
    }
    let on_more = {
        let state = state.clone();
        Callback::from(move |()| {
            if !state.pending && state.next.is_some() {
                fetch(about.clone(), state.rows.clone(), state.next.clone(), true);
            }
        })
    };
    let reload = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(*asked + 1))
    };
    Paged {
        rows: state.rows.clone(),
        more: state.next.is_some(),
        pending: state.pending,
        reload,
        begun: state.begun,
        failure: state.failure.clone(),
        on_more,
    }
}
