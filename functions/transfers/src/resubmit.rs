//! Submits a returned transfer again, corrected. Its way begins anew.

use crate::change;
use crate::store;
use crate::submit::{ends, receiving};
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::text::tidy;
use shared_types::transfers::{Action, Resubmit, Transfer, TransferForm};

pub(crate) async fn resubmit(
    cx: Context,
    caller: Administrator,
    call: Call<Resubmit>,
) -> Result<Answer<Transfer>> {
    let loaded = store::load(&cx, &caller.scope, &call.path).await?;
    loaded.may(Action::Resubmit, call.version)?;
    let kind = loaded.case().kind;
    let form = TransferForm { note: tidy(call.body.note.clone()), ..call.body };
    let (tree, to) = ends(&cx, &caller.scope, &loaded.from, kind, (&form, ""), &loaded.besides()).await?;
    let (to_end, steps) = (receiving(&tree, &form), tree.steps(&cx, kind));
    let actor = store::actor(&cx, &caller);
    let case = loaded.case().clone().resubmit(form, to_end, &steps, &actor, store::days(&cx))?;
    let loaded = loaded.towards(to, tree);
    change::write::<Resubmit>(&cx, &caller, &loaded, case, change::nothing_else(&cx)).await
}
