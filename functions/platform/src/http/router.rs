//! Routes of a function: each endpoint type with its handler. Admitting, reading and checking a call happen
//! here, once, in the same order for all.

use super::answer::{Answer, refuse, respond};
use super::once::Once;
use super::request::{self, Call};
use crate::auth::{Admission, Admit, token};
use crate::context::{Context, Shared};
use crate::error::{Error, Result};
use crate::telemetry::{self, Line, Watch};
use lambda_http::{Body, Request, RequestExt, Response};
use shared_types::dates::Today;
use shared_types::endpoint::{Caller as _, CallerKind, Endpoint, Listed, check};
use shared_types::error::Refusal;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

type Served = Pin<Box<dyn Future<Output = Result<Response<Body>>> + Send>>;
type Route = Box<dyn Fn(Context, Arc<Request>, String) -> Served + Send + Sync>;

/// The routes of a function.
#[derive(Default)]
pub struct Router {
    paths: matchit::Router<usize>,
    known: HashMap<&'static str, usize>,
    methods: Vec<HashMap<&'static str, (&'static str, Route)>>,
    feature: &'static str,
}

impl Router {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Serves an endpoint. The handler is entered only with a caller whom the endpoint admits, a body that
    /// keeps its own rules, and for administrators a scope within their reach.
    pub fn on<E, H, F>(mut self, handler: H) -> Self
    where
        E: Listed,
        E::Caller: Admit,
        E::Path: Send,
        E::Body: Send,
        E::Reply: Send,
        H: Fn(Context, <E::Caller as Admit>::As, Call<E>) -> F + Copy + Send + Sync + 'static,
        F: Future<Output = Result<Answer<E::Reply>>> + Send + 'static,
    {
        self.feature = E::NAME.split('.').next().unwrap_or_default();
        let at = *self.known.entry(E::PATH).or_insert_with(|| {
            self.methods.push(HashMap::new());
            let at = self.methods.len() - 1;
            // Paths come from endpoint types; a clash shows itself in the first test of the feature.
            if let Err(clash) = self.paths.insert(format!("/api{}", E::PATH), at) {
                tracing::error!(path = E::PATH, %clash, "route cannot be served");
            }
            at
        });
        let route: Route = Box::new(move |cx, request, argument| {
            Box::pin(async move { serve::<E, H, F>(cx, &request, &argument, handler).await })
        });
        if let Some(methods) = self.methods.get_mut(at) {
            methods.insert(E::METHOD.as_str(), (E::NAME, route));
        }
        self
    }

    /// Answers a request, whatever it is.
    pub async fn answer(&self, shared: &Arc<Shared>, request: Request) -> Response<Body> {
        let (response, line) = self.answer_watched(shared, request).await;
        line.write();
        response
    }

    /// As [`Router::answer`], with the line for the log instead of writing it.
    pub async fn answer_watched(&self, shared: &Arc<Shared>, request: Request) -> (Response<Body>, Line) {
        let invocation = request.lambda_context_ref().map(|context| context.request_id.clone());
        let traced = request::traced(&request);
        let watch = Watch::begin(self.feature, &invocation.unwrap_or_default(), traced, shared.clock.now());
        let (outcome, response) = match watch.follow(Box::pin(self.dispatch(shared, request))).await {
            Ok(response) => ("ok".to_owned(), response),
            Err(refusal) => (refusal.code(), refuse(refusal, watch.request().as_str())),
        };
        let line = watch.end(&shared.config.stage, &outcome, response.status().as_u16());
        (response, line)
    }

    async fn dispatch(&self, shared: &Arc<Shared>, request: Request) -> Result<Response<Body>, Refusal> {
        self.serve_found(shared, request).await.map_err(|error| {
            if let Error::Internal(_) = error {
                tracing::error!(%error, "failed");
            }
            error.told()
        })
    }

    async fn serve_found(&self, shared: &Arc<Shared>, request: Request) -> Result<Response<Body>> {
        if !request::came_through_the_cdn(&request, &shared.config.edge_keys) {
            telemetry::endpoint("around-the-cdn");
            return Err(Refusal::NotFound.into());
        }
        let path = request.uri().path().to_owned();
        let found = self.paths.at(&path).map_err(|_| Refusal::NotFound)?;
        let argument = found.params.iter().next().map(|(_, value)| value.to_owned()).unwrap_or_default();
        let route = self.methods.get(*found.value).and_then(|methods| methods.get(request.method().as_str()));
        let (name, route) = route.ok_or(Refusal::NotFound)?;
        telemetry::endpoint(name);
        route(Context::new(shared).await?, Arc::new(request), argument).await
    }
}

async fn serve<E, H, F>(cx: Context, request: &Request, argument: &str, handler: H) -> Result<Response<Body>>
where
    E: Endpoint,
    E::Caller: Admit,
    H: Fn(Context, <E::Caller as Admit>::As, Call<E>) -> F,
    F: Future<Output = Result<Answer<E::Reply>>>,
{
    request::same_site::<E>(request)?;
    // Nobody learns what a body should look like before showing a token that is one.
    let claims = match E::Caller::KIND {
        CallerKind::Anyone => None,
        CallerKind::SignedIn | CallerKind::Administrator | CallerKind::Oneself => {
            let token = request::token(request).ok_or(Refusal::Unauthenticated)?;
            Some(token::read(&cx, token).await?)
        }
    };
    let path = request::path::<E>(argument)?;
    let body = request::body::<E>(request)?;
    let version = request::version::<E>(request)?;
    let idempotency_key = request::idempotency_key::<E>(request)?;
    check(&body, Today(cx.now().day()))?;
    let admission =
        Admission { claims, permission: E::PERMISSION, org: E::org(&path, &body), idempotency_key };
    let admitted = E::Caller::admit(&cx, admission).await?;
    telemetry::client(&admitted.user);

    let once = match idempotency_key {
        Some(key) => {
            let text = serde_json::to_string(&body).map_err(|error| Error::Internal(error.to_string()))?;
            Once::new(&admitted.user, key, E::NAME, &format!("{argument} {text}"))
        }
        None => Once::default(),
    };
    if let Some(answered) = &admitted.answered {
        return respond(&cx, &once.repeat::<E::Reply>(&cx, answered)?);
    }
    let call = Call { path, body, version, once: once.clone(), origin: request::origin(request) };
    match handler(cx.clone(), admitted.caller, call).await {
        // The same call, sent twice at once: the other one was first.
        Err(error) if E::KEYED => match once.look(&cx).await? {
            Some(answered) => respond(&cx, &once.repeat::<E::Reply>(&cx, &answered)?),
            None => Err(error),
        },
        answer => respond(&cx, &answer?),
    }
}
