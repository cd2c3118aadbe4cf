//! The phone app: puts the switch on the page, inside the session and the toasts.

mod me;
mod pages;
mod route;
mod switch;

use kit::components::ToastHost;
use kit::services::router::Router;
use kit::services::session::SessionHost;
use route::Route;
use switch::Switch;
use yew::prelude::*;

#[component]
fn App() -> Html {
    let draw = Callback::from(|route: Route| html! { <Switch {route} /> });
    html! {
        <ToastHost>
            <SessionHost><Router<Route> {draw} /></SessionHost>
        </ToastHost>
    }
}

fn main() {
    let page = web_sys::window().and_then(|window| window.document());
    // The shell of the page has an outline there, which the app replaces.
    if let Some(place) = page.and_then(|page| page.get_element_by_id("app")) {
        yew::Renderer::<App>::with_root(place).render();
    }
}
