//! Hands spans to X-Ray's daemon where the runtime offers one: a datagram each, and no answer. Where X-Ray is
//! absent, as for functions in the China regions, the same spans stand in the log lines alone.
//!
//! <https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html>

use super::spans::{Ended, Span};
use super::trace::Trace;
use super::watch::Seen;
use serde_json::{Value, json};
use std::net::{SocketAddr, UdpSocket};
use std::sync::OnceLock;
use std::time::Duration;

static DAEMON: OnceLock<UdpSocket> = OnceLock::new();

/// From now on tells the daemon at `address`.
///
/// # Errors
/// No socket can be had.
pub(super) fn start(address: SocketAddr) -> std::io::Result<()> {
    let socket = UdpSocket::bind((if address.is_ipv4() { "0.0.0.0" } else { "::" }, 0))?;
    socket.connect(address)?;
    socket.set_nonblocking(true)?;
    DAEMON.get_or_init(|| socket);
    Ok(())
}

/// Tells the daemon of a request and its spans, if its trace is one that X-Ray samples. What does not get through is
/// lost: the log has it.
pub(super) fn tell(seen: &Seen, spans: &[Span], endpoint: &str, lasted: Duration, status: u16) {
    let (Some(daemon), Some(trace)) = (DAEMON.get(), seen.xray.as_ref().filter(|trace| trace.sampled)) else {
        return;
    };
    for document in documents(trace, seen, spans, endpoint, lasted, status) {
        let datagram = format!("{{\"format\":\"json\",\"version\":1}}\n{document}");
        if daemon.send(datagram.as_bytes()).is_err() {
            tracing::debug!("a span is lost");
        }
    }
}

/// The request below the runtime's own segment, its calls below the request.
fn documents(
    trace: &Trace,
    seen: &Seen,
    spans: &[Span],
    endpoint: &str,
    lasted: Duration,
    status: u16,
) -> Vec<Value> {
    let began = Duration::from_millis(u64::try_from(seen.at.millis()).unwrap_or_default());
    let seconds = |since: Duration| (began + since).as_secs_f64();
    let own = json!({
        "type": "subsegment", "trace_id": trace.id.xray(), "id": seen.span.as_str(), "name": endpoint,
        "parent_id": trace.parent.as_ref().map(|parent| parent.as_str()),
        "start_time": seconds(Duration::ZERO), "end_time": seconds(lasted),
        "error": (400..500).contains(&status), "fault": status >= 500,
        "annotations": { "request_id": seen.request.as_str() },
    });
    let calls = spans.iter().map(|span| {
        json!({
            "type": "subsegment", "trace_id": trace.id.xray(), "id": span.id.as_str(), "name": span.service,
            "parent_id": seen.span.as_str(), "namespace": "aws", "aws": { "operation": span.operation },
            "start_time": seconds(span.at), "end_time": seconds(span.at + span.lasted),
            "error": span.outcome == Ended::Refused,
            "fault": matches!(span.outcome, Ended::Failed | Ended::Unanswered),
        })
    });
    std::iter::once(own).chain(calls).collect()
}
