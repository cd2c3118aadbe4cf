//! One's devices.

use crate::records::DeviceRecord;
use crate::{cookies, store};
use platform::auth::SignedIn;
use platform::http::{Answer, Call};
use platform::store::{Versioned, keys};
use platform::{Context, Result};
use shared_types::auth::{Device, Devices, ListDevices, RemoveDevice};
use shared_types::endpoint::Nothing;
use shared_types::error::Refusal;
use shared_types::ids::DeviceId;

fn shown(device: DeviceRecord, current: &DeviceId) -> Device {
    Device {
        current: device.device == *current,
        device: device.device,
        name: device.name,
        since: device.since,
        seen: device.seen,
    }
}

/// Lists them, last used first.
pub(crate) async fn list(cx: Context, caller: SignedIn, _: Call<ListDevices>) -> Result<Answer<Devices>> {
    let mut devices = store::devices(&cx, &caller.session.user).await?;
    devices.sort_by_key(|device| std::cmp::Reverse(device.seen));
    let devices = devices.into_iter().map(|device| shown(device, &caller.session.device)).collect();
    Ok(Devices { devices }.into())
}

/// Ends the session on a device and forgets it: the next sign-in there needs a code.
pub(crate) async fn remove(
    cx: Context,
    caller: SignedIn,
    call: Call<RemoveDevice>,
) -> Result<Answer<Nothing>> {
    let user = &caller.session.user;
    let key = keys::device(user, &call.path);
    let device: Versioned<DeviceRecord> = cx.table().get(&key).await?.ok_or(Refusal::NotFound)?;
    let session = device.record.session.as_ref().map(|session| keys::session(user, session));
    // A refresh that noted its use meanwhile does not keep it.
    store::forget(&cx, &[key].into_iter().chain(session).collect::<Vec<_>>()).await?;
    let answer = Answer::from(Nothing {});
    let own = call.path == caller.session.device;
    Ok(if own { answer.cookie(cookies::no_refresh()) } else { answer })
}
