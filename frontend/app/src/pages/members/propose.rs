//! Proposing a correction: choose the wrong fields, type the right values.

use crate::route::Route;
use kit::components::{
    Button, Choice, DayField, EmptyState, Form, FormSection, IconName, PhoneField, Screen, SelectField,
    Skeleton, Switch, TextArea, TextField, use_toast,
};
use kit::hooks::{Draft, use_action, use_form, use_remote};
use kit::services::api;
use kit::services::router::{href, push, replace};
use kit::services::storage::Slot;
use kit::text::{self, Term, members as words, titles};
use serde::{Deserialize, Serialize};
use shared_types::error::{Fault, FieldFault};
use shared_types::members::{
    Correction, CorrectionState, Degree, Education, Member, Mine, MyCorrections, Occupation, Proposal,
    Propose as Send, ProposedValue, RecordField,
};
use std::rc::Rc;
use yew::prelude::*;

/// 申请更正信息
#[component]
pub(crate) fn Propose() -> Html {
    // Nothing to show where a correction waits already: one at a time.
    let member = use_remote((), |()| async {
        let corrections = api::ask::<MyCorrections>(()).await?.corrections;
        if corrections.iter().any(|correction| correction.state == CorrectionState::Waiting) {
            return Ok(None);
        }
        api::ask::<Mine>(()).await.map(Some)
    });
    let empty = || {
        let action =
            (AttrValue::Static(words::SEE_MINE), Callback::from(|()| push(&href(&Route::MyCorrections))));
        html! { <EmptyState icon={IconName::Clock} title={words::ONE_WAITS} advice={words::ONE_WAITS_ADVICE} {action} /> }
    };
    html! {
        <Screen title={titles::PROPOSE} back={href(&Route::MyRecord)}>
            { member.view(Skeleton::Form, empty, |member| html! { <ProposalForm member={member.clone()} /> }) }
        </Screen>
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Typed {
    changes: Vec<ProposedValue>,
    note: String,
}

impl Typed {
    fn value(&self, field: RecordField) -> Option<&str> {
        self.changes.iter().find(|change| change.field == field).map(|change| change.to.as_str())
    }

    fn put(&mut self, (field, to): (RecordField, String)) {
        if let Some(change) = self.changes.iter_mut().find(|change| change.field == field) {
            change.to = to;
        }
    }

    /// Chooses a field, or no longer. The fields stand in the order of the record, as on screen.
    fn choose(&mut self, field: RecordField, now: String, chosen: bool) {
        self.changes.retain(|change| change.field != field);
        if chosen {
            self.changes.push(ProposedValue { field, to: now });
            let order = |field: RecordField| RecordField::ALL.iter().position(|other| *other == field);
            self.changes.sort_by_key(|change| order(change.field));
        }
    }
}

fn check(typed: &Typed, member: &Member) -> Result<Proposal, Vec<FieldFault>> {
    let note = typed.note.trim();
    let unchanged = typed.changes.iter().enumerate().filter(|(_, change)| {
        change.field != RecordField::Mobile && change.field.get(&member.particulars) == change.to.trim()
    });
    let own = unchanged.map(|(at, _)| FieldFault { field: at_field(at), fault: Fault::Unchanged }).collect();
    let changes = typed
        .changes
        .iter()
        .map(|change| ProposedValue { field: change.field, to: change.to.trim().to_owned() });
    let body = Proposal { changes: changes.collect(), note: (!note.is_empty()).then(|| note.to_owned()) };
    api::checked_besides(body, own)
}

/// The name of the `at`-th value's field in the body.
fn at_field(at: usize) -> String {
    ["changes[", &at.to_string(), "].to"].concat()
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ProposalFormProps {
    member: Rc<Member>,
}

#[component]
fn ProposalForm(props: &ProposalFormProps) -> Html {
    let toast = use_toast();
    let form = {
        let member = props.member.clone();
        use_form(Typed::default(), Some(Slot::Device(AttrValue::Static("propose"))), move |typed: &Typed| {
            check(typed, &member)
        })
    };
    let action = {
        let form = form.clone();
        use_action(
            |body: Proposal| api::call::<Send>((), body),
            move |outcome: Result<Correction, api::Failure>| match outcome {
                Ok(_) => {
                    form.finish();
                    toast.emit(AttrValue::Static(words::PROPOSED));
                    replace(&href(&Route::MyCorrections));
                }
                Err(failure) => form.refuse(&failure),
            },
        )
    };
    let on_submit = form.on_submit(&action.run);
    let none = form.refused() > 0 && form.value().changes.is_empty();
    html! {
        <Form {on_submit} refused={form.refused()}>
            <>{ form.banner() }</>
            <p class="quiet">{ words::PROPOSE_HINT }</p>
            <FormSection title={words::CHANGES}>
                { for RecordField::ALL.into_iter().map(|field| html! { <div key={field.word()} class="stack">{ row(&form, &props.member, field) }</div> }) }
            </FormSection>
            <div class="card card--form">
                <TextArea label={words::NOTE} name="note" optional=true most=200 hint={words::NOTE_HINT} value={form.value().note.clone()}
                    on_change={form.put(|typed: &mut Typed, to| typed.note = to)} on_leave={form.leave("note")} fault={form.fault("note")} />
            </div>
            <>if none { <p class="field__fault" role="alert">{ words::NOTHING_CHOSEN }</p> }</>
            <>{ action.banner() }</>
            <Button submit=true wide=true label={words::SEND} pending={action.pending} />
        </Form>
    }
}

/// A field of the record: its value now, whether it is wrong, and then the right one.
fn row(form: &Draft<Typed, Proposal>, member: &Member, field: RecordField) -> Html {
    let now = match field {
        RecordField::Mobile => member.mobile.clone().unwrap_or_default(),
        _ => field.get(&member.particulars),
    };
    let typed = form.value().value(field).map(str::to_owned);
    let on_change = {
        // A masked number is no beginning of a right one.
        let (form, first) =
            (form.clone(), if field == RecordField::Mobile { String::new() } else { now.clone() });
        Callback::from(move |chosen: bool| {
            let first = first.clone();
            form.edit(move |typed| typed.choose(field, first, chosen));
        })
    };
    html! {
        <>
            <Switch label={field.word()} detail={words::value_now(&text::record_value(field, &now))} on={typed.is_some()} {on_change} />
            <>if let Some(typed) = typed { { input(form, field, typed) } }</>
        </>
    }
}

fn input(form: &Draft<Typed, Proposal>, field: RecordField, value: String) -> Html {
    let at = form.value().changes.iter().position(|change| change.field == field).unwrap_or_default();
    let fault = form.fault(&at_field(at));
    let label = AttrValue::from(words::correct_this(field.word()));
    let name = at_field(at);
    let on_change = {
        let form = form.clone();
        Callback::from(move |to: String| form.edit(move |typed| typed.put((field, to))))
    };
    let select = |choices: Vec<Choice>| {
        html! { <SelectField label={label.clone()} name={name.clone()} {choices} value={value.clone()} on_change={on_change.clone()} fault={fault.clone()} /> }
    };
    match field {
        RecordField::Mobile => html! { <PhoneField {label} {name} {value} {on_change} {fault} /> },
        RecordField::Education => select(Education::choices()),
        RecordField::Occupation => select(Occupation::choices()),
        RecordField::Degree => {
            select(std::iter::once(Choice::new("", words::NO_DEGREE)).chain(Degree::choices()).collect())
        }
        RecordField::Joined | RecordField::FullSince => {
            html! { <DayField {label} {name} {value} {on_change} {fault} /> }
        }
        RecordField::Name
        | RecordField::Ethnicity
        | RecordField::NativePlace
        | RecordField::HomeAddress
        | RecordField::WorkUnit
        | RecordField::Post => html! { <TextField {label} {name} {value} {on_change} {fault} /> },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chosen_fields_stand_in_the_order_of_the_record() {
        let mut typed = Typed::default();
        typed.choose(RecordField::Post, "文书".into(), true);
        typed.choose(RecordField::Name, "王秀兰".into(), true);
        typed.put((RecordField::Name, "王秀岚".into()));
        let fields: Vec<_> = typed.changes.iter().map(|change| change.field).collect();
        assert_eq!(fields, [RecordField::Name, RecordField::Post]);
        assert_eq!(typed.value(RecordField::Name), Some("王秀岚"));
        typed.choose(RecordField::Name, String::new(), false);
        assert_eq!(typed.value(RecordField::Name), None);
    }
}
