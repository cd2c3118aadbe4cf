//! A password that is shown once, to be handed over.

use kit::components::{Banner, Button, ButtonKind, IconName, Sheet, Tone, use_toast};
use kit::services::platform;
use kit::text::{accounts as words, everyday};
use yew::prelude::*;

/// Properties of [`TemporaryPassword`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct TemporaryPasswordProps {
    /// The password, while it is to be shown.
    pub password: Option<String>,
    /// It was handed over.
    pub on_done: Callback<()>,
}

/// The sheet with the password and a copy key.
#[component]
pub(super) fn TemporaryPassword(props: &TemporaryPasswordProps) -> Html {
    let toast = use_toast();
    let password = props.password.clone().unwrap_or_default();
    let on_copy = {
        let password = password.clone();
        Callback::from(move |()| {
            let (password, toast) = (password.clone(), toast.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let copied = platform::copy(&password).await;
                toast.emit(AttrValue::Static(if copied { everyday::COPIED } else { everyday::NOT_COPIED }));
            });
        })
    };
    html! {
        <Sheet title={words::PASSWORD_TITLE} open={props.password.is_some()} on_close={props.on_done.clone()}>
            <p class="secret">{ password }</p>
            <Banner tone={Tone::Wait}>{ words::PASSWORD_ONCE }</Banner>
            <div class="btns">
                <Button wide=true icon={IconName::Copy} label={words::COPY} on_press={on_copy} />
                <Button kind={ButtonKind::Quiet} wide=true label={words::DONE} on_press={props.on_done.clone()} />
            </div>
        </Sheet>
    }
}
