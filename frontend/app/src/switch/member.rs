//! The pages of members.

use super::{SwitchProps, for_both, use_page};
use crate::handover::Part;
use crate::pages::{home, members, transfers};
use crate::route::Route;
use shared_types::auth::Who;
use yew::prelude::*;

/// Draws a route for a member.
#[component]
pub(crate) fn Member(props: &SwitchProps) -> Html {
    use_page(Part::Member, &props.route, page)
}

fn page(route: &Route, who: &Who) -> Html {
    let Who::Member { name, branch_name, .. } = who else { return Html::default() };
    match route {
        Route::Home => {
            html! { <home::MemberHome name={name.clone()} branch_name={branch_name.clone()} /> }
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
