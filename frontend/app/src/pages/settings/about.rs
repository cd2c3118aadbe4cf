//! What the app is, which version, and who answers for it.

use super::privacy::way_back;
use kit::components::{Fact, Facts, Footer, Screen, emblem};
use kit::hooks::use_who;
use kit::text::{everyday, settings as words, titles};
use yew::prelude::*;

/// 关于
#[component]
pub(crate) fn About() -> Html {
    let who = use_who();
    html! {
        <Screen title={titles::ABOUT} back={way_back(who.as_ref())} narrow=true>
            <div class="card card--padded">
                <div class="person">{ emblem() }<h2>{ everyday::PRODUCT }</h2></div>
                <p>{ words::ABOUT_TEXT }</p>
            </div>
            <Facts>
                <Fact label={words::VERSION} value={env!("CARGO_PKG_VERSION")} />
                <Fact label={words::OPERATOR} value={words::OPERATOR_NAME} />
            </Facts>
            <Footer icp={words::ICP} />
        </Screen>
    }
}
