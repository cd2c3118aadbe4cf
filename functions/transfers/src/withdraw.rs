//! Takes a transfer back that nobody has passed.

use crate::change;
use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::transfers::{Action, Transfer, Withdraw};

pub(crate) async fn withdraw(
    cx: Context,
    caller: Administrator,
    call: Call<Withdraw>,
) -> Result<Answer<Transfer>> {
    let loaded = store::load(&cx, &caller.scope, &call.path).await?;
    loaded.may(Action::Withdraw, call.version)?;
    let case = loaded.case().clone().withdraw(&store::actor(&cx, &caller))?;
    let (mut tx, holds) = change::nothing_else(&cx);
    store::unlock(&mut tx, &loaded);
    change::write::<Withdraw>(&cx, &caller, &loaded, case, (tx, holds)).await
}
