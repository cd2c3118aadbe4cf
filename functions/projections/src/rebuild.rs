//! All numbers beside organisations, counted anew from the table.

use crate::at_once::at_once;
use crate::rules::{self, Numbers};
use platform::store::keys::Listed;
use platform::store::{Chain, Holdings, Seen, StoreError, Table};
use platform::{Context, Result};
use shared_types::ids::OrgId;
use std::collections::HashMap;

/// Records read at once.
const PAGE: u8 = 250;

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    counts: Numbers,
    held: Holdings,
    exists: bool,
}

/// Counts everything below `root` and writes the numbers beside each organisation, whatever was there; answers
/// how many organisations there are. Reads the table through its indexes, page by page, and keeps a few
/// numbers per organisation in memory. Nothing else may write meanwhile, and the stream must have been
/// followed to its end (or be followed from now on only): what is in it would be counted twice.
///
/// # Errors
/// The table's; it can be done again.
pub async fn rebuild(cx: &Context, root: &OrgId) -> Result<usize> {
    let mut sums: HashMap<OrgId, Sum> = HashMap::new();
    let range = Chain::root(root.clone());
    for kind in Listed::ALL {
        let mut mark = None;
        loop {
            let (seen, next) = cx.table().sweep(&range, kind, PAGE, mark).await?;
            seen.iter().for_each(|seen| count(&mut sums, seen));
            mark = next;
            if mark.is_none() {
                break;
            }
        }
    }
    sums.retain(|_, sum| sum.exists);
    let orgs = sums.len();
    write(cx.table(), sums).await?;
    Ok(orgs)
}

fn count(sums: &mut HashMap<OrgId, Sum>, seen: &Seen) {
    let parent = seen.chain.parent().and_then(|parent| parent.last().cloned());
    for (org, number) in rules::counts_for(seen.kind, seen.chain.ids(), parent.as_ref(), seen.ended) {
        let sum = sums.entry(org.clone()).or_default();
        if let Some(number) = sum.counts.get_mut(number) {
            *number += 1;
        }
    }
    let Some(own) = seen.chain.last() else { return };
    let own = sums.entry(own.clone()).or_default();
    match seen.kind {
        Listed::Orgs => own.exists = true,
        Listed::Members => own.held.members += u32::from(!seen.ended),
        Listed::Accounts => own.held.accounts += u32::from(!seen.ended),
        Listed::Corrections | Listed::Transfers => {}
        // A turn stands with the organisation that has to act.
        Listed::Turns => own.held.transfers += 1,
    }
    if let (Listed::Orgs, Some(parent)) = (seen.kind, parent) {
        sums.entry(parent).or_default().held.orgs += 1;
    }
}

async fn write(table: &Table, sums: HashMap<OrgId, Sum>) -> Result<(), StoreError> {
    let restated = sums.into_iter().map(|(org, sum)| {
        let table = table.clone();
        async move { table.restate(&org, sum.counts, sum.held).await }
    });
    at_once(restated).await.map(drop)
}
