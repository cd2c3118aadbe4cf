//! Corrections that wait for a decision.

use crate::pages::listing::rows;
use crate::route::Route;
use kit::components::{
    EmptyState, Face, IconName, ListRow, PullToRefresh, RefreshButton, Screen, Skeleton, Tally,
};
use kit::hooks::use_paged;
use kit::services::router::href;
use kit::services::{api, platform};
use kit::text::{self, Term as _, home, members as words, number, titles};
use shared_types::members::{Correction, ListCorrections};
use shared_types::page::After;
use yew::prelude::*;

/// The waiting list.
#[component]
pub(crate) fn Corrections() -> Html {
    let waiting = use_paged((), |(), cursor| api::call::<ListCorrections>((), After { cursor }));
    let count = u32::try_from(waiting.rows.len()).unwrap_or(u32::MAX);
    let tally = waiting.tally(|| [home::WAITING_CORRECTIONS, " ", &number(count), " 份"].concat());
    let empty = || html! { <EmptyState icon={IconName::Check} title={words::NO_CORRECTIONS} advice={words::NO_CORRECTIONS_ADVICE} /> };
    let on_refresh = waiting.reload.clone();
    html! {
        <Screen title={titles::CORRECTIONS} back={href(&Route::Home)}>
            <PullToRefresh on_refresh={on_refresh.clone()}>
                <Tally words={tally} end={html! { <RefreshButton {on_refresh} /> }} />
                <>{ waiting.view(Skeleton::Rows, None, empty, |found| rows(titles::CORRECTIONS, found, row)) }</>
            </PullToRefresh>
        </Screen>
    }
}

/// One correction as a row.
pub(crate) fn row(correction: &Correction) -> Html {
    let fields: Vec<&str> = correction.changes.iter().map(|change| change.field.word()).collect();
    let when = text::ago(correction.proposed, platform::now());
    html! {
        <li key={correction.correction.to_string()}>
            <ListRow lead={html! { <Face name={correction.name.clone()} /> }} title={html! { { &correction.name } }}
                detail={html! { <>{ words::fields(&fields) }<br />{ words::proposed_by(&correction.branch_name, &when) }</> }}
                href={href(&Route::Correction(correction.correction.clone()))} />
        </li>
    }
}
