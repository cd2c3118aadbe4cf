//! Choosing an organisation: level by level, or by a search for its name. Keeps its place itself, because
//! it stands in sheets that have no address.

use super::found::{nothing, path, title, use_found};
use crate::pages::listing::rows;
use kit::components::{Button, List, ListRow, SearchBox, Skeleton, Tag, Tone};
use kit::hooks::{use_paged, use_remote};
use kit::services::api;
use kit::text::{Term as _, everyday, orgs as words};
use shared_types::ids::OrgId;
use shared_types::orgs::{ListChildren, Org, Show};
use shared_types::page::After;
use std::rc::Rc;
use yew::prelude::*;

/// Why an organisation cannot be chosen, if it cannot.
pub(crate) type Objection = Callback<Rc<Org>, Option<&'static str>>;

/// Every organisation can be chosen.
pub(crate) fn fits_any() -> Objection {
    Callback::from(|_| None)
}

/// Properties of [`OrgLevel`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct OrgLevelProps {
    /// Where it begins, and the highest that can be reached.
    pub top: OrgId,
    /// Where it opens.
    #[prop_or_default]
    pub at: Option<OrgId>,
    /// The words of the key that chooses.
    pub act: AttrValue,
    /// See [`Objection`].
    pub objection: Objection,
    /// This one was chosen.
    pub on_choose: Callback<Rc<Org>>,
}

/// One level, the key that chooses it, and the ways up and down.
#[component]
pub(super) fn OrgLevel(props: &OrgLevelProps) -> Html {
    let at = {
        let first = props.at.clone().unwrap_or_else(|| props.top.clone());
        use_state(|| first)
    };
    let name = use_state(String::new);
    let org = use_remote((*at).clone(), |org| async { api::ask::<Show>(org).await.map(Some) });
    let level = use_paged((*at).clone(), |org, cursor| async move {
        api::call::<ListChildren>(org, After { cursor }).await
    });
    let found = use_found((*name).clone(), props.top.clone());
    let go = {
        let (at, name) = (at.clone(), name.clone());
        Callback::from(move |org: OrgId| {
            name.set(String::new());
            at.set(org);
        })
    };
    let on_search = {
        let name = name.clone();
        Callback::from(move |typed: String| name.set(typed))
    };
    let searching = !name.is_empty();
    let here = html! {
        <>
            { org.show(Skeleton::Facts, |org| html! {
                <Here org={org.clone()} act={props.act.clone()} objection={props.objection.clone()} on_choose={props.on_choose.clone()} on_go={go.clone()} />
            }) }
        </>
    };
    let empty = || html! { <p class="quiet center">{ words::NO_PLACE_BELOW }</p> };
    let leaf = org.ready().is_some_and(|org| org.kind.is_branch());
    let list = if searching {
        found.show(Skeleton::Rows, |found| match found.hits.is_empty() {
            true => nothing(),
            false => html! {
                <>
                    <p class="quiet">{ words::found(found.hits.len(), found.more) }</p>
                    <List label={words::FOUND}>{ for found.hits.iter().map(|hit| line(&go, &hit.org, title(hit), path(hit))) }</List>
                </>
            },
        })
    } else if !leaf && org.ready().is_some() {
        let go = go.clone();
        level.view(Skeleton::Rows, None, empty, |found| {
            rows(words::BELOW, found, move |row| {
                line(&go, &row.org, html! { { &row.name } }, row.kind.word().to_owned())
            })
        })
    } else {
        Html::default()
    };
    html! {
        <div class="stack">
            // Another level begins with an empty field, also where typing has not paused yet.
            <SearchBox key={at.to_string()} label={words::SEARCH} value={(*name).clone()} {on_search} />
            <>if !searching { { here } }</>
            <>{ list }</>
        </div>
    }
}

fn line(go: &Callback<OrgId>, org: &OrgId, title: Html, detail: String) -> Html {
    let on_press = {
        let org = org.clone();
        go.reform(move |()| org.clone())
    };
    html! {
        <li key={org.to_string()}><ListRow {title} detail={html! { { detail } }} {on_press} /></li>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct HereProps {
    org: Rc<Org>,
    act: AttrValue,
    objection: Objection,
    on_choose: Callback<Rc<Org>>,
    on_go: Callback<OrgId>,
}

/// Where we are, and the key that chooses it.
#[component]
fn Here(props: &HereProps) -> Html {
    let org = &props.org;
    let objection = props.objection.emit(org.clone());
    let on_press = {
        let org = org.clone();
        props.on_choose.reform(move |()| org.clone())
    };
    let last = org.path.len().saturating_sub(1);
    html! {
        <>
            <nav class="crumbs" aria-label={everyday::WAY_UP}>
                <ol>
                    { for org.path.iter().enumerate().map(|(at, crumb)| {
                        let to = crumb.org.clone();
                        html! {
                            <li key={crumb.org.to_string()}>
                                if at == last {
                                    <span aria-current="true">{ &crumb.name }</span>
                                } else {
                                    <button type="button" onclick={props.on_go.reform(move |_: MouseEvent| to.clone())}>{ &crumb.name }</button>
                                }
                            </li>
                        }
                    }) }
                </ol>
            </nav>
            <div class="card card--padded">
                <div class="between">
                    <span class="strong">{ &org.name }</span>
                    <Tag label={org.kind.word()} tone={Tone::Plain} />
                </div>
                <Button wide=true label={props.act.clone()} {on_press} disabled={objection.is_some()} />
                <>if let Some(objection) = objection { <p class="quiet center">{ objection }</p> }</>
            </div>
        </>
    }
}
