//! How personal data is treated.

use crate::route::Route;
use kit::components::Screen;
use kit::hooks::use_who;
use kit::services::router::href;
use kit::text::{settings as words, titles};
use shared_types::auth::Who;
use yew::prelude::*;

/// Where a page that is open to everybody leads back to.
pub(super) fn way_back(who: Option<&Who>) -> AttrValue {
    href(if who.is_some() { &Route::Settings } else { &Route::SignIn })
}

/// 隐私政策
#[component]
pub(crate) fn Privacy() -> Html {
    let who = use_who();
    html! {
        <Screen title={titles::PRIVACY} back={way_back(who.as_ref())}>
            <div class="card card--padded prose">
                { for words::PRIVACY_TEXT.iter().map(|(heading, paragraph)| html! {
                    <section key={*heading} class="prose"><h2>{ heading }</h2><p>{ paragraph }</p></section>
                }) }
            </div>
        </Screen>
    }
}
