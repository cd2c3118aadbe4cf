//! Names another receiving branch in place of one that has been dissolved on the way.

use crate::change;
use crate::rules::Branch;
use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::error::{Fault, Refusal};
use shared_types::transfers::{Action, Redirect, Transfer};

pub(crate) async fn redirect(
    cx: Context,
    caller: Administrator,
    call: Call<Redirect>,
) -> Result<Answer<Transfer>> {
    let (scope, to) = (&caller.scope, &call.body.to);
    let loaded = store::load(&cx, scope, &call.path).await?;
    loaded.may(Action::Redirect, call.version)?;
    let chain = store::destination(&cx, scope, to, "to").await?;
    if loaded.from.last() == Some(to) {
        return Err(Refusal::field("to", Fault::SameBranch).into());
    }
    // Who redirects does so within the receiving side: other branches need another transfer.
    let within = loaded.case().turn.as_ref().and_then(|turn| loaded.tree.stands(&turn.step.org));
    if !within.is_some_and(|within| within.covers(&chain)) {
        return Err(Refusal::field("to", Fault::Choice).into());
    }
    let tree = store::read_tree(&cx, scope.moves(), (&loaded.from, Some(&chain)), &loaded.besides()).await?;
    let name = tree.to.last().map(|branch| branch.name.clone()).unwrap_or_default();
    let (branch, steps) = (Branch { org: Some(to.clone()), name }, tree.steps(&cx, loaded.case().kind));
    let case =
        loaded.case().clone().redirect(branch, &steps, &store::actor(&cx, &caller), store::days(&cx))?;
    let loaded = loaded.towards(Some(chain), tree);
    change::write::<Redirect>(&cx, &caller, &loaded, case, change::nothing_else(&cx)).await
}
