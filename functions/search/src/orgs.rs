//! Organisations within the caller's reach.

use crate::shards::{self, Surroundings};
use index::Query;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::search::{FindOrgs, Hits, OrgHit};

pub(crate) async fn find(
    cx: Context,
    caller: Administrator,
    call: Call<FindOrgs>,
) -> Result<Answer<Hits<OrgHit>>> {
    let Some(query) = Query::of(&call.body.name) else {
        return Ok(Hits { hits: Vec::new(), more: false }.into());
    };
    let shards = shards::of_scope(&cx, &caller.scope).await?;
    let surroundings = Surroundings::of_scope(&caller.scope);
    Ok(shards.orgs(&query, &surroundings, |_| true).into())
}
