//! Adds a member to a branch.

use crate::{rules, store};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::store::Record;
use platform::{Context, Result};
use shared_types::endpoint::Endpoint;
use shared_types::members::{Add, Member};

pub(crate) async fn add(cx: Context, caller: Administrator, call: Call<Add>) -> Result<Answer<Member>> {
    let branch = &caller.scope;
    rules::holds_members(branch.org().record.kind)?;
    let registered = rules::registered(call.body)?;
    let record = store::draft(&cx, branch, cx.new_id(), &registered)?;
    let answer = Answer::from(store::shown(&record, &registered, 1)?).version(1);

    let mut tx = cx.table().transaction();
    store::add(&cx, branch, &mut tx, &record, &registered.id_number);
    store::log(&mut tx, &audit::entry(&cx, &caller, &record.key(), Deed::Changed(Add::NAME.to_owned())));
    call.once.keep(&cx, &mut tx, &answer)?;
    store::commit(&cx, branch, tx, &registered.id_number).await?;
    Ok(answer)
}
