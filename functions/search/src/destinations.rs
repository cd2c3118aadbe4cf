//! Where a transfer can go: organisations of the whole city, by name and path only.

use crate::shards::{self, Surroundings};
use index::Query;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::search::{FindDestinations, Hits, OrgHit};

pub(crate) async fn find(
    cx: Context,
    caller: Administrator,
    call: Call<FindDestinations>,
) -> Result<Answer<Hits<OrgHit>>> {
    let Some(query) = Query::of(&call.body.name) else {
        return Ok(Hits { hits: Vec::new(), more: false }.into());
    };
    let shards = shards::of_city(&cx, &caller.scope).await?;
    let surroundings = Surroundings::of_city(&caller.scope);
    let only_branches = call.body.branches;
    Ok(shards.orgs(&query, &surroundings, |kind| kind.is_branch() || !only_branches).into())
}
