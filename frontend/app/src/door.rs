//! What the door's module shows: signing in, and nothing else. It follows no address: what is linked here, the
//! browser opens.

use crate::handover::{Part, use_opening};
use crate::pages::auth::SignIn;
use kit::components::{Body, Bones, FailedState, Hero, Skeleton};
use kit::hooks::use_session;
use kit::services::api::Failure;
use kit::services::session::{self, SessionState};
use kit::text::{self, everyday, signin};
use yew::prelude::*;

/// Nobody gets the door in place of every screen, at the same address: after signing in one is where one wanted
/// to go.
#[component]
pub(crate) fn Door() -> Html {
    match use_session() {
        SessionState::Starting => outline(),
        SessionState::Unreachable(failure) => unreachable(&failure),
        SessionState::SignedOut => html! { <SignIn /> },
        SessionState::SignedIn(who) => html! { <Opening part={Part::of(&who)} /> },
    }
}

/// Properties of [`Opening`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct OpeningProps {
    /// Which part.
    pub part: Part,
}

/// Until the part is there that somebody belongs to.
#[component]
pub(crate) fn Opening(props: &OpeningProps) -> Html {
    use_opening(props.part);
    outline()
}

/// What the page showed before the module ran, with the longest line that follows: what is painted first is then
/// also the largest that is painted.
pub(crate) fn outline() -> Html {
    frame(html! {
        <>
            <Bones of={Skeleton::Form} />
            <p class="quiet center">{ signin::NEW_DEVICE }</p>
        </>
    })
}

/// It could not be asked whether somebody is signed in.
fn unreachable(failure: &Failure) -> Html {
    let words = text::failure(failure);
    let offline = matches!(failure, Failure::Offline | Failure::TimedOut);
    let on_retry = Callback::from(|()| session::start());
    frame(html! { <FailedState title={words.title} advice={words.advice} {offline} {on_retry} /> })
}

fn frame(content: Html) -> Html {
    html! {
        <div class="screen">
            <Hero door=true title={everyday::PRODUCT} below={signin::WHAT} />
            <Body narrow=true>{ content }</Body>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_begins_with_the_words_of_the_door() {
        let page = include_str!("../static/index.html");
        for words in [everyday::PRODUCT, signin::WHAT, signin::NEW_DEVICE] {
            assert!(page.contains(&[">", words, "</"].concat()), "{words}");
        }
    }
}
