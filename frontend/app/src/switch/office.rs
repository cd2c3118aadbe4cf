//! The pages of administrators.

use super::{SwitchProps, for_both, use_page};
use crate::handover::Part;
use crate::me::Administrator;
use crate::pages::{home, members, orgs, settings, transfers};
use crate::route::Route;
use shared_types::auth::Who;
use yew::prelude::*;

/// Draws a route for an administrator.
#[component]
pub(crate) fn Office(props: &SwitchProps) -> Html {
    use_page(Part::Office, &props.route, page)
}

fn page(route: &Route, who: &Who) -> Html {
    let Some(me) = Administrator::of(who) else { return Html::default() };
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
