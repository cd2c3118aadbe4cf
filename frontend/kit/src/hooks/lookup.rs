//! Where the suggestions of fuzzy fields come from: the search, whose hits become what a field shows.

use crate::components::{Lookup, Suggestion, lookup};
use crate::services::api::{self, Failure};
use crate::text;
use shared_types::ids::OrgId;
use shared_types::search::{
    DestinationSearch, FindDestinations, FindMembers, FindOrgs, MemberHit, MemberSearch, OrgHit, OrgSearch,
};
use std::rc::Rc;
use yew::prelude::*;

fn suggested_org(hit: OrgHit) -> Suggestion {
    Suggestion {
        id: hit.org.to_string().into(),
        name: hit.name.into(),
        marks: hit.marks,
        former: hit.former.map(AttrValue::from),
        detail: text::orgs::path(hit.path.iter().map(String::as_str)).into(),
    }
}

fn suggested_member(hit: MemberHit) -> Suggestion {
    let path = hit.path.iter().map(String::as_str).chain([hit.row.branch_name.as_str()]);
    Suggestion {
        id: hit.row.member.to_string().into(),
        detail: [text::orgs::path(path), hit.row.id_number].join(" · ").into(),
        name: hit.row.name.into(),
        marks: hit.marks,
        former: None,
    }
}

fn said(failure: &Failure) -> AttrValue {
    text::failure_sentence(failure)
}

/// For a field in which an organisation within reach is picked, at or below one where one is given.
#[hook]
pub fn use_org_lookup(below: Option<OrgId>) -> Lookup {
    let found = use_memo(below, |below| {
        let below = below.clone();
        lookup(move |name: String| {
            let search = OrgSearch { name, below: below.clone() };
            async move {
                let found = api::call::<FindOrgs>((), search).await.map_err(|failure| said(&failure))?;
                Ok(found.hits.into_iter().map(suggested_org).collect())
            }
        })
    });
    Rc::unwrap_or_clone(found)
}

/// For a field in which a destination of a transfer is picked: any organisation of the city, or only branches.
#[hook]
pub fn use_destination_lookup(branches: bool) -> Lookup {
    let found = use_memo(branches, |branches| {
        let branches = *branches;
        lookup(move |name: String| async move {
            let search = DestinationSearch { name, branches };
            let found = api::call::<FindDestinations>((), search).await.map_err(|failure| said(&failure))?;
            Ok(found.hits.into_iter().map(suggested_org).collect())
        })
    });
    Rc::unwrap_or_clone(found)
}

/// For a field in which a member within reach is picked, by name or by a whole number, at or below an organisation
/// where one is given.
#[hook]
pub fn use_member_lookup(below: Option<OrgId>) -> Lookup {
    let found = use_memo(below, |below| {
        let below = below.clone();
        lookup(move |text: String| {
            let search = MemberSearch { text, below: below.clone(), ..MemberSearch::default() };
            async move {
                // A number that is not whole yet is not asked for.
                let Ok(search) = api::checked(search) else {
                    return Err(AttrValue::Static(text::members::NUMBER_PARTIAL));
                };
                let found = api::call::<FindMembers>((), search).await.map_err(|failure| said(&failure))?;
                Ok(found.hits.into_iter().map(suggested_member).collect())
            }
        })
    });
    Rc::unwrap_or_clone(found)
}
