//! The fields of an organisation as they are typed, and their check by the contract's own rules.

use kit::components::{Choice, DayField, FormSection, PhoneField, SelectField, Switch, TextField};
use kit::hooks::Draft;
use kit::services::api;
use kit::text::{Term as _, orgs as words};
use serde::{Deserialize, Serialize};
use shared_types::dates::Day;
use shared_types::error::{Fault, FieldFault};
use shared_types::members::{choice, code};
use shared_types::orgs::{NewOrg, Office, Org, OrgChanges, OrgKind};
use yew::prelude::*;

/// What is typed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Typed {
    name: String,
    kind: String,
    village: bool,
    secretary: String,
    secretary_mobile: String,
    phone: String,
    address: String,
    fax: String,
    postcode: String,
    term_starts: String,
    term_ends: String,
}

impl From<&Org> for Typed {
    fn from(org: &Org) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let day = |value: Option<Day>| value.map(|day| day.to_string()).unwrap_or_default();
        Self {
            name: org.name.clone(),
            kind: code(&org.kind),
            village: org.village,
            secretary: text(&org.secretary),
            secretary_mobile: text(&org.secretary_mobile),
            phone: text(&org.phone),
            address: text(&org.address),
            fax: text(&org.fax),
            postcode: text(&org.postcode),
            term_starts: day(org.term_starts),
            term_ends: day(org.term_ends),
        }
    }
}

fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A typed day; a broken one is a fault of its field.
fn day(text: &str, field: &str, faults: &mut Vec<FieldFault>) -> Option<Day> {
    let parsed = given(text).map(|text| text.parse::<Day>());
    parsed.and_then(|day| {
        day.map_err(|_| faults.push(FieldFault { field: field.to_owned(), fault: Fault::Choice })).ok()
    })
}

impl Typed {
    fn kind(&self) -> Option<OrgKind> {
        choice(&self.kind).ok()
    }

    /// The body of an edit, checked.
    pub(super) fn changes(&self) -> Result<OrgChanges, Vec<FieldFault>> {
        let mut faults = Vec::new();
        if self.kind().is_none() {
            faults.push(FieldFault { field: "kind".to_owned(), fault: Fault::Required });
        }
        let office = Office {
            secretary: given(&self.secretary),
            secretary_mobile: given(&self.secretary_mobile),
            phone: given(&self.phone),
            address: given(&self.address),
            fax: given(&self.fax),
            postcode: given(&self.postcode),
            term_starts: day(&self.term_starts, "office.term_starts", &mut faults),
            term_ends: day(&self.term_ends, "office.term_ends", &mut faults),
        };
        let kind = self.kind().unwrap_or(OrgKind::Branch);
        let changes = OrgChanges { name: self.name.trim().to_owned(), kind, village: self.village, office };
        api::checked_besides(changes, faults)
    }

    /// The body of a creation, checked.
    pub(super) fn new_below(&self, parent: &Org) -> Result<NewOrg, Vec<FieldFault>> {
        let OrgChanges { name, kind, village, office } = self.changes()?;
        Ok(NewOrg { parent: parent.org.clone(), name, kind, village, office })
    }

    /// With the beginning of a term its end is known, unless it was typed already.
    fn begin_term(&mut self, starts: String) {
        let years = self.kind().and_then(|kind| kind.term_years(self.village));
        if let (Some(years), Ok(day), true) = (years, starts.parse::<Day>(), self.term_ends.is_empty()) {
            let (year, month, date) = day.parts();
            let ends = Day::of(year + i32::from(years), month, date);
            self.term_ends = ends.map(|day| day.plus(-1).to_string()).unwrap_or_default();
        }
        self.term_starts = starts;
    }
}

/// The fields; `kinds` are those that can stand where the organisation stands.
pub(super) fn fields<B>(form: &Draft<Typed, B>, kinds: impl Fn(OrgKind) -> bool) -> Html {
    let typed = form.value();
    let choices: Vec<Choice> = OrgKind::all()
        .iter()
        .filter(|kind| kinds(**kind))
        .map(|kind| Choice::new(code(kind), kind.word()))
        .collect();
    let years = typed.kind().and_then(|kind| kind.term_years(typed.village));
    let term_ends = match form.wrong("office.term_ends") {
        Some(Fault::Order) => Some(AttrValue::Static(words::ENDS_AFTER_START)),
        Some(_) | None => form.fault("office.term_ends"),
    };
    html! {
        <>
            <FormSection title={words::BASICS}>
                <TextField label={words::NAME} name="name" value={typed.name.clone()} on_change={form.put(|typed: &mut Typed, to| typed.name = to)}
                    on_leave={form.leave("name")} fault={form.fault("name")} />
                <SelectField label={words::KIND} name="kind" {choices} value={typed.kind.clone()} on_change={form.put(|typed: &mut Typed, to| typed.kind = to)}
                    fault={form.fault("kind")} />
                <Switch label={words::VILLAGE} detail={words::VILLAGE_DETAIL} on={typed.village} on_change={form.put(|typed: &mut Typed, to| typed.village = to)} />
            </FormSection>
            <FormSection title={words::OFFICE}>
                <TextField label={words::SECRETARY} name="office.secretary" optional=true value={typed.secretary.clone()}
                    on_change={form.put(|typed: &mut Typed, to| typed.secretary = to)} on_leave={form.leave("office.secretary")} fault={form.fault("office.secretary")} />
                <PhoneField label={words::SECRETARY_MOBILE} name="office.secretary_mobile" optional=true value={typed.secretary_mobile.clone()}
                    on_change={form.put(|typed: &mut Typed, to| typed.secretary_mobile = to)} on_leave={form.leave("office.secretary_mobile")} fault={form.fault("office.secretary_mobile")} />
                <TextField label={words::PHONE} name="office.phone" optional=true keyboard={kit::components::Keyboard::Phone} value={typed.phone.clone()}
                    on_change={form.put(|typed: &mut Typed, to| typed.phone = to)} on_leave={form.leave("office.phone")} fault={form.fault("office.phone")} />
                <TextField label={words::ADDRESS} name="office.address" optional=true value={typed.address.clone()}
                    on_change={form.put(|typed: &mut Typed, to| typed.address = to)} on_leave={form.leave("office.address")} fault={form.fault("office.address")} />
                <TextField label={words::POSTCODE} name="office.postcode" optional=true keyboard={kit::components::Keyboard::Digits} value={typed.postcode.clone()}
                    on_change={form.put(|typed: &mut Typed, to| typed.postcode = to)} on_leave={form.leave("office.postcode")} fault={form.fault("office.postcode")} />
                <TextField label={words::FAX} name="office.fax" optional=true keyboard={kit::components::Keyboard::Phone} value={typed.fax.clone()}
                    on_change={form.put(|typed: &mut Typed, to| typed.fax = to)} on_leave={form.leave("office.fax")} fault={form.fault("office.fax")} />
            </FormSection>
            <FormSection title={words::TERM_SECTION}>
                <DayField label={words::TERM_STARTS} name="office.term_starts" optional=true value={typed.term_starts.clone()}
                    on_change={form.put(Typed::begin_term)} on_leave={form.leave("office.term_starts")} fault={form.fault("office.term_starts")} />
                <DayField label={words::TERM_ENDS} name="office.term_ends" optional=true value={typed.term_ends.clone()} hint={years.map(|years| AttrValue::from(words::term_rule(years)))}
                    on_change={form.put(|typed: &mut Typed, to| typed.term_ends = to)} on_leave={form.leave("office.term_ends")} fault={term_ends} />
            </FormSection>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_term_follows_from_its_beginning() {
        for (kind, village, starts, ends) in [
            ("branch", false, "2024-03-01", "2027-02-28"),
            ("branch", true, "2021-01-10", "2026-01-09"),
            ("committee", false, "2022-06-30", "2027-06-29"),
            ("department", false, "2022-06-30", ""),
        ] {
            let mut typed = Typed { kind: kind.into(), village, ..Typed::default() };
            typed.begin_term(starts.into());
            assert_eq!((typed.term_starts.as_str(), typed.term_ends.as_str()), (starts, ends), "{kind}");
        }
    }

    #[test]
    fn an_end_that_was_typed_stays() {
        let mut typed = Typed { kind: "branch".into(), term_ends: "2030-01-01".into(), ..Typed::default() };
        typed.begin_term("2024-03-01".into());
        assert_eq!(typed.term_ends, "2030-01-01");
    }
}
