//! What a member sees of themselves and their branch.

use crate::store;
use platform::auth::Oneself;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::members::{Branch, Member, Mine, MyBranch};

pub(crate) async fn record(cx: Context, caller: Oneself, _: Call<Mine>) -> Result<Answer<Member>> {
    let own = &caller.member;
    let shown = store::shown(&own.record, &store::open(&cx, &own.record)?, own.version)?;
    Ok(Answer::from(shown).version(own.version))
}

pub(crate) async fn branch(cx: Context, caller: Oneself, _: Call<MyBranch>) -> Result<Answer<Branch>> {
    Ok(store::branch(&cx, &caller).await?.into())
}
