//! Who looked at a record: for those who manage it, and for the member.

use crate::store;
use platform::auth::{Administrator, Oneself};
use platform::http::{Answer, Call, cursors};
use platform::{Context, Result};
use shared_types::members::{ListViewings, MyViewings, Viewing};
use shared_types::page::Page;

pub(crate) async fn list(
    cx: Context,
    caller: Administrator,
    call: Call<ListViewings>,
) -> Result<Answer<Page<Viewing>>> {
    let found = store::member(&cx, &caller.scope, &call.path).await?;
    let list = cursors::List::of::<ListViewings>(caller.account.account.as_str(), &call.path);
    Ok(store::viewings(&cx, &found.record, &list, call.body.cursor.as_ref()).await?.into())
}

pub(crate) async fn of_oneself(
    cx: Context,
    caller: Oneself,
    call: Call<MyViewings>,
) -> Result<Answer<Page<Viewing>>> {
    let own = &caller.member.record;
    let list = cursors::List::of::<MyViewings>(own.member.as_str(), &());
    Ok(store::viewings(&cx, own, &list, call.body.cursor.as_ref()).await?.into())
}
