//! A record as label and value, and the course of a case. They know no record.

use super::grouping::spaced;
use super::icon::IconName;
use super::{Tag, Tone};
use crate::hooks::use_copy;
use crate::text;
use yew::prelude::*;

/// Properties of [`Facts`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FactsProps {
    /// [`Fact`]s.
    pub children: Html,
}

/// A card of labels and values.
#[component]
pub fn Facts(props: &FactsProps) -> Html {
    html! { <dl class="facts">{ props.children.clone() }</dl> }
}

/// Properties of [`Fact`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FactProps {
    /// What it is.
    pub label: AttrValue,
    /// Its value; an empty one is shown as 未填写.
    #[prop_or_default]
    pub value: AttrValue,
    /// In place of the value, e.g. tags.
    #[prop_or_default]
    pub children: Html,
    /// Calls this number.
    #[prop_or_default]
    pub call: Option<AttrValue>,
    /// Copies the value.
    #[prop_or_default]
    pub copy: bool,
}

/// One label with its value, and what can be done with it.
#[component]
pub fn Fact(props: &FactProps) -> Html {
    let copy = use_copy();
    let onclick = {
        let value = props.value.clone();
        copy.reform(move |_: MouseEvent| value.clone())
    };
    let plain = props.children == Html::default();
    html! {
        <div class="fact">
            <dt>{ &props.label }</dt>
            <dd class="fact__value">
                if !plain {
                    { props.children.clone() }
                } else if props.value.is_empty() {
                    <span class="fact__none">{ text::everyday::NOT_GIVEN }</span>
                } else {
                    <span class="mono">{ if props.call.is_some() { spaced(&props.value) } else { props.value.to_string() } }</span>
                }
            </dd>
            if props.call.is_some() || (props.copy && !props.value.is_empty()) {
                <dd class="fact__acts">
                    if props.copy && !props.value.is_empty() {
                        <button type="button" class="fact__act" aria-label={text::copy_this(&props.label)} {onclick}>{ IconName::Copy.draw() }</button>
                    }
                    if let Some(number) = &props.call {
                        <a class="fact__act" href={format!("tel:{number}")} aria-label={text::call_this(&props.label)}>{ IconName::Phone.draw() }</a>
                    }
                </dd>
            }
        </div>
    }
}

/// Properties of [`MaskedFact`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct MaskedFactProps {
    /// What it is.
    pub label: AttrValue,
    /// The masked value.
    pub masked: AttrValue,
    /// The whole value, once it was asked for.
    #[prop_or_default]
    pub whole: Option<AttrValue>,
    /// Asks for it; every asking is audited. Without it there is no key.
    #[prop_or_default]
    pub on_reveal: Option<Callback<()>>,
    /// It is on its way.
    #[prop_or_default]
    pub pending: bool,
    /// A phone number: can be called once it is whole.
    #[prop_or_default]
    pub phone: bool,
}

/// A value of which only a part is shown until it is asked for.
#[component]
pub fn MaskedFact(props: &MaskedFactProps) -> Html {
    let call = props.whole.clone().filter(|_| props.phone);
    html! {
        <div class="fact">
            <dt>{ &props.label }</dt>
            <dd class="fact__value mono" aria-live="polite">
                if props.masked.is_empty() {
                    <span class="fact__none">{ text::everyday::NOT_GIVEN }</span>
                } else {
                    { spaced(props.whole.as_ref().unwrap_or(&props.masked)) }
                }
            </dd>
            <dd class="fact__acts">
                if let Some(number) = call {
                    <a class="fact__act" href={format!("tel:{number}")} aria-label={text::call_this(&props.label)}>{ IconName::Phone.draw() }</a>
                } else if let Some(reveal) = props.on_reveal.clone().filter(|_| props.whole.is_none() && !props.masked.is_empty()) {
                    <button type="button" class="fact__act" aria-label={text::reveal_this(&props.label)} aria-busy={props.pending.then_some("true")}
                        onclick={reveal.reform(|_: MouseEvent| ())}>
                        if props.pending { <span class="spin" aria-hidden="true" /> }
                        { text::everyday::REVEAL }
                    </button>
                }
            </dd>
        </div>
    }
}

/// How far a [`Step`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Over.
    Done,
    /// Its turn.
    Now,
    /// Later.
    Next,
    /// Sent back.
    Returned,
}

/// One step of a case: who, when, what.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What.
    pub title: AttrValue,
    /// Who and when.
    pub detail: Option<AttrValue>,
    /// How far.
    pub state: StepState,
    /// The word beside the title, e.g. 等待中.
    pub tag: Option<(AttrValue, Tone)>,
    /// What was said, e.g. the reason of a return.
    pub note: Option<AttrValue>,
}

/// Properties of [`Timeline`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TimelineProps {
    /// What it is the course of, for screen readers.
    pub label: AttrValue,
    /// The steps in their order.
    pub steps: Vec<Step>,
}

/// The course of a case, and what comes next.
#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    html! {
        <ol class="steps" aria-label={&props.label}>
            { for props.steps.iter().enumerate().map(|(at, step)| {
                let (class, icon) = match step.state {
                    StepState::Done => ("step--done", Some(IconName::Check)),
                    StepState::Now => ("step--now", None),
                    StepState::Next => ("step--next", None),
                    StepState::Returned => ("step--returned", Some(IconName::Close)),
                };
                html! {
                    <li key={at} class={classes!("step", class)} aria-current={(step.state == StepState::Now).then_some("step")}>
                        <span class="step__dot" aria-hidden="true">if let Some(name) = icon { { name.draw() } }</span>
                        <p class="step__title">
                            { &step.title }<span class="aside">{ text::step_state(step.state) }</span>
                            if let Some((label, tone)) = &step.tag { <Tag label={label.clone()} tone={*tone} /> }
                        </p>
                        if let Some(detail) = &step.detail { <p class="step__detail num">{ detail }</p> }
                        if let Some(note) = &step.note { <p class="step__note">{ note }</p> }
                    </li>
                }
            }) }
        </ol>
    }
}
