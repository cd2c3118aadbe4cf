//! Lists of transfers, and what waits.

use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call, cursors};
use platform::{Context, Result};
use shared_types::page::Page;
use shared_types::transfers::{Home, List, TransferFilter, TransferRow, Waiting};

pub(crate) async fn list(
    cx: Context,
    caller: Administrator,
    call: Call<List>,
) -> Result<Answer<Page<TransferRow>>> {
    let filter = TransferFilter { cursor: None, ..call.body.clone() };
    let list = cursors::List::of::<List>(caller.account.account.as_str(), &filter);
    Ok(store::list(&cx, &caller.scope, &call.body, &list).await?.into())
}

pub(crate) async fn home(cx: Context, caller: Administrator, _: Call<Home>) -> Result<Answer<Waiting>> {
    Ok(store::waiting(&cx, &caller.scope).await?.into())
}
