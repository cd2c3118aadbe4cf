//! One transfer, for who is concerned; a member's own.

use crate::store;
use platform::auth::{Administrator, Oneself};
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::transfers::{Mine, Show, Transfer, Transfers};

pub(crate) async fn show(cx: Context, caller: Administrator, call: Call<Show>) -> Result<Answer<Transfer>> {
    let loaded = store::load(&cx, &caller.scope, &call.path).await?;
    Ok(Answer::from(store::shown(&cx, &loaded)?).version(loaded.found.version))
}

pub(crate) async fn mine(cx: Context, caller: Oneself, _: Call<Mine>) -> Result<Answer<Transfers>> {
    Ok(Transfers { transfers: store::of_member(&cx, &caller).await? }.into())
}
