//! Watches one request from its beginning to its end, and gathers what its line will say. Whoever serves the request
//! finds the watch through the task, so that nothing has to be handed down; a call made in a task of its own is
//! counted by the meter, but leaves no span.

use super::line::Line;
use super::spans::{MOST, Span};
use super::trace::{SpanId, Trace};
use crate::context::new_id;
use crate::store::Meter;
use shared_types::dates::Moment;
use shared_types::ids::RequestId;
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;
use tracing::Instrument;

/// Whether no request has come to this instance yet.
static COLD: AtomicBool = AtomicBool::new(true);

tokio::task_local! {
    static PRESENT: Arc<Seen>;
}

/// What is seen of a request.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) feature: &'static str,
    pub(super) request: RequestId,
    /// The runtime's own id of the invocation, which its reports name.
    pub(super) invocation: String,
    /// For the log.
    pub(super) trace: Trace,
    pub(super) span: SpanId,
    /// The trace that X-Ray knows, where the runtime named one.
    pub(super) xray: Option<Trace>,
    pub(super) cold: bool,
    pub(super) at: Moment,
    pub(super) started: Instant,
    pub(super) meter: Meter,
    pub(super) endpoint: OnceLock<&'static str>,
    pub(super) client: OnceLock<String>,
    spans: Mutex<(Vec<Span>, usize)>,
}

impl Seen {
    /// Takes a span in.
    pub(super) fn add(&self, span: Span) {
        let mut kept = self.spans.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0.len() < MOST { kept.0.push(span) } else { kept.1 += 1 }
    }

    /// The first spans, and how many there were beyond them.
    pub(super) fn spans(&self) -> (Vec<Span>, usize) {
        self.spans.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What names the trace of a request: a caller's `traceparent`; without it what the runtime says; without both a
/// new trace begins.
#[derive(Debug, Clone, Copy, Default)]
pub struct Traced<'a> {
    /// `x-amzn-trace-id`.
    pub xray: Option<&'a str>,
    /// `traceparent`.
    pub w3c: Option<&'a str>,
}

/// A request that is being served.
#[derive(Debug)]
pub struct Watch(Arc<Seen>);

impl Watch {
    /// Begins to watch a request to `feature`, in the trace that its headers name.
    pub fn begin(feature: &'static str, invocation: &str, traced: Traced<'_>, at: Moment) -> Self {
        let xray = traced.xray.and_then(Trace::from_xray);
        let named = traced.w3c.and_then(Trace::from_w3c);
        let trace = named.or_else(|| xray.clone()).unwrap_or_else(|| Trace::begin(at.seconds()));
        Self(Arc::new(Seen {
            feature,
            request: new_id(),
            invocation: invocation.to_owned(),
            trace,
            span: SpanId::new(),
            xray,
            cold: COLD.swap(false, Ordering::Relaxed),
            at,
            started: Instant::now(),
            meter: Meter::default(),
            endpoint: OnceLock::new(),
            client: OnceLock::new(),
            spans: Mutex::default(),
        }))
    }

    /// Serves the request. Whatever is logged meanwhile carries its ids.
    pub async fn follow<F: Future>(&self, serving: F) -> F::Output {
        let ids =
            tracing::info_span!("request", request_id = %self.0.request, trace_id = self.0.trace.id.as_str());
        PRESENT.scope(Arc::clone(&self.0), serving.instrument(ids)).await
    }

    /// Names the request in logs and problems.
    pub fn request(&self) -> &RequestId {
        &self.0.request
    }

    /// The request has been answered with this HTTP status: `outcome` is `ok`, or the code of the refusal.
    pub fn end(self, stage: &str, outcome: &str, status: u16) -> Line {
        Line::new(&self.0, stage, outcome, status)
    }
}

/// The watch of the request that is being served here.
pub(super) fn present() -> Option<Arc<Seen>> {
    PRESENT.try_with(Arc::clone).ok()
}

/// Id and meter of the request that is being served here, for its context.
pub(crate) fn request() -> Option<(RequestId, Meter)> {
    present().map(|seen| (seen.request.clone(), seen.meter.clone()))
}

/// The request being served is to this endpoint, `feature.verb`.
pub fn endpoint(name: &'static str) {
    if let Some(seen) = present() {
        seen.endpoint.get_or_init(|| name);
    }
}

/// The request being served comes from this account or member: their id, nothing else; empty for nobody.
pub fn client(id: &str) {
    if let Some(seen) = present().filter(|_| !id.is_empty()) {
        seen.client.get_or_init(|| id.to_owned());
    }
}
