//! Accounts of an organisation and all below it.

use super::field::OrgSheet;
use super::level::fits_any;
use crate::me::Administrator;
use crate::pages::listing::rows;
use crate::route::Route;
use kit::components::{
    BarAction, ChipButton, EmptyState, Face, IconName, ListRow, PullToRefresh, RefreshButton, Screen,
    SearchBox, Skeleton, Tag, Tally, Tone,
};
use kit::hooks::{use_paged, use_query_param, use_remote};
use kit::services::api;
use kit::services::router::href;
use kit::text::{Term as _, accounts as words, orgs, titles};
use shared_types::ids::OrgId;
use shared_types::orgs::{Account, AccountFilter, ListAccounts, Org, Show};
use shared_types::permission::Permission;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Accounts`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct AccountsProps {
    /// Who looks.
    pub me: Administrator,
}

/// The list of accounts.
#[component]
pub(crate) fn Accounts(props: &AccountsProps) -> Html {
    let (name, put_name) = use_query_param("name");
    let (org, put_org) = use_query_param("org");
    let choosing = use_state(|| false);
    let scope = org.parse::<OrgId>().unwrap_or_else(|_| props.me.org.clone());
    let narrowed = scope != props.me.org;
    let scope_name = use_remote(scope.clone(), |org| async { api::ask::<Show>(org).await.map(Some) });
    let accounts = use_paged((scope.clone(), name.clone()), |(org, name), cursor| {
        let name = (!name.is_empty()).then(|| name.to_string());
        api::call::<ListAccounts>(org, AccountFilter { name, cursor })
    });
    let action = if props.me.may(Permission::ManageAccounts) {
        let new = href(&Route::NewAccount);
        let new = if narrowed { AttrValue::from([&new, "?org=", scope.as_str()].concat()) } else { new };
        html! { <BarAction label={orgs::NEW} href={new} /> }
    } else {
        Html::default()
    };
    let toggle = |to: bool| {
        let choosing = choosing.clone();
        Callback::from(move |()| choosing.set(to))
    };
    let on_choose = {
        let mine = props.me.org.clone();
        put_org.reform(move |org: Rc<Org>| {
            if org.org == mine { AttrValue::default() } else { AttrValue::from(org.org.to_string()) }
        })
    };
    let chip = match scope_name.ready() {
        Some(org) if narrowed => AttrValue::from(org.name.clone()),
        Some(_) | None => AttrValue::Static(kit::text::members::ALL_ORGS),
    };
    let searching = !name.is_empty();
    let empty = || match searching {
        true => {
            html! { <EmptyState icon={IconName::Search} title={words::NOT_FOUND} advice={words::NOT_FOUND_ADVICE} /> }
        }
        false => {
            html! { <EmptyState icon={IconName::Accounts} title={words::NONE} advice={words::NONE_ADVICE} /> }
        }
    };
    let tally = accounts.tally(|| match accounts.more {
        true => orgs::found(accounts.rows.len(), true),
        false => words::shown(accounts.rows.len()),
    });
    let on_refresh = accounts.reload.clone();
    html! {
        <Screen title={titles::ACCOUNTS} back={href(&Route::Home)} {action}>
            <SearchBox label={words::SEARCH} value={name.clone()} on_search={put_name.reform(AttrValue::from)} />
            <div class="chips"><ChipButton label={chip} active={narrowed} on_press={toggle(true)} /></div>
            <PullToRefresh on_refresh={on_refresh.clone()}>
                <Tally words={tally} end={html! { <RefreshButton {on_refresh} /> }} />
                <>{ accounts.view(Skeleton::Rows, None, empty, |found| rows(titles::ACCOUNTS, found, draw)) }</>
            </PullToRefresh>
            <OrgSheet title={orgs::CHOOSE_ORG} top={props.me.org.clone()} at={Some(scope)} objection={fits_any()} open={*choosing}
                {on_choose} on_close={toggle(false)} />
        </Screen>
    }
}

fn draw(account: &Account) -> Html {
    let end = account.disabled.then(|| html! { <Tag label={words::DISABLED} tone={Tone::Bad} /> });
    html! {
        <li key={account.account.to_string()}>
            <ListRow lead={html! { <Face name={account.name.clone()} /> }} title={html! { { &account.name } }}
                detail={html! { { words::row(account.role.word(), &account.org_name) } }} {end}
                href={href(&Route::Account(account.account.clone()))} />
        </li>
    }
}
