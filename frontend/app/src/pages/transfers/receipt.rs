//! Registering the receipt slip that came back from another city.

use super::acts::moved_on;
use crate::pages::members::given;
use crate::route::Route;
use kit::components::{
    Button, DayField, Form, FormSection, Keyboard, Screen, Skeleton, TextField, use_toast,
};
use kit::hooks::{use_action, use_form, use_photo, use_remote};
use kit::services::router::{back_or, href};
use kit::services::storage::Slot;
use kit::services::{api, platform};
use kit::text::{titles, transfers as words};
use serde::{Deserialize, Serialize};
use shared_types::error::{Fault, FieldFault};
use shared_types::ids::{FileId, TransferId};
use shared_types::transfers::{NewReceipt, RegisterReceipt, Show, Transfer};
use shared_types::uploads::Purpose;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Receipt`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct ReceiptProps {
    /// Of which transfer.
    pub transfer: TransferId,
}

/// The form of a transfer's receipt slip.
#[component]
pub(crate) fn Receipt(props: &ReceiptProps) -> Html {
    let transfer =
        use_remote(props.transfer.clone(), |transfer| async { api::ask::<Show>(transfer).await.map(Some) });
    html! {
        <Screen title={titles::RECEIPT} back={href(&Route::Transfer(props.transfer.clone()))}>
            { transfer.show(Skeleton::Form, |current| html! { <Fields key={current.version} transfer={current.clone()} /> }) }
        </Screen>
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Typed {
    day: String,
    handler: String,
    handler_phone: String,
    file: Option<FileId>,
}

fn check(typed: &Typed) -> Result<NewReceipt, Vec<FieldFault>> {
    let day = typed.day.parse();
    let fault = if typed.day.is_empty() { Fault::Required } else { Fault::Choice };
    let own = match day {
        Ok(_) => Vec::new(),
        Err(_) => vec![FieldFault { field: "day".to_owned(), fault }],
    };
    let body = NewReceipt {
        day: day.unwrap_or(platform::today().0),
        handler: typed.handler.trim().to_owned(),
        handler_phone: given(&typed.handler_phone),
        file: typed.file.clone(),
    };
    api::checked_besides(body, own)
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct FieldsProps {
    transfer: Rc<Transfer>,
}

#[component]
fn Fields(props: &FieldsProps) -> Html {
    let transfer = &props.transfer;
    let toast = use_toast();
    let shown_at = href(&Route::Transfer(transfer.transfer.clone()));
    let draft = Slot::of_record("receipt", transfer.transfer.as_str(), transfer.version);
    let form = use_form(Typed::default(), Some(draft), check);
    let action = {
        let (form, id, version) = (form.clone(), transfer.transfer.clone(), transfer.version);
        use_action(
            move |body: NewReceipt| api::call_at::<RegisterReceipt>(id.clone(), body, version),
            move |outcome: Result<Transfer, api::Failure>| match outcome {
                Ok(_) => {
                    form.finish();
                    toast.emit(AttrValue::Static(words::RECEIPT_DONE));
                    back_or(&shown_at);
                }
                Err(failure) if moved_on(&failure) => {
                    toast.emit(AttrValue::Static(words::MOVED_ON));
                    back_or(&shown_at);
                }
                Err(failure) => form.refuse(&failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let typed = form.value();
    let photo =
        use_photo(Purpose::Slip, typed.file.clone(), form.put(|typed: &mut Typed, file| typed.file = file));
    html! {
        <Form {on_submit} refused={form.refused()}>
            <>{ form.banner() }</>
            <p class="quiet">{ words::receipt_hint(&transfer.name) }</p>
            <FormSection title={words::RECEIPT}>
                <TextField label={words::MEMBER} name="member" fixed=true value={transfer.name.clone()} on_change={Callback::noop()} />
                <TextField label={words::UNIT} name="to" fixed=true value={transfer.to.name.clone()} on_change={Callback::noop()} />
                <DayField label={words::RECEIPT_DAY} name="day" value={typed.day.clone()} hint={words::RECEIPT_DAY_HINT}
                    on_change={form.put(|typed: &mut Typed, to| typed.day = to)} on_leave={form.leave("day")} fault={form.fault("day")} />
                <TextField label={words::HANDLER} name="handler" value={typed.handler.clone()}
                    on_change={form.put(|typed: &mut Typed, to| typed.handler = to)} on_leave={form.leave("handler")} fault={form.fault("handler")} />
                <TextField label={words::HANDLER_PHONE} name="handler_phone" optional=true keyboard={Keyboard::Phone} value={typed.handler_phone.clone()}
                    on_change={form.put(|typed: &mut Typed, to| typed.handler_phone = to)} on_leave={form.leave("handler_phone")} fault={form.fault("handler_phone")} />
                { photo.field(words::SLIP, Some(words::SLIP_HINT.into()), None, true) }
            </FormSection>
            <>{ action.banner() }</>
            <Button submit=true wide=true label={words::REGISTER_RECEIPT} pending={action.pending || photo.busy()} />
        </Form>
    }
}
