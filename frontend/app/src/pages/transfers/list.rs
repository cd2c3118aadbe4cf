//! Transfers that concern this level: to do, under way, closed.

use super::filters::{Asked, Filters};
use crate::me::Administrator;
use crate::pages::listing::rows;
use crate::route::Route;
use kit::components::{
    BarAction, EmptyState, IconName, ListRow, PullToRefresh, RefreshButton, Screen, Skeleton, TabPanel, Tabs,
    Tag, Tally, Tone,
};
use kit::hooks::{use_paged, use_query_param, use_remote};
use kit::services::router::href;
use kit::services::{api, platform};
use kit::text::{self, Term as _, titles, transfers as words};
use shared_types::ids::OrgId;
use shared_types::members::code;
use shared_types::orgs::Show as ShowOrg;
use shared_types::transfers::{Box as Pile, List, TransferFilter, TransferRow};
use yew::prelude::*;

/// Properties of [`Transfers`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct TransfersProps {
    /// Who looks.
    pub me: Administrator,
}

/// The list.
#[component]
pub(crate) fn Transfers(props: &TransfersProps) -> Html {
    let (pile, put_pile) = use_query_param("box");
    let (org, on_org) = use_query_param("org");
    let (below, on_below) = use_query_param("below");
    let (kind, on_kind) = use_query_param("kind");
    let (state, on_state) = use_query_param("state");
    let (month, on_month) = use_query_param("month");
    let asked = Asked { pile, org, below, kind, state, month };
    let scope = asked.org.parse::<OrgId>().unwrap_or_else(|_| props.me.org.clone());
    let scope = use_remote(scope, |org| async { api::ask::<ShowOrg>(org).await.map(Some) });
    let found = use_paged(asked.filter(), |filter, cursor| {
        api::call::<List>((), TransferFilter { cursor, ..filter })
    });
    // A transfer that concerns both sides can come with either.
    let found = found.each_once(|row| &row.transfer);
    let puts = [on_org.clone(), on_kind.clone(), on_state.clone(), on_month.clone()];
    let on_clear = Callback::from(move |()| puts.iter().for_each(|put| put.emit(AttrValue::default())));
    let empty = || nothing(&asked, &on_clear);
    let (words_of_all, on_refresh) =
        (found.tally(|| words::shown(found.rows.len(), found.more)), found.reload.clone());
    let selected = AttrValue::from(code(&asked.pile()));
    let on_select = {
        // What is to do has no word in the address.
        put_pile.reform(|pile: AttrValue| if pile == code(&Pile::ToDo) { AttrValue::default() } else { pile })
    };
    let action = html! { <BarAction label={words::START} href={href(&Route::ChooseTransfer)} /> };
    html! {
        <Screen title={titles::TRANSFERS} back={href(&Route::Home)} {action}>
            <Tabs label={words::TABS} name="box" choices={Pile::choices()} selected={selected.clone()} {on_select} />
            <TabPanel name="box" {selected}>
                <Filters me={props.me.clone()} asked={asked.clone()} org={scope.ready().cloned()} {on_org} {on_below} {on_kind} {on_state} {on_month} />
                <PullToRefresh on_refresh={on_refresh.clone()}>
                    <Tally words={words_of_all} end={html! { <RefreshButton {on_refresh} /> }} />
                    <>{ found.view(Skeleton::Rows, None, empty, |found| rows(words::LIST, found, row)) }</>
                </PullToRefresh>
            </TabPanel>
        </Screen>
    }
}

/// Why the list is empty.
fn nothing(asked: &Asked, on_clear: &Callback<()>) -> Html {
    if asked.selects() {
        let action = (AttrValue::Static(words::CLEAR_FILTERS), on_clear.clone());
        return html! { <EmptyState icon={IconName::Filter} title={words::NONE} advice={words::NONE_ADVICE} {action} /> };
    }
    let (icon, title, advice) = match asked.pile() {
        Pile::ToDo => (IconName::Check, words::NOTHING_TO_DO, words::NOTHING_TO_DO_ADVICE),
        Pile::Running => (IconName::Transfers, words::NOTHING_RUNNING, words::NOTHING_RUNNING_ADVICE),
        Pile::Closed => (IconName::Transfers, words::NOTHING_CLOSED, words::NOTHING_CLOSED_ADVICE),
    };
    html! { <EmptyState {icon} {title} {advice} /> }
}

/// One transfer as a row.
pub(crate) fn row(transfer: &TransferRow) -> Html {
    let near = transfer.due.and_then(|due| text::due(due, platform::today().0));
    let end = match near {
        Some((label, tone)) => html! { <Tag {label} {tone} icon={IconName::Clock} /> },
        None => html! { <Tag label={transfer.state.word()} tone={text::transfer_tone(transfer.state)} /> },
    };
    let turn = match (&transfer.turn, transfer.task) {
        (Some(turn), Some(task)) => words::turn(turn, task.word()),
        _ => words::closed(&text::ago(transfer.since, platform::now()), transfer.state),
    };
    let title = html! {
        <span class="cluster">{ &transfer.name }<Tag label={transfer.kind.word()} tone={Tone::Plain} /></span>
    };
    html! {
        <li key={transfer.transfer.to_string()}>
            <ListRow {title} detail={html! { <>{ words::between(&transfer.from_name, &transfer.to_name) }<br />{ turn }</> }}
                {end} href={href(&Route::Transfer(transfer.transfer.clone()))} />
        </li>
    }
}
