//! Somebody else was faster: the newer state is offered.

use kit::components::{Banner, Tone};
use kit::hooks::Action;
use kit::services::api::Failure;
use kit::text::everyday;
use shared_types::error::Refusal;
use yew::prelude::*;

/// What went wrong with an edit: for a record that has changed meanwhile, the key that shows it as it is now.
pub(crate) fn edit_banner<I>(action: &Action<I>, on_newer: Callback<()>) -> Html {
    if !matches!(action.failure.as_ref().and_then(Failure::refusal), Some(Refusal::Stale)) {
        return action.banner();
    }
    let key = (AttrValue::Static(everyday::SHOW_NEWER), on_newer);
    html! {
        <Banner tone={Tone::Wait} alert=true title={everyday::CHANGED_MEANWHILE} action={key}>{ everyday::CHANGED_MEANWHILE_ADVICE }</Banner>
    }
}
