//! Calls of endpoints as the functions get them from the gateway. Each can be made again and again and is answered
//! with success every time; what a call changes is another thing each time.

use super::{callers::Caller, ground::City};
use crate::edge;
use anyhow::{Context as _, Result, ensure};
use axum::{body::Bytes, http::Request};
use platform::clock::Clock;
use serde_json::{Value, json};
use shared_types::{
    auth,
    endpoint::{Endpoint, Nothing, target},
    ids::MemberId,
    members, orgs,
    page::After,
    search, transfers, uploads,
};
use std::{collections::HashMap, net::Ipv4Addr, str::FromStr};

/// One call.
#[derive(Debug, Clone)]
pub(super) struct Call {
    /// `feature.verb`
    pub(super) endpoint: &'static str,
    /// Tells it from another call of the same endpoint.
    detail: &'static str,
    method: &'static str,
    target: String,
    body: Value,
    /// The place in the body (a JSON pointer) that is another text each time.
    varies: Option<&'static str>,
    /// For `If-Match`: that of the first call; every call makes it one more.
    version: Option<u64>,
    /// The key of the person who calls, or nobody.
    caller: Option<&'static str>,
    /// The refusal that it is answered with; success where there is none.
    refused: Option<u64>,
}

impl Call {
    pub(super) fn of<E: Endpoint>(
        caller: Option<&'static str>,
        path: &E::Path,
        body: &E::Body,
    ) -> Result<Self> {
        let asks = E::METHOD.asks_by_query();
        Ok(Self {
            endpoint: E::NAME,
            detail: "",
            method: E::METHOD.as_str(),
            target: target::<E>(path, body),
            body: if asks { Value::Null } else { serde_json::to_value(body)? },
            varies: None,
            version: None,
            caller,
            refused: None,
        })
    }

    fn detail(self, detail: &'static str) -> Self {
        Self { detail, ..self }
    }

    fn varying(self, place: &'static str) -> Self {
        Self { varies: Some(place), ..self }
    }

    fn at_version(self, version: u64) -> Self {
        Self { version: Some(version), ..self }
    }

    fn refused(self, status: u64) -> Self {
        Self { refused: Some(status), ..self }
    }

    /// Endpoint and detail, for people.
    pub(super) fn name(&self) -> String {
        if self.detail.is_empty() {
            self.endpoint.to_owned()
        } else {
            format!("{} ({})", self.endpoint, self.detail)
        }
    }

    /// The function that answers it.
    pub(super) fn function(&self) -> &'static str {
        self.endpoint.split('.').next().unwrap_or_default()
    }

    /// Whether it answers a page of a list. What a search asks is told among the notes: it reads no index.
    pub(super) fn lists(&self) -> bool {
        self.endpoint.contains(".list") && self.endpoint != auth::ListDevices::NAME
    }

    /// The event of the call made for the `number`th time, counted from 0.
    ///
    /// # Errors
    /// When the body has no place to vary.
    pub(super) fn event(&self, tokens: &Tokens, number: u32) -> Result<Value> {
        let mut request = Request::builder()
            .method(self.method)
            .uri(&self.target)
            .header("host", "localhost")
            .header("content-type", "application/json")
            .header("user-agent", "Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile")
            .header("idempotency-key", format!("bench-{}-{number}", self.endpoint.replace(['.', '_'], "-")));
        if let Some(caller) = self.caller {
            let token = tokens.0.get(caller).with_context(|| format!("{caller} is not signed in"))?;
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(version) = self.version {
            request = request.header("if-match", format!("\"{}\"", version + u64::from(number)));
        }
        let mut body = self.body.clone();
        if let Some(place) = self.varies {
            let varied = body.pointer_mut(place).with_context(|| format!("{}: no {place}", self.endpoint))?;
            *varied = format!("bench{number}").into();
        }
        let body = if body.is_null() { Bytes::new() } else { Bytes::from(body.to_string()) };
        let (head, ()) = request.body(())?.into_parts();
        // From another address each time: one address may try few passwords.
        let address = Ipv4Addr::from_bits(Ipv4Addr::new(10, 0, 0, 1).to_bits() + number);
        Ok(edge::event(&head, &body, address.into(), u64::from(number)))
    }
}

impl Call {
    /// The body of the function's answer to this call.
    ///
    /// # Errors
    /// When it is not answered as it should be.
    pub(super) fn body(&self, answer: &Value) -> Result<Value> {
        let text = answer.get("body").and_then(Value::as_str).unwrap_or_default();
        let status = answer.get("statusCode").and_then(Value::as_u64).unwrap_or_default();
        let right = self.refused.map_or((200..300).contains(&status), |refused| status == refused);
        ensure!(right, "{} is answered with {status}: {text}", self.name());
        Ok(serde_json::from_str(text).unwrap_or_default())
    }
}

/// Access tokens by the key of the person.
#[derive(Debug, Default)]
pub(super) struct Tokens(HashMap<&'static str, String>);

/// The people who call.
#[derive(Debug)]
pub(super) struct People(Vec<(&'static str, Caller)>);

impl People {
    /// The callers of [`reads`] and [`writes`], signed in.
    ///
    /// # Errors
    /// When the city lacks one.
    pub(super) async fn sign_in(city: &City) -> Result<Self> {
        let mut people = Vec::new();
        for key in ["city", "county", "operator", "member"] {
            people.push((key, Caller::sign_in(city, key).await?));
        }
        Ok(Self(people))
    }

    /// Fresh tokens of all.
    ///
    /// # Errors
    /// When the key ring cannot be had.
    pub(super) async fn tokens(&self, city: &City) -> Result<Tokens> {
        let mut tokens = HashMap::new();
        for (key, caller) in &self.0 {
            tokens.insert(*key, caller.token(city).await?);
        }
        Ok(Tokens(tokens))
    }

    fn get(&self, key: &str) -> Result<&Caller> {
        let found = self.0.iter().find(|(known, _)| *known == key);
        Ok(&found.with_context(|| format!("{key} is not signed in"))?.1)
    }
}

fn id<I: FromStr>(text: &str) -> Result<I>
where
    I::Err: std::error::Error + Send + Sync + 'static,
{
    Ok(text.parse()?)
}

/// Calls that change no record, of every kind of caller; a sign-in among them, of somebody who does not exist.
///
/// # Errors
/// When somebody is missing.
pub(super) fn reads(city: &City, people: &People) -> Result<Vec<Call>> {
    let county = people.get("county")?.subject.org.clone();
    let operator = id(&people.get("operator")?.subject.user)?;
    let member: MemberId = id(&people.get("member")?.subject.user)?;
    let looked_for = |text: &str| search::MemberSearch { text: text.to_owned(), ..Default::default() };
    let number = looked_for(&city.identity("member")?.login);
    let (by, own) = (Some("county"), Some("member"));
    let everybody = members::MemberFilter::default();
    let probationary =
        members::MemberFilter { kind: Some(members::MemberKind::Probationary), ..everybody.clone() };
    let org = search::OrgSearch { name: "幸福支部".to_owned(), below: None };
    let destination = search::DestinationSearch { name: "xfzb".to_owned(), branches: true };
    let boxed = |r#box| transfers::TransferFilter { r#box, ..Default::default() };
    let ends = transfers::Ends { to: Some(people.get("member")?.subject.org.clone()), ..Default::default() };
    let unknown =
        auth::Credentials { door: auth::Door::Org, name: String::new(), password: "Wrong2026".into() };
    Ok(vec![
        Call::of::<auth::SignIn>(None, &(), &unknown)?.varying("/name").refused(401),
        Call::of::<orgs::Home>(by, &(), &Nothing {})?,
        Call::of::<orgs::Show>(by, &county, &Nothing {})?,
        Call::of::<orgs::ListChildren>(by, &county, &After::default())?,
        Call::of::<orgs::ListAccounts>(by, &county, &orgs::AccountFilter::default())?,
        Call::of::<orgs::ShowAccount>(by, &operator, &Nothing {})?,
        Call::of::<members::List>(Some("city"), &(), &everybody)?.detail("everybody"),
        Call::of::<members::List>(by, &(), &everybody)?.detail("of a county"),
        Call::of::<members::List>(Some("city"), &(), &probationary)?.detail("by kind"),
        Call::of::<members::Show>(by, &member, &Nothing {})?,
        Call::of::<members::ListViewings>(by, &member, &After::default())?,
        Call::of::<members::ListCorrections>(by, &(), &After::default())?,
        Call::of::<members::Export>(by, &(), &everybody)?,
        Call::of::<members::Mine>(own, &(), &Nothing {})?,
        Call::of::<members::MyBranch>(own, &(), &Nothing {})?,
        Call::of::<members::MyViewings>(own, &(), &After::default())?,
        Call::of::<members::MyCorrections>(own, &(), &Nothing {})?,
        Call::of::<auth::ListDevices>(own, &(), &Nothing {})?,
        Call::of::<transfers::Home>(by, &(), &Nothing {})?,
        Call::of::<transfers::List>(by, &(), &boxed(transfers::Box::ToDo))?.detail("to do"),
        Call::of::<transfers::List>(by, &(), &boxed(transfers::Box::Running))?.detail("running"),
        Call::of::<transfers::Preview>(Some("city"), &(), &ends)?,
        Call::of::<transfers::Mine>(own, &(), &Nothing {})?,
        // Of a photo that nobody has announced: what making one takes is the photo's own.
        Call::of::<uploads::Finish>(by, &id("none")?, &Nothing {})?.refused(404),
        Call::of::<search::FindOrgs>(Some("city"), &(), &org)?.detail("whole city"),
        Call::of::<search::FindOrgs>(by, &(), &org)?.detail("of a county"),
        Call::of::<search::FindMembers>(Some("city"), &(), &looked_for("wang"))?.detail("by pinyin"),
        Call::of::<search::FindMembers>(by, &(), &looked_for("王"))?.detail("by name"),
        Call::of::<search::FindMembers>(by, &(), &number)?.detail("by number"),
        Call::of::<search::FindDestinations>(by, &(), &destination)?,
    ])
}

/// Calls of `function` that change something, or are about something that is made here; `ask` makes one call of it and gives the body of its answer.
///
/// # Errors
/// When somebody is missing or a first call is refused.
pub(super) async fn writes(
    function: &str,
    people: &People,
    mut ask: impl AsyncFnMut(&Call) -> Result<Value>,
) -> Result<Vec<Call>> {
    let subject = &people.get("member")?.subject;
    let (branch, member) = (subject.org.clone(), id(&subject.user)?);
    let by = Some("county");
    match function {
        "members" => {
            let shown = ask(&Call::of::<members::Show>(by, &member, &Nothing {})?).await?;
            let shown: members::Member = serde_json::from_value(shown)?;
            // Numbers are shown masked; an edit leaves them out.
            let changes = members::MemberChanges {
                id_number: None,
                mobile: None,
                standing: shown.standing,
                particulars: shown.particulars,
            };
            let edit = Call::of::<members::Edit>(by, &member, &changes)?;
            let unmasking = members::Unmasking { field: members::MaskedField::IdNumber };
            Ok(vec![
                edit.varying("/particulars/home_address").at_version(shown.version),
                Call::of::<members::Unmask>(by, &member, &unmasking)?,
            ])
        }
        "orgs" => {
            let shown = ask(&Call::of::<orgs::Show>(by, &branch, &Nothing {})?).await?;
            let shown: orgs::Org = serde_json::from_value(shown)?;
            // What is shown flat stands in the edit under the office.
            let office = orgs::Office {
                secretary: shown.secretary,
                secretary_mobile: shown.secretary_mobile,
                phone: shown.phone,
                address: shown.address,
                fax: shown.fax,
                postcode: shown.postcode,
                term_starts: shown.term_starts,
                term_ends: shown.term_ends,
            };
            let changes =
                orgs::OrgChanges { name: shown.name, kind: shown.kind, village: shown.village, office };
            let edit = Call::of::<orgs::Edit>(by, &branch, &changes)?;
            let account = json!({ "login": "", "name": "孙丽", "role": "operator", "mobile": "13700001234" });
            let create = Call::of::<orgs::CreateAccount>(by, &branch, &serde_json::from_value(account)?)?;
            Ok(vec![edit.varying("/office/address").at_version(shown.version), create.varying("/login")])
        }
        "transfers" => about_letter(member, ask).await,
        _ => Ok(Vec::new()),
    }
}

/// Calls about a transfer to another city whose letter has been issued. A look at a letter is recorded.
async fn about_letter(
    member: MemberId,
    mut ask: impl AsyncFnMut(&Call) -> Result<Value>,
) -> Result<Vec<Call>> {
    use transfers::{MyLetter, NewTransfer, Outside, Pass, Remark, Show, ShowLetter, Submit, Verify};
    let (by, own) = (Some("city"), Some("member"));
    let outside = Outside {
        addressee: "中共南京市委组织部".into(), unit: "南京大学文学院党支部".into()
    };
    let form = transfers::TransferForm {
        to: None,
        outside: Some(outside),
        paid_through: Clock::default().now().day().month().context("a month")?,
        arrears: 0,
        note: None,
    };
    let new = NewTransfer { member, kind: transfers::TransferKind::Out, form };
    let submitted = ask(&Call::of::<Submit>(by, &(), &new)?).await?;
    let mut transfer: transfers::Transfer = serde_json::from_value(submitted)?;
    while transfer.state == transfers::TransferState::Waiting {
        let pass = Call::of::<Pass>(by, &transfer.transfer, &Remark::default())?;
        transfer = serde_json::from_value(ask(&pass.at_version(transfer.version)).await?)?;
    }
    let letter = transfer.letter.context("a letter")?.letter;
    Ok(vec![
        Call::of::<Show>(by, &transfer.transfer, &Nothing {})?,
        Call::of::<ShowLetter>(by, &transfer.transfer, &Nothing {})?,
        Call::of::<MyLetter>(own, &transfer.transfer, &Nothing {})?,
        Call::of::<Verify>(None, &letter, &Nothing {})?,
    ])
}
