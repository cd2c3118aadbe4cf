//! Adding a member to a branch, and editing a record.

use super::form::Typed;
use super::form_fields::{identity, life, party};
use crate::me::Administrator;
use crate::pages::editing::{Edited, Editing, use_edit};
use crate::pages::orgs::{OrgField, PickedOrg};
use crate::route::Route;
use kit::components::{Button, Form, FormSection, Screen, Skeleton, use_toast};
use kit::hooks::{Draft, use_action, use_form, use_query_param, use_remote};
use kit::services::api;
use kit::services::router::{href, replace};
use kit::services::storage::Slot;
use kit::text::{everyday, failure_sentence, members as words, titles};
use shared_types::error::Refusal;
use shared_types::ids::{MemberId, OrgId};
use shared_types::members::{Add, Edit, Member, NewMember as Body, Show};
use shared_types::orgs::{Org, Show as ShowOrg};
use std::rc::Rc;
use yew::prelude::*;

/// The sentence about an ID number that somebody has already; it belongs to its field.
pub(crate) fn taken(failure: Option<&api::Failure>) -> Option<AttrValue> {
    failure
        .filter(|failure| matches!(failure.refusal(), Some(Refusal::IdNumberTaken { .. })))
        .map(failure_sentence)
}

/// Says at the fields what was refused.
fn refuse<B>(form: &Draft<Typed, B>, failure: &api::Failure) {
    match taken(Some(failure)) {
        Some(_) => form.point(),
        None => form.refuse(failure),
    }
}

/// Properties of [`NewMember`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct NewMemberProps {
    /// Who adds.
    pub me: Administrator,
}

/// A new member.
#[component]
pub(crate) fn NewMember(props: &NewMemberProps) -> Html {
    let toast = use_toast();
    let (asked, put_branch) = use_query_param("branch");
    let branch = {
        let mine = props.me.org.clone();
        use_remote(asked.clone(), move |asked| {
            // Without a choice, one's own organisation, where that is a branch.
            let org = asked.parse::<OrgId>().unwrap_or_else(|_| mine.clone());
            async { api::ask::<ShowOrg>(org).await.map(|org| org.kind.is_branch().then_some(org)) }
        })
    };
    let at = branch.ready().cloned();
    let form = {
        let (at, mine) = (at.as_ref().map(|org| org.org.clone()), props.me.org.clone());
        use_form(
            Typed::default(),
            Some(Slot::Device(AttrValue::Static("new-member"))),
            move |typed: &Typed| typed.new_member(at.clone(), &mine),
        )
    };
    let action = {
        let form = form.clone();
        use_action(
            |body: Body| api::call::<Add>((), body),
            move |outcome: Result<Member, api::Failure>| match outcome {
                Ok(member) => {
                    form.finish();
                    toast.emit(AttrValue::Static(words::CREATED));
                    replace(&href(&Route::Member(member.member)));
                }
                Err(failure) => refuse(&form, &failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let objection = Callback::from(|org: Rc<Org>| (!org.kind.is_branch()).then_some(words::ONLY_BRANCHES));
    let taken = taken(action.failure.as_ref());
    let record = form.part(|typed| typed, |typed| typed);
    html! {
        <Screen title={titles::NEW_MEMBER} back={href(&Route::Members)}>
            <Form {on_submit} refused={form.refused()}>
                <>{ form.banner() }</>
                <FormSection title={words::JOINS}>
                    <OrgField label={words::BRANCH} name="branch" top={props.me.org.clone()} picked={at.as_deref().map(PickedOrg::from)} {objection}
                        on_pick={put_branch.reform(|org: Rc<Org>| AttrValue::from(org.org.to_string()))} fault={form.fault("branch")} />
                </FormSection>
                { identity(&record, None, taken.clone()) }
                { party(&record, false) }
                { life(&record) }
                <>if taken.is_none() { { action.banner() } }</>
                <Button submit=true wide=true label={words::CREATE} pending={action.pending} />
            </Form>
        </Screen>
    }
}

/// Properties of [`EditMember`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct EditMemberProps {
    /// Whose record.
    pub member: MemberId,
}

/// A record's fields.
#[component]
pub(crate) fn EditMember(props: &EditMemberProps) -> Html {
    let member =
        use_remote(props.member.clone(), |member| async { api::ask::<Show>(member).await.map(Some) });
    html! {
        <Screen title={titles::EDIT_MEMBER} back={href(&Route::Member(props.member.clone()))}>
            { member.show(Skeleton::Form, |current| html! {
                <Changing key={current.version} member={current.clone()} on_newer={member.reload.clone()} />
            }) }
        </Screen>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ChangingProps {
    member: Rc<Member>,
    on_newer: Callback<()>,
}

#[component]
fn Changing(props: &ChangingProps) -> Html {
    let member = props.member.clone();
    let draft = Slot::of_record("edit-member", member.member.as_str(), member.version);
    let form = use_form(Typed::from(&*member), Some(draft), Typed::changes);
    let record = Edited {
        path: member.member.clone(),
        version: member.version,
        shown_at: href(&Route::Member(member.member.clone())),
        reload: props.on_newer.clone(),
    };
    let Editing { action, on_submit, banner } = use_edit::<Edit, _>(&form, record, refuse);
    let taken = taken(action.failure.as_ref());
    let fields = form.part(|typed| typed, |typed| typed);
    html! {
        <Form {on_submit} refused={form.refused()}>
            <>{ form.banner() }</>
            { identity(&fields, Some(&member), taken.clone()) }
            { party(&fields, true) }
            { life(&fields) }
            <>if taken.is_none() { { banner } }</>
            <Button submit=true wide=true label={everyday::SAVE} pending={action.pending} />
        </Form>
    }
}
