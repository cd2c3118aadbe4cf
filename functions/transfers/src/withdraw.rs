//! Takes a transfer back that nobody has passed.

use crate::store::{self, Holds};
use platform::audit::{self, Deed};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::endpoint::Endpoint;
use shared_types::transfers::{Action, Transfer, Withdraw};

pub(crate) async fn withdraw(
    cx: Context,
    caller: Administrator,
    call: Call<Withdraw>,
) -> Result<Answer<Transfer>> {
    let loaded = store::load(&cx, &caller.scope, &call.path).await?;
    loaded.may(Action::Withdraw, call.version)?;
    let case = loaded.case().clone().withdraw(&store::actor(&cx, &caller))?;
    let after = loaded.after(case);
    let answer = Answer::from(store::shown(&cx, &after)?).version(after.found.version);

    let mut tx = cx.table().transaction();
    store::unlock(&mut tx, &loaded);
    store::put(store::moves(&caller.scope), &mut tx, &loaded, after.case(), Holds::default())?;
    let deed = Deed::Changed(Withdraw::NAME.to_owned());
    store::log(&mut tx, &audit::entry(&cx, &caller, &store::subject(loaded.case()), deed));
    tx.commit().await?;
    Ok(answer)
}
