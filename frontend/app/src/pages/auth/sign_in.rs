//! The sign-in screen: which of its three steps is open. What opens afterwards is not its
//! business.

use super::code::CodeStep;
use super::door::DoorStep;
use super::new_password::NewPasswordStep;
use crate::route::Route;
use kit::components::{Banner, Body, Footer, Hero, Tone};
use kit::services::router::href;
use kit::services::storage::Slot;
use kit::services::{platform, session};
use kit::text::{everyday, settings, signin};
use serde::{Deserialize, Serialize};
use shared_types::auth::{Door, Step};
use shared_types::dates::Moment;
use shared_types::ids::ChallengeId;
use yew::prelude::*;

/// The draft that outlives a reload: reading the message may throw this page out of the phone's memory.
const STEP: Slot = Slot::Window(AttrValue::Static("sign-in-step"));

/// The draft of the names typed at the door.
pub(super) const NAMES: Slot = Slot::Window(AttrValue::Static("sign-in"));

/// A sign-in between its first and its last step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Stage {
    Door,
    Code { door: Door, challenge: ChallengeId, mobile: String, again: Moment },
    NewPassword { challenge: ChallengeId },
}

/// The door.
#[component]
pub(crate) fn SignIn() -> Html {
    // Said, so that nobody wonders.
    let ended = use_state(session::take_ended);
    let stage = use_state(|| STEP.draft().unwrap_or(Stage::Door));
    let go = {
        let stage = stage.clone();
        move |next: Stage| {
            match next {
                Stage::Door => STEP.empty(),
                Stage::Code { .. } | Stage::NewPassword { .. } => STEP.keep(&next),
            }
            stage.set(next);
        }
    };
    let on_step = {
        let go = go.clone();
        Callback::from(move |(door, step): (Door, Step)| match step {
            Step::Code { challenge, mobile, again_in } => {
                let again = platform::now().plus_seconds(i64::from(again_in));
                go(Stage::Code { door, challenge, mobile, again });
            }
            Step::NewPassword { challenge } => go(Stage::NewPassword { challenge }),
            Step::Done(session) => {
                STEP.empty();
                NAMES.empty();
                session::begin(session);
            }
        })
    };
    let on_back = Callback::from(move |()| go(Stage::Door));
    let step = match &*stage {
        Stage::Door => html! { <DoorStep key="door" {on_step} /> },
        Stage::Code { door, challenge, mobile, again } => html! {
            <CodeStep key="code" door={*door} challenge={challenge.clone()} mobile={mobile.clone()} again={*again} {on_step} {on_back} />
        },
        Stage::NewPassword { challenge } => {
            html! { <NewPasswordStep key="password" challenge={challenge.clone()} {on_step} {on_back} /> }
        }
    };
    let links = vec![
        (AttrValue::Static(settings::INSTALL), href(&Route::Install)),
        (AttrValue::Static(settings::PRIVACY), href(&Route::Privacy)),
        (AttrValue::Static(settings::ABOUT), href(&Route::About)),
    ];
    html! {
        <div class="screen">
            <Hero door=true title={everyday::PRODUCT} below={signin::WHAT} />
            <Body narrow=true>
                <>
                    if *ended && *stage == Stage::Door {
                        <Banner tone={Tone::Wait} title={signin::ENDED} alert=true>{ signin::ENDED_ADVICE }</Banner>
                    }
                </>
                <>{ step }</>
                <Footer {links} icp={settings::ICP} />
            </Body>
        </div>
    }
}
