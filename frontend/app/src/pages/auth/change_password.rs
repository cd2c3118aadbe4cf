//! Changing one's own password.

use super::rules::{PasswordRules, TypedTwice};
use crate::route::Route;
use kit::components::{Button, Form, PasswordField, Screen, use_toast};
use kit::hooks::{use_action, use_form};
use kit::services::api;
use kit::services::router::{back_or, href};
use kit::text::{signin, titles};
use shared_types::auth::{ChangePassword as Change, PasswordChange};
use yew::prelude::*;

/// The old password, and the new one twice.
#[component]
pub(crate) fn ChangePassword() -> Html {
    let toast = use_toast();
    let form = use_form(TypedTwice::default(), None, |typed: &TypedTwice| {
        let body = PasswordChange { old: typed.old.clone(), new: typed.new.clone() };
        api::checked_besides(body, typed.repeat_fault().into_iter().collect())
    });
    let action = {
        let form = form.clone();
        use_action(
            |body: PasswordChange| api::call::<Change>((), body),
            move |outcome| match outcome {
                Ok(_) => {
                    toast.emit(AttrValue::Static(signin::CHANGED));
                    back_or(&href(&Route::Settings));
                }
                Err(failure) => form.refuse(&failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let repeat_fault = form.fault("repeat").map(|_| AttrValue::Static(signin::NOT_THE_SAME));
    html! {
        <Screen title={titles::CHANGE_PASSWORD} back={href(&Route::Settings)} narrow=true>
            <Form card=true {on_submit} refused={form.refused()}>
                <PasswordField label={signin::OLD_PASSWORD} name="old" value={form.value().old.clone()}
                    on_change={form.put(|typed: &mut TypedTwice, to| typed.old = to)} on_leave={form.leave("old")} fault={form.fault("old")} />
                <PasswordField label={signin::NEW_PASSWORD} name="new" value={form.value().new.clone()} autocomplete="new-password"
                    on_change={form.put(|typed: &mut TypedTwice, to| typed.new = to)} fault={form.fault("new")} />
                <PasswordRules password={form.value().new.clone()} />
                <PasswordField label={signin::REPEAT} name="repeat" value={form.value().repeat.clone()} autocomplete="new-password"
                    on_change={form.put(|typed: &mut TypedTwice, to| typed.repeat = to)} on_leave={form.leave("repeat")} fault={repeat_fault} />
                <>{ action.banner() }</>
                <Button submit=true wide=true label={signin::CHANGE} pending={action.pending} />
            </Form>
        </Screen>
    }
}
