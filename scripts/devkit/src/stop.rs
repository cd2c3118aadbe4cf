//! When to stop: Ctrl-C, a request of the system, or a terminal that is gone.

use tokio::signal::unix::{SignalKind, signal};

/// Waits until somebody asks devkit to stop.
pub(crate) async fn asked() {
    let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
    let mut waiting = tokio::task::JoinSet::new();
    for kind in kinds {
        waiting.spawn(async move {
            match signal(kind) {
                Ok(mut signal) => drop(signal.recv().await),
                Err(_) => std::future::pending().await,
            }
        });
    }
    let _first = waiting.join_next().await;
}
