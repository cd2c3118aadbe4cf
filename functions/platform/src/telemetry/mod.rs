//! Logs: one JSON object a line, with ids and no personal data.

use tracing_subscriber::EnvFilter;

/// Begins to log; a second call changes nothing.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let begun = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_target(false)
        .with_env_filter(filter)
        .try_init();
    if begun.is_err() {
        tracing::debug!("logging had begun already");
    }
}
