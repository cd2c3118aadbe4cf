//! The whole edge over HTTP, before a site of three files and a function that says what it was asked.

use super::{Inbox, Origins, features, serve};
use crate::{
    http::{self, LocalClient},
    ports,
    sdk::Sdk,
};
use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::Path,
    http::{Request, Response, StatusCode},
    routing::post,
};
use serde_json::{Value, json};
use std::{fs, path::PathBuf, time::Duration};

struct Running {
    address: String,
    client: LocalClient,
    folder: PathBuf,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _already_gone = fs::remove_dir_all(&self.folder);
    }
}

impl Running {
    async fn start() -> Self {
        let [port, functions_port] = ports::free().unwrap();
        let folder = std::env::temp_dir().join(format!("edge-{}-{port}", std::process::id()));
        fs::create_dir_all(folder.join("assets")).unwrap();
        for (name, content) in [
            ("index.html", "the page"),
            ("assets/app.1.js", "plain"),
            ("assets/app.1.js.br", "pressed"),
            ("manifest.webmanifest", "{}"),
        ] {
            fs::write(folder.join(name), content).unwrap();
        }
        let invocations = "/2015-03-31/functions/{name}/invocations";
        let functions = Router::new().route(invocations, post(function));
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", functions_port)).await.unwrap();
        tokio::spawn(async { axum::serve(listener, functions).await });
        let origins = Origins {
            functions_port,
            site: folder.clone(),
            gallery: folder.clone(),
            inbox: Inbox::new(Sdk::new(&[]).await.dynamodb(), "none".into()),
            identities: folder.join("identities.json"),
        };
        tokio::spawn(serve(port, origins).await.unwrap());
        Self { address: format!("http://127.0.0.1:{port}"), client: http::client(), folder }
    }

    async fn send(&self, request: axum::http::request::Builder) -> Response<Bytes> {
        let request = request.body(Body::from("{}")).unwrap();
        http::send(&self.client, request, Duration::from_secs(5)).await.unwrap()
    }

    async fn get(&self, path: &str) -> Response<Bytes> {
        self.send(Request::get(format!("{}{path}", self.address))).await
    }
}

/// Answers with its name and the path of the event, or fails where the path asks for that.
async fn function(Path(name): Path<String>, Json(event): Json<Value>) -> (StatusCode, Json<Value>) {
    let path = event["rawPath"].as_str().unwrap();
    if path.ends_with("/broken") {
        return (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({ "errorMessage": "secret" })));
    }
    let headers = json!({ "content-security-policy": "default-src *" });
    let source = &event["requestContext"]["http"]["sourceIp"];
    let body = json!({ "name": name, "path": path, "source": source }).to_string();
    (StatusCode::OK, Json(json!({ "statusCode": 201, "headers": headers, "cookies": ["a=1"], "body": body })))
}

#[tokio::test]
async fn addresses_of_the_app_answer_with_the_page_and_missing_files_do_not() {
    let edge = Running::start().await;
    for path in ["/", "/orgs/x/members?kind=full", "/index.html"] {
        let page = edge.get(path).await;
        assert_eq!((page.status(), page.body().as_ref()), (StatusCode::OK, b"the page".as_slice()), "{path}");
        assert_eq!(page.headers()["cache-control"], "no-cache", "{path}");
    }
    for path in ["/assets/app.0.js", "/favicon.ico", "/api", "/_dev/none", "/.git/config"] {
        let missing = edge.get(path).await;
        assert_eq!(missing.status(), StatusCode::NOT_FOUND, "{path}");
        assert_ne!(missing.body().as_ref(), b"the page", "{path}");
        let caching = missing.headers()["cache-control"].to_str().unwrap();
        assert!(!caching.contains("immutable"), "{path}: {caching}");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_compressed() {
    let edge = Running::start().await;
    let plain = edge.get("/assets/app.1.js").await;
    assert_eq!(plain.body().as_ref(), b"plain");
    assert!(plain.headers()["cache-control"].to_str().unwrap().contains("immutable"));
    assert_eq!(plain.headers()["content-type"], "text/javascript; charset=utf-8");
    let address = format!("{}/assets/app.1.js", edge.address);
    let pressed = edge.send(Request::get(&address).header("accept-encoding", "gzip, br")).await;
    assert_eq!(pressed.body().as_ref(), b"pressed");
    assert_eq!(pressed.headers()["content-encoding"], "br");
    let tag = pressed.headers()["etag"].clone();
    let again =
        edge.send(Request::get(&address).header("accept-encoding", "br").header("if-none-match", tag)).await;
    assert_eq!((again.status(), again.body().len()), (StatusCode::NOT_MODIFIED, 0));
}

#[tokio::test]
async fn the_api_is_answered_by_the_features_function() {
    let edge = Running::start().await;
    let reply = edge.send(Request::post(format!("{}/api/auth/sign-in", edge.address))).await;
    assert_eq!(reply.status(), StatusCode::CREATED);
    let body: Value = serde_json::from_slice(reply.body()).unwrap();
    assert_eq!(body, json!({ "name": "auth", "path": "/api/auth/sign-in", "source": "127.0.0.1" }));
    assert_eq!(reply.headers()["set-cookie"], "a=1");
    assert_eq!(reply.headers()["cache-control"], "no-store");

    assert_eq!(edge.get("/api/projections/x").await.status(), StatusCode::NOT_FOUND);
    let broken = edge.get("/api/auth/broken").await;
    assert_eq!(broken.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!String::from_utf8_lossy(broken.body()).contains("secret"), "causes are not sent");
}

#[tokio::test]
async fn every_reply_carries_the_security_headers() {
    let edge = Running::start().await;
    for path in
        ["/", "/assets/app.1.js", "/none.js", "/api/auth/x", "/api/openapi.json", "/_dev/", "/_dev/api"]
    {
        let reply = edge.get(path).await;
        let policy = reply.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert_eq!(reply.headers()["x-content-type-options"], "nosniff", "{path}");
    }
    let posted = edge.send(Request::post(format!("{}/", edge.address))).await;
    assert_eq!(posted.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert!(posted.headers().contains_key("content-security-policy"));
}

#[test]
fn features_come_from_the_contract() {
    let features = features(&shared_types::openapi::document());
    assert!(features.contains("auth") && features.contains("members"), "{features:?}");
    assert!(!features.contains("projections"), "the projection has no address");
}
