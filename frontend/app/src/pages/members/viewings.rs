//! Who looked at a record: for administrators, and for the member themselves.

use crate::pages::listing::rows;
use crate::route::Route;
use kit::components::{EmptyState, IconName, ListRow, RefreshButton, Screen, Skeleton, Tally};
use kit::hooks::{Paged, use_paged};
use kit::services::router::href;
use kit::services::{api, platform};
use kit::text::{self, Term as _, members as words, titles};
use shared_types::ids::MemberId;
use shared_types::members::{ListViewings, MyViewings as Mine, Viewed, Viewing};
use shared_types::page::After;
use yew::prelude::*;

/// Properties of [`Viewings`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct ViewingsProps {
    /// Whose record.
    pub member: MemberId,
}

/// Who looked at a member's record.
#[component]
pub(crate) fn Viewings(props: &ViewingsProps) -> Html {
    let viewings =
        use_paged(props.member.clone(), |member, cursor| api::call::<ListViewings>(member, After { cursor }));
    html! {
        <Screen title={titles::VIEWINGS} back={href(&Route::Member(props.member.clone()))}>
            { list(&viewings, None) }
        </Screen>
    }
}

/// Who looked at one's own record.
#[component]
pub(crate) fn MyViewings() -> Html {
    let viewings = use_paged((), |(), cursor| api::call::<Mine>((), After { cursor }));
    html! {
        <Screen title={titles::MY_VIEWINGS} back={href(&Route::Home)}>
            <p class="quiet">{ words::VIEWINGS_HINT }</p>
            { list(&viewings, Some(words::NO_VIEWINGS_MINE)) }
        </Screen>
    }
}

fn list(viewings: &Paged<Viewing>, advice: Option<&'static str>) -> Html {
    let empty = || html! { <EmptyState icon={IconName::Eye} title={words::NO_VIEWINGS} {advice} /> };
    let tally = viewings.tally(|| words::LATEST_FIRST.to_owned());
    html! {
        <>
            <Tally words={tally} end={html! { <RefreshButton on_refresh={viewings.reload.clone()} /> }} />
            <>{ viewings.view(Skeleton::Rows, None, empty, |found| rows(words::VIEWINGS, found, draw)) }</>
        </>
    }
}

fn draw(viewing: &Viewing) -> Html {
    let icon = match viewing.what {
        Viewed::Record => IconName::Eye,
        Viewed::IdNumber | Viewed::Letter => IconName::Accounts,
        Viewed::Mobile => IconName::Phone,
    };
    let when = text::moment(viewing.at, platform::now());
    let key = [viewing.at.to_string().as_str(), viewing.by.as_str(), viewing.what.word()].concat();
    html! {
        <li {key}>
            <ListRow lead={icon.draw()} title={html! { { viewing.what.word() } }}
                detail={html! { <>{ words::viewed_by(&viewing.by, &viewing.org_name) }<br /><span class="num">{ when }</span></> }} />
        </li>
    }
}
