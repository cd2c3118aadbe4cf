//! Members at or below an organisation, by name.

use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call, cursors};
use platform::{Context, Result};
use shared_types::endpoint::Endpoint;
use shared_types::members::{List, MemberFilter, MemberRow};
use shared_types::page::Page;

pub(crate) async fn list(
    cx: Context,
    caller: Administrator,
    call: Call<List>,
) -> Result<Answer<Page<MemberRow>>> {
    let list = cursors_of::<List>(&caller, &call.body);
    Ok(store::list(&cx, &caller.scope, &call.body, &list).await?.into())
}

/// The cursors of a list with this filter.
pub(crate) fn cursors_of<E: Endpoint>(caller: &Administrator, filter: &MemberFilter) -> cursors::List {
    let filter = MemberFilter { cursor: None, ..filter.clone() };
    cursors::List::of::<E>(caller.account.account.as_str(), &filter)
}
