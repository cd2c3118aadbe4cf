//! A committee passes a transfer on. Where it is the issuer, its passing issues the letter.

use crate::change;
use crate::letters::Tries;
use crate::rules::awaits_receipt;
use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::text::tidy;
use shared_types::transfers::{Action, Pass, Transfer};

pub(crate) async fn pass(cx: Context, caller: Administrator, call: Call<Pass>) -> Result<Answer<Transfer>> {
    let mut tries = Tries::default();
    loop {
        let answer = attempt(&cx, &caller, &call).await;
        if !tries.again(&answer).await {
            return answer;
        }
    }
}

async fn attempt(cx: &Context, caller: &Administrator, call: &Call<Pass>) -> Result<Answer<Transfer>> {
    let loaded = store::load(cx, &caller.scope, &call.path).await?;
    loaded.may(Action::Pass, call.version)?;
    let (actor, note) = (store::actor(cx, caller), tidy(call.body.note.clone()));
    let (steps, days) = (loaded.steps(cx), store::days(cx));
    let letter = match loaded.case().issuer(&steps) {
        Some(step) => Some(store::draft(cx, &loaded, (&step.issuer(), &step.desk)).await?),
        None => None,
    };
    let receipt = loaded.tree.committee().map(|(committee, _)| {
        let desk = loaded.tree.desk_of(&committee.org).unwrap_or_else(|| committee.clone());
        awaits_receipt(&committee, &desk)
    });
    let issued = letter.as_ref().map(|letter| letter.issued.clone());
    let case = loaded.case().clone().pass(issued, &steps, receipt, (&actor, note), days)?;
    let (mut tx, holds) = change::nothing_else(cx);
    if let Some(letter) = &letter {
        store::issue(&mut tx, letter);
    }
    change::write::<Pass>(cx, caller, &loaded, case, (tx, holds)).await
}
