//! Moves an organisation with everything below it. The answer comes as soon as everybody sees it at its new
//! place; what is stored follows record by record (`projections`).

use crate::{rules, store};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::store::Record;
use platform::{Context, Result};
use shared_types::endpoint::Endpoint;
use shared_types::error::Refusal;
use shared_types::orgs::{Move, MoveProgress, ShowMove};

pub(crate) async fn begin(
    cx: Context,
    caller: Administrator,
    call: Call<Move>,
) -> Result<Answer<MoveProgress>> {
    let scope = &caller.scope;
    if scope.org().version != call.version {
        return Err(Refusal::Stale.into());
    }
    let parent = scope.of(&cx, &call.body.parent).await?;
    let to = rules::destination(
        (scope.chain(), scope.org().record.kind),
        (parent.chain(), parent.org().record.kind),
        scope.moves(),
    )?;
    let height = if to.depth() > scope.chain().depth() { store::height(&cx, scope).await? } else { 0 };
    rules::fits(&to, height)?;

    let mut tx = cx.table().transaction();
    store::relocate(&cx, scope, &parent, &to, &mut tx)?;
    let deed = Deed::Changed(Move::NAME.to_owned());
    store::log(&mut tx, &audit::entry(&cx, &caller, &scope.org().record.key(), deed));
    tx.commit().await?;
    Ok(Answer::from(MoveProgress { finished: false, rewritten: 0 }).version(call.version + 1))
}

pub(crate) async fn show(
    cx: Context,
    caller: Administrator,
    _: Call<ShowMove>,
) -> Result<Answer<MoveProgress>> {
    Ok(store::progress(&cx, &caller.scope).await?.into())
}
