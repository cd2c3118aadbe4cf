//! Declares a letter void and issues another: it was lost, or has expired (field rules, "Introduction letter").

use crate::change;
use crate::letters::Tries;
use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::error::Refusal;
use shared_types::transfers::{Action, Reissue, Transfer};

pub(crate) async fn reissue(
    cx: Context,
    caller: Administrator,
    call: Call<Reissue>,
) -> Result<Answer<Transfer>> {
    let mut tries = Tries::default();
    loop {
        let answer = attempt(&cx, &caller, &call).await;
        if !tries.again(&answer).await {
            return answer;
        }
    }
}

async fn attempt(cx: &Context, caller: &Administrator, call: &Call<Reissue>) -> Result<Answer<Transfer>> {
    let loaded = store::load(cx, &caller.scope, &call.path).await?;
    loaded.may(Action::Reissue, call.version)?;
    let before = loaded.case().letter().ok_or(Refusal::TransferElsewhere)?;
    let letter = store::draft(cx, &loaded, (&before.issuer, &before.desk)).await?;
    let (actor, reason) = (store::actor(cx, caller), call.body.reason.trim().to_owned());
    let (issued, steps) = (letter.issued.clone(), loaded.steps(cx));
    let case = loaded.case().clone().reissue(issued, &steps, (&actor, reason), store::days(cx))?;
    let (mut tx, holds) = change::nothing_else(cx);
    store::issue(&mut tx, &letter);
    change::write::<Reissue>(cx, caller, &loaded, case, (tx, holds)).await
}
