//! The page behind the QR code of an introduction letter: whether it is genuine, and where it stands. It is a module
//! of its own, the smallest, for people who may never need anything else; it knows no session, and no personal data:
//! the answer has none.

use kit::components::{Banner, Body, EmptyState, Hero, IconName, Skeleton};
use kit::hooks::use_remote;
use kit::services::{api, router};
use kit::text::{self, Term as _, everyday, verify as words};
use shared_types::error::Refusal;
use shared_types::ids::LetterId;
use shared_types::transfers::{Verified, Verify};
use yew::prelude::*;

/// Where letters are verified; their id follows.
const ADDRESS: &str = "/letters/";

/// The letter of an address; nothing where it is none.
fn letter(path: &str) -> Option<LetterId> {
    path.strip_prefix(ADDRESS)?.trim_end_matches('/').parse().ok()
}

/// The page.
#[component]
pub(crate) fn Verification() -> Html {
    let verified = use_remote((), |()| async {
        let Some(letter) = letter(&router::place().path) else { return Ok(None) };
        match api::ask::<Verify>(letter).await {
            Ok(verified) => Ok(Some(verified)),
            Err(failure) if matches!(failure.refusal(), Some(Refusal::NotFound)) => Ok(None),
            Err(failure) => Err(failure),
        }
    });
    use_effect_with((), |()| {
        if let Some(page) = web_sys::window().and_then(|window| window.document()) {
            page.set_title(&[words::TITLE, " · ", everyday::PRODUCT].concat());
        }
    });
    let empty = || html! { <EmptyState icon={IconName::Alert} title={words::UNKNOWN} advice={words::UNKNOWN_ADVICE} /> };
    html! {
        <div class="screen">
            <Hero door=true title={words::TITLE} below={words::WHAT} />
            <Body narrow=true>
                <div class="card">{ verified.view(Skeleton::Facts, empty, |verified| draw(verified)) }</div>
                <p class="quiet center">{ words::PRIVACY }</p>
                <p class="center"><a class="link" href="/">{ words::TO_PRODUCT }</a></p>
            </Body>
        </div>
    }
}

/// Drawn by hand: the components of facts copy and call as well, which nobody needs here.
fn draw(letter: &Verified) -> Html {
    let tone = text::letter_tone(letter.state);
    let facts = [
        (words::NUMBER, letter.number.clone()),
        (words::ISSUER, letter.issuer.clone()),
        (words::ISSUED, text::day(letter.issued)),
        (words::VALID_UNTIL, text::day(letter.valid_until)),
    ];
    html! {
        <>
            <Banner {tone} title={letter.state.word()}>{ words::state_means(letter.state) }</Banner>
            <dl class="facts">
                { for facts.into_iter().map(|(label, value)| html! {
                    <div key={label} class="fact"><dt>{ label }</dt><dd class="fact__value mono">{ value }</dd></div>
                }) }
            </dl>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_gives_letters_to_their_module() {
        let loader = include_str!("../static/loader.js");
        assert!(loader.contains(&format!("const LETTERS = {ADDRESS:?};")));
    }

    #[test]
    fn a_letter_is_read_from_its_address() {
        for (path, found) in [
            ("/letters/0198f3b2", Some("0198f3b2")),
            ("/letters/0198f3b2/", Some("0198f3b2")),
            ("/letters/", None),
            ("/letters/A B", None),
            ("/letters/a/b", None),
            ("/", None),
        ] {
            assert_eq!(letter(path).as_ref().map(LetterId::as_str), found, "{path}");
        }
    }
}
