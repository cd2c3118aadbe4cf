//! Members of this level and below: all of them or those that a search finds, by organisation, kind and standing.

use super::export::ExportSheet;
use super::filters::{Asked, Filters};
use crate::me::Administrator;
use crate::pages::listing::rows;
use crate::route::Route;
use kit::components::{
    ActionTone, BarAction, EmptyState, Face, IconName, List as ListOf, PullToRefresh, RefreshButton,
    RowAction, Screen, SearchBox, Skeleton, SwipeRow, Tag, Tally, Tone, marked,
};
use kit::hooks::{use_paged, use_query_param, use_remote};
use kit::services::router::{href, push};
use kit::services::{api, platform};
use kit::text::{self, Term as _, everyday, members as words, titles};
use shared_types::ids::OrgId;
use shared_types::members::{List, MemberFilter, MemberKind, MemberRow, Standing};
use shared_types::orgs::Show as ShowOrg;
use shared_types::permission::Permission;
use shared_types::search::{FindMembers, MemberSearch, is_number};
use yew::prelude::*;

/// Properties of [`Members`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct MembersProps {
    /// Who looks.
    pub me: Administrator,
}

/// What was typed into the search, and where it is looked for; `None` where nothing was typed, or a number that is not
/// whole yet.
fn search(typed: &str, asked: &Asked) -> Option<MemberSearch> {
    let MemberFilter { org: below, kind, standing, .. } = asked.filter();
    api::checked(MemberSearch { text: typed.to_owned(), below, kind, standing }).ok()
}

/// The roll.
#[component]
pub(crate) fn Members(props: &MembersProps) -> Html {
    let (org, put_org) = use_query_param("org");
    let (name, put_name) = use_query_param("name");
    let (kind, put_kind) = use_query_param("kind");
    let (standing, put_standing) = use_query_param("standing");
    let number = use_state_eq(String::new);
    let exporting = use_state_eq(|| false);
    let asked = Asked { org: org.clone(), name: name.clone(), kind, standing };
    let typed = if number.is_empty() { name.clone() } else { AttrValue::from((*number).clone()) };
    let searching = !typed.is_empty();
    let looked_for = search(&typed, &asked);
    let scope = org.parse::<OrgId>().unwrap_or_else(|_| props.me.org.clone());
    let org = use_remote(scope, |org| async { api::ask::<ShowOrg>(org).await.map(Some) });
    let members =
        use_paged(Asked { name: AttrValue::default(), ..asked.clone() }, |asked, cursor| async move {
            api::call::<List>((), MemberFilter { cursor, ..asked.filter() }).await
        });
    let found = use_remote(looked_for.clone(), |looked_for| async move {
        match looked_for {
            Some(looked_for) => api::call::<FindMembers>((), looked_for).await.map(Some),
            None => Ok(None),
        }
    });
    let on_search = {
        let (number, put_name) = (number.clone(), put_name.clone());
        Callback::from(move |typed: String| {
            if is_number(&typed) {
                number.set(typed);
                put_name.emit(AttrValue::default());
            } else {
                number.set(String::new());
                put_name.emit(typed.into());
            }
        })
    };
    let on_clear = {
        let (number, name, kind, standing) =
            (number.clone(), put_name.clone(), put_kind.clone(), put_standing.clone());
        Callback::from(move |()| {
            number.set(String::new());
            for put in [&name, &kind, &standing] {
                put.emit(AttrValue::default());
            }
        })
    };
    let total = org.ready().filter(|_| !asked.selects()).map(|org| org.counts.members);
    let tally = match (searching, total) {
        (true, _) => {
            found.ready().map(|found| words::found(found.hits.len(), found.more)).unwrap_or_default()
        }
        (false, Some(total)) => words::count(total),
        (false, None) => members.tally(|| words::shown(members.rows.len(), members.more)),
    };
    let empty = || match asked.selects() {
        true => {
            let action = (AttrValue::Static(words::CLEAR_FILTERS), on_clear.clone());
            html! { <EmptyState icon={IconName::Filter} title={words::NONE} advice={words::NONE_ADVICE} {action} /> }
        }
        false => {
            html! { <EmptyState icon={IconName::Members} title={words::NONE_YET} advice={words::NONE_YET_ADVICE} /> }
        }
    };
    let none_found = || match number.is_empty() {
        true => empty(),
        false => {
            html! { <EmptyState icon={IconName::Search} title={words::NUMBER_NONE} advice={words::NUMBER_NONE_ADVICE} /> }
        }
    };
    let partial = || {
        html! { <EmptyState icon={IconName::Search} title={words::NUMBER_PARTIAL} advice={words::NUMBER_PARTIAL_ADVICE} /> }
    };
    let manages = props.me.may(Permission::ManageMembers);
    let action = if manages {
        // Who is added while a branch's roll is shown joins that branch; the form passes over what is none.
        let at = [&href(&Route::NewMember), "?branch=", &asked.org].concat();
        html! { <BarAction label={words::ADD} href={at} /> }
    } else {
        Html::default()
    };
    let toggle = |to: bool| {
        let exporting = exporting.clone();
        Callback::from(move |()| exporting.set(to))
    };
    let on_refresh = {
        let (org, members, found) = (org.reload.clone(), members.reload.clone(), found.reload.clone());
        Callback::from(move |()| {
            org.emit(());
            members.emit(());
            found.emit(());
        })
    };
    let end = html! {
        <span class="cluster">
            <button type="button" class="link" onclick={toggle(true).reform(|_: MouseEvent| ())}>{ words::EXPORT }</button>
            <RefreshButton on_refresh={on_refresh.clone()} />
        </span>
    };
    let on_branch = put_org.clone();
    let list = if searching {
        found.view(Skeleton::Rows, partial, |found| match found.hits.is_empty() {
            true => none_found(),
            false => {
                let drawn = found.hits.iter().map(|hit| draw(manages, &on_branch, &hit.row, &hit.marks));
                html! { <ListOf label={words::LIST}>{ for drawn }</ListOf> }
            }
        })
    } else {
        let on_branch = on_branch.clone();
        members.view(Skeleton::Rows, total, empty, |found| {
            rows(words::LIST, found, move |row| draw(manages, &on_branch, row, &[]))
        })
    };
    html! {
        <Screen title={titles::MEMBERS} back={href(&Route::Home)} {action}>
            <SearchBox label={words::SEARCH} value={typed} {on_search} />
            <Filters me={props.me.clone()} asked={asked.clone()} org={org.ready().cloned()} on_org={put_org} on_kind={put_kind} on_standing={put_standing} />
            <PullToRefresh {on_refresh} pending={org.refreshing}>
                <Tally words={tally} {end} />
                <>{ list }</>
            </PullToRefresh>
            <ExportSheet asked={asked} {searching} open={*exporting} on_close={toggle(false)} />
        </Screen>
    }
}

fn draw(manages: bool, on_branch: &Callback<AttrValue>, row: &MemberRow, marks: &[u8]) -> Html {
    let open = href(&Route::Member(row.member.clone()));
    let branch = AttrValue::from(row.branch.to_string());
    let go = |address: AttrValue| Callback::from(move |()| push(&address));
    let mut actions = vec![RowAction {
        label: everyday::DETAILS.into(),
        icon: IconName::About,
        tone: ActionTone::Look,
        on_press: go(open.clone()),
    }];
    if manages {
        let edit = href(&Route::EditMember(row.member.clone()));
        actions.push(RowAction {
            label: everyday::EDIT.into(),
            icon: IconName::Edit,
            tone: ActionTone::Change,
            on_press: go(edit),
        });
    }
    actions.push(RowAction {
        label: words::ONLY_THIS_BRANCH.into(),
        icon: IconName::Filter,
        tone: ActionTone::Other,
        on_press: {
            let branch = branch.clone();
            on_branch.reform(move |()| branch.clone())
        },
    });
    let age = row.born.years_until(platform::today().0);
    let title = html! {
        <span class="cluster">
            <>{ marked(&row.name, marks) }</>
            <>if row.kind == MemberKind::Probationary { <Tag label={row.kind.word()} tone={Tone::Plain} /> }</>
            <>if row.standing != Standing::Normal { <Tag label={row.standing.word()} tone={text::standing_tone(row.standing)} /> }</>
        </span>
    };
    let aside = html! {
        <button type="button" class="row__org" aria-label={words::filter_by(&row.branch_name)}
            onclick={on_branch.reform(move |_: MouseEvent| branch.clone())}>{ &row.branch_name }</button>
    };
    html! {
        <li key={row.member.to_string()}>
            <SwipeRow name={row.name.clone()} lead={html! { <Face name={row.name.clone()} /> }} {title}
                detail={html! { { words::row(row.sex.word(), age) } }} {aside} href={open} {actions} />
        </li>
    }
}
