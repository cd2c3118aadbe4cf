//! Members within the caller's reach. Who is found in the index is shown as the record says, and only where the
//! record still stands within reach.

use crate::shards::{self, Surroundings};
use crate::store;
use index::Query;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result};
use shared_types::error::{Fault, Refusal};
use shared_types::id_number::IdNumber;
use shared_types::phone::Mobile;
use shared_types::search::{FindMembers, Hits, MOST_HITS, MemberHit, MemberSearch, is_number};

/// Candidates that are read where all of them are likely to be shown.
const FEW: usize = 25;

/// Candidates that are read where many may be left out.
const MANY: usize = 100;

pub(crate) async fn find(
    cx: Context,
    caller: Administrator,
    call: Call<FindMembers>,
) -> Result<Answer<Hits<MemberHit>>> {
    let search = &call.body;
    let (mut hits, more) = if is_number(&search.text) {
        (by_number(&cx, &caller, search).await?, false)
    } else {
        by_name(&cx, &caller, search).await?
    };
    hits.retain(|hit| {
        search.kind.is_none_or(|kind| kind == hit.row.kind)
            && search.standing.is_none_or(|standing| standing == hit.row.standing)
    });
    let more = more || hits.len() > usize::from(MOST_HITS);
    hits.truncate(usize::from(MOST_HITS));
    Ok(Hits { hits, more }.into())
}

async fn by_name(
    cx: &Context,
    caller: &Administrator,
    search: &MemberSearch,
) -> Result<(Vec<MemberHit>, bool)> {
    let Some(query) = Query::of(&search.text) else { return Ok((Vec::new(), false)) };
    let shards = shards::of_scope(cx, &caller.scope).await?;
    let surroundings = Surroundings::of_scope(&caller.scope);
    let filtered = search.kind.is_some() || search.standing.is_some();
    let most = if filtered { MANY } else { FEW };
    let found = shards.members(&query, &surroundings, most);
    let hits = store::as_recorded(cx, &caller.scope, &shards, &surroundings, &found.hits).await?;
    Ok((hits, found.more))
}

async fn by_number(cx: &Context, caller: &Administrator, search: &MemberSearch) -> Result<Vec<MemberHit>> {
    // The body's rules admit nothing but a valid ID number or mobile.
    let members = match (search.text.parse::<IdNumber>(), search.text.parse::<Mobile>()) {
        (Ok(number), _) => store::with_id_number(cx, &number).await?,
        (Err(_), Ok(mobile)) => store::with_mobile(cx, &mobile).await?,
        (Err(_), Err(_)) => return Err(Refusal::field("text", Fault::Choice).into()),
    };
    store::recorded(cx, &caller.scope, &members).await
}
