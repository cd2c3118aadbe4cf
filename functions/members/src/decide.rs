//! Decides on a correction. The record changes together with the decision, or neither does.

use crate::store::{CorrectionRecord, Decision};
use crate::{rules, store};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::store::Record;
use platform::{Context, Result};
use shared_types::dates::Today;
use shared_types::endpoint::Endpoint;
use shared_types::members::{Approve, Correction, Return};

pub(crate) async fn approve(
    cx: Context,
    caller: Administrator,
    call: Call<Approve>,
) -> Result<Answer<Correction>> {
    let (member, correction) = store::correction(&cx, &caller.scope, &call.path).await?;
    rules::waits(correction.record.waits())?;
    let before = store::open(&cx, &member.record)?;
    let changes = store::changes_of(&cx, &correction.record)?;
    let after = rules::corrected(&before, &changes, Today(cx.now().day()))?;
    let decided = decided(&cx, &caller, correction.record, None);

    let mut tx = cx.table().transaction();
    store::decide(&mut tx, &decided, correction.version);
    store::save(&cx, &mut tx, &member, &before, &after)?;
    let deed = format!("{} {}", Approve::NAME, rules::differences(&before, &after).join(" "));
    store::log(&mut tx, &audit::entry(&cx, &caller, &member.record.key(), Deed::Changed(deed)));
    tx.commit().await?;
    Ok(store::shown_correction(&cx, &decided)?.into())
}

pub(crate) async fn send_back(
    cx: Context,
    caller: Administrator,
    call: Call<Return>,
) -> Result<Answer<Correction>> {
    let (member, correction) = store::correction(&cx, &caller.scope, &call.path).await?;
    rules::waits(correction.record.waits())?;
    let reason = call.body.reason.trim().to_owned();
    let decided = decided(&cx, &caller, correction.record, Some(reason));

    let mut tx = cx.table().transaction();
    store::decide(&mut tx, &decided, correction.version);
    let deed = Deed::Changed(Return::NAME.to_owned());
    store::log(&mut tx, &audit::entry(&cx, &caller, &member.record.key(), deed));
    tx.commit().await?;
    Ok(store::shown_correction(&cx, &decided)?.into())
}

fn decided(
    cx: &Context,
    caller: &Administrator,
    correction: CorrectionRecord,
    returned: Option<String>,
) -> CorrectionRecord {
    let decision = Decision {
        account: caller.account.account.clone(),
        by: caller.account.name.clone(),
        at: cx.now(),
        returned,
    };
    correction.decided(decision)
}
