//! Answers with files of the built site, compressed where the caller takes Brotli.

use super::address::media_type;
use crate::site;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// What the name of a file's Brotli ends in.
pub(crate) const COMPRESSED: &str = ".br";

/// Whether a file's name changes with its content.
pub(crate) fn is_asset(name: &str) -> bool {
    name.strip_prefix(site::ASSETS).is_some_and(|rest| rest.starts_with('/'))
}

/// Answers with the file `name` of `folder`, or with nothing where there is none.
pub(super) async fn answer(folder: &Path, name: &str, request: &HeaderMap) -> Option<Response<Body>> {
    let plain = folder.join(name);
    let compressed = folder.join(format!("{name}{COMPRESSED}"));
    let has_compressed = tokio::fs::try_exists(&compressed).await.unwrap_or(false);
    let takes_brotli = accepts_brotli(request);
    let content =
        tokio::fs::read(if has_compressed && takes_brotli { compressed } else { plain }).await.ok()?;
    let tag = tag(&content);

    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    if has_compressed {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if takes_brotli {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
    }
    headers.insert(header::ETAG, tag.clone());
    if request.get(header::IF_NONE_MATCH) == Some(&tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        *response.body_mut() = Body::from(content);
    }
    Some(response)
}

fn tag(content: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(content);
    let text: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::try_from(format!("\"{text}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

fn accepts_brotli(request: &HeaderMap) -> bool {
    request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).any(|value| {
        value.split(',').any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some("br") && parts.next() != Some("q=0")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_sent_to_those_who_take_it() {
        let cases = [
            ("gzip, deflate, br", true),
            ("br;q=1.0", true),
            ("br;q=0", false),
            ("gzip", false),
            ("brotli", false),
        ];
        for (value, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
            assert_eq!(accepts_brotli(&headers), expected, "{value}");
        }
    }

    #[test]
    fn assets_are_told_from_other_files() {
        assert!(is_asset("assets/app.1.js"));
        assert!(!is_asset("assets.html") && !is_asset("icons/192.png"));
    }
}
