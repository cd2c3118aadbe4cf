//! A transfer with its course, and what the caller may do about it.

use super::acts::Acts;
use super::course;
use super::slip::Slip;
use crate::route::Route;
use kit::components::{
    Banner, Button, ButtonKind, Fact, Facts, IconName, Screen, Section, Skeleton, Tag, Timeline, Tone,
};
use kit::hooks::use_live;
use kit::services::router::href;
use kit::services::{api, platform};
use kit::text::{self, Term as _, orgs, titles, transfers as words};
use shared_types::ids::TransferId;
use shared_types::transfers::{Action, End, Show, Transfer, TransferState};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Case`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct CaseProps {
    /// Which.
    pub transfer: TransferId,
}

/// The transfer. It updates itself while it is open.
#[component]
pub(crate) fn Case(props: &CaseProps) -> Html {
    let transfer = use_live(
        props.transfer.clone(),
        |transfer| async { api::ask::<Show>(transfer).await.map(Some) },
        |transfer| !transfer.state.is_closed(),
    );
    let open = use_state_eq(|| None::<Action>);
    let show = {
        let open = open.clone();
        Callback::from(move |act: Option<Action>| open.set(act))
    };
    let (first, others) = transfer.ready().map(|transfer| weighed(transfer)).unwrap_or_default();
    let dock = transfer.ready().filter(|_| !first.is_empty()).map(|transfer| {
        let id = &transfer.transfer;
        html! { <>{ for first.iter().map(|act| key(*act, id, &show)) }</> }
    });
    html! {
        <Screen title={titles::TRANSFER} back={href(&Route::Transfers)} {dock}>
            { transfer.show(Skeleton::Facts, |current| html! {
                <>
                    { draw(current) }
                    <>
                        if !others.is_empty() {
                            <div class="btns">{ for others.iter().map(|act| key(*act, &current.transfer, &show)) }</div>
                        }
                    </>
                    <Acts transfer={current.clone()} open={*open} on_open={show.clone()} on_newer={transfer.reload.clone()} />
                </>
            }) }
        </Screen>
    }
}

/// The actions at the bottom edge, the main one last, and the others.
fn weighed(transfer: &Transfer) -> (Vec<Action>, Vec<Action>) {
    let main = [
        Action::Pass,
        Action::Accept,
        Action::Redirect,
        Action::Resubmit,
        Action::RegisterReceipt,
        Action::Reissue,
    ];
    let may = |act: &Action| transfer.actions.contains(act);
    // A valid letter is replaced only in need.
    let main = main
        .into_iter()
        .find(|act| may(act) && (*act != Action::Reissue || transfer.state == TransferState::Expired));
    let first: Vec<Action> = [Some(Action::Return).filter(may), main].into_iter().flatten().collect();
    let others = transfer.actions.iter().copied().filter(|act| !first.contains(act)).collect();
    (first, others)
}

/// The key of an action; those with forms of their own lead there.
fn key(act: Action, transfer: &TransferId, show: &Callback<Option<Action>>) -> Html {
    let (kind, icon) = match act {
        Action::Pass | Action::Accept => (ButtonKind::Primary, IconName::Check),
        Action::Resubmit => (ButtonKind::Primary, IconName::Edit),
        Action::RegisterReceipt => (ButtonKind::Primary, IconName::Disclosures),
        Action::Redirect => (ButtonKind::Primary, IconName::Move),
        Action::Return => (ButtonKind::Ghost, IconName::Return),
        Action::Reissue => (ButtonKind::Ghost, IconName::Refresh),
        Action::Withdraw => (ButtonKind::Danger, IconName::Remove),
    };
    let href = match act {
        Action::Resubmit => Some(href(&Route::CorrectTransfer(transfer.clone()))),
        Action::RegisterReceipt => Some(href(&Route::Receipt(transfer.clone()))),
        _ => None,
    };
    let on_press = show.reform(move |()| Some(act));
    html! { <Button key={act.word()} {kind} wide=true {icon} label={act.word()} {href} {on_press} /> }
}

fn draw(transfer: &Rc<Transfer>) -> Html {
    let turn = transfer.ahead.first();
    let near = transfer.due.and_then(|due| text::due(due, platform::today().0));
    let late = near.filter(|(_, tone)| *tone == Tone::Bad);
    html! {
        <>
            <div class="card card--padded">
                <div class="between">
                    <h2 class="card__title">{ &transfer.name }</h2>
                    <Tag label={transfer.state.word()} tone={text::transfer_tone(transfer.state)} />
                </div>
                <p class="quiet">{ transfer.kind.word() }</p>
            </div>
            <>
                if let Some(((title, tone), turn)) = late.zip(turn) {
                    <Banner {tone} {title}>{ words::turn(&turn.org_name, turn.task.word()) }</Banner>
                }
            </>
            <>
                if transfer.arrears > 0 {
                    <Banner tone={Tone::Wait} title={words::arrears(transfer.arrears)}>{ words::ARREARS_MEANS }</Banner>
                }
            </>
            <Section title={words::COURSE}>
                <div class="card card--padded">
                    <p class="aside" role="status">{ turn.map(|turn| words::turn(&turn.org_name, turn.task.word())) }</p>
                    <Timeline label={words::COURSE} steps={course::steps(transfer)} />
                </div>
            </Section>
            <Section title={words::DETAILS}>
                <Facts>
                    { end(words::FROM, &transfer.from) }
                    { end(words::TO, &transfer.to) }
                    <>if let Some(addressee) = &transfer.addressee { <Fact label={words::ADDRESSEE} value={addressee.clone()} /> }</>
                    <Fact label={words::PAID_THROUGH} value={words::paid_through(transfer.paid_through, transfer.arrears)} />
                    <>if let Some(note) = &transfer.note { <Fact label={words::NOTE} value={note.clone()} /> }</>
                    <>
                        if let Some(letter) = &transfer.letter {
                            <Fact label={words::LETTER}>
                                <span class="cluster"><span class="mono">{ &letter.number }</span><Tag label={letter.state.word()} tone={text::letter_tone(letter.state)} /></span>
                                <span class="row__detail">{ words::letter_until(letter) }</span>
                            </Fact>
                        }
                    </>
                </Facts>
            </Section>
            <>
                if transfer.letter.is_some() {
                    <Button kind={ButtonKind::Ghost} wide=true icon={IconName::Disclosures} label={words::SEE_LETTER} href={href(&Route::Letter(transfer.transfer.clone()))} />
                }
            </>
            <>if transfer.slip { <Slip transfer={transfer.transfer.clone()} /> }</>
        </>
    }
}

/// One end, with everything above it.
fn end(label: &'static str, end: &End) -> Html {
    let path = orgs::path(end.path.iter().map(String::as_str));
    html! {
        <Fact {label}>
            <span>{ &end.name }</span>
            <>if !path.is_empty() { <span class="row__detail">{ path }</span> }</>
        </Fact>
    }
}
