//! What a request says, read with care.

use super::once::Once;
use crate::telemetry::Traced;
use lambda_http::http::header;
use lambda_http::{Body, Request};
use sha2::{Digest as _, Sha256};
use shared_types::endpoint::{Endpoint, PathArg};
use shared_types::error::Refusal;

/// A call of an endpoint: read, checked by its own rules, admitted.
#[derive(Debug)]
pub struct Call<E: Endpoint> {
    /// The part of the path in braces.
    pub path: E::Path,
    /// The body, or the query.
    pub body: E::Body,
    /// From `If-Match`, for versioned endpoints; 0 otherwise.
    pub version: u64,
    /// For keyed endpoints: keeps the answer.
    pub once: Once,
    /// Where the call comes from.
    pub origin: Origin,
}

/// Where a call comes from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The person's address, as the CDN saw it.
    pub address: String,
    /// The browser's own words.
    pub agent: String,
    /// All cookies.
    pub cookies: Vec<(String, String)>,
}

impl Origin {
    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

const MOST_BODY: usize = 256 * 1024;

fn text<'a>(request: &'a Request, name: &str) -> &'a str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// What names the trace of a call.
pub(super) fn traced(request: &Request) -> Traced<'_> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    Traced { xray: header("x-amzn-trace-id"), w3c: header("traceparent") }
}

pub(super) fn origin(request: &Request) -> Origin {
    let cookies = request
        .headers()
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    // The CDN overwrites this header; a client cannot choose it.
    let address = text(request, "x-viewer-address").to_owned();
    let agent = text(request, "user-agent").chars().take(400).collect();
    Origin { address, agent, cookies }
}

/// Whether a call came through the CDN: it shows a key whose digest is among `known`. Where none is known nothing
/// stands between, as on one machine. Whoever calls around the CDN could choose the address that limits go by.
pub(super) fn came_through_the_cdn(request: &Request, known: &[String]) -> bool {
    let shown = || -> String {
        Sha256::digest(text(request, "x-edge-key")).iter().map(|byte| format!("{byte:02x}")).collect()
    };
    known.is_empty() || known.contains(&shown())
}

pub(super) fn token(request: &Request) -> Option<&str> {
    text(request, "authorization").strip_prefix("Bearer ")
}

pub(super) fn body<E: Endpoint>(request: &Request) -> Result<E::Body, Refusal> {
    if E::METHOD.asks_by_query() {
        let query = request.uri().query().unwrap_or_default();
        return serde_urlencoded::from_str(query).map_err(|_| Refusal::Malformed);
    }
    let bytes: &[u8] = match request.body() {
        Body::Text(text) => text.as_bytes(),
        Body::Binary(bytes) => bytes,
        _ => b"",
    };
    // A form of another site can send text, never JSON.
    if !bytes.is_empty() && !text(request, "content-type").starts_with("application/json") {
        return Err(Refusal::Malformed);
    }
    match bytes.len() {
        0 => serde_json::from_slice(b"{}"),
        length if length > MOST_BODY => return Err(Refusal::Malformed),
        _ => serde_json::from_slice(bytes),
    }
    .map_err(|_| Refusal::Malformed)
}

/// Whether a call that changes something can come from a page of ours: browsers say in `Sec-Fetch-Site` where
/// a call was made, and no page can change what they say. Other programs say nothing; they hold no cookies.
pub(super) fn same_site<E: Endpoint>(request: &Request) -> Result<(), Refusal> {
    let reads = matches!(E::METHOD, shared_types::endpoint::Method::Get);
    match text(request, "sec-fetch-site") {
        "" | "same-origin" | "none" => Ok(()),
        _ if reads => Ok(()),
        _ => Err(Refusal::Forbidden),
    }
}

pub(super) fn path<E: Endpoint>(argument: &str) -> Result<E::Path, Refusal> {
    // A path that cannot be an id names nothing.
    E::Path::read(argument).ok_or(Refusal::NotFound)
}

pub(super) fn version<E: Endpoint>(request: &Request) -> Result<u64, Refusal> {
    if !E::VERSIONED {
        return Ok(0);
    }
    let quoted = text(request, "if-match").strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    // As it is written in `ETag`, without the signs and zeros in front that numbers may have elsewhere.
    let version =
        quoted.and_then(|digits| digits.parse().ok().filter(|read: &u64| read.to_string() == digits));
    version.ok_or(Refusal::VersionMissing)
}

pub(super) fn idempotency_key<E: Endpoint>(request: &Request) -> Result<Option<&str>, Refusal> {
    if !E::KEYED {
        return Ok(None);
    }
    let key = text(request, "idempotency-key");
    let fits = (8..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fits { Ok(Some(key)) } else { Err(Refusal::KeyMissing) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_http::http::Request as Builder;
    use shared_types::auth::{ListDevices, Refresh, RemoveDevice, SignIn};

    fn sent(name: &str, value: &str, body: &str) -> Request {
        Builder::builder().header(name, value).body(Body::Text(body.to_owned())).expect("a request")
    }

    #[test]
    fn only_our_own_pages_change_something() {
        for (site, admitted) in [
            ("same-origin", true),
            ("none", true),
            ("", true),
            ("same-site", false),
            ("cross-site", false),
            ("anything", false),
        ] {
            let request = sent("sec-fetch-site", site, "");
            assert_eq!(same_site::<Refresh>(&request).is_ok(), admitted, "{site}");
            assert_eq!(same_site::<RemoveDevice>(&request).is_ok(), admitted, "{site}");
            assert_eq!(same_site::<ListDevices>(&request), Ok(()), "{site}");
        }
    }

    #[test]
    fn a_call_around_the_cdn_is_told_from_one_through_it() {
        // SHA-256 of "new" and "old".
        let known = [
            "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437",
            "cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4",
        ]
        .map(str::to_owned);
        for (key, through) in [("new", true), ("old", true), ("New", false), (&known[0], false), ("", false)]
        {
            assert_eq!(came_through_the_cdn(&sent("x-edge-key", key, ""), &known), through, "{key}");
        }
        assert!(!came_through_the_cdn(&sent("x-viewer-address", "203.0.113.7", ""), &known));
        assert!(came_through_the_cdn(&sent("accept", "*/*", ""), &[]), "nothing stands between");
    }

    #[test]
    fn a_body_is_json_and_says_so() {
        let text = r#"{"door":"org","name":"a","password":"b"}"#;
        for (media, admitted) in [
            ("application/json", true),
            ("application/json; charset=utf-8", true),
            ("text/plain", false),
            ("application/x-www-form-urlencoded", false),
            ("", false),
        ] {
            assert_eq!(body::<SignIn>(&sent("content-type", media, text)).is_ok(), admitted, "{media}");
        }
        assert!(body::<Refresh>(&sent("content-type", "", "")).is_ok());
    }

    #[test]
    fn cookies_are_read_one_by_one() {
        let origin = origin(&sent("cookie", "device=a=b; refresh=m.x ;broken; =", ""));
        assert_eq!(origin.cookie("device"), Some("a=b"));
        assert_eq!(origin.cookie("refresh"), Some("m.x"));
        assert_eq!(origin.cookie("broken"), None);
    }
}
