//! What came back to a caller of the tests.

use crate::store::Usage;
use crate::telemetry::Line;
use lambda_http::http::header;
use lambda_http::{Body, Response};
use shared_types::endpoint::Endpoint;
use shared_types::error::{Problem, Refusal};
use std::marker::PhantomData;

/// A reply or a problem, with what it cost.
#[derive(Debug)]
pub struct Reply<E> {
    status: u16,
    text: String,
    version: Option<u64>,
    cookies: Vec<(String, String)>,
    line: Line,
    endpoint: PhantomData<E>,
}

impl<E: Endpoint> Reply<E> {
    pub(super) fn new(response: Response<Body>, line: Line) -> Self {
        let headers = response.headers();
        let version = headers
            .get(header::ETAG)
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.trim_matches('"').parse().ok());
        let cookies = headers
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok()?.split(';').next()?.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let status = response.status().as_u16();
        let text = match response.into_body() {
            Body::Text(text) => text,
            _ => String::new(),
        };
        Self { status, text, version, cookies, line, endpoint: PhantomData }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The body as it came.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The reply.
    ///
    /// # Panics
    /// When the call was refused.
    #[track_caller]
    pub fn ok(&self) -> E::Reply {
        assert_eq!(self.status, 200, "{}: {}", E::NAME, self.text);
        serde_json::from_str(&self.text).expect("a reply of its shape")
    }

    /// The refusal.
    ///
    /// # Panics
    /// When the call was answered.
    #[track_caller]
    pub fn refusal(&self) -> Refusal {
        assert_ne!(self.status, 200, "{}: {}", E::NAME, self.text);
        let problem: Problem = serde_json::from_str(&self.text).expect("a problem of its shape");
        assert_eq!(problem.status, self.status);
        problem.refusal
    }

    /// From `ETag`.
    ///
    /// # Panics
    /// When there is none.
    #[track_caller]
    pub fn version(&self) -> u64 {
        self.version.expect("a version")
    }

    /// The value of a cookie that was set.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All cookies that were set.
    pub fn cookies(&self) -> &[(String, String)] {
        &self.cookies
    }

    /// What was asked of the table.
    pub fn usage(&self) -> Usage {
        self.line.usage()
    }

    /// The line that the call left in the log.
    pub fn line(&self) -> &Line {
        &self.line
    }
}
