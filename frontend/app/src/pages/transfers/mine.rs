//! One's own transfers: the running one with its live course, the earlier ones below.

use super::course;
use crate::route::Route;
use kit::components::{
    Banner, Button, ButtonKind, EmptyState, IconName, Screen, Section, Skeleton, Tag, Timeline, Tone,
};
use kit::hooks::use_live;
use kit::services::router::href;
use kit::services::{api, platform};
use kit::text::{self, Term as _, titles, transfers as words};
use shared_types::transfers::{Mine, Transfer};
use yew::prelude::*;

/// 我的组织关系
#[component]
pub(crate) fn MyTransfers() -> Html {
    let mine = use_live(
        (),
        |()| async {
            let answer = api::ask::<Mine>(()).await?;
            Ok((!answer.transfers.is_empty()).then_some(answer))
        },
        |answer| answer.transfers.iter().any(|transfer| !transfer.state.is_closed()),
    );
    let empty = || html! { <EmptyState icon={IconName::Transfers} title={words::MINE_NONE} advice={words::MINE_NONE_ADVICE} /> };
    html! {
        <Screen title={titles::MY_TRANSFERS} back={href(&Route::Home)}>
            { mine.view(Skeleton::Facts, empty, |answer| {
                let (running, earlier): (Vec<&Transfer>, Vec<&Transfer>) =
                    answer.transfers.iter().partition(|transfer| !transfer.state.is_closed());
                html! {
                    <>
                        <>{ for running.into_iter().map(now) }</>
                        <>
                            if !earlier.is_empty() {
                                <Section title={words::MINE_EARLIER}><div class="stack">{ for earlier.into_iter().map(before) }</div></Section>
                            }
                        </>
                    </>
                }
            }) }
        </Screen>
    }
}

/// What it is, from where to where.
fn head(transfer: &Transfer) -> Html {
    html! {
        <>
            <div class="between">
                <h2 class="card__title">{ transfer.kind.word() }</h2>
                <Tag label={transfer.state.word()} tone={text::transfer_tone(transfer.state)} />
            </div>
            <p class="quiet">{ words::between(&transfer.from.name, &transfer.to.name) }</p>
        </>
    }
}

/// The key that shows the letter, where there is one.
fn letter(transfer: &Transfer) -> Html {
    html! {
        <>
            if transfer.letter.is_some() {
                <Button kind={ButtonKind::Ghost} wide=true icon={IconName::Disclosures} label={words::SEE_LETTER} href={href(&Route::MyLetter(transfer.transfer.clone()))} />
            }
        </>
    }
}

fn now(transfer: &Transfer) -> Html {
    let late = transfer
        .due
        .and_then(|due| text::due(due, platform::today().0))
        .filter(|(_, tone)| *tone == Tone::Bad);
    html! {
        <article key={transfer.transfer.to_string()} class="stack">
            <div class="card card--padded">
                { head(transfer) }
                <>if let Some(letter) = &transfer.letter { <p class="quiet">{ words::letter_line(letter) }</p> }</>
            </div>
            <>if let Some((title, tone)) = late { <Banner {tone} {title}>{ words::LATE_MINE }</Banner> }</>
            <div class="card card--padded"><Timeline label={words::COURSE} steps={course::steps(transfer)} /></div>
            <p class="quiet center">{ words::MINE_LIVE }</p>
            { letter(transfer) }
        </article>
    }
}

fn before(transfer: &Transfer) -> Html {
    html! {
        <article key={transfer.transfer.to_string()} class="card card--padded">
            { head(transfer) }
            <details>
                <summary class="link">{ words::SEE_COURSE }</summary>
                <Timeline label={words::COURSE} steps={course::steps(transfer)} />
            </details>
            { letter(transfer) }
        </article>
    }
}
