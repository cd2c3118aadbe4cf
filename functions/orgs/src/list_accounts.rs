//! Accounts at and below an organisation.

use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call, cursors};
use platform::{Context, Result};
use shared_types::orgs::{Account, AccountFilter, ListAccounts, ShowAccount};
use shared_types::page::Page;

pub(crate) async fn list(
    cx: Context,
    caller: Administrator,
    call: Call<ListAccounts>,
) -> Result<Answer<Page<Account>>> {
    let filter = AccountFilter { cursor: None, ..call.body.clone() };
    let list = cursors::List::of::<ListAccounts>(caller.account.account.as_str(), &(&call.path, &filter));
    Ok(store::accounts(&cx, &caller, &call.body, &list).await?.into())
}

pub(crate) async fn show(
    cx: Context,
    caller: Administrator,
    call: Call<ShowAccount>,
) -> Result<Answer<Account>> {
    let found = store::account(&cx, &caller.scope, &call.path).await?;
    Ok(Answer::from(store::shown_account(&cx, &caller, &found)?).version(found.version))
}
