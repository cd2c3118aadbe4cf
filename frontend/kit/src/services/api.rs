//! The one place that calls the functions: token, time-out, idempotency key, version and the reading of
//! answers. Knows endpoints, no feature.

use super::session;
use gloo_timers::callback::Timeout;
use serde::de::DeserializeOwned;
use shared_types::auth::Refresh;
use shared_types::endpoint::{Caller as _, CallerKind, Endpoint, Nothing, target};
use shared_types::error::{Fault, FieldFault, Problem, Refusal};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, Request, RequestCredentials, RequestInit, Response};

/// Milliseconds after which a call is given up.
const PATIENCE: u32 = 20_000;

/// Why there is no answer of the asked kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The network did not carry the question or the answer.
    Offline,
    /// No answer in time.
    TimedOut,
    /// The functions refused.
    Refused(Problem),
    /// An answer that this version of the app does not understand.
    Unreadable,
}

impl Failure {
    /// What the functions refused with.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Failure::Refused(problem) => Some(&problem.refusal),
            Failure::Offline | Failure::TimedOut | Failure::Unreadable => None,
        }
    }

    /// The wrong fields, where that is what it is about.
    pub fn fields(&self) -> &[FieldFault] {
        match self.refusal() {
            Some(Refusal::Invalid { fields }) => fields,
            _ => &[],
        }
    }

    /// Whether the functions may have done it all the same, or may do it on the next try: then a repeat
    /// must be recognisable as one.
    fn open(&self) -> bool {
        match self {
            Failure::Offline | Failure::TimedOut | Failure::Unreadable => true,
            Failure::Refused(problem) => problem.status >= 500 || problem.status == 429,
        }
    }
}

thread_local! {
    // One key per endpoint and content, until the outcome is known: a second press after a time-out is the
    // same action, and gets the first answer.
    static KEYS: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

fn key_for(action: &str) -> String {
    KEYS.with_borrow_mut(|keys| {
        if let Some((_, key)) = keys.iter().find(|(other, _)| other == action) {
            return key.clone();
        }
        let key = fresh_key();
        keys.push((action.to_owned(), key.clone()));
        key
    })
}

fn fresh_key() -> String {
    let mut bytes = [0_u8; 16];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if crypto.is_none_or(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_err()) {
        // An engine without random numbers: the clock still tells actions apart.
        return format!("{:.0}", js_sys::Date::now() * 1000.0);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Calls an endpoint. A creating one carries an idempotency key by itself.
pub fn call<E: Endpoint>(
    path: E::Path,
    body: E::Body,
) -> impl Future<Output = Result<E::Reply, Failure>> + use<E> {
    send(question::<E>(&path, &body, None))
}

/// Calls an endpoint that edits what was read as `version`; refused with [`Refusal::Stale`] where somebody
/// else was faster.
pub fn call_at<E: Endpoint>(
    path: E::Path,
    body: E::Body,
    version: u64,
) -> impl Future<Output = Result<E::Reply, Failure>> + use<E> {
    send(question::<E>(&path, &body, Some(version)))
}

/// Calls an endpoint that has no body.
pub fn ask<E: Endpoint<Body = Nothing>>(
    path: E::Path,
) -> impl Future<Output = Result<E::Reply, Failure>> + use<E> {
    send(question::<E>(&path, &Nothing {}, None))
}

/// A new access token for the refresh cookie. Only [`session`] asks.
pub(super) async fn refresh() -> Result<shared_types::auth::Session, Failure> {
    let (ok, text) = exchange(&question::<Refresh>(&(), &Nothing {}, None), None, None).await?;
    read(ok, &text)
}

async fn send<T: DeserializeOwned>(question: Question) -> Result<T, Failure> {
    let answer = carry(&question).await.and_then(|text| read(true, &text));
    settle(&question, answer.as_ref().err());
    answer
}

/// A call without its types: what is the same for every endpoint is compiled once.
struct Question {
    method: &'static str,
    target: String,
    /// As JSON; absent where it travels in the target.
    body: Option<String>,
    version: Option<u64>,
    signed: bool,
    /// For creating calls: what tells one action from another.
    action: Option<String>,
}

fn question<E: Endpoint>(path: &E::Path, body: &E::Body, version: Option<u64>) -> Question {
    let target = target::<E>(path, body);
    let body = (!E::METHOD.asks_by_query()).then(|| serde_json::to_string(body).unwrap_or_default());
    Question {
        method: E::METHOD.as_str(),
        action: E::KEYED.then(|| [E::NAME, &target, body.as_deref().unwrap_or_default()].join(" ")),
        target,
        body,
        version,
        signed: E::Caller::KIND != CallerKind::Anyone,
    }
}

/// Forgets the key of an action whose outcome is known.
fn settle(question: &Question, failure: Option<&Failure>) {
    if let Some(action) = question.action.as_ref().filter(|_| !failure.is_some_and(Failure::open)) {
        KEYS.with_borrow_mut(|keys| keys.retain(|(other, _)| other != action));
    }
}

/// Asks with everything that belongs to a call; the text of a good answer, or why there is none.
async fn carry(question: &Question) -> Result<String, Failure> {
    let key = question.action.as_deref().map(key_for);
    let token = if question.signed { Some(session::token().await?) } else { None };
    let (ok, text) = exchange(question, key.as_deref(), token.as_deref()).await?;
    if ok {
        return Ok(text);
    }
    let failure = refused(&text);
    if !(question.signed && matches!(failure.refusal(), Some(Refusal::Unauthenticated))) {
        return Err(failure);
    }
    // The token may have ended a moment early: once more with a new one.
    session::forget_token();
    let token = session::token().await?;
    let (ok, text) = exchange(question, key.as_deref(), Some(&token)).await?;
    if ok { Ok(text) } else { Err(refused(&text)) }
}

/// One request and its answer: whether it was a good one, and its text.
async fn exchange(
    question: &Question,
    key: Option<&str>,
    token: Option<&str>,
) -> Result<(bool, String), Failure> {
    let abort = AbortController::new().map_err(|_| Failure::Unreadable)?;
    let request = request(question, key, token, &abort).map_err(|_| Failure::Unreadable)?;
    let overdue = abort.clone();
    let patience = Timeout::new(PATIENCE, move || overdue.abort());
    let lost = |_: JsValue| if abort.signal().aborted() { Failure::TimedOut } else { Failure::Offline };
    let window = web_sys::window().ok_or(Failure::Unreadable)?;
    let response = JsFuture::from(window.fetch_with_request(&request)).await.map_err(lost)?;
    let response: Response = response.dyn_into().map_err(|_| Failure::Unreadable)?;
    let text = JsFuture::from(response.text().map_err(lost)?).await.map_err(lost)?;
    drop(patience);
    Ok((response.ok(), text.as_string().unwrap_or_default()))
}

fn request(
    question: &Question,
    key: Option<&str>,
    token: Option<&str>,
    abort: &AbortController,
) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    if let Some(token) = token {
        headers.set("Authorization", &["Bearer ", token].concat())?;
    }
    if let Some(key) = key {
        headers.set("Idempotency-Key", key)?;
    }
    if let Some(version) = question.version {
        headers.set("If-Match", &["\"", &version.to_string(), "\""].concat())?;
    }
    let options = RequestInit::new();
    options.set_method(question.method);
    options.set_credentials(RequestCredentials::SameOrigin);
    options.set_signal(Some(&abort.signal()));
    if let Some(body) = &question.body {
        headers.set("Content-Type", "application/json")?;
        options.set_body(&JsValue::from_str(body));
    }
    options.set_headers(headers.as_ref());
    Request::new_with_str_and_init(&question.target, &options)
}

fn refused(text: &str) -> Failure {
    serde_json::from_str(text).map_or(Failure::Unreadable, Failure::Refused)
}

fn read<T: DeserializeOwned>(ok: bool, text: &str) -> Result<T, Failure> {
    if ok {
        let text = if text.is_empty() { "{}" } else { text };
        serde_json::from_str(text).map_err(|_| Failure::Unreadable)
    } else {
        Err(refused(text))
    }
}

/// Checks a body as the functions will, and gives it back where nothing is wrong.
///
/// # Errors
/// The wrong fields, in the order of the body.
pub fn checked<B: garde::Validate<Context = shared_types::dates::Today>>(
    body: B,
) -> Result<B, Vec<FieldFault>> {
    match body.validate_with(&super::platform::today()) {
        Ok(()) => Ok(body),
        Err(report) => Err(report
            .iter()
            .map(|(path, error)| FieldFault {
                field: path.to_string(),
                fault: error.message().parse().unwrap_or(Fault::Choice),
            })
            .collect()),
    }
}

/// As [`checked`], for forms that found faults of their own: choices not made, days not given. What the
/// body's rules say about such a field is left out, because it is about a stand-in.
///
/// # Errors
/// The wrong fields, the form's own first.
pub fn checked_besides<B: garde::Validate<Context = shared_types::dates::Today>>(
    body: B,
    own: Vec<FieldFault>,
) -> Result<B, Vec<FieldFault>> {
    besides(checked(body), own)
}

fn besides<B>(checked: Result<B, Vec<FieldFault>>, own: Vec<FieldFault>) -> Result<B, Vec<FieldFault>> {
    match checked {
        Ok(body) if own.is_empty() => Ok(body),
        Ok(_) => Err(own),
        Err(more) => {
            let more: Vec<_> =
                more.into_iter().filter(|fault| own.iter().all(|known| known.field != fault.field)).collect();
            Err(own.into_iter().chain(more).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stand_in_is_not_blamed() {
        let fault = |field: &str, fault| FieldFault { field: field.to_owned(), fault };
        let own = vec![fault("joined", Fault::Required)];
        let rules = vec![fault("joined", Fault::InFuture), fault("name", Fault::TooShort(2))];
        assert_eq!(besides(Ok(1), Vec::new()), Ok(1));
        assert_eq!(besides(Ok(1), own.clone()), Err(own.clone()));
        assert_eq!(
            besides::<u8>(Err(rules.clone()), own.clone()),
            Err(vec![own[0].clone(), rules[1].clone()])
        );
    }

    #[test]
    fn answers_are_read_or_explained() {
        assert_eq!(read::<Nothing>(true, ""), Ok(Nothing {}));
        assert_eq!(read::<Nothing>(true, "<html>"), Err(Failure::Unreadable));
        assert_eq!(read::<Nothing>(false, "Bad gateway"), Err(Failure::Unreadable));
        let problem = Problem { status: 412, refusal: Refusal::Stale, request_id: "r".into() };
        let text = serde_json::to_string(&problem).expect("serialises");
        assert_eq!(read::<Nothing>(false, &text), Err(Failure::Refused(problem)));
    }

    #[test]
    fn only_an_open_outcome_keeps_its_key() {
        let refused = |refusal: Refusal| {
            Failure::Refused(Problem { status: refusal.status(), refusal, request_id: String::new() })
        };
        for (failure, open) in [
            (Failure::Offline, true),
            (Failure::TimedOut, true),
            (Failure::Unreadable, true),
            (refused(Refusal::Internal), true),
            (refused(Refusal::Overloaded), true),
            (refused(Refusal::LoginTaken), false),
            (refused(Refusal::Invalid { fields: Vec::new() }), false),
        ] {
            assert_eq!(failure.open(), open, "{failure:?}");
        }
    }
}
