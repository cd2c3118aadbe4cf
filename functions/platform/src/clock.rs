//! The time of a request. Rules never ask: it is handed to them.

use shared_types::dates::Moment;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

/// Waits for a while of at most `millis`, never the same, so that those who wait for the same do not meet again.
pub async fn pause(millis: u64) {
    tokio::time::sleep(Duration::from_millis(rand::random_range(millis / 2..=millis))).await;
}

/// The system's clock, shifted by as much as a test wants.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    shift_millis: Arc<AtomicI64>,
}

impl Clock {
    /// Now.
    pub fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let millis = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
        Moment::from_millis(millis.saturating_add(self.shift_millis.load(Ordering::Relaxed)))
    }

    /// Lets time pass.
    #[cfg(feature = "testing")]
    pub fn pass(&self, seconds: i64) {
        self.shift_millis.fetch_add(seconds * 1000, Ordering::Relaxed);
    }
}
