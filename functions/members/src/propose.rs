//! A member proposes corrections to their own record, and sees what became of them.

use crate::{rules, store};
use platform::audit::{self, Deed};
use platform::auth::Oneself;
use platform::http::{Answer, Call};
use platform::store::Record;
use platform::{Context, Result};
use shared_types::dates::Today;
use shared_types::endpoint::Endpoint;
use shared_types::members::{Correction, Corrections, MyCorrections, Propose};
use shared_types::text;

pub(crate) async fn propose(cx: Context, caller: Oneself, call: Call<Propose>) -> Result<Answer<Correction>> {
    let own = &caller.member.record;
    let last = store::last_correction(&cx, &caller).await?;
    let number = rules::next_correction(last.map(|last| (last.number, last.waits())))?;
    let changes = rules::proposed(&store::open(&cx, own)?, &call.body, Today(cx.now().day()))?;
    let note = text::tidy(call.body.note);
    let record = store::draft_correction(&cx, &caller, number, changes, note)?;
    let answer = Answer::from(store::shown_correction(&cx, &record)?);

    let mut tx = cx.table().transaction();
    store::propose(&mut tx, &caller, &record);
    let deed = Deed::Changed(Propose::NAME.to_owned());
    store::log(&mut tx, &audit::own(&cx, own.member.as_str(), &own.key(), deed));
    call.once.keep(&cx, &mut tx, &answer)?;
    tx.commit().await?;
    Ok(answer)
}

pub(crate) async fn of_oneself(
    cx: Context,
    caller: Oneself,
    _: Call<MyCorrections>,
) -> Result<Answer<Corrections>> {
    Ok(Corrections { corrections: store::corrections_of(&cx, &caller).await? }.into())
}
