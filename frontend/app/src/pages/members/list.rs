//! Members of this level and below: by name, by exact number, by organisation, kind and standing.

use super::export::ExportSheet;
use super::filters::{Asked, Filters};
use crate::me::Administrator;
use crate::pages::listing::rows;
use crate::route::Route;
use kit::components::{
    ActionTone, BarAction, EmptyState, Face, IconName, PullToRefresh, RefreshButton, RowAction, Screen,
    SearchBox, Skeleton, SwipeRow, Tag, Tally, Tone,
};
use kit::hooks::{use_paged, use_query_param, use_remote};
use kit::services::router::{href, push};
use kit::services::{api, platform};
use kit::text::{self, Term as _, everyday, members as words, titles};
use shared_types::ids::OrgId;
use shared_types::members::{Find, List, MemberKind, MemberRow, Number, Standing};
use shared_types::orgs::Show as ShowOrg;
use shared_types::page::Page;
use shared_types::permission::Permission;
use yew::prelude::*;

/// Properties of [`Members`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct MembersProps {
    /// Who looks.
    pub me: Administrator,
}

/// Digits are a number, letters a name.
fn is_number(typed: &str) -> bool {
    typed.starts_with(|c: char| c.is_ascii_digit())
}

/// What the list shows: filtered pages, or whoever has exactly this number. A number never gets into the
/// address, where logs and histories would keep it.
#[derive(Debug, Clone, PartialEq)]
enum Question {
    Filter(Asked),
    Number(String),
    /// A number that is not whole yet: nothing is asked.
    Part,
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
    let question = if number.is_empty() {
        Question::Filter(asked.clone())
    } else {
        match api::checked(Number { number: number.to_string() }) {
            Ok(number) => Question::Number(number.number),
            Err(_) => Question::Part,
        }
    };
    let scope = org.parse::<OrgId>().unwrap_or_else(|_| props.me.org.clone());
    let org = use_remote(scope, |org| async { api::ask::<ShowOrg>(org).await.map(Some) });
    let members = use_paged(question.clone(), |question, cursor| async move {
        match question {
            Question::Filter(asked) => {
                let filter = shared_types::members::MemberFilter { cursor, ..asked.filter() };
                api::call::<List>((), filter).await
            }
            Question::Number(number) => api::call::<Find>((), Number { number }).await,
            Question::Part => Ok(Page { rows: Vec::new(), next: None }),
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
    let total = match (&question, org.ready()) {
        (Question::Filter(asked), Some(org)) if !asked.selects() => Some(org.counts.members),
        _ => None,
    };
    let tally = match total {
        Some(total) => words::count(total),
        None => members.tally(|| words::shown(members.rows.len(), members.more)),
    };
    let empty = || match &question {
        Question::Part => {
            html! { <EmptyState icon={IconName::Search} title={words::NUMBER_PARTIAL} advice={words::NUMBER_PARTIAL_ADVICE} /> }
        }
        Question::Number(_) => {
            html! { <EmptyState icon={IconName::Search} title={words::NUMBER_NONE} advice={words::NUMBER_NONE_ADVICE} /> }
        }
        Question::Filter(asked) if asked.selects() => {
            let action = (AttrValue::Static(words::CLEAR_FILTERS), on_clear.clone());
            html! { <EmptyState icon={IconName::Filter} title={words::NONE} advice={words::NONE_ADVICE} {action} /> }
        }
        Question::Filter(_) => {
            html! { <EmptyState icon={IconName::Members} title={words::NONE_YET} advice={words::NONE_YET_ADVICE} /> }
        }
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
        let (org, members) = (org.reload.clone(), members.reload.clone());
        Callback::from(move |()| {
            org.emit(());
            members.emit(());
        })
    };
    let end = html! {
        <span class="cluster">
            <button type="button" class="link" onclick={toggle(true).reform(|_: MouseEvent| ())}>{ words::EXPORT }</button>
            <RefreshButton on_refresh={on_refresh.clone()} />
        </span>
    };
    let shown = if number.is_empty() { name } else { AttrValue::from((*number).clone()) };
    let on_branch = put_org.clone();
    html! {
        <Screen title={titles::MEMBERS} back={href(&Route::Home)} {action}>
            <SearchBox label={words::SEARCH} value={shown} {on_search} />
            <Filters me={props.me.clone()} asked={asked.clone()} org={org.ready().cloned()} on_org={put_org} on_kind={put_kind} on_standing={put_standing} />
            <PullToRefresh {on_refresh} pending={org.refreshing}>
                <Tally words={tally} {end} />
                <>
                    { members.view(Skeleton::Rows, total, empty, |found| rows(words::LIST, found, move |row| draw(manages, &on_branch, row))) }
                </>
            </PullToRefresh>
            <ExportSheet asked={asked} by_number={!number.is_empty()} open={*exporting} on_close={toggle(false)} />
        </Screen>
    }
}

fn draw(manages: bool, on_branch: &Callback<AttrValue>, row: &MemberRow) -> Html {
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
            { &row.name }
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

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn digits_are_a_number_and_letters_a_name() {
        for (typed, number) in [("", false), ("王", false), ("3213", true), ("138 1234", true), ("X1", false)]
        {
            assert_eq!(is_number(typed), number, "{typed}");
        }
    }
}
