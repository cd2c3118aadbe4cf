//! Moving an organisation, with everything below it, to another superior.

use super::level::{Objection, OrgLevel};
use crate::me::Administrator;
use crate::route::Route;
use gloo_timers::callback::Interval;
use kit::components::{Banner, ConfirmSheet, Screen, Skeleton, Tone, use_toast};
use kit::hooks::{Remote, use_action, use_remote};
use kit::services::api;
use kit::services::router::{href, replace};
use kit::text::{orgs as words, titles};
use shared_types::ids::OrgId;
use shared_types::orgs::{Destination, Move, MoveProgress, Org, Show, ShowMove};
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds between two looks at a running move.
const LOOK_EVERY: u32 = 1_500;

/// Properties of [`MoveOrg`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct MoveOrgProps {
    /// Who moves.
    pub me: Administrator,
    /// What is moved.
    pub org: OrgId,
}

/// Choosing the new superior, the question, and how far it has come.
#[component]
pub(crate) fn MoveOrg(props: &MoveOrgProps) -> Html {
    let org = use_remote(props.org.clone(), |org| async { api::ask::<Show>(org).await.map(Some) });
    html! {
        <Screen title={titles::MOVE_ORG} back={href(&Route::Org(props.org.clone()))}>
            { org.show(Skeleton::Rows, |org| html! { <Relocation me={props.me.clone()} org={org.clone()} /> }) }
        </Screen>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct RelocationProps {
    me: Administrator,
    org: Rc<Org>,
}

fn objection(org: &Rc<Org>) -> Objection {
    let (moved, kind) = (org.org.clone(), org.kind);
    let parent = org.path.iter().rev().nth(1).map(|crumb| crumb.org.clone());
    Callback::from(move |to: Rc<Org>| {
        if to.path.iter().any(|crumb| crumb.org == moved) {
            Some(words::NOT_INTO_ITSELF)
        } else if Some(&to.org) == parent.as_ref() {
            Some(words::ALREADY_HERE)
        } else if kind.may_stand_below(to.kind) {
            None
        } else {
            Some(words::KIND_DOES_NOT_FIT)
        }
    })
}

#[component]
fn Relocation(props: &RelocationProps) -> Html {
    let org = &props.org;
    let to = use_state(|| None::<Rc<Org>>);
    let begun = use_state(|| None::<MoveProgress>);
    let relocate = {
        let (to, begun) = (to.clone(), begun.clone());
        use_action(
            |(org, version, parent): (OrgId, u64, OrgId)| {
                api::call_at::<Move>(org, Destination { parent }, version)
            },
            move |outcome| {
                if let Ok(progress) = outcome {
                    to.set(None);
                    begun.set(Some(progress));
                }
            },
        )
    };
    let on_choose = {
        let (to, clear) = (to.clone(), relocate.clear.clone());
        Callback::from(move |org: Rc<Org>| {
            clear.emit(());
            to.set(Some(org));
        })
    };
    let on_close = {
        let to = to.clone();
        Callback::from(move |()| to.set(None))
    };
    let on_confirm = {
        let (to, run, org) = (to.clone(), relocate.run.clone(), org.clone());
        Callback::from(move |()| {
            if let Some(to) = &*to {
                run.emit((org.org.clone(), org.version, to.org.clone()));
            }
        })
    };
    if let Some(progress) = &*begun {
        return html! { <Booking org={org.org.clone()} first={progress.clone()} /> };
    }
    let name = to.as_ref().map(|to| to.name.clone()).unwrap_or_default();
    let above = org.path.iter().rev().nth(1).map(|crumb| crumb.org.clone());
    html! {
        <>
            <div class="card card--padded">
                <h2 class="card__title">{ &org.name }</h2>
                <p class="quiet">{ words::path(org.path.iter().map(|crumb| crumb.name.as_str())) }</p>
            </div>
            <p class="quiet">{ words::MOVE_HINT }</p>
            <OrgLevel top={props.me.org.clone()} at={above} act={words::MOVE_HERE} objection={objection(org)} {on_choose} />
            <ConfirmSheet title={words::move_title(&name)} act={words::MOVE_CONFIRM} open={to.is_some()} pending={relocate.pending}
                fault={relocate.fault()} {on_confirm} {on_close}>
                <p>{ words::move_what(&org.name, org.counts.orgs, org.counts.members, &name) }</p>
                <p>{ words::MOVE_MEANS }</p>
            </ConfirmSheet>
        </>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct BookingProps {
    org: OrgId,
    first: MoveProgress,
}

/// Follows the book-keeping to its end, then shows the organisation at its new place.
#[component]
fn Booking(props: &BookingProps) -> Html {
    let toast = use_toast();
    let progress = use_remote(props.org.clone(), |org| async { api::ask::<ShowMove>(org).await.map(Some) });
    let finished =
        props.first.finished || matches!(&progress.state, Remote::Ready(progress) if progress.finished);
    {
        let org = props.org.clone();
        use_effect_with(finished, move |finished| {
            if *finished {
                toast.emit(AttrValue::Static(words::MOVED));
                replace(&href(&Route::Org(org)));
            }
        });
    }
    {
        let reload = progress.reload.clone();
        use_effect_with(progress.reload.clone(), move |_| {
            let looking = (!finished).then(|| Interval::new(LOOK_EVERY, move || reload.emit(())));
            move || drop(looking)
        });
    }
    let rewritten = progress.ready().map_or(props.first.rewritten, |progress| progress.rewritten);
    html! {
        <Banner tone={Tone::Wait} title={words::MOVING}>{ words::move_progress(rewritten) }</Banner>
    }
}
