//! The one line that a request leaves in the log: ids, outcome, what it cost, its spans. It is a document of the
//! embedded metric format too, so that a point in a graph leads to its requests and nothing is written twice. Knows
//! ids, codes and numbers; a person's name or number has no way into it.

use super::metrics::{self, Measured};
use super::spans::Span;
use super::watch::Seen;
use super::xray;
use crate::store::Usage;
use serde::Serialize;
use serde_json::Value;
use std::io::Write;
use std::sync::Arc;

/// See the module.
#[derive(Debug)]
pub struct Line {
    seen: Arc<Seen>,
    usage: Usage,
    text: String,
}

#[derive(Serialize)]
struct Members<'a> {
    timestamp: String,
    level: &'static str,
    message: &'static str,
    feature: &'static str,
    endpoint: &'static str,
    outcome: &'a str,
    status: u16,
    request_id: &'a str,
    trace_id: &'a str,
    span_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_id: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    invocation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<&'a str>,
    cold: bool,
    #[serde(flatten)]
    measured: Measured,
    database_queries: u32,
    spans: &'a [Span],
    spans_left_out: usize,
    _aws: Value,
}

impl Line {
    /// What was seen of a request that has just been answered.
    pub(super) fn new(seen: &Arc<Seen>, stage: &str, outcome: &str, status: u16) -> Self {
        let (usage, lasted) = (seen.meter.usage(), seen.started.elapsed());
        let endpoint = seen.endpoint.get().copied().unwrap_or("unknown");
        let (spans, spans_left_out) = seen.spans();
        let members = Members {
            timestamp: seen.at.to_string(),
            level: if status < 500 { "INFO" } else { "ERROR" },
            message: "answered",
            feature: seen.feature,
            endpoint,
            outcome,
            status,
            request_id: seen.request.as_str(),
            trace_id: seen.trace.id.as_str(),
            span_id: seen.span.as_str(),
            parent_id: seen.trace.parent.as_ref().map(|parent| parent.as_str()),
            invocation: &seen.invocation,
            client: seen.client.get().map(String::as_str),
            cold: seen.cold,
            measured: Measured::new(lasted, usage, status),
            database_queries: usage.queries,
            spans: &spans,
            spans_left_out,
            _aws: metrics::directive(stage, seen.at.millis()),
        };
        // Texts and numbers: there is nothing in it that cannot be JSON.
        let text = serde_json::to_string(&members).unwrap_or_default();
        xray::tell(seen, &spans, endpoint, lasted, status);
        Self { seen: Arc::clone(seen), usage, text }
    }

    /// The JSON object.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was asked of the table.
    pub fn usage(&self) -> Usage {
        self.usage
    }

    /// Writes the line. A log that cannot be written has nobody to be told to.
    pub fn write(&self) {
        let mut out = std::io::stdout().lock();
        if out.write_all(format!("{}\n", self.text).as_bytes()).and_then(|()| out.flush()).is_err() {
            tracing::debug!(request_id = %self.seen.request, "the line of a request is lost");
        }
    }
}
