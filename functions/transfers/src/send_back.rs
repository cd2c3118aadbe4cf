//! Returns a transfer to who submitted it. Nobody refuses without a reason (《中国共产党党员教育管理工作条例》 ch. 5).

use crate::change;
use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::transfers::{Action, Return, Transfer};

pub(crate) async fn send_back(
    cx: Context,
    caller: Administrator,
    call: Call<Return>,
) -> Result<Answer<Transfer>> {
    let loaded = store::load(&cx, &caller.scope, &call.path).await?;
    loaded.may(Action::Return, call.version)?;
    let actor = store::actor(&cx, &caller);
    let reason = call.body.reason.trim().to_owned();
    let case = loaded.case().clone().send_back((&actor, reason), store::days(&cx))?;
    change::write::<Return>(&cx, &caller, &loaded, case, change::nothing_else(&cx)).await
}
