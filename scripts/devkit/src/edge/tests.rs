//! The whole edge over HTTP, before a site of three files and a function that says what it was asked.

use super::{Inbox, Origins, features, headers::EdgeHeaders, serve};
use crate::{
    http::{self, LocalClient},
    ports,
    sdk::Sdk,
};
use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::Path,
    http::{HeaderMap, Request, Response, StatusCode},
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
            files: "http://files.test".into(),
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
    if path.ends_with("/refused") {
        let headers = json!({ "content-type": "application/problem+json" });
        let body = json!({ "status": 422, "code": "invalid", "fields": [] }).to_string();
        return (StatusCode::OK, Json(json!({ "statusCode": 422, "headers": headers, "body": body })));
    }
    if path.ends_with("/broken") {
        return (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({ "errorMessage": "secret" })));
    }
    let headers = json!({ "content-security-policy": "default-src *", "content-type": "application/json" });
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

/// Every kind of answer there is: pages, files, the API, and what goes wrong with each.
const ANSWERS: [(&str, &str, StatusCode); 25] = [
    ("GET", "/", StatusCode::OK),
    ("GET", "/index.html", StatusCode::OK),
    ("GET", "/orgs/x/members?kind=full", StatusCode::OK),
    ("GET", "/assets/app.1.js", StatusCode::OK),
    ("GET", "/manifest.webmanifest", StatusCode::OK),
    ("GET", "/assets/app.0.js", StatusCode::NOT_FOUND),
    ("GET", "/assets/", StatusCode::OK),
    ("GET", "/favicon.ico", StatusCode::NOT_FOUND),
    ("GET", "/.git/config", StatusCode::NOT_FOUND),
    ("GET", "/api", StatusCode::NOT_FOUND),
    ("GET", "/api/", StatusCode::NOT_FOUND),
    ("GET", "/api/openapi.json", StatusCode::OK),
    ("GET", "/api/auth/devices", StatusCode::CREATED),
    ("POST", "/api/auth/refused", StatusCode::UNPROCESSABLE_ENTITY),
    ("POST", "/api/auth/broken", StatusCode::INTERNAL_SERVER_ERROR),
    ("POST", "/api/projections/x", StatusCode::NOT_FOUND),
    ("HEAD", "/", StatusCode::OK),
    ("HEAD", "/assets/app.0.js", StatusCode::NOT_FOUND),
    ("POST", "/", StatusCode::METHOD_NOT_ALLOWED),
    ("PUT", "/assets/app.1.js", StatusCode::METHOD_NOT_ALLOWED),
    ("DELETE", "/api/openapi.json", StatusCode::METHOD_NOT_ALLOWED),
    ("TRACE", "/", StatusCode::METHOD_NOT_ALLOWED),
    ("OPTIONS", "/", StatusCode::METHOD_NOT_ALLOWED),
    ("GET", "/_dev/", StatusCode::OK),
    ("GET", "/_dev/none", StatusCode::NOT_FOUND),
];

#[tokio::test]
async fn every_reply_carries_every_security_header_once() {
    let edge = Running::start().await;
    let headers = EdgeHeaders::read("http://files.test").unwrap();
    let mut expected = HeaderMap::new();
    headers.apply(&mut expected, &headers.caching.pages);
    expected.remove("cache-control");
    assert!(expected.len() >= 7, "{expected:?}");
    let carries = |reply: &Response<Bytes>, what: &str| {
        for (name, value) in &expected {
            let found: Vec<_> = reply.headers().get_all(name).iter().collect();
            assert_eq!(found, [value], "{what}: {name}");
        }
        assert!(reply.headers().contains_key("cache-control"), "{what}");
        let typed = reply.body().is_empty() || reply.headers().contains_key("content-type");
        assert!(typed, "{what} does not say what it is");
    };
    for (method, path, status) in ANSWERS {
        let request = Request::builder().method(method).uri(format!("{}{path}", edge.address));
        let reply = edge.send(request.header("content-type", "application/json")).await;
        assert_eq!(reply.status(), status, "{method} {path}");
        carries(&reply, &format!("{method} {path}"));
        let refused = status == StatusCode::METHOD_NOT_ALLOWED;
        assert_eq!(reply.headers().contains_key("allow"), refused, "{method} {path}");
    }
    let tag = edge.get("/").await.headers()["etag"].clone();
    let known = edge.send(Request::get(format!("{}/", edge.address)).header("if-none-match", tag)).await;
    assert_eq!(known.status(), StatusCode::NOT_MODIFIED);
    carries(&known, "a page that is known");
    let huge = Request::post(format!("{}/api/auth/sign-in", edge.address));
    let huge = huge.body(Body::from(vec![b' '; 6 * 1024 * 1024 + 1])).unwrap();
    let huge = http::send(&edge.client, huge, Duration::from_secs(5)).await.unwrap();
    assert_eq!(huge.status(), StatusCode::PAYLOAD_TOO_LARGE);
    carries(&huge, "a body that is too large");
}

#[tokio::test]
async fn head_says_what_get_would_send() {
    let edge = Running::start().await;
    for path in ["/", "/assets/app.1.js", "/manifest.webmanifest", "/api/openapi.json", "/none.js"] {
        for coding in ["identity", "br"] {
            let ask = |method: &str| {
                let request = Request::builder().method(method).uri(format!("{}{path}", edge.address));
                edge.send(request.header("accept-encoding", coding))
            };
            let (get, head) = (ask("GET").await, ask("HEAD").await);
            assert!(head.body().is_empty(), "{path}");
            assert_eq!(head.headers()["content-length"], get.body().len().to_string().as_str(), "{path}");
            let without_date = |reply: &Response<Bytes>| {
                let mut headers = reply.headers().clone();
                headers.remove("date");
                (reply.status(), headers)
            };
            assert_eq!(without_date(&head), without_date(&get), "{path}");
        }
    }
}

#[test]
fn features_come_from_the_contract() {
    let features = features(&shared_types::openapi::document());
    assert!(features.contains("auth") && features.contains("members"), "{features:?}");
    assert!(!features.contains("projections"), "the projection has no address");
}
