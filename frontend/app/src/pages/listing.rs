//! Rows of a list that may become long.

use kit::components::{List, VirtualList};
use std::rc::Rc;
use yew::prelude::*;

/// From here on only the rows near the screen exist.
const LONG: usize = 100;

/// Draws rows, each a keyed `<li>`.
pub(crate) fn rows<T: 'static>(
    label: &'static str,
    rows: &Rc<Vec<T>>,
    draw: impl Fn(&T) -> Html + 'static,
) -> Html {
    if rows.len() <= LONG {
        return html! { <List {label}>{ for rows.iter().map(draw) }</List> };
    }
    let kept = rows.clone();
    let row = Callback::from(move |at: usize| kept.get(at).map(&draw).unwrap_or_default());
    html! { <VirtualList {label} count={rows.len()} {row} /> }
}
