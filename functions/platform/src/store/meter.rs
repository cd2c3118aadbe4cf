//! What a request asks of the table: number of requests and capacity units, for logs and for the tests that
//! hold endpoints to their budget.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What was asked so far.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Usage {
    /// Calls to DynamoDB.
    pub requests: u32,
    /// Of these, Query calls.
    pub queries: u32,
    /// Consumed capacity units, read and written.
    pub units: f64,
    /// Time spent waiting for DynamoDB.
    pub waited: Duration,
}

/// Shared by everything that serves one request.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Mutex<Usage>>);

impl Meter {
    /// What was asked so far.
    pub fn usage(&self) -> Usage {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn add(&self, query: bool, units: f64, waited: Duration) {
        let mut usage = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        usage.requests += 1;
        usage.queries += u32::from(query);
        usage.units += units;
        usage.waited += waited;
    }
}
