//! One's corrections, each with its course.

use super::correction::changes;
use crate::route::Route;
use kit::components::{EmptyState, IconName, Screen, Skeleton, Step, StepState, Tag, Timeline};
use kit::hooks::use_remote;
use kit::services::router::{href, push};
use kit::services::{api, platform};
use kit::text::{self, members as words, titles};
use shared_types::members::{Correction, CorrectionState, MyCorrections as Ask};
use yew::prelude::*;

/// 更正记录
#[component]
pub(crate) fn MyCorrections() -> Html {
    let corrections = use_remote((), |()| async {
        let answer = api::ask::<Ask>(()).await?;
        Ok((!answer.corrections.is_empty()).then_some(answer))
    });
    let empty = || {
        let action =
            (AttrValue::Static(titles::MY_RECORD), Callback::from(|()| push(&href(&Route::MyRecord))));
        html! { <EmptyState icon={IconName::Correction} title={words::NO_MY_CORRECTIONS} advice={words::NO_MY_CORRECTIONS_ADVICE} {action} /> }
    };
    html! {
        <Screen title={titles::MY_CORRECTIONS} back={href(&Route::Home)}>
            { corrections.view(Skeleton::Facts, empty, |answer| html! {
                <div class="stack stack--loose">{ for answer.corrections.iter().map(draw) }</div>
            }) }
        </Screen>
    }
}

fn draw(correction: &Correction) -> Html {
    let now = platform::now();
    let when = text::moment(correction.proposed, now);
    let (state, tone) = text::correction_state(&correction.state);
    html! {
        <article key={correction.correction.to_string()} class="stack">
            <div class="card card--padded">
                <div class="between">
                    <h2 class="card__title num">{ when.clone() }</h2>
                    <Tag label={state} {tone} />
                </div>
                <Timeline label={words::COURSE} steps={steps(correction, when)} />
            </div>
            { changes(&correction.changes) }
        </article>
    }
}

fn steps(correction: &Correction, sent: String) -> Vec<Step> {
    let now = platform::now();
    let first = Step {
        title: words::STEP_SENT.into(),
        detail: Some(sent.into()),
        state: StepState::Done,
        tag: None,
        note: correction.note.clone().map(AttrValue::from),
    };
    let second = match &correction.state {
        CorrectionState::Waiting => Step {
            title: words::STEP_WAITS.into(),
            detail: Some(words::STEP_WAITS_DETAIL.into()),
            state: StepState::Now,
            tag: None,
            note: None,
        },
        CorrectionState::Approved { by, at } => Step {
            title: words::STEP_APPROVED.into(),
            detail: Some(words::decided(by, &text::moment(*at, now)).into()),
            state: StepState::Done,
            tag: None,
            note: None,
        },
        CorrectionState::Returned { by, at, reason } => Step {
            title: words::STEP_RETURNED.into(),
            detail: Some(words::decided(by, &text::moment(*at, now)).into()),
            state: StepState::Returned,
            tag: None,
            note: Some(reason.clone().into()),
        },
    };
    vec![first, second]
}
