//! The level below an organisation, with the way back up, and the search by name.

use super::found::{nothing, path, title, use_found};
use crate::me::Administrator;
use crate::pages::listing::rows;
use crate::route::Route;
use kit::components::{
    ActionTone, BarAction, Breadcrumb, EmptyState, IconName, List, PullToRefresh, RefreshButton, RowAction,
    Screen, SearchBox, Skeleton, SwipeRow, Tag, Tally, Tone,
};
use kit::hooks::{Remote, use_paged, use_query_param, use_remote};
use kit::services::router::{href, push};
use kit::services::{api, platform};
use kit::text::{self, Term as _, everyday, orgs as words, titles};
use shared_types::ids::OrgId;
use shared_types::orgs::{ListChildren, Org, OrgKind, OrgRow, Show};
use shared_types::page::After;
use shared_types::permission::Permission;
use shared_types::search::OrgHit;
use yew::prelude::*;

/// Properties of [`Browse`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct BrowseProps {
    /// Who looks.
    pub me: Administrator,
    /// Whose level below.
    pub org: OrgId,
}

/// One level of the tree.
#[component]
pub(crate) fn Browse(props: &BrowseProps) -> Html {
    let (name, put_name) = use_query_param("name");
    let org = use_remote(props.org.clone(), |org| async { api::ask::<Show>(org).await.map(Some) });
    let level = use_paged(props.org.clone(), |org, cursor| async move {
        api::call::<ListChildren>(org, After { cursor }).await
    });
    let found = use_found(name.to_string(), props.org.clone());
    let here = org.ready().cloned();
    let searching = !name.is_empty();
    let tally = match (&here, searching) {
        (_, true) => {
            found.ready().map(|found| words::found(found.hits.len(), found.more)).unwrap_or_default()
        }
        (Some(org), false) => words::children(org.counts.children),
        (None, false) => String::new(),
    };
    let manages = props.me.may(Permission::ManageOrgs);
    let action = match &here {
        Some(org) if manages && !org.kind.is_branch() => {
            html! { <BarAction label={words::NEW} href={href(&Route::NewOrg(org.org.clone()))} /> }
        }
        Some(_) | None => Html::default(),
    };
    let on_refresh = {
        let (org, level, found) = (org.reload.clone(), level.reload.clone(), found.reload.clone());
        Callback::from(move |()| {
            org.emit(());
            level.emit(());
            found.emit(());
        })
    };
    let empty = || match here.as_ref().filter(|org| org.kind.is_branch()) {
        Some(org) => {
            let details = href(&Route::Org(org.org.clone()));
            let action = (AttrValue::Static(everyday::DETAILS), Callback::from(move |()| push(&details)));
            html! { <EmptyState icon={IconName::Branch} title={words::BRANCH_HAS_NO_LEVEL} {action} /> }
        }
        None => {
            let advice = manages.then_some(words::NO_CHILDREN_ADVICE);
            html! { <EmptyState icon={IconName::Orgs} title={words::NO_CHILDREN} {advice} /> }
        }
    };
    let me = props.me.clone();
    let body = match &org.state {
        Remote::Failed(_) => org.show(Skeleton::Rows, |_| Html::default()),
        Remote::Loading | Remote::Ready(_) | Remote::Empty if searching => {
            found.show(Skeleton::Rows, |found| match found.hits.is_empty() {
                true => nothing(),
                false => html! { <List label={words::FOUND}>{ for found.hits.iter().map(|hit| draw_hit(&me, hit)) }</List> },
            })
        }
        Remote::Loading | Remote::Ready(_) | Remote::Empty => {
            let total = here.as_ref().map(|org| org.counts.children);
            level.view(Skeleton::Rows, total, empty, |found| {
                rows(words::BELOW, found, move |row| draw(&me, row))
            })
        }
    };
    let on_search = put_name.reform(AttrValue::from);
    html! {
        <Screen title={titles::ORGS} back={href(&Route::Home)} {action}>
            <SearchBox label={words::SEARCH} value={name.clone()} {on_search} />
            <Breadcrumb steps={here.as_deref().map(steps).unwrap_or_default()} />
            <PullToRefresh on_refresh={on_refresh.clone()} pending={org.refreshing}>
                <Tally words={tally} end={html! { <RefreshButton {on_refresh} /> }} />
                <>{ body }</>
            </PullToRefresh>
        </Screen>
    }
}

/// The way down to an organisation, as links to each level.
pub(super) fn steps(org: &Org) -> Vec<(AttrValue, AttrValue)> {
    org.path
        .iter()
        .map(|crumb| (crumb.name.clone().into(), href(&Route::OrgsBelow(crumb.org.clone()))))
        .collect()
}

/// The kind of an organisation, or what is more pressing: the end of its term.
fn tag(row: &OrgRow) -> Html {
    match text::term_end(row.term_ends, platform::today().0) {
        Some((label, tone)) => html! { <Tag {label} {tone} /> },
        None => html! { <Tag label={row.kind.word()} tone={Tone::Plain} /> },
    }
}

fn draw(me: &Administrator, row: &OrgRow) -> Html {
    let detail = html! { { words::row(row.secretary.as_deref(), row.counts.members) } };
    line(me, (&row.org, row.kind, &row.name), html! { { &row.name } }, detail, tag(row))
}

fn draw_hit(me: &Administrator, hit: &OrgHit) -> Html {
    let end = html! { <Tag label={hit.kind.word()} tone={Tone::Plain} /> };
    line(me, (&hit.org, hit.kind, &hit.name), title(hit), html! { { path(hit) } }, end)
}

/// A row with the ways on from an organisation.
fn line(
    me: &Administrator,
    (org, kind, name): (&OrgId, OrgKind, &str),
    title: Html,
    detail: Html,
    end: Html,
) -> Html {
    let details = Route::Org(org.clone());
    let below = Route::OrgsBelow(org.clone());
    let go = |label: &'static str, icon: IconName, tone: ActionTone, address: AttrValue| RowAction {
        label: label.into(),
        icon,
        tone,
        on_press: Callback::from(move |()| push(&address)),
    };
    let mut actions = vec![go(everyday::DETAILS, IconName::About, ActionTone::Look, href(&details))];
    if me.may(Permission::ManageOrgs) {
        let edit = href(&Route::EditOrg(org.clone()));
        actions.push(go(everyday::EDIT, IconName::Edit, ActionTone::Change, edit));
    }
    if !kind.is_branch() {
        actions.push(go(words::BELOW, IconName::Orgs, ActionTone::Other, href(&below)));
    }
    actions.push(go(words::MEMBERS, IconName::Members, ActionTone::Other, members_of(org)));
    if me.may(Permission::ManageOrgs) {
        let relocate = href(&Route::MoveOrg(org.clone()));
        actions.push(go(words::MOVE, IconName::Move, ActionTone::Other, relocate));
    }
    let open = if kind.is_branch() { details } else { below };
    html! {
        <li key={org.to_string()}>
            <SwipeRow name={name.to_owned()} {title} {detail} {end} href={href(&open)} {actions} />
        </li>
    }
}

/// The members' list of one organisation.
pub(super) fn members_of(org: &OrgId) -> AttrValue {
    AttrValue::from([&href(&Route::Members), "?org=", org.as_str()].concat())
}

/// The accounts' list of one organisation.
pub(super) fn accounts_of(org: &OrgId) -> AttrValue {
    AttrValue::from([&href(&Route::Accounts), "?org=", org.as_str()].concat())
}
