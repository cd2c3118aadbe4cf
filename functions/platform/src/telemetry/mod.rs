//! What can be seen of a running function: one line a request, with metrics and spans in it, and lines of whatever
//! else happens. Everything goes to standard output as JSON, an object a line; ids, codes and numbers only.

mod line;
mod metrics;
mod redact;
mod spans;
mod trace;
mod watch;
mod xray;

pub use line::Line;
pub use watch::{Traced, Watch, client, endpoint};

pub(crate) use redact::redacted;
pub(crate) use spans::Spans;
pub(crate) use watch::request;

use tracing::{Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};

/// What turns everything that is logged beside the lines of requests into JSON: an object a line, with the ids of
/// the request it belongs to under `span`.
pub fn subscriber<W>(to: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    // By targets and levels. The filter that also knows spans and patterns brings an engine for regular
    // expressions, a tenth of a function's weight.
    let chosen: Targets =
        crate::config::log().parse().unwrap_or_else(|_| Targets::new().with_default(Level::INFO));
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_target(false)
        .with_writer(to);
    tracing_subscriber::registry().with(lines.with_filter(chosen))
}

/// Begins to log; a second call changes nothing.
pub fn start() {
    if tracing::subscriber::set_global_default(subscriber(std::io::stdout)).is_err() {
        tracing::debug!("logging had begun already");
    }
    if let Some(Err(error)) = crate::config::xray_daemon().map(xray::start) {
        tracing::warn!(%error, "spans stand in the log alone");
    }
}
