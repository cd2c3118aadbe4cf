//! Answers: replies with their headers, and problems.

use crate::context::Context;
use crate::error::Error;
use lambda_http::http::{HeaderValue, StatusCode, header};
use lambda_http::{Body, Response};
use serde::Serialize;
use shared_types::error::{Problem, Refusal};

/// A reply with what travels beside it.
#[derive(Debug)]
pub struct Answer<T> {
    /// The reply.
    pub body: T,
    /// For `ETag`.
    pub version: Option<u64>,
    /// For `Set-Cookie`.
    pub cookies: Vec<Cookie>,
}

impl<T> From<T> for Answer<T> {
    fn from(body: T) -> Self {
        Self { body, version: None, cookies: Vec::new() }
    }
}

impl<T> Answer<T> {
    /// With the version of the record that it shows.
    pub fn version(self, version: u64) -> Self {
        Self { version: Some(version), ..self }
    }

    /// With a cookie.
    pub fn cookie(mut self, cookie: Cookie) -> Self {
        self.cookies.push(cookie);
        self
    }
}

/// A cookie that scripts cannot read, of this site only, over HTTPS only (browsers treat loopback as such).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cookie {
    /// Its name.
    pub name: &'static str,
    /// Its value, empty to remove it.
    pub value: String,
    /// To which paths it is sent.
    pub path: &'static str,
    /// Seconds it is kept; 0 removes it.
    pub keep: i64,
}

impl Cookie {
    fn header(&self) -> String {
        format!(
            "{}={}; Path={}; Max-Age={}; HttpOnly; Secure; SameSite=Strict",
            self.name, self.value, self.path, self.keep
        )
    }
}

/// The HTTP response of an answer.
pub(super) fn respond<T: Serialize>(cx: &Context, answer: &Answer<T>) -> Result<Response<Body>, Error> {
    let text = serde_json::to_string(&answer.body).map_err(|error| Error::Internal(error.to_string()))?;
    let mut response = with_headers(StatusCode::OK, "application/json", text, cx.request().as_str());
    let headers = response.headers_mut();
    if let Some(version) = answer.version
        && let Ok(value) = HeaderValue::from_str(&format!("\"{version}\""))
    {
        headers.insert(header::ETAG, value);
    }
    for cookie in &answer.cookies {
        if let Ok(value) = HeaderValue::from_str(&cookie.header()) {
            headers.append(header::SET_COOKIE, value);
        }
    }
    Ok(response)
}

/// The HTTP response of a refusal.
pub(super) fn refuse(refusal: Refusal, request: &str) -> Response<Body> {
    let status = refusal.status();
    let wait = match refusal {
        Refusal::TooMany { seconds } => Some(seconds),
        Refusal::Locked { minutes } => Some(minutes * 60),
        Refusal::Overloaded => Some(1),
        _ => None,
    };
    let problem = Problem { status, refusal, request_id: request.to_owned() };
    let text = serde_json::to_string(&problem).unwrap_or_default();
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = with_headers(status, "application/problem+json", text, request);
    if let Some(wait) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    response
}

fn with_headers(status: StatusCode, media: &'static str, text: String, request: &str) -> Response<Body> {
    let mut response = Response::new(Body::Text(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(value) = HeaderValue::from_str(request) {
        headers.insert("x-request-id", value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_for_this_site_only_and_no_script_sees_it() {
        let cookie = Cookie { name: "refresh", value: "t".into(), path: "/api/auth", keep: 60 };
        let expected = "refresh=t; Path=/api/auth; Max-Age=60; HttpOnly; Secure; SameSite=Strict";
        assert_eq!(cookie.header(), expected);
    }
}
