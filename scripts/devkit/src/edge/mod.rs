//! The CDN and the API gateway of one machine: serves the built site with the headers of `infra/headers.json`
//! and hands calls of the API to the functions as the gateway would. Pages under `/_dev/` are for developers
//! and exist nowhere else.

mod address;
mod dev;
mod files;
mod function;
mod headers;

pub(crate) use address::media_type;
pub(crate) use dev::Inbox;
pub(crate) use files::{COMPRESSED, is_asset};
pub(crate) use function::{event, invoke};
pub(crate) use headers::{EdgeHeaders, caching};

use crate::http;
use address::{Destination, destination};
use anyhow::{Context as _, Result};
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header},
    response::IntoResponse as _,
};
use function::Gateway;
use std::{
    collections::BTreeSet,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::net::TcpListener;

/// What the edge stands before.
#[derive(Debug)]
pub(crate) struct Origins {
    /// Where `cargo lambda watch` takes invocations.
    pub(crate) functions_port: u16,
    /// The built site.
    pub(crate) site: PathBuf,
    /// The built gallery of components.
    pub(crate) gallery: PathBuf,
    /// Reads the codes that were sent on this machine.
    pub(crate) inbox: Inbox,
    /// The list of people to sign in as.
    pub(crate) identities: PathBuf,
    /// The origin of photos.
    pub(crate) files: String,
}

struct Edge {
    headers: EdgeHeaders,
    gateway: Gateway,
    openapi: serde_json::Value,
    site: PathBuf,
    gallery: PathBuf,
    inbox: Inbox,
    identities: PathBuf,
}

/// Serves on loopback until the returned future is dropped.
///
/// # Errors
/// When the port cannot be had or the headers cannot be read.
pub(crate) async fn serve(port: u16, origins: Origins) -> Result<impl Future<Output = Result<()>> + Send> {
    let openapi = shared_types::openapi::document();
    let edge = Edge {
        headers: EdgeHeaders::read(&origins.files)?,
        gateway: Gateway::new(http::client(), origins.functions_port, features(&openapi)),
        openapi,
        site: origins.site,
        gallery: origins.gallery,
        inbox: origins.inbox,
        identities: origins.identities,
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| format!("port {port} cannot be listened on"))?;
    let router = Router::new().fallback(answer).with_state(Arc::new(edge));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    Ok(async move { axum::serve(listener, service).await.context("the edge ended") })
}

/// The features that the contract gives an address.
fn features(openapi: &serde_json::Value) -> BTreeSet<String> {
    let paths = openapi.get("paths").and_then(serde_json::Value::as_object);
    paths.into_iter().flatten().filter_map(|(path, _)| Some(path.split('/').nth(1)?.to_owned())).collect()
}

async fn answer(
    State(edge): State<Arc<Edge>>,
    ConnectInfo(client): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response<Body> {
    let address = request.uri().clone();
    let asked = request.headers().clone();
    let caching = edge.headers.caching.clone();
    let (mut response, caching) = match destination(address.path()) {
        Destination::Function(feature) => {
            (edge.gateway.forward(feature, client.ip(), request).await, caching.api)
        }
        _ if !matches!(*request.method(), Method::GET | Method::HEAD) => {
            ((StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response(), caching.pages)
        }
        Destination::OpenApi => (axum::Json(&edge.openapi).into_response(), caching.files),
        Destination::Page => (site_file(&edge.site, "index.html", &asked).await, caching.pages),
        Destination::File(name) => {
            let response = site_file(&edge.site, name, &asked).await;
            // A missing asset may be there after the next deployment.
            let found = response.status() != StatusCode::NOT_FOUND;
            let caching = if found { caching.of_file(name).clone() } else { caching.pages };
            (response, caching)
        }
        Destination::Dev(page) => {
            (dev::answer(&edge, page, address.query(), &asked).await, HeaderValue::from_static("no-store"))
        }
        Destination::Nowhere => (StatusCode::NOT_FOUND.into_response(), caching.pages),
    };
    edge.headers.apply(response.headers_mut(), &caching);
    // axum keeps the body of an answer to HEAD and says how long it would be.
    response
}

/// A file of a built site, or a plain "not found".
async fn site_file(folder: &Path, name: &str, request: &HeaderMap) -> Response<Body> {
    match files::answer(folder, name, request).await {
        Some(response) => response,
        None => {
            (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "").into_response()
        }
    }
}

#[cfg(test)]
mod tests;
