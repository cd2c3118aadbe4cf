//! The last step where the password is still the initial one: it is replaced before anything else opens.

use super::rules::{PasswordRules, TypedTwice};
use kit::components::{Button, ButtonKind, Form, PasswordField};
use kit::hooks::{use_action, use_form};
use kit::services::api;
use kit::text::signin;
use shared_types::auth::{Door, FirstPassword, ReplaceInitialPassword, Step};
use shared_types::ids::ChallengeId;
use yew::prelude::*;

/// Properties of [`NewPasswordStep`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct NewPasswordStepProps {
    /// This sign-in.
    pub challenge: ChallengeId,
    /// What comes next.
    pub on_step: Callback<(Door, Step)>,
    /// Back to the beginning.
    pub on_back: Callback<()>,
}

/// A new password, twice.
#[component]
pub(super) fn NewPasswordStep(props: &NewPasswordStepProps) -> Html {
    let form = {
        let challenge = props.challenge.clone();
        use_form(TypedTwice::default(), None, move |typed| {
            let body = FirstPassword { challenge: challenge.clone(), password: typed.new.clone() };
            api::checked_besides(body, typed.repeat_fault().into_iter().collect())
        })
    };
    let action = {
        let (form, on_step) = (form.clone(), props.on_step.clone());
        use_action(
            |body: FirstPassword| api::call::<ReplaceInitialPassword>((), body),
            move |outcome| match outcome {
                // The door no longer matters: nothing but the session follows.
                Ok(step) => on_step.emit((Door::Member, step)),
                Err(failure) => form.refuse(&failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let repeat_fault = form.fault("repeat").map(|_| AttrValue::Static(signin::NOT_THE_SAME));
    html! {
        <Form card=true {on_submit} refused={form.refused()}>
            <div>
                <h2 class="card__title">{ signin::NEW_PASSWORD_TITLE }</h2>
                <p class="quiet">{ signin::NEW_PASSWORD_WHY }</p>
            </div>
            <PasswordField label={signin::NEW_PASSWORD} name="password" value={form.value().new.clone()} autocomplete="new-password"
                on_change={form.put(|typed: &mut TypedTwice, to| typed.new = to)} fault={form.fault("password")} />
            <PasswordRules password={form.value().new.clone()} />
            <PasswordField label={signin::REPEAT} name="repeat" value={form.value().repeat.clone()} autocomplete="new-password"
                on_change={form.put(|typed: &mut TypedTwice, to| typed.repeat = to)} on_leave={form.leave("repeat")} fault={repeat_fault} />
            <>{ action.banner() }</>
            <Button submit=true wide=true label={signin::FINISH} pending={action.pending} />
            <Button kind={ButtonKind::Quiet} label={signin::OTHER_LOGIN} on_press={props.on_back.clone()} />
        </Form>
    }
}
