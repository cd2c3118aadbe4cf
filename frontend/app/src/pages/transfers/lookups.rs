//! What the fuzzy fields of a transfer offer: whom, and to where. The only place that knows who is asked.

use super::form::Picked;
use kit::components::{Lookup, lookup};
use kit::services::api;
use kit::text::{self, orgs as words};
use shared_types::members::{List, MemberFilter, MemberRow};
use shared_types::orgs::{OrgSearch, Search};
use yew::prelude::*;

/// Suggestions shown at once.
const MOST: usize = 8;

impl From<&MemberRow> for Picked {
    fn from(row: &MemberRow) -> Self {
        Self {
            id: row.member.to_string(),
            name: row.name.clone(),
            detail: format!("{} · {}", row.branch_name, row.id_number),
        }
    }
}

/// Members in reach.
#[hook]
pub(super) fn use_members() -> Lookup {
    let found = use_memo((), |()| {
        lookup(|name: String| async {
            let filter = MemberFilter { name: Some(name), ..MemberFilter::default() };
            let page = api::call::<List>((), filter).await.map_err(|f| text::failure_sentence(&f))?;
            Ok(page.rows.iter().take(MOST).map(|row| Picked::from(row).into()).collect())
        })
    });
    (*found).clone()
}

/// Branches that can receive a member.
#[hook]
pub(super) fn use_destinations() -> Lookup {
    let found = use_memo((), |()| {
        lookup(|name: String| async {
            let search = OrgSearch { name, below: None, cursor: None };
            let page = api::call::<Search>((), search).await.map_err(|f| text::failure_sentence(&f))?;
            let branches = page.rows.into_iter().filter(|row| row.kind.is_branch()).take(MOST);
            let offered = branches.map(|row| {
                let detail = words::path(row.path.iter().map(String::as_str));
                Picked { id: row.org.to_string(), name: row.name, detail }.into()
            });
            Ok(offered.collect())
        })
    });
    (*found).clone()
}
