//! Pages for developers and testers, under `/_dev/`: who to sign in as, the codes that were sent, the API, the
//! gallery. They exist on one machine only; no function and no deployed file knows of them.

mod api;
mod inbox;
mod index;

pub(crate) use inbox::Inbox;

use super::{Edge, site_file};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header::CONTENT_TYPE},
    response::IntoResponse as _,
};

/// Answers with the page at `/_dev/{path}`.
pub(super) async fn answer(
    edge: &Edge,
    path: &str,
    query: Option<&str>,
    request: &HeaderMap,
) -> Response<Body> {
    match path {
        "" => page("本机开发", index::body(&edge.identities)),
        "api" => page("接口说明", api::body(&edge.openapi)),
        "inbox" => match edge.inbox.messages(None).await {
            Ok(messages) => refreshing("短信收件箱", inbox::body(&messages)),
            Err(error) => failed(&error),
        },
        "inbox.json" => match edge.inbox.messages(phone(query)).await {
            Ok(messages) => axum::Json(messages).into_response(),
            Err(error) => failed(&error),
        },
        "style.css" => typed("text/css; charset=utf-8", include_str!("style.css").to_owned()),
        "gallery" => site_file(&edge.gallery, "index.html", request).await,
        _ => match path.strip_prefix("gallery/") {
            Some(file) => site_file(&edge.gallery, file, request).await,
            None => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

/// The parameter `phone`; its digits need no decoding.
fn phone(query: Option<&str>) -> Option<&str> {
    query?.split('&').find_map(|pair| pair.strip_prefix("phone="))
}

fn failed(error: &anyhow::Error) -> Response<Body> {
    (StatusCode::BAD_GATEWAY, format!("{error:#}")).into_response()
}

fn page(title: &str, body: String) -> Response<Body> {
    document(title, "", &body)
}

/// A page that loads itself again every two seconds.
fn refreshing(title: &str, body: String) -> Response<Body> {
    document(title, r#"<meta http-equiv="refresh" content="2">"#, &body)
}

fn document(title: &str, head: &str, body: &str) -> Response<Body> {
    let html = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">{head}\
         <title>{title} · 党员e家</title><link rel=\"stylesheet\" href=\"/_dev/style.css\"></head>\
         <body><nav><a href=\"/_dev/\">本机开发</a><a href=\"/_dev/inbox\">短信收件箱</a>\
         <a href=\"/_dev/api\">接口说明</a><a href=\"/_dev/gallery\">组件一览</a><a href=\"/\">打开应用</a></nav>\
         <main><h1>{title}</h1>{body}</main></body></html>"
    );
    typed("text/html; charset=utf-8", html)
}

fn typed(media_type: &'static str, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// Text for HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phone_is_read_from_the_query() {
        assert_eq!(phone(Some("x=1&phone=13800000000")), Some("13800000000"));
        assert_eq!(phone(None), None);
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escaped("<a href=\"x\">&"), "&lt;a href=&quot;x&quot;&gt;&amp;");
    }
}
