//! The phone app: one crate, four modules for the browser. The door lets people in; it is small, because it is the
//! first thing that anybody loads. Behind it members and administrators each have a part of their own, because nobody
//! needs both. Letters are verified by a module that knows nothing else. `static/loader.js` starts the right one.

mod door;
mod handover;
mod me;
mod pages;
mod route;
mod switch;
mod verify;

use kit::components::ToastHost;
use kit::services::router::Router;
use kit::services::session::SessionHost;
use route::Route;
use yew::prelude::*;

/// Puts the members' part on the page.
pub fn start_member() {
    start::<Member>();
}

/// Puts the administrators' part on the page.
pub fn start_office() {
    start::<Office>();
}

/// Puts the door on the page.
pub fn start_door() {
    start::<Door>();
}

/// Puts what verifies a letter on the page.
pub fn start_letter() {
    start::<verify::Verification>();
}

/// The shell of the page has an outline, which the component replaces.
fn start<C: BaseComponent<Properties = ()>>() {
    let page = web_sys::window().and_then(|window| window.document());
    if let Some(place) = page.and_then(|page| page.get_element_by_id("app")) {
        yew::Renderer::<C>::with_root(place).render();
    }
}

#[component]
fn Member() -> Html {
    routed(|route| html! { <switch::Member {route} /> })
}

#[component]
fn Office() -> Html {
    routed(|route| html! { <switch::Office {route} /> })
}

fn routed(draw: fn(Route) -> Html) -> Html {
    html! {
        <ToastHost>
            <SessionHost><Router<Route> draw={Callback::from(draw)} /></SessionHost>
        </ToastHost>
    }
}

#[component]
fn Door() -> Html {
    html! { <SessionHost><door::Door /></SessionHost> }
}
