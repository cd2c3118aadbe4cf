//! What the emulated account lacks: somebody who serves the site's bucket with the headers of
//! `infra/headers.json`, and functions that answer. Also looks into the account, as a test must.

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, Method, Response, StatusCode, header},
};
use http_body_util::BodyExt as _;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::{Value, json};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

const BUCKET: &str = "e-home-site-123456789012";

/// The CDN before the account.
pub(crate) struct Cdn {
    /// Where it is.
    pub(crate) address: String,
    origin: Arc<Origin>,
}

struct Origin {
    account: String,
    region: String,
    client: Client<HttpConnector, Body>,
    broken: AtomicBool,
    commit: Mutex<String>,
}

impl Cdn {
    pub(crate) async fn start() -> Self {
        let account = std::env::var("AWS_ENDPOINT_URL").expect("the ring `infra` names an emulated account");
        let settings = include_str!("../../../../infra/envs/example/terraform.tfvars");
        let region = settings.lines().find_map(|line| line.strip_prefix("region ")).unwrap();
        let origin = Arc::new(Origin {
            account,
            region: region.trim_matches([' ', '=', '"']).to_owned(),
            client: Client::builder(TokioExecutor::new()).build_http(),
            broken: AtomicBool::new(false),
            commit: Mutex::default(),
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(origin.clone());
        tokio::spawn(async { axum::serve(listener, router).await });
        Self { address, origin }
    }

    /// From now on the API fails, or no longer.
    pub(crate) fn break_api(&self, broken: bool) {
        self.origin.broken.store(broken, Ordering::SeqCst);
    }

    /// From now on the functions say that they were made of this commit.
    pub(crate) fn functions_of(&self, commit: &str) {
        commit.clone_into(&mut self.origin.commit.lock().unwrap());
    }

    /// A file of the bucket.
    pub(crate) async fn object(&self, key: &str) -> Option<String> {
        let answer = self.origin.object(key).await;
        answer.status().is_success().then(|| String::from_utf8(answer.body().to_vec()).unwrap())
    }

    /// Content-Type, Cache-Control and Content-Encoding of a file of the bucket.
    pub(crate) async fn headers(&self, key: &str) -> (String, String, String) {
        let answer = self.origin.object(key).await;
        let text = |name: HeaderName| answer.headers()[name].to_str().unwrap().to_owned();
        (text(header::CONTENT_TYPE), text(header::CACHE_CONTROL), text(header::CONTENT_ENCODING))
    }

    /// The version of a feature's function that is called.
    pub(crate) async fn live(&self, feature: &str) -> String {
        let path = format!("/2015-03-31/functions/e-home-{feature}/aliases/live");
        let answer = self.origin.get("lambda", &path).await;
        let alias: Value = serde_json::from_slice(answer.body()).unwrap();
        alias["FunctionVersion"].as_str().unwrap().to_owned()
    }
}

impl Origin {
    async fn object(&self, key: &str) -> Response<Bytes> {
        self.get("s3", &format!("/{BUCKET}/{key}")).await
    }

    /// The emulator looks at the signature only for the service's name and the region.
    async fn get(&self, service: &str, path: &str) -> Response<Bytes> {
        let scope = format!("emulated/20260101/{}/{service}/aws4_request", self.region);
        let signature = format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0");
        let request =
            Request::get(format!("{}{path}", self.account)).header(header::AUTHORIZATION, signature);
        let answer = self.client.request(request.body(Body::empty()).unwrap()).await;
        let (head, body) = answer.unwrap().into_parts();
        Response::from_parts(head, body.collect().await.unwrap().to_bytes())
    }
}

/// As the CDN answers: a file of the bucket, or what a function says, and the security headers on both.
async fn answer(State(origin): State<Arc<Origin>>, request: Request) -> Response<Body> {
    let path = request.uri().path().trim_start_matches('/');
    let mut response = if request.method() == Method::POST {
        refusal(origin.broken.load(Ordering::SeqCst))
    } else if path.ends_with("/health") {
        health(&origin.commit.lock().unwrap())
    } else {
        let stored = origin.object(if path.is_empty() { "index.html" } else { path }).await;
        let mut response = Response::new(Body::from(stored.body().clone()));
        *response.status_mut() = stored.status();
        for name in [header::CONTENT_TYPE, header::CACHE_CONTROL] {
            if let Some(value) = stored.headers().get(&name) {
                response.headers_mut().insert(name, value.clone());
            }
        }
        response
    };
    secure(response.headers_mut());
    response
}

/// What every function says of itself.
fn health(commit: &str) -> Response<Body> {
    let health = json!({ "version": "0.1.0", "commit": commit, "stage": "example" });
    let response = Response::builder().header(header::CONTENT_TYPE, "application/json");
    response.body(Body::from(health.to_string())).unwrap()
}

/// What `auth` says to an unknown login.
fn refusal(broken: bool) -> Response<Body> {
    let (status, code) = if broken {
        (StatusCode::INTERNAL_SERVER_ERROR, "internal")
    } else {
        (StatusCode::UNAUTHORIZED, "credentials_wrong")
    };
    let problem = json!({ "status": status.as_u16(), "code": code, "request_id": "1" });
    let response =
        Response::builder().status(status).header(header::CONTENT_TYPE, "application/problem+json");
    response.body(Body::from(problem.to_string())).unwrap()
}

/// Where the emulated account has photos.
const FILES: &str = "https://e-home-files-123456789012.s3.ap-southeast-1.amazonaws.com";

fn secure(headers: &mut HeaderMap) {
    let definition: Value = serde_json::from_str(include_str!("../../../../infra/headers.json")).unwrap();
    let policy: Vec<String> = serde_json::from_value(definition["content_security_policy"].clone()).unwrap();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        policy.join("; ").replace("{files}", FILES).parse().unwrap(),
    );
    for (name, value) in definition["security"].as_object().unwrap() {
        let name = HeaderName::try_from(name).unwrap();
        headers.insert(name, value.as_str().unwrap().parse().unwrap());
    }
}
