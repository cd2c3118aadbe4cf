//! What an address of the site means. Pure.

/// Where a request goes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Destination<'a> {
    /// A feature's function.
    Function(&'a str),
    /// The OpenAPI document.
    OpenApi,
    /// A page that exists on this machine only; the path after `/_dev/`.
    Dev(&'a str),
    /// A file of the site, by its path from the root.
    File(&'a str),
    /// The page of the app: it reads the address itself.
    Page,
    /// Nothing.
    Nowhere,
}

/// Reads a path. Whatever has an extension is a file and is missing when it is not there: a script that
/// answered with a page would only fail later and less clearly.
pub(crate) fn destination(path: &str) -> Destination<'_> {
    let Some(path) = path.strip_prefix('/') else { return Destination::Nowhere };
    if path.split('/').any(|segment| segment.starts_with('.') || segment.contains(['\\', '\0'])) {
        return Destination::Nowhere;
    }
    match path.split_once('/') {
        Some(("api", "openapi.json")) => Destination::OpenApi,
        Some(("api", rest)) => match rest.split('/').next() {
            Some(feature) if !feature.is_empty() => Destination::Function(feature),
            _ => Destination::Nowhere,
        },
        Some(("_dev", rest)) => Destination::Dev(rest),
        _ if path == "api" => Destination::Nowhere,
        _ if path == "_dev" => Destination::Dev(""),
        _ if path == "index.html" => Destination::Page,
        _ if path.rsplit('/').next().is_some_and(|last| last.contains('.')) => Destination::File(path),
        _ => Destination::Page,
    }
}

/// The media type of a file, by its extension.
pub(crate) fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_address_is_known() {
        let cases = [
            ("/", Destination::Page),
            ("/index.html", Destination::Page),
            ("/orgs/01JC/members", Destination::Page),
            ("/assets/app.0123.js", Destination::File("assets/app.0123.js")),
            ("/manifest.webmanifest", Destination::File("manifest.webmanifest")),
            ("/api/auth/sign-in", Destination::Function("auth")),
            ("/api/auth", Destination::Function("auth")),
            ("/api/openapi.json", Destination::OpenApi),
            ("/api", Destination::Nowhere),
            ("/api/", Destination::Nowhere),
            ("/api//x", Destination::Nowhere),
            ("/_dev", Destination::Dev("")),
            ("/_dev/", Destination::Dev("")),
            ("/_dev/inbox.json", Destination::Dev("inbox.json")),
            ("/../Cargo.toml", Destination::Nowhere),
            ("/assets/..", Destination::Nowhere),
            ("/a/..\\b", Destination::Nowhere),
            ("/.git/config", Destination::Nowhere),
            ("*", Destination::Nowhere),
        ];
        for (path, expected) in cases {
            assert_eq!(destination(path), expected, "{path}");
        }
    }

    #[test]
    fn the_cdn_would_answer_with_the_same_file() {
        #[derive(serde::Deserialize)]
        struct Case {
            address: String,
            file: Option<String>,
        }
        let text = std::fs::read_to_string(crate::paths::at("infra/addresses.json")).unwrap();
        let cases: Vec<Case> = serde_json::from_str(&text).unwrap();
        assert!(cases.len() > 10);
        for Case { address, file } in cases {
            let found = match destination(&address) {
                Destination::File(name) => Some(name),
                Destination::Page => Some("index.html"),
                Destination::OpenApi => Some("api/openapi.json"),
                // Pages for developers exist on this machine only.
                Destination::Dev(_) | Destination::Nowhere => None,
                Destination::Function(feature) => panic!("{address} is answered by {feature}"),
            };
            assert_eq!(found, file.as_deref(), "{address}");
        }
    }

    #[test]
    fn modules_have_the_type_that_streaming_compilation_asks_for() {
        assert_eq!(media_type("assets/app.0123.wasm"), "application/wasm");
    }
}
