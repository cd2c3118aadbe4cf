//! Which page draws which route, and for whom. The only module that imports pages.

use crate::door;
use crate::handover::use_leaving;
use crate::me::Administrator;
use crate::pages::{auth, home, members, orgs, settings, transfers};
use crate::route::{Audience, Route};
use kit::components::{Bones, FailedState, Screen};
use kit::hooks::use_session;
use kit::services::api::Failure;
use kit::services::router::{self, Route as _, href};
use kit::services::session::{self, SessionState};
use kit::text;
use shared_types::auth::Who;
use yew::prelude::*;

/// Properties of [`Switch`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct SwitchProps {
    /// The route in the address bar.
    pub route: Route,
}

/// Draws a route for whoever is signed in.
#[component]
pub(crate) fn Switch(props: &SwitchProps) -> Html {
    let session = use_session();
    let route = &props.route;
    if *route != Route::SignIn && route.audience() == Audience::Anyone {
        return anybody(route);
    }
    match &session {
        SessionState::Starting => waiting(route),
        SessionState::Unreachable(failure) => unreachable(route, failure),
        SessionState::SignedOut => html! { <Leaving route={route.clone()} /> },
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

/// The page of a route that opens for `who`.
fn page(route: &Route, who: &Who) -> Html {
    match (Administrator::of(who), who) {
        (Some(me), _) => for_administrators(route, me),
        (None, Who::Member { name, branch_name, .. }) => for_members(route, name, branch_name),
        (None, Who::Account { .. }) => Html::default(),
    }
}

fn for_both(route: &Route) -> Html {
    match route {
        Route::Settings => html! { <settings::Settings /> },
        Route::Devices => html! { <auth::Devices /> },
        Route::ChangePassword => html! { <auth::ChangePassword /> },
        _ => anybody(route),
    }
}

fn for_administrators(route: &Route, me: Administrator) -> Html {
    match route.clone() {
        Route::Home => html! { <home::OrgHome {me} /> },
        Route::Orgs => {
            let org = me.org.clone();
            html! { <orgs::Browse {me} {org} /> }
        }
        Route::OrgsBelow(org) => html! { <orgs::Browse {me} {org} /> },
        Route::Org(org) => html! { <orgs::OrgDetails {me} {org} /> },
        Route::NewOrg(org) => html! { <orgs::NewOrg {org} /> },
        Route::EditOrg(org) => html! { <orgs::EditOrg {org} /> },
        Route::MoveOrg(org) => html! { <orgs::MoveOrg {me} {org} /> },
        Route::Accounts => html! { <orgs::Accounts {me} /> },
        Route::NewAccount => html! { <orgs::NewAccount {me} /> },
        Route::Account(account) => html! { <orgs::AccountDetails {me} {account} /> },
        Route::EditAccount(account) => html! { <orgs::EditAccount {account} /> },
        Route::Members => html! { <members::Members {me} /> },
        Route::NewMember => html! { <members::NewMember {me} /> },
        Route::Member(member) => html! { <members::MemberRecord {me} {member} /> },
        Route::EditMember(member) => html! { <members::EditMember {member} /> },
        Route::Viewings(member) => html! { <members::Viewings {member} /> },
        Route::Corrections => html! { <members::Corrections /> },
        Route::Correction(correction) => html! { <members::CorrectionDetails {correction} /> },
        Route::Transfers => html! { <transfers::Transfers {me} /> },
        Route::ChooseTransfer => html! { <transfers::Choose {me} /> },
        Route::NewTransfer(kind) => html! { <transfers::NewTransfer {me} {kind} /> },
        Route::NewArrival if transfers::registers(&me) => html! { <transfers::NewArrival {me} /> },
        Route::NewArrival => html! { <settings::NotForYou /> },
        Route::Transfer(transfer) => html! { <transfers::Case {transfer} /> },
        Route::CorrectTransfer(transfer) => html! { <transfers::Correct {transfer} /> },
        Route::Receipt(transfer) => html! { <transfers::Receipt {transfer} /> },
        Route::Letter(transfer) => html! { <transfers::CaseLetter {transfer} /> },
        other => for_both(&other),
    }
}

fn for_members(route: &Route, name: &str, branch_name: &str) -> Html {
    match route {
        Route::Home => {
            html! { <home::MemberHome name={name.to_owned()} branch_name={branch_name.to_owned()} /> }
        }
        Route::MyBranch => html! { <members::MyBranch /> },
        Route::MyRecord => html! { <members::MyRecord /> },
        Route::Propose => html! { <members::Propose /> },
        Route::MyCorrections => html! { <members::MyCorrections /> },
        Route::MyViewings => html! { <members::MyViewings /> },
        Route::MyTransfers => html! { <transfers::MyTransfers /> },
        Route::MyLetter(transfer) => html! { <transfers::MyLetter transfer={transfer.clone()} /> },
        other => for_both(other),
    }
}
