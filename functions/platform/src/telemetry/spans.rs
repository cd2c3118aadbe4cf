//! A span for every call of the SDK: when, how long, which operation, how it ended. Made by an interceptor that the
//! clients carry, found by the watch of the request that makes the call; knows nothing of what is asked.

use super::trace::{SpanId, XRAY_HEADER};
use super::watch;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
    FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use serde::Serialize;
use std::time::{Duration, Instant};

/// Spans that a line of the log holds; those after them are only counted. The longest sign-in makes 11 calls, a
/// batch of the stream hundreds.
pub(super) const MOST: usize = 24;

/// One call of the SDK, its retries included.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Span {
    #[serde(rename = "span_id", serialize_with = "digits")]
    pub(super) id: SpanId,
    /// `DynamoDB`, `KMS`, …
    pub(super) service: String,
    /// `GetItem`, `Decrypt`, …
    pub(super) operation: String,
    /// From the request's beginning to the call's.
    #[serde(rename = "at_millis", serialize_with = "millis")]
    pub(super) at: Duration,
    #[serde(rename = "millis", serialize_with = "millis")]
    pub(super) lasted: Duration,
    pub(super) outcome: Ended,
}

/// How a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Ended {
    Ok,
    /// The service refused: a condition that does not hold, too many requests.
    Refused,
    /// The service failed.
    Failed,
    /// No answer: no connection, or none in time.
    Unanswered,
}

fn digits<S: serde::Serializer>(id: &SpanId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(id.as_str())
}

/// Milliseconds with three decimals.
pub(super) fn millis<S: serde::Serializer>(lasted: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((lasted.as_secs_f64() * 1_000_000.0).round() / 1000.0)
}

/// The interceptor; see the module.
#[derive(Debug)]
pub(crate) struct Spans;

/// A call that is under way.
#[derive(Debug, Clone)]
struct Begun {
    id: SpanId,
    at: Instant,
}

impl Storable for Begun {
    type Storer = StoreReplace<Self>;
}

impl Intercept for Spans {
    fn name(&self) -> &'static str {
        "Spans"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(Begun { id: SpanId::new(), at: Instant::now() });
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let (Some(begun), Some(seen)) = (cfg.load::<Begun>(), watch::present()) {
            context.request_mut().headers_mut().insert(XRAY_HEADER, seen.trace.passed_on(&begun.id));
        }
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let (Some(begun), Some(called), Some(seen)) =
            (cfg.load::<Begun>(), cfg.load::<Metadata>(), watch::present())
        else {
            return Ok(());
        };
        let status = context.response().map(|response| response.status().as_u16());
        let outcome = match (context.output_or_error(), status) {
            (Some(Ok(_)), _) => Ended::Ok,
            (_, Some(500..)) => Ended::Failed,
            (_, Some(_)) => Ended::Refused,
            (_, None) => Ended::Unanswered,
        };
        seen.add(Span {
            id: begun.id.clone(),
            service: called.service().to_owned(),
            operation: called.name().to_owned(),
            at: begun.at.saturating_duration_since(seen.started),
            lasted: begun.at.elapsed(),
            outcome,
        });
        Ok(())
    }
}
