//! Stands for the API gateway: turns a request into the event a function gets in the cloud (HTTP API, payload
//! format 2.0) and a function's answer into a reply.

use crate::http::{self, LocalClient};
use anyhow::{Context as _, Result};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{
        HeaderMap, HeaderName, HeaderValue, Response, StatusCode,
        header::{CONTENT_TYPE, COOKIE, SET_COOKIE},
        request::Parts,
    },
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    net::IpAddr,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// The largest body the gateway passes on, in bytes.
const LARGEST_BODY: usize = 6 * 1024 * 1024;

/// The gateway gives a function 30 seconds; one that is being compiled again needs longer.
const PATIENCE: Duration = Duration::from_secs(240);

/// Hands requests to functions.
#[derive(Debug)]
pub(super) struct Gateway {
    client: LocalClient,
    functions_port: u16,
    features: BTreeSet<String>,
    requests: AtomicU64,
}

/// A function's answer in payload format 2.0.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    status_code: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    multi_value_headers: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    cookies: Vec<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: bool,
}

impl Gateway {
    /// A gateway to the functions of `features` behind `functions_port`.
    pub(super) fn new(client: LocalClient, functions_port: u16, features: BTreeSet<String>) -> Self {
        Self { client, functions_port, features, requests: AtomicU64::new(1) }
    }

    /// Lets the function of `feature` answer.
    pub(super) async fn forward(&self, feature: &str, caller: IpAddr, request: Request) -> Response<Body> {
        if !self.features.contains(feature) {
            return message(StatusCode::NOT_FOUND, "Not Found");
        }
        let (head, body) = request.into_parts();
        let Ok(body) = axum::body::to_bytes(body, LARGEST_BODY).await else {
            return message(StatusCode::PAYLOAD_TOO_LARGE, "Request Too Long");
        };
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        let event = event(&head, &body, caller, number);
        match self.invoke(feature, &event).await {
            Ok(response) => response,
            Err(error) => {
                crate::progress::say(format_args!("  {} {}: {error:#}", head.method, head.uri.path()));
                message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
            }
        }
    }

    async fn invoke(&self, function: &str, event: &Value) -> Result<Response<Body>> {
        let answer = invoke(&self.client, self.functions_port, function, event, PATIENCE).await?;
        reply(serde_json::from_slice(&answer).context("the function's answer is not one of an HTTP API")?)
    }
}

/// Invokes a function behind `port` with `event` and answers what it returns.
///
/// # Errors
/// When it does not answer within `patience`, or answers that it failed.
pub(crate) async fn invoke(
    client: &LocalClient,
    port: u16,
    function: &str,
    event: &Value,
    patience: Duration,
) -> Result<Bytes> {
    let address = format!("http://127.0.0.1:{port}/2015-03-31/functions/{function}/invocations");
    let request = axum::http::Request::post(address)
        .header(CONTENT_TYPE, "application/json")
        .body(Body::from(event.to_string()))?;
    let (head, body) = http::send(client, request, patience).await?.into_parts();
    anyhow::ensure!(head.status == StatusCode::OK, "{function} failed: {}", String::from_utf8_lossy(&body));
    Ok(body)
}

/// The event of a request.
pub(crate) fn event(head: &Parts, body: &Bytes, caller: IpAddr, number: u64) -> Value {
    let path = head.uri.path();
    let mut headers: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in head.headers.iter().filter(|(name, _)| *name != COOKIE) {
        let value = String::from_utf8_lossy(value.as_bytes());
        // The gateway joins what a request repeats.
        headers
            .entry(name.as_str())
            .and_modify(|joined| {
                joined.push(',');
                joined.push_str(&value);
            })
            .or_insert_with(|| value.into_owned());
    }
    headers.insert("x-forwarded-for", caller.to_string());
    // As the CDN does, over whatever the client says.
    headers.insert("x-viewer-address", caller.to_string());
    let agent = headers.get("user-agent").cloned().unwrap_or_default();
    let host = headers.get("host").cloned().unwrap_or_default();
    let text = std::str::from_utf8(body);
    let millis = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let mut event = json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": head.uri.query().unwrap_or_default(),
        "headers": headers,
        "requestContext": {
            "accountId": "local",
            "apiId": "local",
            "domainName": host,
            "domainPrefix": "local",
            "http": {
                "method": head.method.as_str(),
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": caller.to_string(),
                "userAgent": agent,
            },
            "requestId": format!("local-{millis:x}-{number:x}"),
            "routeKey": "$default",
            "stage": "$default",
            "timeEpoch": u64::try_from(millis).unwrap_or_default(),
        },
        "isBase64Encoded": text.is_err(),
    });
    if let Value::Object(fields) = &mut event {
        let cookies = cookies(&head.headers);
        if !cookies.is_empty() {
            fields.insert("cookies".into(), json!(cookies));
        }
        if !body.is_empty() {
            let body = text.map_or_else(|_| BASE64.encode(body), str::to_owned);
            fields.insert("body".into(), json!(body));
        }
    }
    event
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split("; ")).map(str::to_owned).collect()
}

/// The reply that a function's answer describes.
fn reply(answer: Answer) -> Result<Response<Body>> {
    let body = answer.body.unwrap_or_default();
    let body = if answer.is_base64_encoded { BASE64.decode(body)? } else { body.into_bytes() };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(answer.status_code)?;
    let single = answer.headers.into_iter();
    let multiple = answer
        .multi_value_headers
        .into_iter()
        .flat_map(|(name, values)| values.into_iter().map(move |value| (name.clone(), value)));
    let headers = response.headers_mut();
    for (name, value) in single {
        headers.insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
    }
    for (name, value) in multiple {
        let (name, value) = (HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
        if !headers.get_all(&name).iter().any(|present| *present == value) {
            headers.append(name, value);
        }
    }
    for cookie in answer.cookies {
        headers.append(SET_COOKIE, HeaderValue::try_from(cookie)?);
    }
    Ok(response)
}

/// What the gateway itself answers.
fn message(status: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(json!({ "message": text }).to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lambda_events::apigw::ApiGatewayV2httpRequest;
    use std::net::Ipv4Addr;

    fn parts(build: impl FnOnce(axum::http::request::Builder) -> axum::http::request::Builder) -> Parts {
        let builder = axum::http::Request::post("/api/orgs/x%20y?name=%E5%85%9A&limit=2");
        build(builder).body(()).unwrap().into_parts().0
    }

    #[test]
    fn the_event_is_the_gateways() {
        let head =
            parts(|builder| builder.header("cookie", "a=1; b=2").header("accept", "x").header("accept", "y"));
        let event = event(&head, &Bytes::from_static(b"{}"), Ipv4Addr::new(10, 0, 0, 7).into(), 1);
        let event: ApiGatewayV2httpRequest = serde_json::from_value(event).unwrap();
        assert_eq!(event.raw_path.as_deref(), Some("/api/orgs/x%20y"));
        assert_eq!(event.raw_query_string.as_deref(), Some("name=%E5%85%9A&limit=2"));
        assert_eq!(event.request_context.http.source_ip.as_deref(), Some("10.0.0.7"));
        assert_eq!(event.request_context.http.method, "POST");
        assert_eq!(event.cookies.as_deref(), Some(["a=1".to_owned(), "b=2".to_owned()].as_slice()));
        assert!(!event.headers.contains_key("cookie"), "the gateway moves cookies out of the headers");
        assert_eq!(event.headers["accept"], "x,y");
        assert_eq!(event.body.as_deref(), Some("{}"));
        assert!(!event.is_base64_encoded);
    }

    #[test]
    fn a_body_that_is_not_text_travels_in_base64() {
        let event =
            event(&parts(|builder| builder), &Bytes::from_static(b"\xff"), Ipv4Addr::LOCALHOST.into(), 1);
        assert_eq!((event["body"].as_str(), event["isBase64Encoded"].as_bool()), (Some("/w=="), Some(true)));
    }

    #[test]
    fn an_answer_becomes_a_reply() {
        let answer = json!({
            "statusCode": 201, "headers": { "content-type": "text/csv" }, "multiValueHeaders": {},
            "cookies": ["r=1; HttpOnly", "s=2"], "body": "/w==", "isBase64Encoded": true,
        });
        let response = reply(serde_json::from_value(answer).unwrap()).unwrap();
        assert_eq!(response.status(), StatusCode::CREATED);
        assert_eq!(response.headers()["content-type"], "text/csv");
        assert_eq!(response.headers().get_all(SET_COOKIE).iter().count(), 2);
    }
}
