//! The clocks on the real local database.

#![allow(clippy::expect_used, reason = "tests stop at the first surprise")]

use platform::testing::TestApp;
use schedules::{Tick, Ticked, answer};

#[tokio::test]
async fn a_quiet_day_changes_nothing_and_the_event_is_read() {
    let app = TestApp::new(transfers::routes()).await;
    let before = app.items().await;
    let tick: Tick = serde_json::from_str(r#"{"tick":"city"}"#).expect("the schedule's event");
    let ticked = answer(app.shared(), tick).await.expect("ticks");
    assert_eq!(ticked, Ticked { letters_expired: 0 });
    assert_eq!(app.items().await, before);
}
