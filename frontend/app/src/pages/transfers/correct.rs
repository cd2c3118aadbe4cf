//! Correcting a transfer that was returned, and submitting it again.

use super::acts::moved_on;
use super::form::{Picked, Typed};
use super::form_fields::dues;

use super::way::{against, said, steps, use_way};
use crate::route::Route;
use kit::components::{
    Banner, Button, Form, FormSection, Picker, Screen, Skeleton, Suggestion, TextField, Tone, use_toast,
};
use kit::hooks::{use_action, use_destination_lookup, use_form, use_remote};
use kit::services::api;
use kit::services::router::{back_or, href};
use kit::services::storage::Slot;
use kit::text::{Term as _, titles, transfers as words};
use shared_types::ids::TransferId;
use shared_types::transfers::{Ends, Happening, Resubmit, Show, Transfer, TransferForm, TransferKind};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Correct`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct CorrectProps {
    /// Which.
    pub transfer: TransferId,
}

/// The form with what was submitted.
#[component]
pub(crate) fn Correct(props: &CorrectProps) -> Html {
    let transfer =
        use_remote(props.transfer.clone(), |transfer| async { api::ask::<Show>(transfer).await.map(Some) });
    html! {
        <Screen title={titles::CORRECT_TRANSFER} back={href(&Route::Transfer(props.transfer.clone()))}>
            { transfer.show(Skeleton::Form, |current| html! { <Fields key={current.version} transfer={current.clone()} /> }) }
        </Screen>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct FieldsProps {
    transfer: Rc<Transfer>,
}

/// Why it came back.
fn reason(transfer: &Transfer) -> Option<&str> {
    let returned = transfer.happened.iter().rev().find(|step| step.what == Happening::Returned)?;
    returned.note.as_deref()
}

#[component]
fn Fields(props: &FieldsProps) -> Html {
    let transfer = &props.transfer;
    let kind = transfer.kind;
    let out = kind == TransferKind::Out;
    let toast = use_toast();
    let destinations = use_destination_lookup(true);
    let shown_at = href(&Route::Transfer(transfer.transfer.clone()));
    let draft = Slot::of_record("correct-transfer", transfer.transfer.as_str(), transfer.version);
    let form = use_form(Typed::from(&**transfer), Some(draft), move |typed: &Typed| typed.corrected(kind));
    let typed = form.value();
    let to = typed.to.as_ref().filter(|_| !out).and_then(|to| to.id.parse().ok());
    let known = out || to.is_some();
    let ends = Ends { member: transfer.member.clone(), to, correcting: Some(transfer.transfer.clone()) };
    let way = use_way(known.then_some(ends));
    let action = {
        let (form, id, version) = (form.clone(), transfer.transfer.clone(), transfer.version);
        use_action(
            move |body: TransferForm| api::call_at::<Resubmit>(id.clone(), body, version),
            move |outcome| match outcome {
                Ok(_) => {
                    form.finish();
                    toast.emit(AttrValue::Static(words::RESUBMITTED));
                    back_or(&shown_at);
                }
                Err(failure) if moved_on(&failure) => {
                    form.finish();
                    toast.emit(AttrValue::Static(words::MOVED_ON));
                    back_or(&shown_at);
                }
                Err(failure) if failure.fields().is_empty() => form.point(),
                Err(failure) => form.refuse(&failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let refused = action.failure.as_ref().and_then(|failure| against(failure, "to"));
    let fault = said(&way, "to").or_else(|| refused.clone()).or_else(|| form.fault("to"));
    let on_to = form.put(|typed: &mut Typed, to: Option<Suggestion>| typed.to = to.map(Picked::from));
    html! {
        <Form {on_submit} refused={form.refused()}>
            <>{ form.banner() }</>
            <>if let Some(reason) = reason(transfer) { <Banner tone={Tone::Bad} title={words::REASON}>{ reason }</Banner> }</>
            <FormSection title={words::WHO_AND_WHERE}>
                <TextField label={words::MEMBER} name="member" fixed=true value={transfer.name.clone()} on_change={Callback::noop()} />
                <TextField label={words::KIND} name="kind" fixed=true value={kind.word()} on_change={Callback::noop()} />
                <TextField label={words::FROM} name="from" fixed=true value={transfer.from.name.clone()} on_change={Callback::noop()} />
                <>
                    if out {
                        <TextField label={words::ADDRESSEE} name="outside.addressee" value={typed.addressee.clone()} hint={words::ADDRESSEE_HINT}
                            on_change={form.put(|typed: &mut Typed, to| typed.addressee = to)} on_leave={form.leave("outside.addressee")} fault={form.fault("outside.addressee")} />
                        <TextField label={words::UNIT} name="outside.unit" value={typed.unit.clone()} hint={words::UNIT_HINT}
                            on_change={form.put(|typed: &mut Typed, to| typed.unit = to)} on_leave={form.leave("outside.unit")} fault={form.fault("outside.unit")} />
                    } else {
                        <Picker label={words::TO} name="to" picked={typed.to.clone().map(Suggestion::from)} on_pick={on_to} lookup={destinations}
                            placeholder={words::TO_EXAMPLE} {fault} />
                    }
                </>
            </FormSection>
            { dues(&form.part(|typed| &typed.dues, |typed| &mut typed.dues)) }
            { steps(&way) }
            <>if refused.is_none() { { action.banner() } }</>
            <Button submit=true wide=true label={words::RESUBMIT} pending={action.pending} />
        </Form>
    }
}
