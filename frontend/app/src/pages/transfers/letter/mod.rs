//! The introduction letter: an image that can be kept, sent on and printed; for administrators, and for the member
//! whose it is.

mod lay;
mod sheet;

use crate::route::Route;
use kit::components::{
    Banner, Button, ButtonKind, EmptyState, Fact, Facts, IconName, Screen, Skeleton, Tag, Tone,
};
use kit::hooks::{Loaded, use_remote};
use kit::services::platform::Platform;
use kit::services::router::href;
use kit::services::{api, platform};
use kit::text::{self, Term as _, titles, transfers as words};
use shared_types::ids::TransferId;
use shared_types::transfers::{Letter, LetterState, MyLetter as Mine, ShowLetter, letter_number};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`CaseLetter`] and [`MyLetter`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct LetterProps {
    /// Of which transfer.
    pub transfer: TransferId,
}

/// The letter of a transfer.
#[component]
pub(crate) fn CaseLetter(props: &LetterProps) -> Html {
    let letter = use_remote(props.transfer.clone(), |transfer| async {
        api::ask::<ShowLetter>(transfer).await.map(Some)
    });
    html! {
        <Screen title={titles::LETTER} back={href(&Route::Transfer(props.transfer.clone()))}>
            { shown(&letter) }
            <>if letter.ready().is_some() { <p class="quiet center">{ words::LETTER_AUDIT }</p> }</>
        </Screen>
    }
}

/// The letter of one's own transfer.
#[component]
pub(crate) fn MyLetter(props: &LetterProps) -> Html {
    let letter =
        use_remote(props.transfer.clone(), |transfer| async { api::ask::<Mine>(transfer).await.map(Some) });
    html! { <Screen title={titles::MY_LETTER} back={href(&Route::MyTransfers)}>{ shown(&letter) }</Screen> }
}

fn shown(letter: &Loaded<Letter>) -> Html {
    letter.show(Skeleton::Facts, |letter| html! { <Sheet letter={letter.clone()} /> })
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct SheetProps {
    letter: Rc<Letter>,
}

/// The image, and what can be done with it.
#[component]
fn Sheet(props: &SheetProps) -> Html {
    let letter = &props.letter;
    let image = use_memo(letter.clone(), |letter| {
        let address = [&platform::origin(), "/letters/", letter.letter.as_str()].concat();
        sheet::draw(letter, &address).ok()
    });
    let here = use_memo((), |()| Platform::current());
    let warning = match letter.state {
        LetterState::Void => Some((Tone::Bad, words::LETTER_VOID, words::LETTER_VOID_MEANS)),
        LetterState::Expired => Some((Tone::Wait, words::LETTER_EXPIRED, words::LETTER_EXPIRED_MEANS)),
        LetterState::Valid | LetterState::Accepted => None,
    };
    let (width, height) = sheet::SIZE;
    let desk = here.system == platform::System::Desktop;
    html! {
        <>
            <>if let Some((tone, title, means)) = warning { <Banner {tone} {title}>{ means }</Banner> }</>
            {
                match &*image {
                    Some(image) => html! {
                        <div class="letter">
                            <img src={image.clone()} alt={words::letter_alt(letter)} width={width.to_string()} height={height.to_string()} />
                        </div>
                    },
                    None => html! { <EmptyState icon={IconName::Alert} title={words::LETTER_FAILED} advice={words::LETTER_FAILED_ADVICE} /> },
                }
            }
            <p class="quiet center">{ if desk { words::LETTER_KEEP_DESK } else { words::LETTER_KEEP } }</p>
            <>
                if !here.wechat {
                    <Button kind={ButtonKind::Ghost} wide=true icon={IconName::Export} label={words::LETTER_PRINT} on_press={Callback::from(|()| platform::print())} />
                }
            </>
            <Facts>
                <Fact label={words::LETTER_NUMBER} value={letter_number(letter.year, letter.number)} />
                <Fact label={words::LETTER_STATE}><Tag label={letter.state.word()} tone={text::letter_tone(letter.state)} /></Fact>
                <Fact label={words::LETTER_UNTIL} value={text::day(letter.valid_until())} />
            </Facts>
        </>
    }
}
