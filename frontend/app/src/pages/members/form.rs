//! The fields of a record as they are typed, and their check by the contract's own rules.

use kit::services::{api, platform};
use kit::text::members as words;
use serde::{Deserialize, Serialize};
use shared_types::dates::Day;
use shared_types::error::{Fault, FieldFault};
use shared_types::ids::OrgId;
use shared_types::members::{
    DuesCategory, Education, Member, MemberChanges, MemberKind, NewMember, Occupation, Particulars, Standing,
    choice, code,
};

/// What is typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Typed {
    pub id_number: String,
    pub name: String,
    pub mobile: String,
    /// Of an edit: the registered number goes.
    pub no_mobile: bool,
    pub ethnicity: String,
    pub native_place: String,
    pub home_address: String,
    pub education: String,
    pub degree: String,
    pub work_unit: String,
    pub post: String,
    pub occupation: String,
    pub kind: String,
    pub joined: String,
    pub full_since: String,
    pub dues_category: String,
    pub floating: bool,
    pub lost_contact: bool,
    pub standing: String,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            id_number: String::new(),
            name: String::new(),
            mobile: String::new(),
            no_mobile: false,
            ethnicity: words::HAN.to_owned(),
            native_place: String::new(),
            home_address: String::new(),
            education: String::new(),
            degree: String::new(),
            work_unit: String::new(),
            post: String::new(),
            occupation: String::new(),
            kind: String::new(),
            joined: String::new(),
            full_since: String::new(),
            dues_category: String::new(),
            floating: false,
            lost_contact: false,
            standing: code(&Standing::Normal),
        }
    }
}

impl From<&Member> for Typed {
    fn from(member: &Member) -> Self {
        let record = &member.particulars;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Self {
            id_number: String::new(),
            name: record.name.clone(),
            mobile: String::new(),
            no_mobile: false,
            ethnicity: record.ethnicity.clone(),
            native_place: text(&record.native_place),
            home_address: text(&record.home_address),
            education: code(&record.education),
            degree: record.degree.as_ref().map(code).unwrap_or_default(),
            work_unit: text(&record.work_unit),
            post: text(&record.post),
            occupation: code(&record.occupation),
            kind: code(&record.kind),
            joined: record.joined.to_string(),
            full_since: record.full_since.map(|day| day.to_string()).unwrap_or_default(),
            dues_category: code(&record.dues_category),
            floating: record.floating,
            lost_contact: record.lost_contact,
            standing: code(&member.standing),
        }
    }
}

pub(crate) fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Collects what cannot even be put into a body: choices not made, days not given.
#[derive(Default)]
struct Missing(Vec<FieldFault>);

impl Missing {
    fn add(&mut self, field: &str, fault: Fault) {
        self.0.push(FieldFault { field: ["particulars.", field].concat(), fault });
    }

    fn choice<T: serde::de::DeserializeOwned>(&mut self, field: &str, value: &str, otherwise: T) -> T {
        choice(value).unwrap_or_else(|_| {
            self.add(field, Fault::Required);
            otherwise
        })
    }

    fn day(&mut self, field: &str, value: &str) -> Option<Day> {
        let day = given(value).map(|value| value.parse::<Day>());
        if matches!(day, Some(Err(_))) {
            self.add(field, Fault::Choice);
        }
        day.and_then(Result::ok)
    }
}

impl Typed {
    /// 正式 or 预备, once chosen.
    pub(super) fn kind(&self) -> Option<MemberKind> {
        choice(&self.kind).ok()
    }

    /// Whether the day of becoming a full member is asked.
    pub(super) fn is_full(&self) -> bool {
        self.kind() != Some(MemberKind::Probationary)
    }

    /// The typed part of the record, and what is missing of it for now.
    pub(crate) fn record(&self) -> (Particulars, Vec<FieldFault>) {
        let mut missing = Missing::default();
        let particulars = self.particulars(&mut missing);
        (particulars, missing.0)
    }

    fn particulars(&self, missing: &mut Missing) -> Particulars {
        let today = platform::today().0;
        let joined = missing.day("joined", &self.joined);
        if joined.is_none() && self.joined.is_empty() {
            missing.add("joined", Fault::Required);
        }
        let full_since = missing.day("full_since", &self.full_since).filter(|_| self.is_full());
        // Before the kind is chosen nothing is said about the day that depends on it.
        let kind = missing.choice(
            "kind",
            &self.kind,
            if full_since.is_some() { MemberKind::Full } else { MemberKind::Probationary },
        );
        Particulars {
            name: self.name.trim().to_owned(),
            ethnicity: self.ethnicity.trim().to_owned(),
            native_place: given(&self.native_place),
            home_address: given(&self.home_address),
            education: missing.choice("education", &self.education, Education::Primary),
            degree: given(&self.degree).and_then(|degree| choice(&degree).ok()),
            work_unit: given(&self.work_unit),
            post: given(&self.post),
            occupation: missing.choice("occupation", &self.occupation, Occupation::Other),
            kind,
            joined: joined.unwrap_or(today),
            full_since,
            dues_category: missing.choice("dues_category", &self.dues_category, DuesCategory::Farmer),
            floating: self.floating,
            lost_contact: self.lost_contact,
        }
    }

    /// The body of a new member, checked. `mine` stands in for a branch that was not picked.
    pub(super) fn new_member(
        &self,
        branch: Option<OrgId>,
        mine: &OrgId,
    ) -> Result<NewMember, Vec<FieldFault>> {
        let mut missing = Missing::default();
        if branch.is_none() {
            missing.0.push(FieldFault { field: "branch".to_owned(), fault: Fault::NotPicked });
        }
        let particulars = self.particulars(&mut missing);
        let body = NewMember {
            branch: branch.unwrap_or_else(|| mine.clone()),
            id_number: self.id_number.clone(),
            mobile: given(&self.mobile),
            particulars,
        };
        api::checked_besides(body, missing.0)
    }

    /// The body of an edit, checked.
    pub(super) fn changes(&self) -> Result<MemberChanges, Vec<FieldFault>> {
        let mut missing = Missing::default();
        let particulars = self.particulars(&mut missing);
        let body = MemberChanges {
            id_number: given(&self.id_number),
            mobile: if self.no_mobile { Some(String::new()) } else { given(&self.mobile) },
            standing: choice(&self.standing).unwrap_or(Standing::Normal),
            particulars,
        };
        api::checked_besides(body, missing.0)
    }
}
