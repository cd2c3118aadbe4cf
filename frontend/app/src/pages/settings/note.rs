//! Addresses that lead nowhere, and screens of others.

use crate::route::Route;
use kit::components::{EmptyState, IconName, Screen};
use kit::services::router::{href, replace};
use kit::text::{everyday, settings as words, titles};
use yew::prelude::*;

fn note(icon: IconName, title: &'static str, advice: &'static str) -> Html {
    let home = Callback::from(|()| replace(&href(&Route::Home)));
    let action = (AttrValue::Static(words::TO_HOME), home);
    html! {
        <Screen title={everyday::PRODUCT} back={href(&Route::Home)}>
            <EmptyState {icon} {title} {advice} {action} />
        </Screen>
    }
}

/// Nothing at this address.
#[component]
pub(crate) fn NotFound() -> Html {
    note(IconName::Search, titles::NOT_FOUND, words::NOT_FOUND_ADVICE)
}

/// A screen for somebody else.
#[component]
pub(crate) fn NotForYou() -> Html {
    note(IconName::Lock, words::NOT_FOR_YOU, words::NOT_FOR_YOU_ADVICE)
}
