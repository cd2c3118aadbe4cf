//! What tells the person how things stand: tags, banners, and the states of a screen that shows nothing yet.

use super::icon::IconName;
use super::{Button, ButtonKind};
use crate::text;
use yew::prelude::*;

/// A meaning with its colour; each is also said in words or by an icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// No judgement.
    #[default]
    Neutral,
    /// Passed, in order.
    Ok,
    /// Waiting, soon due.
    Wait,
    /// Returned, overdue, ended.
    Bad,
    /// A kind, a fact.
    Plain,
    /// Ours.
    Brand,
}

impl Tone {
    fn class(self) -> Option<&'static str> {
        match self {
            Tone::Neutral => None,
            Tone::Ok => Some("tone-ok"),
            Tone::Wait => Some("tone-wait"),
            Tone::Bad => Some("tone-bad"),
            Tone::Plain => Some("tone-info"),
            Tone::Brand => Some("tone-brand"),
        }
    }

    fn icon(self) -> IconName {
        match self {
            Tone::Ok => IconName::Check,
            Tone::Wait => IconName::Clock,
            Tone::Bad => IconName::Alert,
            Tone::Neutral | Tone::Plain | Tone::Brand => IconName::About,
        }
    }
}

/// Properties of [`Tag`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TagProps {
    /// A word or two.
    pub label: AttrValue,
    /// Its meaning.
    #[prop_or_default]
    pub tone: Tone,
    /// A drawing before the words.
    #[prop_or_default]
    pub icon: Option<IconName>,
}

/// A word on a coloured ground.
#[component]
pub fn Tag(props: &TagProps) -> Html {
    html! {
        <span class={classes!("tag", props.tone.class())}>
            if let Some(name) = props.icon { { name.small() } }
            { &props.label }
        </span>
    }
}

/// Properties of [`Banner`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BannerProps {
    /// Its meaning.
    #[prop_or_default]
    pub tone: Tone,
    /// A few words in bold.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// The sentence.
    pub children: Html,
    /// Words of the action, and what it does.
    #[prop_or_default]
    pub action: Option<(AttrValue, Callback<()>)>,
    /// Read out at once, for what went wrong just now.
    #[prop_or_default]
    pub alert: bool,
}

/// A sentence that stays on the page.
#[component]
pub fn Banner(props: &BannerProps) -> Html {
    let tone = if props.tone == Tone::Neutral { Tone::Plain } else { props.tone };
    html! {
        <div class={classes!("banner", tone.class())} role={if props.alert { "alert" } else { "note" }}>
            { tone.icon().draw() }
            <div class="banner__words">
                if let Some(title) = &props.title { <b>{ title }</b> }
                { props.children.clone() }
            </div>
            if let Some((label, act)) = &props.action {
                <button type="button" class="banner__act" onclick={act.reform(|_: MouseEvent| ())}>{ label }</button>
            }
        </div>
    }
}

/// Words of an action, and what it does.
type Act = (AttrValue, Callback<()>);

/// A whole screen or card without content: why, and what to do.
fn state_note(
    icon: IconName,
    title: &AttrValue,
    advice: Option<&AttrValue>,
    action: Option<Act>,
    role: &'static str,
) -> Html {
    html! {
        <div class="state" {role}>
            <span class="state__art">{ icon.huge() }</span>
            <h2>{ title }</h2>
            if let Some(advice) = advice { <p>{ advice }</p> }
            if let Some((label, on_press)) = action {
                <Button kind={ButtonKind::Ghost} {label} {on_press} />
            }
        </div>
    }
}

/// Properties of [`EmptyState`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct EmptyStateProps {
    /// What there is none of.
    #[prop_or(AttrValue::Static(text::everyday::EMPTY))]
    pub title: AttrValue,
    /// When there will be some, or what to do.
    #[prop_or_default]
    pub advice: Option<AttrValue>,
    /// Words of the action, and what it does.
    #[prop_or_default]
    pub action: Option<(AttrValue, Callback<()>)>,
    /// Another drawing.
    #[prop_or(IconName::Empty)]
    pub icon: IconName,
}

/// Nothing here.
#[component]
pub fn EmptyState(props: &EmptyStateProps) -> Html {
    state_note(props.icon, &props.title, props.advice.as_ref(), props.action.clone(), "status")
}

/// Properties of [`FailedState`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FailedStateProps {
    /// What happened.
    pub title: AttrValue,
    /// What to do next.
    #[prop_or_default]
    pub advice: Option<AttrValue>,
    /// There is no connection, rather than a fault.
    #[prop_or_default]
    pub offline: bool,
    /// Once more; without it there is no button.
    #[prop_or_default]
    pub on_retry: Option<Callback<()>>,
}

/// It did not work; once more.
#[component]
pub fn FailedState(props: &FailedStateProps) -> Html {
    let icon = if props.offline { IconName::Offline } else { IconName::Alert };
    let action = props.on_retry.clone().map(|retry| (AttrValue::Static(text::everyday::RETRY), retry));
    state_note(icon, &props.title, props.advice.as_ref(), action, "alert")
}

/// What a screen will look like, while it loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Skeleton {
    /// A list of rows.
    #[default]
    Rows,
    /// Facts in lines.
    Facts,
    /// The numbers and icons of a home screen.
    Home,
    /// Fields.
    Form,
}

/// Properties of [`Bones`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BonesProps {
    /// Of what.
    #[prop_or_default]
    pub of: Skeleton,
}

/// The grey outline of what is loading.
#[component]
pub fn Bones(props: &BonesProps) -> Html {
    let rows = |count: usize, row: fn() -> Html| {
        (0..count).map(|at| html! { <li key={at}>{ row() }</li> }).collect::<Html>()
    };
    let outline = match props.of {
        Skeleton::Rows => html! {
            <ul class="list">{ rows(6, || html! {
                <div class="row"><span class="row__main bones"><i class="bone bone--title" /><i class="bone bone--line" /></span><i class="bone bone--tag" /></div>
            }) }</ul>
        },
        Skeleton::Facts => html! {
            <ul class="list">{ rows(7, || html! { <div class="row"><i class="bone bone--short" /><i class="bone bone--title" /></div> }) }</ul>
        },
        Skeleton::Home => html! {
            <div class="stack">
                <div class="card counters">{ (0..3).map(|at| html! { <div key={at} class="counter"><i class="bone bone--wide" /></div> }).collect::<Html>() }</div>
                <div class="card tiles">{ (0..8).map(|at| html! { <div key={at} class="tile"><i class="bone bone--tile" /><i class="bone bone--line" /></div> }).collect::<Html>() }</div>
            </div>
        },
        Skeleton::Form => html! {
            <div class="card card--form">{ (0..4).map(|at| html! { <div key={at} class="bones"><i class="bone bone--short" /><i class="bone bone--field" /></div> }).collect::<Html>() }</div>
        },
    };
    html! {
        <div aria-busy="true">
            <p class="aside" role="status">{ text::everyday::LOADING }</p>
            <div aria-hidden="true">{ outline }</div>
        </div>
    }
}
