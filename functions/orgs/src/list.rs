//! The level below an organisation.

use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call, cursors};
use platform::{Context, Result};
use shared_types::orgs::{ListChildren, OrgRow};
use shared_types::page::Page;

pub(crate) async fn children(
    cx: Context,
    caller: Administrator,
    call: Call<ListChildren>,
) -> Result<Answer<Page<OrgRow>>> {
    let list = cursors::List::of::<ListChildren>(caller.account.account.as_str(), &call.path);
    Ok(store::children(&cx, &caller.scope, &list, call.body.cursor.as_ref()).await?.into())
}
