//! Long lists: only what is near the screen exists. Knows nothing of what is listed.

use gloo_events::EventListener;
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Rows that come and go together.
const CHUNK: usize = 20;
/// Height of a row that was never measured, in rem of the usual text size.
const GUESS: f64 = 68.0;
/// How far beyond the screen rows exist, in screens.
const BEYOND: f64 = 1.0;

/// Properties of [`VirtualList`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct VirtualListProps {
    /// What is listed, for screen readers.
    pub label: AttrValue,
    /// How many rows there are.
    pub count: usize,
    /// Draws row `n`: a keyed `<li>` with a row inside.
    pub row: Callback<usize, Html>,
}

fn chunk_height(measured: &HashMap<usize, f64>, chunk: usize, rows: usize) -> f64 {
    measured
        .get(&chunk)
        .copied()
        .unwrap_or_else(|| GUESS * f64::from(u32::try_from(rows).unwrap_or(u32::MAX)))
}

/// First and one-past-last chunk that touch the stretch from `top` to `bottom`, and the heights above and
/// below them.
fn window_of(
    measured: &HashMap<usize, f64>,
    count: usize,
    top: f64,
    bottom: f64,
) -> (usize, usize, f64, f64) {
    let chunks = count.div_ceil(CHUNK);
    let (mut first, mut last, mut above, mut below, mut at) = (chunks, chunks, 0.0, 0.0, 0.0);
    for chunk in 0..chunks {
        let height = chunk_height(measured, chunk, CHUNK.min(count - chunk * CHUNK));
        if at + height < top {
            above += height;
        } else if at > bottom && first < chunks {
            last = last.min(chunk);
            below += height;
        } else {
            first = first.min(chunk);
        }
        at += height;
    }
    (first.min(chunks), last, above, below)
}

fn set_height(node: &NodeRef, height: f64) {
    if let Some(spacer) = node.cast::<HtmlElement>() {
        // Set through the object model: the content policy refuses style attributes.
        let _ = spacer.style().set_property("height", &format!("{height}px"));
    }
}

/// A card of rows of which only those near the screen exist. Use it beyond 100 rows.
#[component]
pub fn VirtualList(props: &VirtualListProps) -> Html {
    let node = use_node_ref();
    let (head, foot) = (use_node_ref(), use_node_ref());
    let measured = use_memo(props.label.clone(), |_| RefCell::new(HashMap::<usize, f64>::new()));
    let range = use_state_eq(|| (0_usize, 3_usize));
    let look = {
        let (node, head, foot, measured, range) =
            (node.clone(), head.clone(), foot.clone(), measured.clone(), range.clone());
        let count = props.count;
        move || {
            let (Some(list), Some(window)) = (node.cast::<Element>(), web_sys::window()) else { return };
            let height = window.inner_height().ok().and_then(|h| h.as_f64()).unwrap_or_default();
            let children = list.children();
            for at in 0..children.length() {
                let Some(chunk) = children.item(at).and_then(|child| child.dyn_into::<HtmlElement>().ok())
                else {
                    continue;
                };
                if let Some(number) = chunk.dataset().get("chunk").and_then(|number| number.parse().ok()) {
                    measured.borrow_mut().insert(number, chunk.get_bounding_client_rect().height());
                }
            }
            let top = -list.get_bounding_client_rect().top();
            let (first, last, above, below) =
                window_of(&measured.borrow(), count, top - height * BEYOND, top + height * (1.0 + BEYOND));
            set_height(&head, above);
            set_height(&foot, below);
            range.set((first, last));
        }
    };
    {
        let look = look.clone();
        use_effect_with((props.count, *range), move |_| {
            look();
            let listeners = web_sys::window().map(|window| {
                let resized = look.clone();
                [
                    EventListener::new(&window, "scroll", move |_| look()),
                    EventListener::new(&window, "resize", move |_| resized()),
                ]
            });
            move || drop(listeners)
        });
    }
    let chunks = props.count.div_ceil(CHUNK);
    let (first, last) = (range.0.min(chunks), range.1.min(chunks));
    html! {
        <div class="list" role="list" aria-label={&props.label} ref={node}>
            <div key="head" ref={head} aria-hidden="true" />
            { for (first..last).map(|chunk| html! {
                <div key={chunk} class="list__chunk" role="presentation" data-chunk={chunk.to_string()}>
                    { for (chunk * CHUNK..props.count.min((chunk + 1) * CHUNK)).map(|row| props.row.emit(row)) }
                </div>
            }) }
            <div key="foot" ref={foot} aria-hidden="true" />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_and_what_is_around_it_make_up_the_whole() {
        let mut measured = HashMap::new();
        measured.insert(1, 2000.0);
        let whole: f64 = (0..15_000).map(|chunk| chunk_height(&measured, chunk, CHUNK)).sum();
        for top in [-500.0, 0.0, 1400.0, 90_000.0, 19_000_000.0] {
            let (first, last, above, below) = window_of(&measured, 300_000, top, top + 3000.0);
            let inside: f64 = (first..last).map(|chunk| chunk_height(&measured, chunk, CHUNK)).sum();
            assert!((above + inside + below - whole).abs() < 1.0, "{top}: {first}..{last}");
            assert!(last - first <= 5, "{top}: {first}..{last}");
            assert!(above <= top.max(0.0) && above + inside >= top.min(0.0) + 3000.0, "{top}");
        }
    }
}
