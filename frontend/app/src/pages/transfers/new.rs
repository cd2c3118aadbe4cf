//! Beginning a transfer of a member of this city.

use super::form::{Picked, Typed, plain};
use super::form_fields::dues;

use super::way::{against, other_kind, said, steps, use_way};
use crate::me::Administrator;
use crate::route::Route;
use kit::components::{
    Banner, Button, Form, FormSection, Picker, Screen, Skeleton, Suggestion, TextField, Tone, use_toast,
};
use kit::hooks::{
    Remote, use_action, use_destination_lookup, use_form, use_member_lookup, use_query_param, use_remote,
};
use kit::services::api;
use kit::services::router::{href, replace};
use kit::services::storage::Slot;
use kit::text::{Term as _, transfers as words};
use shared_types::ids::MemberId;
use shared_types::members::{Member, Show};
use shared_types::transfers::{Ends, NewTransfer as Body, Submit, Transfer, TransferKind};
use std::rc::Rc;
use yew::prelude::*;

impl From<&Member> for Picked {
    fn from(member: &Member) -> Self {
        Self {
            id: member.member.to_string(),
            name: member.particulars.name.clone(),
            detail: format!("{} · {}", member.branch_name, member.id_number),
        }
    }
}

/// Properties of [`NewTransfer`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct NewTransferProps {
    /// Who begins it.
    pub me: Administrator,
    /// Which kind.
    pub kind: TransferKind,
}

/// The form; `?member=` has somebody picked already.
#[component]
pub(crate) fn NewTransfer(props: &NewTransferProps) -> Html {
    let (member, _) = use_query_param("member");
    let picked = use_remote(member.parse::<MemberId>().ok(), |member| async {
        match member {
            Some(member) => api::ask::<Show>(member).await.map(Some),
            None => Ok(None),
        }
    });
    let form = |member: Option<Rc<Member>>| html! { <Fields kind={props.kind} {member} /> };
    html! {
        <Screen title={props.kind.word()} back={href(&Route::ChooseTransfer)}>
            { picked.view(Skeleton::Form, || form(None), |member| form(Some(member.clone()))) }
        </Screen>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct FieldsProps {
    kind: TransferKind,
    member: Option<Rc<Member>>,
}

/// The name of the draft: the kinds share one, so that nothing is lost by changing the kind.
fn draft(member: Option<&Member>) -> Slot {
    match member {
        Some(member) => Slot::Device(["new-transfer-", member.member.as_str()].concat().into()),
        None => Slot::Device(AttrValue::Static("new-transfer")),
    }
}

#[component]
fn Fields(props: &FieldsProps) -> Html {
    let kind = props.kind;
    let out = kind == TransferKind::Out;
    let toast = use_toast();
    let (members, destinations) = (use_member_lookup(None), use_destination_lookup(true));
    let initial = Typed { member: props.member.as_deref().map(Picked::from), ..Typed::default() };
    let form = use_form(initial, Some(draft(props.member.as_deref())), move |typed: &Typed| {
        typed.new_transfer(kind)
    });
    let typed = form.value();
    let ends = typed.member.as_ref().map(|member| Ends {
        member: member.id.parse().ok(),
        to: typed.to.as_ref().filter(|_| !out).and_then(|to| to.id.parse().ok()),
        correcting: None,
    });
    let chosen = ends.as_ref().is_some_and(|ends| out || ends.to.is_some());
    let way = use_way(ends);
    let action = {
        let form = form.clone();
        use_action(
            |body: Body| async { api::call::<Submit>((), body).await.map_err(plain) },
            move |outcome: Result<Transfer, api::Failure>| match outcome {
                Ok(transfer) => {
                    form.finish();
                    toast.emit(AttrValue::Static(words::SUBMITTED));
                    replace(&href(&Route::Transfer(transfer.transfer)));
                }
                Err(failure) if failure.fields().is_empty() => form.point(),
                Err(failure) => form.refuse(&failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let refused = |field: &str| action.failure.as_ref().and_then(|failure| against(failure, field));
    let at_field = refused("member").or_else(|| refused("to")).is_some();
    let other = other_kind(kind, &way);
    let fault = |field: &str| said(&way, field).or_else(|| refused(field)).or_else(|| form.fault(field));
    let on_member = form.put(|typed: &mut Typed, to: Option<Suggestion>| typed.member = to.map(Picked::from));
    let on_to = form.put(|typed: &mut Typed, to: Option<Suggestion>| typed.to = to.map(Picked::from));
    // Its place is kept while it is asked for: what is below does not jump.
    let from = match &way.state {
        Remote::Ready(way) => Some(way.from.name.clone()),
        Remote::Loading if typed.member.is_some() => Some(String::new()),
        Remote::Loading | Remote::Empty | Remote::Failed(_) => None,
    };
    html! {
        <Form {on_submit} refused={form.refused()}>
            <>{ form.banner() }</>
            <FormSection title={words::WHO_AND_WHERE}>
                <Picker label={words::MEMBER} name="member" picked={typed.member.clone().map(Suggestion::from)} on_pick={on_member} lookup={members}
                    placeholder={words::MEMBER_EXAMPLE} fault={fault("member")} />
                <>
                    if let Some(from) = from {
                        <TextField label={words::FROM} name="from" fixed=true value={from} on_change={Callback::noop()} />
                    }
                </>
                <>
                    if out {
                        <TextField label={words::ADDRESSEE} name="outside.addressee" value={typed.addressee.clone()} hint={words::ADDRESSEE_HINT}
                            on_change={form.put(|typed: &mut Typed, to| typed.addressee = to)} on_leave={form.leave("outside.addressee")} fault={form.fault("outside.addressee")} />
                        <TextField label={words::UNIT} name="outside.unit" value={typed.unit.clone()} hint={words::UNIT_HINT}
                            on_change={form.put(|typed: &mut Typed, to| typed.unit = to)} on_leave={form.leave("outside.unit")} fault={form.fault("outside.unit")} />
                    } else {
                        <Picker label={words::TO} name="to" picked={typed.to.clone().map(Suggestion::from)} on_pick={on_to} lookup={destinations}
                            placeholder={words::TO_EXAMPLE} fault={fault("to")} />
                    }
                </>
                <>if let Some((sentence, kind)) = &other { { change_kind(sentence, *kind, props.member.as_deref()) } }</>
            </FormSection>
            { dues(&form.part(|typed| &typed.dues, |typed| &mut typed.dues)) }
            <>if chosen && other.is_none() { { steps(&way) } }</>
            <>if !at_field { { action.banner() } }</>
            <Button submit=true wide=true label={words::SUBMIT} pending={action.pending} />
        </Form>
    }
}

/// The two branches make another kind: says so, and changes to it with everything that was typed.
fn change_kind(sentence: &AttrValue, kind: TransferKind, member: Option<&Member>) -> Html {
    let mut address = href(&Route::NewTransfer(kind)).to_string();
    if let Some(member) = member {
        address.push_str("?member=");
        address.push_str(member.member.as_str());
    }
    let act = match kind {
        TransferKind::IntraUnit => words::SWITCH_TO_UNIT,
        TransferKind::InCity | TransferKind::Out | TransferKind::In => words::SWITCH_TO_CITY,
    };
    let action = (AttrValue::Static(act), Callback::from(move |()| replace(&address)));
    html! { <Banner tone={Tone::Wait} alert=true {action}>{ sentence }</Banner> }
}
