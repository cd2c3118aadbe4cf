//! The course of a transfer: what happened, whose turn it is, what is still ahead.

use kit::components::{Step, StepState, Tone};
use kit::services::platform;
use kit::text::{self, transfers as words};
use shared_types::dates::Day;
use shared_types::transfers::{Ahead, Happened, Happening, Transfer};
use yew::AttrValue;

/// Everything, in order.
pub(super) fn steps(transfer: &Transfer) -> Vec<Step> {
    let mut steps: Vec<Step> = transfer.happened.iter().map(happened).collect();
    steps.extend(ahead(&transfer.ahead, Some(transfer.due)));
    steps
}

fn happened(step: &Happened) -> Step {
    let (state, tag) = match step.what {
        Happening::Returned => (StepState::Returned, None),
        Happening::Expired => (StepState::Done, Some((AttrValue::Static(words::EXPIRED), Tone::Bad))),
        _ => (StepState::Done, None),
    };
    Step {
        title: words::happened(step).into(),
        detail: Some(words::happened_detail(step, platform::now()).into()),
        state,
        tag,
        note: step.note.clone().map(AttrValue::from),
    }
}

/// What is ahead. `begun` where the first step is the present turn: with the day on which it should be done.
pub(super) fn ahead(steps: &[Ahead], begun: Option<Option<Day>>) -> Vec<Step> {
    steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let turn = begun.filter(|_| at == 0);
            let due = turn.flatten();
            let near = due.and_then(|due| text::due(due, platform::today().0));
            let by = step.by.as_deref().map(words::by_superior);
            let parts: Vec<String> = by.into_iter().chain(due.map(words::until)).collect();
            Step {
                title: words::ahead(step).into(),
                detail: (!parts.is_empty()).then(|| parts.join(" · ").into()),
                state: if turn.is_some() { StepState::Now } else { StepState::Next },
                tag: turn.map(|_| {
                    near.map_or((AttrValue::Static(words::NOW), Tone::Wait), |(word, tone)| {
                        (word.into(), tone)
                    })
                }),
                note: None,
            }
        })
        .collect()
}
