//! Organisations that a search found, as lists show them.

use kit::components::{EmptyState, IconName, marked};
use kit::hooks::{Loaded, use_remote};
use kit::services::api;
use kit::text::{everyday, orgs as words};
use shared_types::ids::OrgId;
use shared_types::search::{FindOrgs, Hits, OrgHit, OrgSearch};
use yew::prelude::*;

/// What a search for a name finds at or below an organisation; nothing is asked for an empty name.
#[hook]
pub(super) fn use_found(name: String, below: OrgId) -> Loaded<Hits<OrgHit>> {
    use_remote((name, below), |(name, below)| async move {
        if name.is_empty() {
            return Ok(None);
        }
        api::call::<FindOrgs>((), OrgSearch { name, below: Some(below) }).await.map(Some)
    })
}

/// Nothing was found.
pub(super) fn nothing() -> Html {
    html! { <EmptyState icon={IconName::Search} title={words::NOT_FOUND} advice={words::NOT_FOUND_ADVICE} /> }
}

/// The name of a hit, with what fitted marked.
pub(super) fn title(hit: &OrgHit) -> Html {
    match &hit.former {
        None => marked(&hit.name, &hit.marks),
        Some(former) => html! { <>{ &hit.name }{ everyday::FORMERLY }{ marked(former, &hit.marks) }</> },
    }
}

/// The way to a hit.
pub(super) fn path(hit: &OrgHit) -> String {
    words::path(hit.path.iter().map(String::as_str))
}
