//! The home screen of a member: the branch, the record, and what is under way.

use crate::pages::members::CallSecretary;
use crate::route::Route;
use kit::components::{
    Body, Bones, Counter, Counters, Hero, IconName, List, ListRow, PullToRefresh, Section, Skeleton, Tag,
    TextSizeSwitch, Tile, Tiles, Tint,
};
use kit::hooks::{Remote, use_remote};
use kit::services::router::href;
use kit::services::{api, platform};
use kit::text::{self, Term as _, home as words, number, titles, transfers};
use shared_types::members::{Branch, CorrectionState, Member, Mine, MyBranch, MyCorrections};
use shared_types::transfers::{Mine as MyTransfers, Transfer};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`MemberHome`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct MemberHomeProps {
    /// The member's name.
    pub name: String,
    /// The branch's name.
    pub branch_name: String,
}

/// The home screen.
#[component]
pub(crate) fn MemberHome(props: &MemberHomeProps) -> Html {
    let home = use_remote((), |()| async {
        // All four are on their way at once.
        let (record, branch, corrections, transfers) = futures_util::future::join4(
            api::ask::<Mine>(()),
            api::ask::<MyBranch>(()),
            api::ask::<MyCorrections>(()),
            api::ask::<MyTransfers>(()),
        )
        .await;
        // Where transfers do not come, the home screen does all the same.
        let transfers = transfers.map(|mine| mine.transfers).unwrap_or_default();
        let running = transfers.into_iter().find(|transfer| !transfer.state.is_closed());
        let waiting =
            corrections?.corrections.iter().filter(|each| each.state == CorrectionState::Waiting).count();
        Ok(Some((record?, Rc::new(branch?), u32::try_from(waiting).unwrap_or_default(), running)))
    });
    let below = home.ready().map_or_else(
        || "\u{a0}".to_owned(),
        |home| {
            let record = &home.0.particulars;
            words::party_age(record.joined.years_until(platform::today().0), record.kind.word())
        },
    );
    html! {
        <div class="screen">
            <Hero above={props.branch_name.clone()} title={words::comrade(&props.name)} {below} action={html! { <TextSizeSwitch /> }} />
            <Body>
                <PullToRefresh on_refresh={home.reload.clone()} pending={home.refreshing}>
                    {
                        match &home.state {
                            Remote::Loading => html! { <Bones of={Skeleton::Home} /> },
                            Remote::Ready(home) => html! {
                                <>
                                    <Counters counters={counters(&home.0, &home.1, home.2)} />
                                    <Tiles label={words::FUNCTIONS} tiles={tiles(home.2, home.3.is_some())} />
                                    <>{ home.3.as_ref().map(running).unwrap_or_default() }</>
                                    { branch(&home.1) }
                                </>
                            },
                            Remote::Empty | Remote::Failed(_) => html! {
                                <>
                                    <div class="card">{ home.show(Skeleton::Home, |_| Html::default()) }</div>
                                    <Tiles label={words::FUNCTIONS} tiles={tiles(0, false)} />
                                </>
                            },
                        }
                    }
                </PullToRefresh>
            </Body>
        </div>
    }
}

fn counters(member: &Member, branch: &Branch, waiting: u32) -> Vec<Counter> {
    let years = member.particulars.joined.years_until(platform::today().0);
    let counter = |count: u32, label: &'static str, route: Route| Counter {
        figure: number(count).into(),
        label: label.into(),
        href: Some(href(&route)),
    };
    vec![
        counter(u32::from(years), words::PARTY_YEARS, Route::MyRecord),
        counter(waiting, words::MY_WAITING, Route::MyCorrections),
        counter(branch.members, words::BRANCH_MEMBERS, Route::MyBranch),
    ]
}

fn tiles(waiting: u32, transfer: bool) -> Vec<Tile> {
    let tile = |icon: IconName, tint: Tint, label: &'static str, route: Route, waiting: u32| Tile {
        icon,
        tint,
        label: label.into(),
        href: href(&route),
        waiting,
    };
    vec![
        tile(IconName::Branch, Tint::Red, words::MY_BRANCH, Route::MyBranch, 0),
        tile(IconName::Person, Tint::Red, words::MY_RECORD, Route::MyRecord, 0),
        tile(IconName::Transfers, Tint::Blue, words::MY_TRANSFERS, Route::MyTransfers, transfer.into()),
        tile(IconName::Correction, Tint::Blue, words::MY_CORRECTIONS, Route::MyCorrections, waiting),
        tile(IconName::Eye, Tint::Green, words::MY_VIEWINGS, Route::MyViewings, 0),
        tile(IconName::Install, Tint::Blue, words::INSTALL, Route::Install, 0),
        tile(IconName::Settings, Tint::Gold, words::SETTINGS, Route::Settings, 0),
    ]
}

/// The transfer that is under way: how far it is, and whether it is late.
fn running(transfer: &Transfer) -> Html {
    let near = transfer.due.and_then(|due| text::due(due, platform::today().0));
    let end = match near {
        Some((label, tone)) => html! { <Tag {label} {tone} icon={IconName::Clock} /> },
        None => html! { <Tag label={transfer.state.word()} tone={text::transfer_tone(transfer.state)} /> },
    };
    let turn = transfer.ahead.first().map(|turn| transfers::turn(&turn.org_name, turn.task.word()));
    html! {
        <Section title={titles::MY_TRANSFERS}>
            <List label={titles::MY_TRANSFERS}>
                <li key="transfer">
                    <ListRow title={html! { { transfer.kind.word() } }}
                        detail={html! { <>{ transfers::between(&transfer.from.name, &transfer.to.name) }<br />{ turn.unwrap_or_default() }</> }}
                        {end} href={href(&Route::MyTransfers)} />
                </li>
            </List>
        </Section>
    }
}

fn branch(branch: &Rc<Branch>) -> Html {
    html! {
        <Section title={words::MY_BRANCH}>
            <List label={words::MY_BRANCH}>
                <li key="branch">
                    <ListRow title={html! { { &branch.name } }} detail={html! { { words::secretary(branch.secretary.as_deref()) } }} href={href(&Route::MyBranch)} />
                </li>
            </List>
            <CallSecretary branch={branch.clone()} />
        </Section>
    }
}
