//! One organisation, and the caller's own.

use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::orgs::{Home, Org, OrgHome, Show};

pub(crate) async fn home(cx: Context, caller: Administrator, _: Call<Home>) -> Result<Answer<OrgHome>> {
    let org = shown(&cx, &caller).await?;
    Ok(Answer::from(OrgHome { org, at: cx.now() }).version(caller.scope.org().version))
}

pub(crate) async fn show(cx: Context, caller: Administrator, _: Call<Show>) -> Result<Answer<Org>> {
    Ok(Answer::from(shown(&cx, &caller).await?).version(caller.scope.org().version))
}

async fn shown(cx: &Context, caller: &Administrator) -> Result<Org> {
    let scope = &caller.scope;
    let above = store::above(cx, scope).await?;
    store::shown(cx, scope, (&scope.org().record, scope.org().version), scope.chain(), above)
}
