//! The photo or scan of a receipt slip that came back from another city.

use kit::components::{Button, ButtonKind, IconName, Sheet};
use kit::hooks::use_action;
use kit::services::api::{self, Failure};
use kit::text::transfers as words;
use shared_types::ids::TransferId;
use shared_types::transfers::ShowSlip;
use shared_types::uploads::Photo;
use yew::prelude::*;

/// Properties of [`Slip`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct SlipProps {
    /// Of which transfer.
    pub transfer: TransferId,
}

/// The key that shows it. Its address is good for some minutes only, so it is asked for when it is wanted.
#[component]
pub(super) fn Slip(props: &SlipProps) -> Html {
    let photo = use_state(|| None::<Photo>);
    let show = {
        let photo = photo.clone();
        use_action(api::ask::<ShowSlip>, move |outcome: Result<Photo, Failure>| photo.set(outcome.ok()))
    };
    let on_press = {
        let transfer = props.transfer.clone();
        show.run.reform(move |()| transfer.clone())
    };
    let on_close = {
        let photo = photo.clone();
        Callback::from(move |()| photo.set(None))
    };
    html! {
        <>
            <Button kind={ButtonKind::Ghost} wide=true icon={IconName::Camera} label={words::SEE_SLIP} pending={show.pending} {on_press} />
            <>{ show.banner() }</>
            <Sheet title={words::SLIP} open={photo.is_some()} {on_close}>
                <>
                    if let Some(photo) = &*photo {
                        <img src={photo.url.clone()} alt={words::SLIP} width={photo.width.to_string()} height={photo.height.to_string()} />
                    }
                </>
            </Sheet>
        </>
    }
}
