//! Refreshing: by pulling the page down, and by a button all the same.

use super::IconButton;
use super::icon::IconName;
use crate::text;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Pixels a finger must pull before letting go refreshes.
const ENOUGH: f64 = 64.0;

/// Properties of [`PullToRefresh`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PullToRefreshProps {
    /// Load again.
    pub on_refresh: Callback<()>,
    /// It is under way.
    #[prop_or_default]
    pub pending: bool,
    /// What is refreshed.
    pub children: Html,
}

fn pulled(node: &NodeRef, moving: bool, by: f64) {
    let Some(area) = node.cast::<HtmlElement>() else { return };
    // Set through the object model: the content policy refuses style attributes.
    let _ = area.style().set_property("--pull", &format!("{by}px"));
    let _ = area.dataset().set("moving", if moving { "true" } else { "false" });
}

/// The part of a page that can be pulled down. Offer a [`RefreshButton`] too.
#[component]
pub fn PullToRefresh(props: &PullToRefreshProps) -> Html {
    let node = use_node_ref();
    let from = use_mut_ref(|| None::<f64>);
    let ready = use_state_eq(|| false);
    let height = |event: &TouchEvent| event.touches().item(0).map(|touch| f64::from(touch.client_y()));
    let ontouchstart = {
        let from = from.clone();
        Callback::from(move |event: TouchEvent| {
            let top = web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default();
            *from.borrow_mut() = height(&event).filter(|_| top <= 0.0);
        })
    };
    let ontouchmove = {
        let (from, node, ready) = (from.clone(), node.clone(), ready.clone());
        Callback::from(move |event: TouchEvent| {
            let (Some(start), Some(now)) = (*from.borrow(), height(&event)) else { return };
            // Half the way of the finger: the page feels heavy.
            let by = ((now - start) / 2.0).clamp(0.0, ENOUGH * 1.25);
            pulled(&node, true, by);
            ready.set(by >= ENOUGH);
        })
    };
    let ontouchend = {
        let (from, node, ready, on_refresh) =
            (from.clone(), node.clone(), ready.clone(), props.on_refresh.clone());
        Callback::from(move |_: TouchEvent| {
            if from.borrow_mut().take().is_some() {
                pulled(&node, false, 0.0);
                if *ready {
                    ready.set(false);
                    on_refresh.emit(());
                }
            }
        })
    };
    html! {
        <div class="pull stack" ref={node} {ontouchstart} {ontouchmove} ontouchend={ontouchend.clone()} ontouchcancel={ontouchend}>
            <div class="pull__sign" aria-hidden="true">{ if *ready { text::everyday::LET_GO } else { text::everyday::PULL } }</div>
            { props.children.clone() }
        </div>
    }
}

/// Properties of [`RefreshButton`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct RefreshButtonProps {
    /// Load again.
    pub on_refresh: Callback<()>,
}

/// Loads again; usually at the end of a [`Tally`](super::Tally).
#[component]
pub fn RefreshButton(props: &RefreshButtonProps) -> Html {
    html! { <IconButton icon={IconName::Refresh} label={text::everyday::REFRESH} on_press={props.on_refresh.clone()} /> }
}
