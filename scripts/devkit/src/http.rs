//! HTTP clients: a plain one for programs on this machine, and one for addresses in the world.

use anyhow::{Context as _, Result};
use axum::body::{Body, Bytes};
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{
        Client,
        connect::{Connect, HttpConnector},
    },
    rt::TokioExecutor,
};
use rustls::crypto::aws_lc_rs;
use std::time::Duration;

/// Keeps connections open between calls; cheap to clone.
pub(crate) type LocalClient = Client<HttpConnector, Body>;

/// Reaches the world, by TLS where the address says so.
pub(crate) type HttpsClient = Client<HttpsConnector<HttpConnector>, Body>;

/// A new client for the world, which trusts whom this machine trusts.
///
/// # Errors
/// When this machine trusts nobody.
pub(crate) fn https_client() -> Result<HttpsClient> {
    let connector = HttpsConnectorBuilder::new()
        .with_provider_and_native_roots(aws_lc_rs::default_provider())?
        .https_or_http()
        .enable_http1()
        .build();
    Ok(Client::builder(TokioExecutor::new()).build(connector))
}

/// A new client.
pub(crate) fn client() -> LocalClient {
    Client::builder(TokioExecutor::new()).build_http()
}

/// Sends a request and reads the whole answer.
///
/// # Errors
/// When nobody answers within `patience`.
pub(crate) async fn send(
    client: &Client<impl Connect + Clone + Send + Sync + 'static, Body>,
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
