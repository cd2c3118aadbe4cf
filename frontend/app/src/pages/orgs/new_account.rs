//! A new account at a subordinate organisation.

use super::account_form::{Typed, fields};
use super::field::{OrgField, PickedOrg};
use super::level::Objection;
use super::temporary::TemporaryPassword;
use crate::me::Administrator;
use crate::route::Route;
use kit::components::{Button, Form, FormSection, Screen, TextField, use_toast};
use kit::hooks::{use_action, use_form, use_query_param, use_remote};
use kit::services::api;
use kit::services::router::{href, replace};
use kit::services::storage::Slot;
use kit::text::{accounts as words, failure_sentence, titles};
use shared_types::error::{Fault, FieldFault, Refusal};
use shared_types::ids::{AccountId, OrgId};
use shared_types::orgs::{CreateAccount, CreatedAccount, NewAccount as Body, Org, Show};
use shared_types::permission::Role;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`NewAccount`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct NewAccountProps {
    /// Who creates it.
    pub me: Administrator,
}

/// The form, and the first password.
#[component]
pub(crate) fn NewAccount(props: &NewAccountProps) -> Html {
    let toast = use_toast();
    let (asked, put_org) = use_query_param("org");
    // The roles to choose from depend on the depth: the organisation is loaded whole.
    let org = use_remote(asked.clone(), |org| async move {
        match org.parse::<OrgId>() {
            Ok(org) => api::ask::<Show>(org).await.map(Some),
            Err(_) => Ok(None),
        }
    });
    let at = org.ready().cloned();
    let created = use_state(|| None::<(AccountId, String)>);
    let form = {
        let at = at.clone();
        use_form(
            Typed::default(),
            Some(Slot::Device(AttrValue::Static("new-account"))),
            move |typed: &Typed| {
                let Some(at) = &at else {
                    let missing = FieldFault { field: "org".to_owned(), fault: Fault::NotPicked };
                    return Err(std::iter::once(missing)
                        .chain(typed.new_account().err().into_iter().flatten())
                        .collect());
                };
                typed.new_account().map(|body| (at.org.clone(), body))
            },
        )
    };
    let action = {
        let (form, created) = (form.clone(), created.clone());
        use_action(
            |(org, body): (OrgId, Body)| api::call::<CreateAccount>(org, body),
            move |outcome| match outcome {
                Ok(CreatedAccount { account, temporary_password }) => {
                    form.finish();
                    created.set(Some((account.account, temporary_password)));
                }
                Err(failure) if matches!(failure.refusal(), Some(Refusal::LoginTaken)) => form.point(),
                Err(failure) => form.refuse(&failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let on_done = {
        let created = created.clone();
        Callback::from(move |()| {
            if let Some((account, _)) = &*created {
                toast.emit(AttrValue::Static(words::CREATED));
                replace(&href(&Route::Account(account.clone())));
            }
        })
    };
    let taken =
        action.failure.as_ref().filter(|failure| matches!(failure.refusal(), Some(Refusal::LoginTaken)));
    let login_fault = form.fault("login").or_else(|| taken.map(failure_sentence));
    let objection: Objection = {
        let role = props.me.role;
        Callback::from(move |org: Rc<Org>| {
            let (mine, at) = depths(&org);
            (!role.manages_accounts(mine, at)).then_some(words::SUBORDINATES_ONLY)
        })
    };
    let roles: &[Role] = at.as_ref().map_or(&[], |org| Role::at_depth(usize::from(org.depth)));
    html! {
        <Screen title={titles::NEW_ACCOUNT} back={href(&Route::Accounts)}>
            <Form {on_submit} refused={form.refused()}>
                <>{ form.banner() }</>
                <FormSection title={words::ORG_AND_LOGIN}>
                    <OrgField label={words::ORG} name="org" top={props.me.org.clone()} picked={at.as_deref().map(PickedOrg::from)} {objection}
                        on_pick={put_org.reform(|org: Rc<Org>| AttrValue::from(org.org.to_string()))} fault={form.fault("org")} />
                    <TextField label={words::LOGIN} name="login" value={form.value().login.clone()} most=32 hint={words::LOGIN_HINT}
                        on_change={form.put(|typed: &mut Typed, to: String| typed.login = to.to_lowercase())} on_leave={form.leave("login")} fault={login_fault} />
                </FormSection>
                { fields(&form, roles, None) }
                <>if taken.is_none() { { action.banner() } }</>
                <Button submit=true wide=true label={words::CREATE} pending={action.pending} />
            </Form>
            <TemporaryPassword password={created.as_ref().map(|(_, password)| password.clone())} {on_done} />
        </Screen>
    }
}

/// How deep in the tree one's own organisation stands, which begins the path, and how deep `org`.
fn depths(org: &Org) -> (usize, usize) {
    let at = usize::from(org.depth);
    (at.saturating_sub(org.path.len().saturating_sub(1)), at)
}
