//! One correction: what stands in the record, what should, and the decision.

use crate::route::Route;
use kit::components::{
    Banner, Button, ButtonKind, ConfirmSheet, Fact, Facts, Form, IconName, List, ListRow, Screen, Section,
    Sheet, Skeleton, Tag, TextArea, use_toast,
};
use kit::hooks::{use_action, use_form, use_remote};
use kit::services::router::{back_or, href};
use kit::services::{api, platform};
use kit::text::{self, Term as _, everyday, members as words, titles};
use serde::{Deserialize, Serialize};
use shared_types::error::Refusal;
use shared_types::ids::CorrectionId;
use shared_types::members::{
    Approve, Correction, CorrectionState, FieldChange, Reason, Return, ShowCorrection,
};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`CorrectionDetails`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct CorrectionDetailsProps {
    /// Which.
    pub correction: CorrectionId,
}

/// The correction.
#[component]
pub(crate) fn CorrectionDetails(props: &CorrectionDetailsProps) -> Html {
    let correction = use_remote(props.correction.clone(), |correction| async {
        api::ask::<ShowCorrection>(correction).await.map(Some)
    });
    let waiting = correction.ready().filter(|correction| correction.state == CorrectionState::Waiting);
    let dock = waiting.map(|waiting| {
        html! { <Decision correction={waiting.clone()} on_newer={correction.reload.clone()} /> }
    });
    html! {
        <Screen title={titles::CORRECTION} back={href(&Route::Corrections)} {dock}>
            { correction.show(Skeleton::Facts, draw) }
        </Screen>
    }
}

/// The fields of a correction, from → to.
pub(super) fn changes(changes: &[FieldChange]) -> Html {
    html! {
        <Facts>
            { for changes.iter().map(|change| html! {
                <Fact key={change.field.word()} label={change.field.word()}>
                    <span class="change">
                        <span class="change__from"><span class="aside">{ words::NOW_IS }</span>{ text::record_value(change.field, &change.from) }</span>
                        <span class="change__to">{ IconName::Go.draw() }<span class="aside">{ words::SHOULD_BE }</span>{ text::record_value(change.field, &change.to) }</span>
                    </span>
                </Fact>
            }) }
        </Facts>
    }
}

fn draw(correction: &Rc<Correction>) -> Html {
    let (state, tone) = text::correction_state(&correction.state);
    let now = platform::now();
    let when = text::moment(correction.proposed, now);
    let outcome = match &correction.state {
        CorrectionState::Waiting => None,
        CorrectionState::Approved { by, at } => {
            Some((words::decided(by, &text::moment(*at, now)), String::new()))
        }
        CorrectionState::Returned { by, at, reason } => {
            Some((words::decided(by, &text::moment(*at, now)), reason.clone()))
        }
    };
    html! {
        <>
            <List label={words::SEE_RECORD}>
                <li key="member">
                    <ListRow title={html! { { &correction.name } }} detail={html! { { words::proposed_by(&correction.branch_name, &when) } }}
                        end={html! { <Tag label={state} {tone} /> }} href={href(&Route::Member(correction.member.clone()))} />
                </li>
            </List>
            <>
                if let Some((decided, reason)) = outcome {
                    <Banner {tone} title={decided}>{ reason }</Banner>
                }
            </>
            <Section title={words::CHANGES}>{ changes(&correction.changes) }</Section>
            <>
                if let Some(note) = &correction.note {
                    <Section title={words::NOTE}><div class="card card--padded"><p>{ note }</p></div></Section>
                }
            </>
        </>
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Approval,
    Refusal,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Typed {
    reason: String,
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct DecisionProps {
    correction: Rc<Correction>,
    on_newer: Callback<()>,
}

/// Approving, or returning with a reason; then on to the next one.
#[component]
fn Decision(props: &DecisionProps) -> Html {
    let open = use_state_eq(|| Open::Nothing);
    let toast = use_toast();
    let correction = &props.correction;
    let id = correction.correction.clone();
    let done = {
        let (toast, open, on_newer) = (toast.clone(), open.clone(), props.on_newer.clone());
        move |words: &'static str, outcome: &Result<Correction, api::Failure>| match outcome {
            Ok(_) => {
                toast.emit(AttrValue::Static(words));
                back_or(&href(&Route::Corrections));
            }
            Err(failure) if matches!(failure.refusal(), Some(Refusal::CorrectionDecided)) => {
                toast.emit(text::failure_sentence(failure));
                open.set(Open::Nothing);
                on_newer.emit(());
            }
            Err(_) => {}
        }
    };
    let approve = {
        let done = done.clone();
        use_action(api::ask::<Approve>, move |outcome| done(words::APPROVED, &outcome))
    };
    let form = use_form(Typed::default(), None, |typed: &Typed| {
        api::checked(Reason { reason: typed.reason.trim().to_owned() })
    });
    let refuse = {
        let form = form.clone();
        use_action(
            |(correction, reason): (CorrectionId, Reason)| api::call::<Return>(correction, reason),
            move |outcome| {
                done(words::RETURNED, &outcome);
                if let Err(failure) = &outcome {
                    form.refuse(failure);
                }
            },
        )
    };
    let show = |what: Open| {
        let (open, approve, refuse) = (open.clone(), approve.clear.clone(), refuse.clear.clone());
        Callback::from(move |()| {
            approve.emit(());
            refuse.emit(());
            open.set(what);
        })
    };
    let on_confirm = {
        let (run, id) = (approve.run.clone(), id.clone());
        Callback::from(move |()| run.emit(id.clone()))
    };
    let on_submit = form.on_submit(&refuse.run.reform(move |reason| (id.clone(), reason)));
    let fields: Vec<&str> = correction.changes.iter().map(|change| change.field.word()).collect();
    html! {
        <>
            <Button kind={ButtonKind::Ghost} wide=true icon={IconName::Return} label={words::RETURN} on_press={show(Open::Refusal)} />
            <Button wide=true icon={IconName::Check} label={words::APPROVE} on_press={show(Open::Approval)} />
            <ConfirmSheet title={words::APPROVE_TITLE} act={words::APPROVE} open={*open == Open::Approval} pending={approve.pending}
                fault={approve.fault()} {on_confirm} on_close={show(Open::Nothing)}>
                <p>{ words::approve_means(&correction.name, &words::fields(&fields)) }</p>
            </ConfirmSheet>
            <Sheet title={words::RETURN_TITLE} open={*open == Open::Refusal} on_close={show(Open::Nothing)}>
                <p>{ words::RETURN_MEANS }</p>
                <Form {on_submit} refused={form.refused()}>
                    <TextArea label={words::REASON} name="reason" value={form.value().reason.clone()} most=200 placeholder={words::REASON_EXAMPLE}
                        on_change={form.put(|typed: &mut Typed, to| typed.reason = to)} on_leave={form.leave("reason")} fault={form.fault("reason")} />
                    <>{ refuse.banner() }</>
                    <div class="btns">
                        <Button kind={ButtonKind::Danger} submit=true wide=true label={words::RETURN} pending={refuse.pending} />
                        <Button kind={ButtonKind::Quiet} wide=true label={everyday::CANCEL} on_press={show(Open::Nothing)} />
                    </div>
                </Form>
            </Sheet>
        </>
    }
}
