//! One account: what is registered, and resetting its password.

use super::temporary::TemporaryPassword;
use crate::me::Administrator;
use crate::route::Route;
use kit::components::{
    BarAction, Button, ButtonKind, ConfirmSheet, Face, Fact, Facts, IconName, Screen, Skeleton, Tag, Tone,
};
use kit::hooks::{use_action, use_remote};
use kit::services::api;
use kit::services::router::href;
use kit::text::{Term as _, accounts as words, everyday, titles};
use shared_types::auth::ResetAccountPassword;
use shared_types::ids::AccountId;
use shared_types::orgs::{Account, ShowAccount};
use shared_types::permission::Permission;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`AccountDetails`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct AccountDetailsProps {
    /// Who looks.
    pub me: Administrator,
    /// At which account.
    pub account: AccountId,
}

/// The details.
#[component]
pub(crate) fn AccountDetails(props: &AccountDetailsProps) -> Html {
    let account = use_remote(props.account.clone(), |account| async {
        api::ask::<ShowAccount>(account).await.map(Some)
    });
    let may = props.me.may(Permission::ManageAccounts);
    let action = match account.ready() {
        Some(account) if may && account.editable => {
            html! { <BarAction label={everyday::EDIT} href={href(&Route::EditAccount(account.account.clone()))} /> }
        }
        Some(_) | None => Html::default(),
    };
    html! {
        <Screen title={titles::ACCOUNT} back={href(&Route::Accounts)} {action}>
            { account.show(Skeleton::Facts, |account| html! { <Details account={account.clone()} {may} /> }) }
        </Screen>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct DetailsProps {
    account: Rc<Account>,
    may: bool,
}

#[component]
fn Details(props: &DetailsProps) -> Html {
    let account = &props.account;
    let text = |value: &Option<String>| AttrValue::from(value.clone().unwrap_or_default());
    let (state, tone, icon) = match account.disabled {
        true => (words::DISABLED, Tone::Bad, IconName::Lock),
        false => (words::ENABLED, Tone::Ok, IconName::Check),
    };
    html! {
        <>
            <div class="card card--padded">
                <div class="person">
                    <Face name={account.name.clone()} />
                    <div><h2>{ &account.name }</h2><p class="quiet">{ account.role.word() }</p></div>
                </div>
            </div>
            <Facts>
                <Fact label={words::LOGIN} value={account.login.clone()} copy=true />
                <Fact label={words::STATE}><Tag label={state} {tone} {icon} /></Fact>
                <Fact label={words::ORG} value={account.org_name.clone()} />
                <Fact label={words::ROLE} value={account.role.word()} />
                <Fact label={words::POST} value={text(&account.post)} />
                <Fact label={words::OFFICE_PHONE} value={text(&account.office_phone)} call={account.office_phone.clone().map(AttrValue::from)} />
                <Fact label={words::MOBILE} value={account.mobile.clone()} />
            </Facts>
            <>
                if props.may && account.editable {
                    <Reset account={account.clone()} />
                } else if props.may {
                    <p class="quiet center">{ words::SUPERIOR_ONLY }</p>
                }
            </>
        </>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ResetProps {
    account: Rc<Account>,
}

/// A new password, after a question; shown once.
#[component]
fn Reset(props: &ResetProps) -> Html {
    let open = use_state(|| false);
    let password = use_state(|| None::<String>);
    let reset = {
        let (open, password) = (open.clone(), password.clone());
        use_action(api::ask::<ResetAccountPassword>, move |outcome| {
            if let Ok(reset) = outcome {
                open.set(false);
                password.set(reset.temporary);
            }
        })
    };
    let toggle = |to: bool| {
        let (open, clear) = (open.clone(), reset.clear.clone());
        Callback::from(move |()| {
            clear.emit(());
            open.set(to);
        })
    };
    let on_confirm = {
        let (run, account) = (reset.run.clone(), props.account.account.clone());
        Callback::from(move |()| run.emit(account.clone()))
    };
    let on_done = {
        let password = password.clone();
        Callback::from(move |()| password.set(None))
    };
    html! {
        <>
            <Button kind={ButtonKind::Ghost} wide=true icon={IconName::Key} label={words::RESET} on_press={toggle(true)} />
            <ConfirmSheet title={words::reset_title(&props.account.name)} act={words::RESET_ACT} danger=true open={*open}
                pending={reset.pending} fault={reset.fault()} {on_confirm} on_close={toggle(false)}>
                <p>{ words::RESET_MEANS }</p>
            </ConfirmSheet>
            <TemporaryPassword password={(*password).clone()} {on_done} />
        </>
    }
}
