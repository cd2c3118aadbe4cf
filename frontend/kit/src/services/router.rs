//! The address bar: which route is open, going on and back, where the page was scrolled to. Knows no route
//! of the app; every same-origin link on the page goes through here.

use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlAnchorElement, HtmlElement, MouseEvent, ScrollRestoration, Window};
use yew::prelude::*;

/// The event by which the address bar tells that this module has changed it.
const MOVED: &str = "kit:moved";

/// A screen of the app, as an address.
pub trait Route: Clone + PartialEq + 'static {
    /// The screen at a path (without query); every path has one, if only 没有找到.
    fn from_path(path: &str) -> Self;
    /// The path of the screen.
    fn to_path(&self) -> String;
    /// The window's title on it.
    fn title(&self) -> String;
}

/// Where we are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// From `/` on.
    pub path: String,
    /// Without the question mark.
    pub query: String,
    /// Which entry of the history; the same after going back to it.
    pub entry: u32,
}

thread_local! {
    static SCROLLED: RefCell<Vec<(u32, f64)>> = const { RefCell::new(Vec::new()) };
}

fn window() -> Option<Window> {
    web_sys::window()
}

fn entry(window: &Window) -> u32 {
    let state = window.history().and_then(|history| history.state()).unwrap_or(JsValue::NULL);
    state.as_f64().and_then(|entry| format!("{entry:.0}").parse().ok()).unwrap_or_default()
}

/// Where we are, now.
pub fn place() -> Place {
    let Some(window) = window() else { return Place::default() };
    let location = window.location();
    Place {
        path: location.pathname().unwrap_or_default(),
        query: location.search().unwrap_or_default().trim_start_matches('?').to_owned(),
        entry: entry(&window),
    }
}

fn moved(window: &Window) {
    if let Ok(event) = web_sys::Event::new(MOVED) {
        // Nobody cancels this event.
        let _ = window.dispatch_event(&event);
    }
}

fn remember_scroll(window: &Window) {
    let entry = entry(window);
    SCROLLED.with_borrow_mut(|scrolled| {
        scrolled.retain(|(other, _)| *other != entry);
        scrolled.push((entry, window.scroll_y().unwrap_or_default()));
    });
}

/// Goes on to an address; back leads here again.
pub fn push(address: &str) {
    let Some(window) = window() else { return };
    remember_scroll(&window);
    let next = entry(&window) + 1;
    SCROLLED.with_borrow_mut(|scrolled| scrolled.retain(|(entry, _)| *entry < next));
    if let Ok(history) = window.history()
        && history.push_state_with_url(&JsValue::from(next), "", Some(address)).is_ok()
    {
        moved(&window);
    }
}

/// Changes the address; back does not lead here again.
pub fn replace(address: &str) {
    let Some(window) = window() else { return };
    let entry = entry(&window);
    if let Ok(history) = window.history()
        && history.replace_state_with_url(&JsValue::from(entry), "", Some(address)).is_ok()
    {
        moved(&window);
    }
}

/// Goes back where the app was before, or to `address` where it was opened on this very screen.
pub fn back_or(address: &str) {
    let Some(window) = window() else { return };
    if entry(&window) > 0
        && let Ok(history) = window.history()
    {
        // Refused only for documents that are gone.
        let _ = history.back();
    } else {
        replace(address);
    }
}

/// The address of a route.
pub fn href<R: Route>(route: &R) -> AttrValue {
    AttrValue::from(route.to_path())
}

/// The link that a click means to follow inside the app, if it does.
fn followed(event: &MouseEvent) -> Option<String> {
    if event.default_prevented() || event.button() != 0 {
        return None;
    }
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return None;
    }
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[href]").ok().flatten()?.dyn_into::<HtmlAnchorElement>().ok()?;
    let window = window()?;
    let here = window.location().origin().ok()?;
    let leaves = link.origin() != here || !link.target().is_empty() || link.has_attribute("download");
    // The functions' own addresses and fragments are the browser's.
    let foreign = link.pathname().starts_with("/api/") || !link.hash().is_empty();
    (!leaves && !foreign).then(|| format!("{}{}", link.pathname(), link.search()))
}

/// Properties of [`Router`].
#[derive(Clone, PartialEq, Properties)]
pub struct RouterProps<R: Route> {
    /// Draws a route.
    pub draw: Callback<R, Html>,
}

/// Shows the route of the address bar and follows it. Gives its parts the [`Place`].
#[component]
pub fn Router<R: Route>(props: &RouterProps<R>) -> Html {
    let here = use_state_eq(place);
    {
        let here = here.clone();
        use_effect_with((), move |()| {
            let listeners = window().map(|window| {
                if let Ok(history) = window.history() {
                    // Without it the browser scrolls before the content is there.
                    let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
                }
                let (back, on) = (here.clone(), here);
                let clicks = EventListener::new_with_options(
                    &window,
                    "click",
                    EventListenerOptions::enable_prevent_default(),
                    |event| {
                        if let Some(event) = event.dyn_ref::<MouseEvent>()
                            && let Some(address) = followed(event)
                        {
                            event.prevent_default();
                            push(&address);
                        }
                    },
                );
                [
                    EventListener::new(&window, "popstate", move |_| back.set(place())),
                    EventListener::new(&window, MOVED, move |_| on.set(place())),
                    clicks,
                ]
            });
            move || drop(listeners)
        });
    }
    let route = R::from_path(&here.path);
    {
        let title = route.title();
        use_effect_with(title, |title| {
            if let Some(document) = window().and_then(|window| window.document()) {
                document.set_title(title);
            }
        });
    }
    {
        let opened = use_mut_ref(|| false);
        use_effect_with((here.path.clone(), here.entry), move |(_, entry)| {
            // The first screen needs neither: the browser has put it in place.
            let restore = opened.replace(true).then(|| arrive(*entry));
            move || drop(restore)
        });
    }
    html! {
        <ContextProvider<Place> context={(*here).clone()}>
            <div key={format!("{} {}", here.entry, here.path)}>{ props.draw.emit(route) }</div>
        </ContextProvider<Place>>
    }
}

/// Puts the focus on the new heading and the page where it was scrolled to; a list that is still loading
/// gets a second to grow to that height.
fn arrive(entry: u32) -> Option<gloo_timers::callback::Interval> {
    let window = window()?;
    if let Some(heading) = window.document().and_then(|document| document.query_selector("h1").ok().flatten())
        && let Ok(heading) = heading.dyn_into::<HtmlElement>()
    {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // A heading that cannot take the focus leaves it at the top of the page.
        let _ = heading.focus_with_options(&options);
    }
    let wanted =
        SCROLLED.with_borrow(|scrolled| scrolled.iter().find(|(other, _)| *other == entry).map(|(_, y)| *y));
    let wanted = wanted.unwrap_or_default();
    window.scroll_to_with_x_and_y(0.0, wanted);
    let mut tries = 20_u8;
    let short = move || {
        let Some(window) = web_sys::window() else { return };
        if tries > 0 && window.scroll_y().unwrap_or(wanted) + 1.0 < wanted {
            tries -= 1;
            window.scroll_to_with_x_and_y(0.0, wanted);
        }
    };
    (wanted > 0.0).then(|| gloo_timers::callback::Interval::new(50, short))
}

/// Where we are, for components that must know.
#[hook]
pub fn use_place() -> Place {
    use_context::<Place>().unwrap_or_else(place)
}
