//! Reading the tree.

use super::{SECRETARY_MOBILE, last_of};
use platform::auth::Scope;
use platform::http::cursors;
use platform::store::keys::{self, Listed};
use platform::store::{Chain, Listing, OrgLine, OrgRecord, Record};
use platform::{Context, Result};
use shared_types::ids::OrgId;
use shared_types::orgs::{Crumb, Org, OrgRow};
use shared_types::page::{Cursor, MOST_ROWS, Page};
use std::collections::HashMap;

/// An organisation as it is shown, standing at `chain`; `above` is the way to it.
pub(crate) fn shown(
    cx: &Context,
    scope: &Scope,
    (record, version): (&OrgRecord, u64),
    chain: &Chain,
    above: Vec<Crumb>,
) -> Result<Org> {
    let mobile = record.secretary_mobile.as_ref();
    let place = record.key().field(SECRETARY_MOBILE);
    let mut path = above;
    path.push(Crumb { org: record.org.clone(), name: record.name.clone() });
    Ok(Org {
        org: record.org.clone(),
        version,
        name: record.name.clone(),
        kind: record.kind,
        village: record.village,
        depth: u8::try_from(chain.depth()).unwrap_or(u8::MAX),
        path,
        secretary: record.secretary.clone(),
        secretary_mobile: mobile.map(|sealed| cx.ring().open(&place, sealed)).transpose()?,
        phone: record.phone.clone(),
        address: record.address.clone(),
        fax: record.fax.clone(),
        postcode: record.postcode.clone(),
        term_starts: record.term_starts,
        term_ends: record.term_ends,
        counts: record.counts,
        moving: scope.moves().of(&record.org).is_some(),
    })
}

/// The way from the caller's own organisation down to the one above the scope's; nothing for the caller's own.
/// One batch read.
pub(crate) async fn above(cx: &Context, scope: &Scope) -> Result<Vec<Crumb>> {
    let ids = within_reach(scope, scope.chain());
    let names = names(cx, &ids).await?;
    let crumb = |org: &OrgId| Crumb { org: org.clone(), name: names.get(org).cloned().unwrap_or_default() };
    Ok(ids.iter().map(crumb).collect())
}

/// The way to an organisation directly below the scope's.
pub(crate) async fn above_child(cx: &Context, scope: &Scope) -> Result<Vec<Crumb>> {
    let mut crumbs = above(cx, scope).await?;
    let parent = &scope.org().record;
    crumbs.push(Crumb { org: parent.org.clone(), name: parent.name.clone() });
    Ok(crumbs)
}

/// The organisations above the last one of a chain, as far as the caller reaches.
fn within_reach(scope: &Scope, chain: &Chain) -> Vec<OrgId> {
    let above = chain.ids().split_last().map_or(&[][..], |(_, above)| above);
    above.iter().skip(scope.reach().depth()).cloned().collect()
}

async fn names(cx: &Context, orgs: &[OrgId]) -> Result<HashMap<OrgId, String>> {
    let batch = cx.table().batch(&orgs.iter().map(keys::org).collect::<Vec<_>>()).await?;
    let mut names = HashMap::with_capacity(orgs.len());
    for org in orgs {
        if let Some(found) = batch.get::<OrgRecord>(&keys::org(org))? {
            names.insert(org.clone(), found.record.name);
        }
    }
    Ok(names)
}

/// One page of the level below the scope's organisation, by name: one Query.
pub(crate) async fn children(
    cx: &Context,
    scope: &Scope,
    list: &cursors::List,
    cursor: Option<&Cursor>,
) -> Result<Page<OrgRow>> {
    let mark = cursor.map(|cursor| list.open(cx, cursor)).transpose()?;
    let listing = Listing { kind: Listed::Orgs, name: String::new(), only: Vec::new(), most: MOST_ROWS };
    let found = cx.table().children::<OrgLine>(&last_of(scope.chain())?, &listing, mark).await?;
    let next = found.next.map(|mark| list.seal(cx, &mark)).transpose()?;
    Ok(Page { rows: found.rows.into_iter().map(row).collect(), next })
}

fn row(line: OrgLine) -> OrgRow {
    OrgRow {
        org: line.org,
        name: line.name,
        kind: line.kind,
        secretary: line.secretary,
        term_ends: line.term_ends,
        counts: line.counts,
    }
}
