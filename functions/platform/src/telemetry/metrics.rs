//! Metrics, in CloudWatch's embedded metric format: a log line that says which of its members are metrics becomes
//! them, without a call. Knows names and units; the values stand in the line.
//!
//! CloudWatch bills each combination of metric and dimensions. So all metrics exist for each feature, and for each
//! endpoint only those that alarms look at; what an endpoint asks of the database stands in the log lines, and the
//! tests hold it. An unknown path has the endpoint `unknown`, so that no caller can make new combinations.
//!
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>

use crate::store::Usage;
use serde::Serialize;
use serde_json::{Value, json};
use std::time::Duration;

/// What is measured of a request; the members of the line that are metrics.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Measured {
    #[serde(serialize_with = "super::spans::millis")]
    latency: Duration,
    #[serde(serialize_with = "super::spans::millis")]
    database_millis: Duration,
    database_requests: u32,
    consumed_units: f64,
    /// 1 where the caller was refused. Zeros are sent too: an average is then the share.
    refusals: u8,
    /// 1 where the fault was ours.
    errors: u8,
}

impl Measured {
    pub(super) fn new(latency: Duration, usage: Usage, status: u16) -> Self {
        Self {
            latency,
            database_millis: usage.waited,
            database_requests: usage.requests,
            consumed_units: usage.units,
            refusals: u8::from((400..500).contains(&status)),
            errors: u8::from(status >= 500),
        }
    }
}

/// The member `_aws` of a line.
pub(super) fn directive(stage: &str, millis: i64) -> Value {
    let metric = |(name, unit): (&str, &str)| json!({ "Name": name, "Unit": unit });
    let watched = [("Latency", "Milliseconds"), ("Refusals", "Count"), ("Errors", "Count")];
    let database =
        [("DatabaseMillis", "Milliseconds"), ("DatabaseRequests", "Count"), ("ConsumedUnits", "Count")];
    let set = |dimensions: Value, metrics: &[(&str, &str)]| {
        let metrics: Vec<Value> = metrics.iter().copied().map(metric).collect();
        json!({ "Namespace": format!("EHome/{stage}"), "Dimensions": dimensions, "Metrics": metrics })
    };
    json!({
        "Timestamp": millis,
        "CloudWatchMetrics": [
            set(json!([["feature"], ["feature", "endpoint"]]), &watched),
            set(json!([["feature"]]), &database),
        ],
    })
}
