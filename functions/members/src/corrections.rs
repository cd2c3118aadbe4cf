//! Corrections that wait for the caller, and one of them.

use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call, cursors};
use platform::{Context, Result};
use shared_types::members::{Correction, ListCorrections, ShowCorrection};
use shared_types::page::Page;

pub(crate) async fn list(
    cx: Context,
    caller: Administrator,
    call: Call<ListCorrections>,
) -> Result<Answer<Page<Correction>>> {
    let list = cursors::List::of::<ListCorrections>(caller.account.account.as_str(), &());
    Ok(store::corrections_below(&cx, &caller.scope, &list, call.body.cursor.as_ref()).await?.into())
}

pub(crate) async fn show(
    cx: Context,
    caller: Administrator,
    call: Call<ShowCorrection>,
) -> Result<Answer<Correction>> {
    let (_, correction) = store::correction(&cx, &caller.scope, &call.path).await?;
    Ok(store::shown_correction(&cx, &correction.record)?.into())
}
