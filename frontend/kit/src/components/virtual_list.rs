//! Long lists: only what is near the screen exists. Knows nothing of what is listed.

use super::heights::{CHUNK, Heights, step};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Window};
use yew::prelude::*;

/// How far beyond the screen rows exist, in screens.
const BEYOND: f64 = 0.75;

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

fn set_height(node: &NodeRef, height: f64) {
    if let Some(spacer) = node.cast::<HtmlElement>() {
        // Set through the object model: the content policy refuses style attributes.
        let _ = spacer.style().set_property("height", &format!("{height}px"));
    }
}

fn screen(window: &Window) -> f64 {
    window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default()
}

/// Measures what is drawn; gives by how much that moves what the person is looking at.
fn measure(list: &Element, heights: &mut Heights) -> f64 {
    let top = -list.get_bounding_client_rect().top();
    let children = list.children();
    let mut moved = 0.0;
    for at in 0..children.length() {
        let Some(chunk) = children.item(at).and_then(|child| child.dyn_into::<HtmlElement>().ok()) else {
            continue;
        };
        if let Some(number) = chunk.dataset().get("chunk").and_then(|number| number.parse::<usize>().ok()) {
            let above = heights.top(number) < top;
            let difference = heights.measure(number, chunk.get_bounding_client_rect().height());
            if above && number > 0 {
                moved += difference;
            }
        }
    }
    moved
}

/// A card of rows of which only those near the screen exist. Use it beyond 100 rows.
#[component]
pub fn VirtualList(props: &VirtualListProps) -> Html {
    let (node, head, foot) = (use_node_ref(), use_node_ref(), use_node_ref());
    let heights = {
        let count = props.count;
        use_memo(props.label.clone(), move |_| RefCell::new(Heights::of(count)))
    };
    heights.borrow_mut().resize(props.count);
    let drawn = use_state_eq(|| (0_usize, 2_usize));
    let look = {
        let (node, heights, drawn) = (node.clone(), heights.clone(), drawn.clone());
        move || {
            let (Some(list), Some(window)) = (node.cast::<Element>(), web_sys::window()) else { return };
            let (heights, screen) = (heights.borrow(), screen(&window));
            let top = -list.get_bounding_client_rect().top();
            let wanted = heights.range(top - screen * BEYOND, top + screen * (1.0 + BEYOND));
            drawn.set(step(*drawn, wanted, heights.at(top)));
        }
    };
    {
        let (node, head, foot) = (node.clone(), head.clone(), foot.clone());
        use_effect_with((props.count, *drawn), move |(_, (first, last))| {
            if let (Some(list), Some(window)) = (node.cast::<Element>(), web_sys::window()) {
                let mut heights = heights.borrow_mut();
                // Written before anything is read: where the assumption holds, one layout is enough.
                let place = |heights: &Heights| {
                    set_height(&head, heights.top(*first));
                    set_height(&foot, (heights.total() - heights.top(*last)).max(0.0));
                };
                place(&heights);
                let before = heights.total();
                let moved = measure(&list, &mut heights);
                if (heights.total() - before).abs() > 0.5 {
                    place(&heights);
                }
                if moved.abs() > 0.5 {
                    window.scroll_by_with_x_and_y(0.0, moved);
                }
            }
            // The next chunk comes in a task of its own, after this one was painted.
            let next = Timeout::new(0, look.clone());
            let listeners = web_sys::window().map(|window| {
                let resized = look.clone();
                [
                    EventListener::new(&window, "scroll", move |_| look()),
                    EventListener::new(&window, "resize", move |_| resized()),
                ]
            });
            move || drop((next, listeners))
        });
    }
    let chunks = props.count.div_ceil(CHUNK);
    let (first, last) = (drawn.0.min(chunks), drawn.1.min(chunks));
    html! {
        <div class="list list--long" role="list" aria-label={&props.label} ref={node}>
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
