//! Faults at the calls that a request makes to the table, between the SDK and the wire, so that what runs is what is
//! deployed. A [`Plan`] is found through the task: it counts calls, lets one fail or all wait for a director, and can
//! take a condition out of a write, to see whether anything notices.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextMut;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::{RuntimeComponents, RuntimeComponentsBuilder};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::RetryConfig;
use serde_json::Value;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{mpsc, oneshot};

tokio::task_local! {
    static PLAN: Plan;
}

/// What goes wrong with a call. The SDK does not try again by itself: it has given up when a caller sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No connection; nothing was done.
    Error,
    /// No answer in time; nothing was done.
    Timeout,
    /// The table has too much to do; nothing was done.
    Throttled,
    /// It was done, and the answer was lost.
    ReplyLost,
    /// It was done, the answer was lost, and the SDK sent the same call once more.
    SentTwice,
    /// No answer in time; it arrives later, when the director lets it.
    Late,
}

impl Fault {
    /// Those that need no director.
    pub const ALL: [Fault; 5] =
        [Fault::Error, Fault::Timeout, Fault::Throttled, Fault::ReplyLost, Fault::SentTwice];
}

/// What a director hears.
#[derive(Debug)]
pub enum Event {
    /// Somebody wants to make a call, and waits.
    Asks(Asked),
    /// A call that its caller has given up is on its way, and waits.
    Late(Asked),
    /// Somebody has ended, or a late call.
    Ended,
}

/// A call that waits for the director.
#[derive(Debug)]
pub struct Asked {
    /// Who, as the plan names them.
    pub who: usize,
    /// `GetItem`, `TransactWriteItems`, …
    pub operation: String,
    go: oneshot::Sender<Option<Fault>>,
}

impl Asked {
    /// Lets it be made, with what goes wrong.
    pub fn go(self, fault: Option<Fault>) {
        // Who asked may have been given up meanwhile.
        let _ = self.go.send(fault);
    }
}

/// What happens to the calls of what runs under it. Cheap to clone; a clone is the same plan.
#[derive(Debug, Clone, Default)]
pub struct Plan(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    fault: Option<(usize, Fault)>,
    without: Option<usize>,
    director: Option<(usize, mpsc::UnboundedSender<Event>)>,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    calls: Vec<String>,
    conditions: Vec<String>,
    struck: bool,
}

impl Plan {
    /// Lets the call with this number fail, counted from 0.
    pub fn failing(call: usize, fault: Fault) -> Self {
        Self(Arc::new(Inner { fault: Some((call, fault)), ..Inner::default() }))
    }

    /// Lets every call wait for a director, who knows the plan as `who`.
    pub fn directed(who: usize, director: mpsc::UnboundedSender<Event>) -> Self {
        Self(Arc::new(Inner { director: Some((who, director)), ..Inner::default() }))
    }

    /// The same, and the condition with this number is taken out of every transaction, counted from 0 over those items
    /// that have one.
    pub fn without_condition(&self, condition: usize) -> Self {
        let director = self.0.director.clone();
        Self(Arc::new(Inner { without: Some(condition), director, ..Inner::default() }))
    }

    /// Runs under the plan.
    pub async fn follow<F: Future>(&self, future: F) -> F::Output {
        let _ends = Ends(self.0.director.as_ref().map(|(_, director)| director.clone()));
        PLAN.scope(self.clone(), future).await
    }

    /// The calls that were made, in order.
    pub fn calls(&self) -> Vec<String> {
        self.seen().calls.clone()
    }

    /// The conditions of the last transaction, as `number operation partition sort condition`.
    pub fn conditions(&self) -> Vec<String> {
        self.seen().conditions.clone()
    }

    /// Whether what was to go wrong, or to be taken out, has come.
    pub fn struck(&self) -> bool {
        self.seen().struck
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn ask(&self, operation: &str, late: bool) -> Option<oneshot::Receiver<Option<Fault>>> {
        let (who, director) = self.0.director.as_ref()?;
        let (go, gone) = oneshot::channel();
        let asked = Asked { who: *who, operation: operation.to_owned(), go };
        director.send(if late { Event::Late(asked) } else { Event::Asks(asked) }).ok()?;
        Some(gone)
    }

    async fn call(
        self,
        wire: SharedHttpConnector,
        request: HttpRequest,
    ) -> Result<HttpResponse, ConnectorError> {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let number = {
            let mut seen = self.seen();
            seen.calls.push(operation.clone());
            seen.calls.len() - 1
        };
        let request = self.weakened(&operation, request);
        let mut fault = self.0.fault.filter(|(call, _)| *call == number).map(|(_, fault)| fault);
        if let Some(gone) = self.ask(&operation, false).await {
            fault = gone.await.unwrap_or_default();
        }
        if fault.is_some() {
            self.seen().struck = true;
        }
        let lost = || ConnectorError::timeout("no answer in time".into());
        match fault {
            None => wire.call(request).await,
            Some(Fault::Error) => Err(ConnectorError::other("no connection".into(), None)),
            Some(Fault::Timeout) => Err(lost()),
            Some(Fault::Throttled) => Ok(throttled()),
            Some(Fault::ReplyLost) => {
                wire.call(request).await?;
                Err(lost())
            }
            Some(Fault::SentTwice) => {
                if let Some(again) = request.try_clone() {
                    wire.call(again).await?;
                }
                wire.call(request).await
            }
            Some(Fault::Late) => {
                if let Some(gone) = self.ask(&operation, true).await {
                    let ends = Ends(self.0.director.as_ref().map(|(_, director)| director.clone()));
                    tokio::spawn(async move {
                        let _ends = ends;
                        if gone.await.is_ok() {
                            // Nobody waits for the answer.
                            let _ = wire.call(request).await;
                        }
                    });
                }
                Err(lost())
            }
        }
    }

    /// The request without the condition that the plan takes out. The local database checks no signature.
    fn weakened(&self, operation: &str, mut request: HttpRequest) -> HttpRequest {
        if operation != "TransactWriteItems" {
            return request;
        }
        let bytes = request.body().bytes().expect("a body in memory");
        let mut body: Value = serde_json::from_slice(bytes).expect("a body in JSON");
        let items = body["TransactItems"].as_array_mut().expect("the items of a transaction");
        let mut conditions = Vec::new();
        for item in items.iter_mut() {
            let (kind, write) =
                item.as_object_mut().and_then(|item| item.iter_mut().next()).expect("a write");
            let Some(condition) = write["ConditionExpression"].as_str().map(str::to_owned) else { continue };
            let key = if kind == "Put" { &write["Item"] } else { &write["Key"] };
            let text = |name: &str| key[name]["S"].as_str().unwrap_or_default().to_owned();
            let number = conditions.len();
            conditions.push(format!("{number} {kind} {} {} {condition}", text("pk"), text("sk")));
            if self.0.without == Some(number) {
                unconditional(write);
                self.seen().struck = true;
            }
        }
        self.seen().conditions = conditions;
        if self.0.without.is_some() {
            let text = body.to_string();
            request.headers_mut().insert("content-length", text.len().to_string());
            *request.body_mut() = SdkBody::from(text);
        }
        request
    }
}

/// Tells the director that somebody has ended, however that was.
struct Ends(Option<mpsc::UnboundedSender<Event>>);

impl Drop for Ends {
    fn drop(&mut self) {
        if let Some(director) = &self.0 {
            let _ = director.send(Event::Ended);
        }
    }
}

/// Replaces a condition by one that always holds; what only it named goes with it, as the table demands.
fn unconditional(write: &mut Value) {
    write["ConditionExpression"] = "attribute_exists(pk) OR attribute_not_exists(pk)".into();
    let update = write["UpdateExpression"].as_str().unwrap_or_default().to_owned();
    let words: Vec<&str> = update
        .split(|c: char| !(c.is_alphanumeric() || "#:_".contains(c)))
        .filter(|w| !w.is_empty())
        .collect();
    for names in ["ExpressionAttributeNames", "ExpressionAttributeValues"] {
        if let Some(known) = write[names].as_object_mut() {
            known.retain(|name, _| words.contains(&name.as_str()));
        }
        if write[names].as_object().is_none_or(serde_json::Map::is_empty) {
            write.as_object_mut().expect("a write").remove(names);
        }
    }
}

fn throttled() -> HttpResponse {
    let body = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"too many"}"#;
    let mut response = HttpResponse::new(400.try_into().expect("a status"), SdkBody::from(body));
    response.headers_mut().insert("content-type", "application/x-amz-json-1.0");
    response
}

/// The wire under the client of a test's table.
#[derive(Debug)]
struct Wire(SharedHttpClient);

/// The client's own wire, with the plans of those who run under one.
pub(super) fn wire(client: SharedHttpClient) -> SharedHttpClient {
    SharedHttpClient::new(Wire(client))
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Watched(self.0.http_connector(settings, components)))
    }

    fn validate_base_client_config(
        &self,
        components: &RuntimeComponentsBuilder,
        cfg: &ConfigBag,
    ) -> Result<(), BoxError> {
        HttpClient::validate_base_client_config(&self.0, components, cfg)
    }

    fn validate_final_config(&self, components: &RuntimeComponents, cfg: &ConfigBag) -> Result<(), BoxError> {
        HttpClient::validate_final_config(&self.0, components, cfg)
    }
}

#[derive(Debug)]
struct Watched(SharedHttpConnector);

impl HttpConnector for Watched {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        match PLAN.try_with(Plan::clone) {
            Ok(plan) => HttpConnectorFuture::new(plan.call(self.0.clone(), request)),
            Err(_) => self.0.call(request),
        }
    }
}

/// Under a plan the SDK tries once: a plan counts calls, not attempts.
#[derive(Debug)]
pub(super) struct Once;

impl Intercept for Once {
    fn name(&self) -> &'static str {
        "Once"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if PLAN.try_with(|plan| plan.0.fault.is_some() || plan.0.director.is_some()).unwrap_or_default() {
            cfg.interceptor_state().store_put(RetryConfig::disabled());
        }
        Ok(())
    }
}
