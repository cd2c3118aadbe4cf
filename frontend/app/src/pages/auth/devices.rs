//! One's devices; each can be signed out.

use crate::route::Route;
use kit::components::{
    Button, ButtonKind, ConfirmSheet, EmptyState, IconName, List, ListRow, Screen, Skeleton, Tag, Tone,
    use_toast,
};
use kit::hooks::{use_action, use_remote};
use kit::services::router::{href, replace};
use kit::services::{api, platform, session};
use kit::text::{self, signin, titles};
use shared_types::auth::{Device, ListDevices, RemoveDevice};
use yew::prelude::*;

/// The list of devices.
#[component]
pub(crate) fn Devices() -> Html {
    let devices = use_remote((), |()| async { api::ask::<ListDevices>(()).await.map(Some) });
    let asked = use_state(|| None::<Device>);
    let toast = use_toast();
    let remove = {
        let (asked, reload) = (asked.clone(), devices.reload.clone());
        use_action(
            |device: Device| async move {
                api::ask::<RemoveDevice>(device.device.clone()).await.map(|_| device.current)
            },
            move |outcome| {
                if let Ok(current) = outcome {
                    asked.set(None);
                    if current {
                        session::end();
                        replace(&href(&Route::SignIn));
                    } else {
                        toast.emit(AttrValue::Static(signin::REMOVED));
                        reload.emit(());
                    }
                }
            },
        )
    };
    let ask = |device: &Device| {
        let (asked, device, clear) = (asked.clone(), device.clone(), remove.clear.clone());
        Callback::from(move |()| {
            clear.emit(());
            asked.set(Some(device.clone()));
        })
    };
    let on_confirm = {
        let (asked, run) = (asked.clone(), remove.run.clone());
        Callback::from(move |()| {
            if let Some(device) = &*asked {
                run.emit(device.clone());
            }
        })
    };
    let on_close = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(None))
    };
    let name = asked.as_ref().map(|device| device.name.clone()).unwrap_or_default();
    let now = platform::now();
    let row = |device: &Device| {
        // The device in the hand is in use now, which needs no saying.
        let used = if device.current {
            html! { <Tag label={signin::THIS_DEVICE} tone={Tone::Ok} icon={IconName::Check} /> }
        } else {
            html! { { signin::device_seen(&text::ago(device.seen, now)) } }
        };
        let detail = html! { <>{ used }<br />{ signin::device_since(&text::day(device.since.day())) }</> };
        html! {
            <li key={device.device.to_string()} class="item">
                <ListRow lead={IconName::Device.draw()} title={html! { { &device.name } }} {detail} />
                <Button kind={ButtonKind::Text} label={signin::REMOVE} on_press={ask(device)} />
            </li>
        }
    };
    html! {
        <Screen title={titles::DEVICES} back={href(&Route::Settings)}>
            <p class="quiet">{ signin::DEVICES_HINT }</p>
            <>
                { devices.view(Skeleton::Rows, || html! { <EmptyState /> }, |devices| html! {
                    <List label={titles::DEVICES}>{ for devices.devices.iter().map(row) }</List>
                }) }
            </>
            <ConfirmSheet title={signin::remove_title(&name)} act={signin::REMOVE} danger=true open={asked.is_some()}
                pending={remove.pending} fault={remove.fault()} {on_confirm} {on_close}>
                <p>{ signin::REMOVE_ADVICE }</p>
            </ConfirmSheet>
        </Screen>
    }
}
