//! Follows the stream of a test's table, at the test's pace.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

use crate::follow;
use platform::store::stream::Changes;
use platform::testing::{Stream, TestApp};
use serde_json::Value;

/// Follows one table.
pub struct Follower {
    app: TestApp,
    stream: Stream,
}

impl Follower {
    /// Follows what is written from now on.
    pub async fn new(app: &TestApp) -> Self {
        Self { app: app.clone(), stream: app.stream().await }
    }

    /// The next events, which are not followed yet; none when all has been read.
    pub async fn events(&mut self) -> Vec<Value> {
        self.stream.next().await
    }

    /// Follows one event; says whether a rewriting took a step.
    pub async fn take(&self, event: &Value) -> bool {
        let changes: Changes = serde_json::from_value(event.clone()).expect("an event");
        let cx = self.app.context().await;
        follow(&cx, &changes).await.expect("follows");
        changes.changes.iter().any(|change| change.job().is_some())
    }

    /// Follows everything until nothing is left to do; rewritings find that a second has passed between their
    /// steps.
    pub async fn catch_up(&mut self) {
        loop {
            let events = self.events().await;
            if events.is_empty() {
                return;
            }
            for event in &events {
                if self.take(event).await {
                    self.app.pass(1);
                }
            }
        }
    }
}
