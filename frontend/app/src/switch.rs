//! Which page draws which route, and for whom. With `member` and `office` the only module that imports pages: here
//! stand those that everybody has, there those of each side, which is a module of its own for the browser.

mod member;
mod office;

pub(crate) use member::Member;
pub(crate) use office::Office;

use crate::door;
use crate::handover::{Part, use_leaving};
use crate::pages::{auth, settings};
use crate::route::{Audience, Route};
use kit::components::{Bones, FailedState, Screen};
use kit::hooks::use_session;
use kit::services::api::Failure;
use kit::services::router::{self, Route as _, href};
use kit::services::session::{self, SessionState};
use kit::text;
use shared_types::auth::Who;
use yew::prelude::*;

/// Properties of [`Member`] and [`Office`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct SwitchProps {
    /// The route in the address bar.
    pub route: Route,
}

/// Draws a route for whoever is signed in; `page` draws those of this part.
#[hook]
fn use_page(part: Part, route: &Route, page: fn(&Route, &Who) -> Html) -> Html {
    let session = use_session();
    if *route != Route::SignIn && route.audience() == Audience::Anyone {
        return anybody(route);
    }
    match &session {
        SessionState::Starting => waiting(route),
        SessionState::Unreachable(failure) => unreachable(route, failure),
        SessionState::SignedOut => html! { <Leaving route={route.clone()} /> },
        // This device remembered another one.
        SessionState::SignedIn(who) if Part::of(who) != part => {
            html! { <door::Opening part={Part::of(who)} /> }
        }
        SessionState::SignedIn(_) if *route == Route::SignIn => html! { <GoHome /> },
        SessionState::SignedIn(who) if route.opens_for(who) => page(route, who),
        SessionState::SignedIn(_) => html! { <settings::NotForYou /> },
    }
}

/// At the door with a session: on to the home screen.
#[component]
fn GoHome() -> Html {
    use_effect_with((), |()| router::replace(&href(&Route::Home)));
    waiting(&Route::Home)
}

/// Without a session: on to the door.
#[component]
fn Leaving(props: &SwitchProps) -> Html {
    use_leaving();
    waiting(&props.route)
}

/// Screens that need nobody.
fn anybody(route: &Route) -> Html {
    match route {
        Route::About => html! { <settings::About /> },
        Route::Privacy => html! { <settings::Privacy /> },
        Route::Install => html! { <settings::Install /> },
        _ => html! { <settings::NotFound /> },
    }
}

/// While it is asked who is signed in: the home screen begins with what the page showed before the app ran, the
/// others have their own outline.
fn waiting(route: &Route) -> Html {
    match route {
        Route::Home | Route::SignIn => door::outline(),
        _ => html! { <Screen title={name(route)}><Bones /></Screen> },
    }
}

fn unreachable(route: &Route, failure: &Failure) -> Html {
    let words = text::failure(failure);
    let offline = matches!(failure, Failure::Offline | Failure::TimedOut);
    html! {
        <Screen title={name(route)}>
            <FailedState title={words.title} advice={words.advice} {offline} on_retry={Callback::from(|()| session::start())} />
        </Screen>
    }
}

/// The route's name without the product's.
fn name(route: &Route) -> String {
    let title = route.title();
    title.split(" · ").next().unwrap_or_default().to_owned()
}

/// Pages that both sides have.
fn for_both(route: &Route) -> Html {
    match route {
        Route::Settings => html! { <settings::Settings /> },
        Route::Devices => html! { <auth::Devices /> },
        Route::ChangePassword => html! { <auth::ChangePassword /> },
        _ => anybody(route),
    }
}
