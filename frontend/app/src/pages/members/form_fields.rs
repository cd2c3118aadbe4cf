//! The fields of a record on screen; adding, editing and the arrival from another city share them.

use super::form::Typed;
use kit::components::{
    Choice, DayField, FormSection, IdNumberField, PhoneField, SelectField, Switch, TextField,
};
use kit::hooks::Part;
use kit::services::platform;
use kit::text::{self, Term, members as words};
use shared_types::error::Fault;
use shared_types::id_number::IdNumber;
use shared_types::members::{
    Degree, DuesCategory, Education, Member, MemberKind, Occupation, Standing, choice, code,
};
use yew::prelude::*;

/// Sex, birthday and age that a typed number states.
fn stated(id_number: &str) -> Option<AttrValue> {
    let number: IdNumber = id_number.parse().ok()?;
    let (born, today) = (number.birth_day(), platform::today().0);
    Some(words::stated(number.sex().word(), &text::day(born), born.years_until(today)).into())
}

/// Who the person is. `present` is the record that is edited; `taken` what the functions said of the number.
pub(crate) fn identity(form: &Part<'_, Typed>, present: Option<&Member>, taken: Option<AttrValue>) -> Html {
    let typed = form.value();
    let said = stated(&typed.id_number);
    let (number_label, number_hint) = match present {
        Some(member) => (words::NEW_ID_NUMBER, Some(words::now_is(&member.id_number).into())),
        None => (words::ID_NUMBER, None),
    };
    let (mobile_label, mobile_hint) = match present.and_then(|member| member.mobile.as_deref()) {
        Some(masked) => (words::NEW_MOBILE, AttrValue::from(words::now_is(masked))),
        None => (words::MOBILE, AttrValue::Static(words::MOBILE_HINT)),
    };
    let has_mobile = present.is_some_and(|member| member.mobile.is_some());
    html! {
        <FormSection title={words::IDENTITY}>
            <IdNumberField label={number_label} name="id_number" optional={present.is_some()} value={typed.id_number.clone()} hint={said.or(number_hint)}
                on_change={form.put(|typed: &mut Typed, to| typed.id_number = to)} on_leave={form.leave("id_number")} fault={form.fault("id_number").or(taken)} />
            <TextField label={words::NAME} name="particulars.name" value={typed.name.clone()}
                on_change={form.put(|typed: &mut Typed, to| typed.name = to)} on_leave={form.leave("particulars.name")} fault={form.fault("particulars.name")} />
            <>
                if !typed.no_mobile {
                    <PhoneField label={mobile_label} name="mobile" optional=true value={typed.mobile.clone()} hint={mobile_hint}
                        on_change={form.put(|typed: &mut Typed, to| typed.mobile = to)} on_leave={form.leave("mobile")} fault={form.fault("mobile")} />
                }
            </>
            <>
                if has_mobile {
                    <Switch label={words::NO_MOBILE} detail={words::NO_MOBILE_DETAIL} on={typed.no_mobile} on_change={form.put(|typed: &mut Typed, to| typed.no_mobile = to)} />
                }
            </>
            <TextField label={words::ETHNICITY} name="particulars.ethnicity" value={typed.ethnicity.clone()}
                on_change={form.put(|typed: &mut Typed, to| typed.ethnicity = to)} on_leave={form.leave("particulars.ethnicity")} fault={form.fault("particulars.ethnicity")} />
        </FormSection>
    }
}

/// A choice of the contract.
fn select<T: Term>(
    form: &Part<'_, Typed>,
    label: &'static str,
    name: &'static str,
    value: &str,
    put: fn(&mut Typed, String),
) -> Html {
    html! { <SelectField {label} {name} choices={T::choices()} value={value.to_owned()} on_change={form.put(put)} fault={form.fault(name)} /> }
}

/// What a standing may become by hand.
fn standings(present: &str) -> Vec<Choice> {
    let present = choice(present).unwrap_or(Standing::Normal);
    let may = Standing::all().iter().filter(|standing| present.may_become(**standing));
    may.map(|standing| Choice::new(code(standing), standing.word())).collect()
}

/// What the Party knows of the person.
pub(crate) fn party(form: &Part<'_, Typed>, editing: bool) -> Html {
    let typed = form.value();
    let full_since = match form.wrong("particulars.full_since") {
        Some(Fault::Order) => Some(AttrValue::Static(words::FULL_AFTER_JOINED)),
        Some(_) | None => form.fault("particulars.full_since"),
    };
    html! {
        <FormSection title={words::PARTY}>
            { select::<MemberKind>(form, words::KIND, "particulars.kind", &typed.kind, |typed, to| typed.kind = to) }
            <>
                if editing {
                    <SelectField label={words::STANDING} name="standing" choices={standings(&typed.standing)} value={typed.standing.clone()}
                        on_change={form.put(|typed: &mut Typed, to| typed.standing = to)} fault={form.fault("standing")} />
                }
            </>
            <DayField label={words::JOINED} name="particulars.joined" value={typed.joined.clone()}
                on_change={form.put(|typed: &mut Typed, to| typed.joined = to)} on_leave={form.leave("particulars.joined")} fault={form.fault("particulars.joined")} />
            <>
                if typed.is_full() {
                    <DayField label={words::FULL_SINCE} name="particulars.full_since" value={typed.full_since.clone()} hint={words::FULL_SINCE_HINT}
                        on_change={form.put(|typed: &mut Typed, to| typed.full_since = to)} on_leave={form.leave("particulars.full_since")} fault={full_since} />
                }
            </>
            { select::<DuesCategory>(form, words::DUES_CATEGORY, "particulars.dues_category", &typed.dues_category, |typed, to| typed.dues_category = to) }
            <Switch label={words::FLOATING} on={typed.floating} on_change={form.put(|typed: &mut Typed, to| typed.floating = to)} />
            <Switch label={words::LOST_CONTACT} on={typed.lost_contact} on_change={form.put(|typed: &mut Typed, to| typed.lost_contact = to)} />
        </FormSection>
    }
}

/// How the person lives.
pub(crate) fn life(form: &Part<'_, Typed>) -> Html {
    let typed = form.value();
    let degrees =
        std::iter::once(Choice::new("", words::NO_DEGREE)).chain(Degree::choices()).collect::<Vec<_>>();
    let text = |label: &'static str, name: &'static str, value: &str, put: fn(&mut Typed, String)| {
        html! {
            <TextField {label} {name} optional=true value={value.to_owned()} on_change={form.put(put)} on_leave={form.leave(name)} fault={form.fault(name)} />
        }
    };
    html! {
        <FormSection title={words::LIFE}>
            { select::<Education>(form, words::EDUCATION, "particulars.education", &typed.education, |typed, to| typed.education = to) }
            <SelectField label={words::DEGREE} name="particulars.degree" optional=true choices={degrees} value={typed.degree.clone()}
                on_change={form.put(|typed: &mut Typed, to| typed.degree = to)} fault={form.fault("particulars.degree")} />
            { select::<Occupation>(form, words::OCCUPATION, "particulars.occupation", &typed.occupation, |typed, to| typed.occupation = to) }
            { text(words::WORK_UNIT, "particulars.work_unit", &typed.work_unit, |typed, to| typed.work_unit = to) }
            { text(words::POST, "particulars.post", &typed.post, |typed, to| typed.post = to) }
            { text(words::NATIVE_PLACE, "particulars.native_place", &typed.native_place, |typed, to| typed.native_place = to) }
            { text(words::HOME_ADDRESS, "particulars.home_address", &typed.home_address, |typed, to| typed.home_address = to) }
        </FormSection>
    }
}
