//! The home screen of an organisation: what waits on top, then the functions.

use crate::me::Administrator;
use crate::pages::members::correction_row;
use crate::route::Route;
use kit::components::{
    Body, Bones, Counter, Counters, Hero, IconName, List, ListRow, PullToRefresh, Section, Skeleton, Tag,
    TextSizeSwitch, Tile, Tiles, Tint, Tone,
};
use kit::hooks::{Remote, use_remote};
use kit::services::router::href;
use kit::services::{api, platform};
use kit::text::{self, Term as _, home as words, number};
use shared_types::members::{Correction, ListCorrections};
use shared_types::orgs::{Home, Org};
use shared_types::page::After;
use shared_types::permission::Permission;
use shared_types::transfers::{Home as Turns, Waiting};
use yew::prelude::*;

/// Corrections shown on the home screen.
const FIRST: usize = 3;

/// Properties of [`OrgHome`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct OrgHomeProps {
    /// Whose home.
    pub me: Administrator,
}

/// The home screen.
#[component]
pub(crate) fn OrgHome(props: &OrgHomeProps) -> Html {
    let me = &props.me;
    let home = use_remote((), |()| async { api::ask::<Home>(()).await.map(Some) });
    let decides = me.may(Permission::ManageMembers);
    let waiting = use_remote(decides, |decides| async move {
        if !decides {
            return Ok(None);
        }
        let page = api::call::<ListCorrections>((), After::default()).await?;
        Ok((!page.rows.is_empty()).then_some(page.rows))
    });
    let transfers = me.may(Permission::ManageTransfers);
    let turns = use_remote(transfers, |transfers| async move {
        if !transfers {
            return Ok(None);
        }
        api::ask::<Turns>(()).await.map(Some)
    });
    let on_refresh = {
        let (home, waiting, turns) = (home.reload.clone(), waiting.reload.clone(), turns.reload.clone());
        Callback::from(move |()| {
            home.emit(());
            waiting.emit(());
            turns.emit(());
        })
    };
    // Where this number does not come, the home screen does all the same.
    let turns = turns.ready().map(|turns| **turns).unwrap_or_default();
    // The line keeps its place while the numbers are on their way.
    let below = home.ready().map_or_else(
        || "\u{a0}".to_owned(),
        |home| words::counts(home.org.counts.orgs, home.org.counts.members),
    );
    let functions =
        |waiting: u32| html! { <Tiles label={words::FUNCTIONS} tiles={tiles(me, waiting, turns)} /> };
    html! {
        <div class="screen">
            <Hero above={words::signed_in_as(&me.name, me.role.word())} title={me.org_name.clone()} {below} action={html! { <TextSizeSwitch /> }} />
            <Body>
                <PullToRefresh {on_refresh} pending={home.refreshing}>
                    {
                        match &home.state {
                            Remote::Loading => html! { <Bones of={Skeleton::Home} /> },
                            Remote::Ready(home) => html! {
                                <>
                                    <Counters counters={counters(&home.org, decides, transfers.then_some(turns))} />
                                    { functions(home.org.counts.corrections) }
                                    { for_me(turns, waiting.ready().map(|rows| rows.as_slice()).unwrap_or_default()) }
                                    { ours(&home.org) }
                                </>
                            },
                            // The functions still open when the numbers do not come.
                            Remote::Empty | Remote::Failed(_) => html! {
                                <>
                                    <div class="card">{ home.show(Skeleton::Home, |_| Html::default()) }</div>
                                    { functions(0) }
                                </>
                            },
                        }
                    }
                </PullToRefresh>
            </Body>
        </div>
    }
}

fn counters(org: &Org, decides: bool, turns: Option<Waiting>) -> Vec<Counter> {
    let counter = |count: u32, label: &'static str, href: Option<AttrValue>| Counter {
        figure: number(count).into(),
        label: label.into(),
        href,
    };
    let corrections = counter(
        org.counts.corrections,
        words::WAITING_CORRECTIONS,
        decides.then(|| href(&Route::Corrections)),
    );
    let members = counter(org.counts.members, words::MEMBER_COUNT, Some(href(&Route::Members)));
    match turns {
        Some(turns) => {
            let figure = text::waiting(turns.to_do.into()).into();
            let transfers = counter(0, words::WAITING_TRANSFERS, Some(href(&Route::Transfers)));
            vec![Counter { figure, ..transfers }, corrections, members]
        }
        None => vec![corrections, members],
    }
}

fn tiles(me: &Administrator, waiting: u32, turns: Waiting) -> Vec<Tile> {
    let tile = |icon: IconName, tint: Tint, label: &'static str, route: Route, waiting: u32| Tile {
        icon,
        tint,
        label: label.into(),
        href: href(&route),
        waiting,
    };
    let all = [
        tile(IconName::Orgs, Tint::Red, words::ORGS, Route::Orgs, 0),
        tile(IconName::Members, Tint::Red, words::MEMBERS, Route::Members, 0),
        tile(IconName::Transfers, Tint::Blue, words::TRANSFERS, Route::Transfers, turns.to_do.into()),
        tile(IconName::Person, Tint::Gold, words::NEW_MEMBER, Route::NewMember, 0),
        tile(IconName::Correction, Tint::Blue, words::CORRECTIONS, Route::Corrections, waiting),
        tile(IconName::Accounts, Tint::Green, words::ACCOUNTS, Route::Accounts, 0),
        tile(IconName::Install, Tint::Blue, words::INSTALL, Route::Install, 0),
        tile(IconName::Settings, Tint::Gold, words::SETTINGS, Route::Settings, 0),
    ];
    all.into_iter().filter(|tile| opens(me, &tile.href)).collect()
}

/// A function that would be refused does not appear.
fn opens(me: &Administrator, address: &str) -> bool {
    use crate::route::Audience;
    use kit::services::router::Route as _;
    match Route::from_path(address).audience() {
        Audience::Administrator(needed) => me.may(needed),
        Audience::Anyone | Audience::SignedIn => true,
        Audience::Oneself => false,
    }
}

/// What waits for a decision here; nothing where nothing does.
fn for_me(turns: Waiting, corrections: &[Correction]) -> Html {
    if turns.to_do == 0 && corrections.is_empty() {
        return Html::default();
    }
    let more = (!corrections.is_empty()).then(|| (AttrValue::Static(words::ALL), href(&Route::Corrections)));
    html! {
        <Section title={words::FOR_ME} {more}>
            <List label={words::FOR_ME}>
                <>if turns.to_do > 0 { { turns_row(turns) } }</>
                { for corrections.iter().take(FIRST).map(correction_row) }
            </List>
        </Section>
    }
}

/// The transfers whose turn is here, with a warning where some are late.
fn turns_row(turns: Waiting) -> Html {
    let late = (turns.overdue > 0).then(|| {
        html! { <Tag label={words::transfers_overdue(turns.overdue)} tone={Tone::Bad} icon={IconName::Alert} /> }
    });
    html! {
        <li key="transfers">
            <ListRow lead={html! { <span class="face">{ IconName::Transfers.draw() }</span> }} title={html! { { words::TRANSFERS_FOR_ME } }}
                detail={html! { { words::transfers_to_do(turns.to_do) } }} end={late} href={href(&Route::Transfers)} />
        </li>
    }
}

fn ours(org: &Org) -> Html {
    let end = text::term_end(org.term_ends, platform::today().0).map_or_else(
        || html! { <Tag label={org.kind.word()} tone={Tone::Plain} /> },
        |(label, tone)| html! { <Tag {label} {tone} /> },
    );
    html! {
        <Section title={words::OUR_ORG}>
            <List label={words::OUR_ORG}>
                <li key="org">
                    <ListRow title={html! { { &org.name } }} detail={html! { { words::secretary(org.secretary.as_deref()) } }} {end} href={href(&Route::Org(org.org.clone()))} />
                </li>
            </List>
        </Section>
    }
}
