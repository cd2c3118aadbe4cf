//! The receiving branch accepts: the member leaves one roll and is on the other, the case closes and the receipt is
//! written, all in one transaction or not at all. Counts follow by the stream.

use crate::change;
use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::text::tidy;
use shared_types::transfers::{Accept, Action, Transfer};

pub(crate) async fn accept(
    cx: Context,
    caller: Administrator,
    call: Call<Accept>,
) -> Result<Answer<Transfer>> {
    let loaded = store::load(&cx, &caller.scope, &call.path).await?;
    loaded.may(Action::Accept, call.version)?;
    let actor = store::actor(&cx, &caller);
    let phone = caller.account.office_phone.clone();
    let case = loaded.case().clone().accept((&actor, tidy(call.body.note)), phone)?;
    let (mut tx, mut holds) = change::nothing_else(&cx);
    store::accept(&cx, &mut tx, &loaded, &mut holds)?;
    change::write::<Accept>(&cx, &caller, &loaded, case, (tx, holds)).await
}
