//! Creating and editing an organisation.

use super::form::{Typed, fields};
use crate::pages::editing::{Edited, Editing, use_edit};
use crate::route::Route;
use kit::components::{Button, Form, Screen, Skeleton, use_toast};
use kit::hooks::{Draft, use_action, use_form, use_remote};
use kit::services::api;
use kit::services::router::{href, replace};
use kit::services::storage::Slot;
use kit::text::{everyday, orgs as words, titles};
use shared_types::ids::OrgId;
use shared_types::orgs::{Create, Edit, NewOrg as Body, Org, OrgKind, Show};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`NewOrg`] and [`EditOrg`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct OrgProps {
    /// The superior of the new one, or the one to edit.
    pub org: OrgId,
}

/// A new organisation.
#[component]
pub(crate) fn NewOrg(props: &OrgProps) -> Html {
    let parent = use_remote(props.org.clone(), |org| async { api::ask::<Show>(org).await.map(Some) });
    html! {
        <Screen title={titles::NEW_ORG} back={href(&Route::OrgsBelow(props.org.clone()))}>
            { parent.show(Skeleton::Form, |parent| html! { <Creation parent={parent.clone()} /> }) }
        </Screen>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct CreationProps {
    parent: Rc<Org>,
}

#[component]
fn Creation(props: &CreationProps) -> Html {
    let toast = use_toast();
    let form = {
        let parent = props.parent.clone();
        let draft = Slot::Device(["new-org-", parent.org.as_str()].concat().into());
        use_form(Typed::default(), Some(draft), move |typed| typed.new_below(&parent))
    };
    let action = {
        let form = form.clone();
        use_action(
            |body: Body| api::call::<Create>((), body),
            move |outcome| match outcome {
                Ok(org) => {
                    form.finish();
                    toast.emit(AttrValue::Static(words::CREATED));
                    replace(&href(&Route::Org(org.org)));
                }
                Err(failure) => form.refuse(&failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let parent_kind = props.parent.kind;
    let superior = words::path(props.parent.path.iter().map(|crumb| crumb.name.as_str()));
    html! {
        <Form {on_submit} refused={form.refused()}>
            <>{ form.banner() }</>
            <p class="quiet">{ words::SUPERIOR }{ "：" }{ superior }</p>
            { fields(&form, |kind| kind.may_stand_below(parent_kind)) }
            <>{ action.banner() }</>
            <Button submit=true wide=true label={words::CREATE} pending={action.pending} />
        </Form>
    }
}

/// An organisation's fields.
#[component]
pub(crate) fn EditOrg(props: &OrgProps) -> Html {
    let org = use_remote(props.org.clone(), |org| async { api::ask::<Show>(org).await.map(Some) });
    html! {
        <Screen title={titles::EDIT_ORG} back={href(&Route::Org(props.org.clone()))}>
            { org.show(Skeleton::Form, |current| html! {
                <Changing key={current.version} org={current.clone()} on_newer={org.reload.clone()} />
            }) }
        </Screen>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ChangingProps {
    org: Rc<Org>,
    on_newer: Callback<()>,
}

#[component]
fn Changing(props: &ChangingProps) -> Html {
    let org = props.org.clone();
    let draft = Slot::of_record("edit-org", org.org.as_str(), org.version);
    let form = use_form(Typed::from(&*org), Some(draft), Typed::changes);
    let record = Edited {
        path: org.org.clone(),
        version: org.version,
        shown_at: href(&Route::Org(org.org.clone())),
        reload: props.on_newer.clone(),
    };
    let Editing { action, on_submit, banner } = use_edit::<Edit, _>(&form, record, Draft::refuse);
    let parent_is_shown = org.path.len() > 1;
    let holds_members = org.counts.members > 0 && org.kind.is_branch();
    let holds_orgs = org.counts.children > 0;
    let kind = org.kind;
    let kinds = move |other: OrgKind| {
        other == kind
            || (parent_is_shown
                && (other.is_branch() || !holds_members)
                && (!other.is_branch() || !holds_orgs))
    };
    html! {
        <Form {on_submit} refused={form.refused()}>
            <>{ form.banner() }</>
            { fields(&form, kinds) }
            <>{ banner }</>
            <Button submit=true wide=true label={everyday::SAVE} pending={action.pending} />
        </Form>
    }
}
