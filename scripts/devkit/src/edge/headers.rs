//! The headers of every reply, read from `infra/headers.json`: the one definition for this edge and the CDN.

use super::files::{COMPRESSED, is_asset};
use crate::paths;
use anyhow::{Context as _, Result};
use axum::http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Stands in the policy for the origin of photos, which each environment has for itself.
const FILES: &str = "{files}";

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    content_security_policy: Vec<String>,
    security: BTreeMap<String, String>,
    caching: Caching<String>,
}

/// How long a reply may be kept, by what it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Caching<T> {
    /// Files whose name changes with their content.
    pub(crate) assets: T,
    /// Pages.
    pub(crate) pages: T,
    /// Files with a lasting name: icons, the manifest.
    pub(crate) files: T,
    /// Replies of the API that do not say it themselves.
    pub(crate) api: T,
}

impl<T> Caching<T> {
    /// For the file of the site with this name.
    pub(crate) fn of_file(&self, name: &str) -> &T {
        let page = name.trim_end_matches(COMPRESSED).ends_with(".html");
        match name {
            _ if is_asset(name) => &self.assets,
            // The document of the API changes with it.
            _ if page || name.starts_with("api/") => &self.pages,
            _ => &self.files,
        }
    }
}

/// The headers, ready to be sent.
#[derive(Debug, Clone)]
pub(crate) struct EdgeHeaders {
    security: HeaderMap,
    /// Values of `Cache-Control`.
    pub(crate) caching: Caching<HeaderValue>,
}

/// How long replies may be kept, the same in every environment.
///
/// # Errors
/// As [`EdgeHeaders::read`].
pub(crate) fn caching() -> Result<Caching<HeaderValue>> {
    Ok(EdgeHeaders::read("")?.caching)
}

impl EdgeHeaders {
    /// Reads `infra/headers.json`; photos lie at the origin `files`.
    ///
    /// # Errors
    /// When the file is missing or says something that is not a header.
    pub(crate) fn read(files: &str) -> Result<Self> {
        let path = paths::at("infra/headers.json");
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text, files).with_context(|| format!("{} is wrong", path.display()))
    }

    fn parse(text: &str, files: &str) -> Result<Self> {
        let definition: Definition = serde_json::from_str(text)?;
        let mut security = HeaderMap::new();
        let policy = definition.content_security_policy.join("; ").replace(FILES, files);
        let policy = HeaderValue::try_from(policy)?;
        security.insert(CONTENT_SECURITY_POLICY, policy);
        for (name, value) in &definition.security {
            security.insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
        }
        let Caching { assets, pages, files, api } = definition.caching;
        let caching = Caching {
            assets: HeaderValue::try_from(assets)?,
            pages: HeaderValue::try_from(pages)?,
            files: HeaderValue::try_from(files)?,
            api: HeaderValue::try_from(api)?,
        };
        Ok(Self { security, caching })
    }

    /// The security headers, by name.
    pub(crate) fn security(&self) -> &HeaderMap {
        &self.security
    }

    /// Puts the security headers on a reply, over whatever it says itself, and `caching` where it says nothing.
    pub(crate) fn apply(&self, reply: &mut HeaderMap, caching: &HeaderValue) {
        for (name, value) in &self.security {
            reply.insert(name, value.clone());
        }
        if !reply.contains_key(CACHE_CONTROL) {
            reply.insert(CACHE_CONTROL, caching.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_forbids_what_it_must() {
        let headers = EdgeHeaders::read("http://files.test").unwrap();
        let mut reply = HeaderMap::new();
        headers.apply(&mut reply, &headers.caching.pages);
        let policy = reply["content-security-policy"].to_str().unwrap();
        let directives: BTreeMap<&str, &str> =
            policy.split("; ").map(|directive| directive.split_once(' ').unwrap()).collect();
        let expected = [
            ("default-src", "'none'"),
            ("script-src", "'self' 'wasm-unsafe-eval'"),
            ("style-src", "'self'"),
            ("frame-ancestors", "'none'"),
            ("base-uri", "'none'"),
            ("form-action", "'self'"),
            ("connect-src", "'self' http://files.test"),
            ("img-src", "'self' data: blob: http://files.test"),
        ];
        for (directive, sources) in expected {
            assert_eq!(directives.get(directive), Some(&sources), "{directive}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert_eq!(reply["x-content-type-options"], "nosniff");
        assert!(reply.contains_key("strict-transport-security") && reply.contains_key("referrer-policy"));
        assert_eq!(reply["cache-control"], "no-cache");
        assert!(headers.caching.assets.to_str().unwrap().contains("immutable"));
    }

    #[test]
    fn a_reply_keeps_its_own_caching_but_not_its_own_policy() {
        let headers = EdgeHeaders::read("http://files.test").unwrap();
        let mut reply = HeaderMap::new();
        reply.insert("cache-control", HeaderValue::from_static("private, max-age=5"));
        reply.insert("content-security-policy", HeaderValue::from_static("default-src *"));
        headers.apply(&mut reply, &headers.caching.api);
        assert_eq!(reply["cache-control"], "private, max-age=5");
        assert_ne!(reply["content-security-policy"], "default-src *");
    }

    #[test]
    fn files_are_kept_by_what_they_are() {
        let caching = EdgeHeaders::read("http://files.test").unwrap().caching;
        let cases = [
            ("assets/app.1.js", &caching.assets),
            ("assets/app.1.js.br", &caching.assets),
            ("index.html", &caching.pages),
            ("index.html.br", &caching.pages),
            ("api/openapi.json.br", &caching.pages),
            ("icons/icon.svg", &caching.files),
        ];
        for (name, expected) in cases {
            assert_eq!(caching.of_file(name), expected, "{name}");
        }
    }

    #[test]
    fn a_wrong_definition_is_refused() {
        assert!(EdgeHeaders::parse(r#"{"security": {}}"#, "").is_err());
    }
}
