//! Saving the changes of a record that was read as a version, and what happens when somebody else was faster.

use kit::components::{Banner, Tone, use_toast};
use kit::hooks::{Action, Draft, use_action};
use kit::services::api::{self, Failure};
use kit::services::router::back_or;
use kit::text::everyday;
use shared_types::endpoint::Endpoint;
use shared_types::error::Refusal;
use yew::prelude::*;

/// The record that is edited.
pub(crate) struct Edited<P> {
    /// Which one.
    pub path: P,
    /// The version that was read.
    pub version: u64,
    /// The screen that shows it; where one gets to after saving.
    pub shown_at: AttrValue,
    /// Reads it anew.
    pub reload: Callback<()>,
}

/// See [`use_edit`].
pub(crate) struct Editing<B> {
    /// The saving.
    pub action: Action<B>,
    /// For the form.
    pub on_submit: Callback<()>,
    /// What went wrong: for a record that has changed meanwhile, with the key that shows it as it is now.
    pub banner: Html,
}

/// Saves what is typed by the endpoint `E`; `refuse` says at the fields what was refused.
#[hook]
pub(crate) fn use_edit<E, T>(
    form: &Draft<T, E::Body>,
    record: Edited<E::Path>,
    refuse: fn(&Draft<T, E::Body>, &Failure),
) -> Editing<E::Body>
where
    E: Endpoint,
    E::Path: Clone,
    T: Clone + PartialEq + 'static,
{
    let toast = use_toast();
    let Edited { path, version, shown_at, reload } = record;
    let action = {
        let form = form.clone();
        use_action(
            move |body: E::Body| api::call_at::<E>(path.clone(), body, version),
            move |outcome| match outcome {
                Ok(_) => {
                    form.finish();
                    toast.emit(AttrValue::Static(everyday::SAVED));
                    back_or(&shown_at);
                }
                Err(failure) => refuse(&form, &failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let on_newer = {
        let form = form.clone();
        Callback::from(move |()| {
            form.finish();
            reload.emit(());
        })
    };
    let banner = banner(&action, on_newer);
    Editing { action, on_submit, banner }
}

fn banner<B>(action: &Action<B>, on_newer: Callback<()>) -> Html {
    if !matches!(action.failure.as_ref().and_then(Failure::refusal), Some(Refusal::Stale)) {
        return action.banner();
    }
    let key = (AttrValue::Static(everyday::SHOW_NEWER), on_newer);
    html! {
        <Banner tone={Tone::Wait} alert=true title={everyday::CHANGED_MEANWHILE} action={key}>{ everyday::CHANGED_MEANWHILE_ADVICE }</Banner>
    }
}
