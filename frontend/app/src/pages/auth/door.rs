//! The first step: who, and the password. Two tabs, one form.

use super::sign_in::NAMES;
use crate::route::Route;
use kit::components::{
    Button, ButtonKind, Checkbox, Choice, Form, IdNumberField, PasswordField, Sheet, TabPanel, Tabs,
    TextField, TextSizeSwitch,
};
use kit::hooks::{use_action, use_form};
use kit::services::router::href;
use kit::services::{api, storage};
use kit::text::{Term, signin};
use serde::{Deserialize, Serialize};
use shared_types::auth::{Credentials, Door, SignIn, Step};
use shared_types::error::{Fault, FieldFault, Refusal};
use shared_types::id_number::IdNumber;
use shared_types::members::{choice, code};
use yew::prelude::*;

/// Remembered on the device: the privacy policy was agreed to.
const CONSENT: &str = "privacy";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Typed {
    door: Door,
    id_number: String,
    login: String,
    consent: bool,
    /// Never part of a draft.
    #[serde(skip)]
    password: String,
}

fn check(typed: &Typed) -> Result<Credentials, Vec<FieldFault>> {
    let (name, fault) = match typed.door {
        Door::Member => (&typed.id_number, typed.id_number.parse::<IdNumber>().err()),
        Door::Org => (&typed.login, None),
    };
    let credentials =
        Credentials { door: typed.door, name: name.trim().to_owned(), password: typed.password.clone() };
    let mut faults = Vec::new();
    if let Some(fault) = fault {
        faults.push(FieldFault { field: "name".to_owned(), fault });
    }
    if !typed.consent {
        faults.push(FieldFault { field: "consent".to_owned(), fault: Fault::Required });
    }
    api::checked_besides(credentials, faults)
}

/// Properties of [`DoorStep`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct DoorStepProps {
    /// What comes next.
    pub on_step: Callback<(Door, Step)>,
}

/// Name and password.
#[component]
pub(super) fn DoorStep(props: &DoorStepProps) -> Html {
    let agreed = use_memo((), |()| storage::told(CONSENT));
    let forgotten = use_state(|| false);
    let form = use_form(
        Typed {
            door: Door::Member,
            id_number: String::new(),
            login: String::new(),
            consent: *agreed,
            password: String::new(),
        },
        Some(NAMES),
        check,
    );
    let door = form.value().door;
    let action = {
        let (form, on_step) = (form.clone(), props.on_step.clone());
        use_action(
            |credentials: Credentials| api::call::<SignIn>((), credentials),
            move |outcome| match outcome {
                Ok(step) => {
                    storage::tell(CONSENT);
                    on_step.emit((door, step));
                }
                Err(failure) => form.refuse(&failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let on_select = {
        let (form, clear) = (form.clone(), action.clear.clone());
        Callback::from(move |value: AttrValue| {
            if let Ok(door) = choice::<Door>(&value) {
                form.edit(move |typed| typed.door = door);
                clear.emit(());
            }
        })
    };
    let toggle = |to: bool| {
        let forgotten = forgotten.clone();
        Callback::from(move |()| forgotten.set(to))
    };
    // A wrong password is said at its field, everything else above the button.
    let refused = action.failure.as_ref().and_then(api::Failure::refusal);
    let wrong = matches!(refused, Some(Refusal::CredentialsWrong));
    let password_fault = if wrong { action.fault() } else { form.fault("password") };
    let on_password = {
        let (form, clear) = (form.clone(), action.clear.clone());
        Callback::from(move |password: String| {
            form.edit(move |typed| typed.password = password);
            clear.emit(());
        })
    };
    let consent_fault = form.fault("consent").map(|_| AttrValue::Static(signin::CONSENT_MISSING));
    let (selected, choices): (AttrValue, Vec<Choice>) = (code(&door).into(), Door::choices());
    html! {
        <>
            <Form card=true {on_submit} refused={form.refused()}>
                <Tabs label={signin::DOORS} name="door" {choices} selected={selected.clone()} {on_select} />
                <TabPanel name="door" {selected}>
                    <div class="stack stack--loose">
                        {
                            match door {
                                Door::Member => html! {
                                    <IdNumberField key="id_number" label={signin::ID_NUMBER} name="id_number" value={form.value().id_number.clone()}
                                        on_change={form.put(|typed: &mut Typed, to| typed.id_number = to)} on_leave={form.leave("name")}
                                        fault={form.fault("name")} autocomplete="username" />
                                },
                                Door::Org => html! {
                                    <TextField key="login" label={signin::LOGIN} name="login" value={form.value().login.clone()}
                                        on_change={form.put(|typed: &mut Typed, to| typed.login = to)} on_leave={form.leave("name")}
                                        fault={form.fault("name")} autocomplete="username" most=32 />
                                },
                            }
                        }
                        <PasswordField key="password" label={signin::PASSWORD} name="password" value={form.value().password.clone()}
                            on_change={on_password} fault={password_fault} />
                    </div>
                </TabPanel>
                <>
                    if !*agreed {
                        <Checkbox checked={form.value().consent} on_change={form.put(|typed: &mut Typed, to| typed.consent = to)} fault={consent_fault}>
                            { signin::CONSENT_BEFORE }<a href={href(&Route::Privacy)}>{ signin::CONSENT_LINK }</a>
                        </Checkbox>
                    }
                </>
                <>if !wrong { { action.banner() } }</>
                <Button submit=true wide=true label={signin::SIGN_IN} pending={action.pending} />
                <div class="between">
                    <Button kind={ButtonKind::Quiet} label={signin::FORGOTTEN} on_press={toggle(true)} />
                    <TextSizeSwitch />
                </div>
            </Form>
            <p class="quiet center">{ signin::NEW_DEVICE }</p>
            <Sheet title={signin::FORGOTTEN} open={*forgotten} on_close={toggle(false)}>
                <p>{ match door { Door::Member => signin::FORGOTTEN_MEMBER, Door::Org => signin::FORGOTTEN_ORG } }</p>
                <Button wide=true label={signin::I_SEE} on_press={toggle(false)} />
            </Sheet>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        Typed {
            door: Door::Member,
            id_number: "11010519491231002X".into(),
            login: String::new(),
            consent: true,
            password: "111111".into(),
        }
    }

    #[test]
    fn the_draft_of_a_sign_in_holds_no_password() {
        let kept = serde_json::to_string(&typed()).expect("serialises");
        assert!(!kept.contains("111111"), "{kept}");
    }

    #[test]
    fn codes_of_doors_are_the_values_of_the_tabs() {
        let values: Vec<_> = Door::choices().into_iter().map(|choice| choice.value.to_string()).collect();
        assert_eq!(values, ["member", "org"]);
        assert_eq!(choice::<Door>(&code(&Door::Org)), Ok(Door::Org));
    }
}
