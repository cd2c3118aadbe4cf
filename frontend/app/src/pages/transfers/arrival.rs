//! Registering a member who comes with a paper letter of another city.

use super::form::Dues;
use super::form_fields::dues;
use super::way::{said, steps, use_way};
use crate::me::Administrator;
use crate::pages::members::{TypedRecord, given, identity, life, party, taken};
use crate::pages::orgs::{OrgField, PickedOrg};
use crate::route::Route;
use kit::components::{Button, DayField, Form, FormSection, Keyboard, Screen, TextField, use_toast};
use kit::hooks::{Draft, use_action, use_form};
use kit::services::router::{href, replace};
use kit::services::storage::Slot;
use kit::services::{api, platform};
use kit::text::{Term as _, transfers as words};
use serde::{Deserialize, Serialize};
use shared_types::error::{Fault, FieldFault};
use shared_types::orgs::Org;
use shared_types::transfers::{Arrival, Ends, PaperLetter, Register, Transfer, TransferKind};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Paper {
    number: String,
    issuer: String,
    from: String,
    issued: String,
    valid_days: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Typed {
    to: Option<PickedOrg>,
    paper: Paper,
    record: TypedRecord,
    dues: Dues,
}

impl Paper {
    fn read(&self, own: &mut Vec<FieldFault>) -> PaperLetter {
        let mut wrong = |field: &str, typed: &str| {
            let fault = if typed.is_empty() { Fault::Required } else { Fault::Range };
            own.push(FieldFault { field: field.to_owned(), fault });
        };
        let issued = self.issued.parse().map_err(|_| wrong("letter.issued", &self.issued));
        let valid_days = self.valid_days.trim().parse();
        let valid_days = valid_days.map_err(|_| wrong("letter.valid_days", &self.valid_days));
        PaperLetter {
            number: self.number.trim().to_owned(),
            issuer: self.issuer.trim().to_owned(),
            from: self.from.trim().to_owned(),
            issued: issued.unwrap_or(platform::today().0),
            valid_days: valid_days.unwrap_or(1),
        }
    }
}

fn check(typed: &Typed, me: &Administrator) -> Result<Arrival, Vec<FieldFault>> {
    let mut own = Vec::new();
    let letter = typed.paper.read(&mut own);
    let (particulars, missing) = typed.record.record();
    own.extend(missing);
    if typed.to.is_none() {
        own.push(FieldFault { field: "to".to_owned(), fault: Fault::NotPicked });
    }
    let Some((paid_through, arrears, note)) = typed.dues.read(&mut own) else { return Err(own) };
    let body = Arrival {
        to: typed.to.as_ref().map_or_else(|| me.org.clone(), |to| to.org.clone()),
        letter,
        id_number: typed.record.id_number.clone(),
        mobile: given(&typed.record.mobile),
        particulars,
        paid_through,
        arrears,
        note,
    };
    api::checked_besides(body, own)
}

/// Properties of [`NewArrival`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct NewArrivalProps {
    /// Who registers.
    pub me: Administrator,
}

/// The form.
#[component]
pub(crate) fn NewArrival(props: &NewArrivalProps) -> Html {
    let toast = use_toast();
    let form = {
        let me = props.me.clone();
        use_form(
            Typed::default(),
            Some(Slot::Device(AttrValue::Static("new-arrival"))),
            move |typed: &Typed| check(typed, &me),
        )
    };
    let to = form.value().to.clone();
    let way = use_way(to.as_ref().map(|to| Ends { to: Some(to.org.clone()), ..Ends::default() }));
    let action = {
        let form = form.clone();
        use_action(
            |body: Arrival| api::call::<Register>((), body),
            move |outcome: Result<Transfer, api::Failure>| match outcome {
                Ok(transfer) => {
                    form.finish();
                    toast.emit(AttrValue::Static(words::REGISTERED));
                    replace(&href(&Route::Transfer(transfer.transfer)));
                }
                Err(failure) if taken(Some(&failure)).is_some() => form.point(),
                Err(failure) => form.refuse(&failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let taken = taken(action.failure.as_ref());
    let objection = Callback::from(|org: Rc<Org>| (!org.kind.is_branch()).then_some(words::ONLY_BRANCHES));
    let on_pick = form.put(|typed: &mut Typed, org: Rc<Org>| typed.to = Some(PickedOrg::from(&*org)));
    let record = form.part(|typed| &typed.record, |typed| &mut typed.record);
    html! {
        <Screen title={TransferKind::In.word()} back={href(&Route::ChooseTransfer)}>
            <Form {on_submit} refused={form.refused()}>
                <>{ form.banner() }</>
                { paper(&form) }
                { identity(&record, None, taken.clone()) }
                { party(&record, false) }
                { life(&record) }
                <FormSection title={words::RECEIVED_BY}>
                    <OrgField label={words::TO} name="to" top={props.me.org.clone()} picked={to} {objection} {on_pick}
                        fault={said(&way, "to").or_else(|| form.fault("to"))} />
                </FormSection>
                { dues(&form.part(|typed| &typed.dues, |typed| &mut typed.dues)) }
                { steps(&way) }
                <>if taken.is_none() { { action.banner() } }</>
                <Button submit=true wide=true label={words::REGISTER} pending={action.pending} />
            </Form>
        </Screen>
    }
}

/// What the paper letter says of itself.
fn paper(form: &Draft<Typed, Arrival>) -> Html {
    let form = form.part(|typed| &typed.paper, |typed| &mut typed.paper);
    let typed = form.value();
    let expired = match form.wrong("letter.valid_days") {
        Some(Fault::TooEarly) => Some(AttrValue::Static(words::PAPER_EXPIRED)),
        Some(_) | None => form.fault("letter.valid_days"),
    };
    let text = |label: &'static str,
                name: &'static str,
                value: &str,
                hint: Option<&'static str>,
                put: fn(&mut Paper, String)| {
        html! {
            <TextField {label} {name} value={value.to_owned()} hint={hint.map(AttrValue::Static)} on_change={form.put(put)} on_leave={form.leave(name)} fault={form.fault(name)} />
        }
    };
    html! {
        <FormSection title={words::PAPER}>
            { text(words::PAPER_NUMBER, "letter.number", &typed.number, Some(words::PAPER_NUMBER_HINT), |typed, to| typed.number = to) }
            { text(words::PAPER_ISSUER, "letter.issuer", &typed.issuer, None, |typed, to| typed.issuer = to) }
            { text(words::PAPER_FROM, "letter.from", &typed.from, None, |typed, to| typed.from = to) }
            <DayField label={words::PAPER_ISSUED} name="letter.issued" value={typed.issued.clone()} hint={words::PAPER_ISSUED_HINT}
                on_change={form.put(|typed: &mut Paper, to| typed.issued = to)} on_leave={form.leave("letter.issued")} fault={form.fault("letter.issued")} />
            <TextField label={words::PAPER_VALID} name="letter.valid_days" keyboard={Keyboard::Digits} most=2 value={typed.valid_days.clone()} hint={words::PAPER_VALID_HINT}
                on_change={form.put(|typed: &mut Paper, to| typed.valid_days = to)} on_leave={form.leave("letter.valid_days")} fault={expired} />
        </FormSection>
    }
}
