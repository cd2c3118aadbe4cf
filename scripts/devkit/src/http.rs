//! A plain HTTP client for talking to programs on this machine.

use anyhow::{Context as _, Result};
use axum::body::{Body, Bytes};
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use std::time::Duration;

/// Keeps connections open between calls; cheap to clone.
pub(crate) type LocalClient = Client<HttpConnector, Body>;

/// A new client.
pub(crate) fn client() -> LocalClient {
    Client::builder(TokioExecutor::new()).build_http()
}

/// Sends a request and reads the whole answer.
///
/// # Errors
/// When nobody answers within `patience`.
pub(crate) async fn send(
    client: &LocalClient,
    request: Request<Body>,
    patience: Duration,
) -> Result<Response<Bytes>> {
    let address = request.uri().to_string();
    let exchange = async {
        let (head, body) = client.request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        anyhow::Ok(Response::from_parts(head, body))
    };
    tokio::time::timeout(patience, exchange)
        .await
        .with_context(|| format!("{address} has not answered within {} s", patience.as_secs()))?
        .with_context(|| format!("{address} does not answer"))
}

/// The status of a GET, or nothing when nobody answers.
pub(crate) async fn status(client: &LocalClient, address: &str) -> Option<StatusCode> {
    let request = Request::get(address).body(Body::empty()).ok()?;
    send(client, request, Duration::from_secs(5)).await.ok().map(|response| response.status())
}
