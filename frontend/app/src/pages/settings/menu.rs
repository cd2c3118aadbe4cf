//! The settings.

use crate::route::Route;
use kit::components::{
    Button, ButtonKind, ConfirmSheet, Footer, IconName, List, ListRow, Screen, Section, TextSizeSetting,
};
use kit::hooks::use_action;
use kit::services::router::{href, replace};
use kit::services::{api, session};
use kit::text::{settings as words, titles};
use shared_types::auth::{SignOut, SignOutEverywhere};
use yew::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Here,
    Everywhere,
}

/// 设置
#[component]
pub(crate) fn Settings() -> Html {
    let open = use_state_eq(|| Open::Nothing);
    let leave = use_action(
        |everywhere: bool| async move {
            if everywhere { api::ask::<SignOutEverywhere>(()).await } else { api::ask::<SignOut>(()).await }
        },
        |outcome| {
            if outcome.is_ok() {
                session::end();
                replace(&href(&Route::SignIn));
            }
        },
    );
    let show = |what: Open| {
        let (open, clear) = (open.clone(), leave.clear.clone());
        Callback::from(move |()| {
            clear.emit(());
            open.set(what);
        })
    };
    let run = |everywhere: bool| leave.run.reform(move |()| everywhere);
    html! {
        <Screen title={titles::SETTINGS} back={href(&Route::Home)}>
            <Section title={words::DISPLAY}>
                <div class="card"><TextSizeSetting /></div>
            </Section>
            <Section title={words::SAFETY}>
                <List label={words::SAFETY}>
                    { row(IconName::Device, words::DEVICES, Some(words::DEVICES_DETAIL), Route::Devices) }
                    { row(IconName::Key, words::PASSWORD, None, Route::ChangePassword) }
                </List>
            </Section>
            <Section title={words::MORE}>
                <List label={words::MORE}>
                    { row(IconName::Install, words::INSTALL, Some(words::INSTALL_DETAIL), Route::Install) }
                    { row(IconName::Shield, words::PRIVACY, None, Route::Privacy) }
                    { row(IconName::About, words::ABOUT, None, Route::About) }
                </List>
            </Section>
            <div class="btns">
                <Button kind={ButtonKind::Ghost} wide=true icon={IconName::SignOut} label={words::SIGN_OUT} on_press={show(Open::Here)} />
                <Button kind={ButtonKind::Quiet} wide=true label={words::SIGN_OUT_EVERYWHERE} on_press={show(Open::Everywhere)} />
            </div>
            <Footer icp={words::ICP} />
            <ConfirmSheet title={words::SIGN_OUT_TITLE} act={words::SIGN_OUT} open={*open == Open::Here} pending={leave.pending}
                fault={leave.fault()} on_confirm={run(false)} on_close={show(Open::Nothing)}>
                <p>{ words::SIGN_OUT_MEANS }</p>
            </ConfirmSheet>
            <ConfirmSheet title={words::EVERYWHERE_TITLE} act={words::EVERYWHERE_ACT} danger=true open={*open == Open::Everywhere} pending={leave.pending}
                fault={leave.fault()} on_confirm={run(true)} on_close={show(Open::Nothing)}>
                <p>{ words::EVERYWHERE_MEANS }</p>
            </ConfirmSheet>
        </Screen>
    }
}

fn row(icon: IconName, label: &'static str, detail: Option<&'static str>, route: Route) -> Html {
    html! {
        <li key={label}>
            <ListRow lead={icon.draw()} title={html! { { label } }} detail={detail.map(|detail| html! { { detail } })} href={href(&route)} />
        </li>
    }
}
