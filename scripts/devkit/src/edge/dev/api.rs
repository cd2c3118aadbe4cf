//! The OpenAPI document as a page that can be read.

use super::escaped;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The page's content.
pub(super) fn body(document: &Value) -> String {
    let mut html = String::from("<p>完整的文档：<a href=\"/api/openapi.json\">openapi.json</a></p>");
    let paths = document.get("paths").and_then(Value::as_object);
    let mut feature = String::new();
    for (path, operations) in paths.into_iter().flatten() {
        let own = path.split('/').nth(1).unwrap_or_default();
        if own != feature {
            own.clone_into(&mut feature);
            let _infallible = write!(html, "<h2>{}</h2>", escaped(own));
        }
        for (method, operation) in operations.as_object().into_iter().flatten() {
            html.push_str(&one(method, path, operation));
        }
    }
    html.push_str("<h2>类型</h2>");
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    for (name, schema) in schemas.into_iter().flatten() {
        let name = escaped(name);
        let _infallible = write!(
            html,
            "<details id=\"{name}\"><summary><code>{name}</code> {}</summary>{}</details>",
            escaped(schema.get("description").and_then(Value::as_str).unwrap_or_default()),
            pretty(schema)
        );
    }
    html
}

fn one(method: &str, path: &str, operation: &Value) -> String {
    let text = |field: &str| operation.get(field).and_then(Value::as_str).unwrap_or_default();
    let mut html = format!(
        "<details><summary><code class=\"method\">{}</code> <code>/api{}</code> {}</summary>",
        escaped(&method.to_uppercase()),
        escaped(path),
        escaped(text("summary"))
    );
    let signed_in =
        operation.get("security").and_then(Value::as_array).is_some_and(|schemes| !schemes.is_empty());
    html.push_str(if signed_in { "<p>需要登录" } else { "<p>无需登录" });
    if !text("x-permission").is_empty() {
        let _infallible = write!(html, "，权限 <code>{}</code>", escaped(text("x-permission")));
    }
    html.push_str("</p>");
    let parameters = operation.get("parameters").and_then(Value::as_array).filter(|list| !list.is_empty());
    if let Some(parameters) = parameters {
        html.push_str("<table><tr><th>参数<th>位置<th>形式");
        for parameter in parameters {
            let text = |field: &str| parameter.get(field).and_then(Value::as_str).unwrap_or_default();
            let _infallible = write!(
                html,
                "<tr><td><code>{}</code><td>{}<td>{}",
                escaped(text("name")),
                escaped(text("in")),
                parameter.get("schema").map(pretty).unwrap_or_default()
            );
        }
        html.push_str("</table>");
    }
    section(&mut html, "请求", operation.pointer("/requestBody/content"));
    for (status, response) in operation.get("responses").and_then(Value::as_object).into_iter().flatten() {
        section(&mut html, &format!("答复 {status}"), response.get("content"));
    }
    html + "</details>"
}

fn section(html: &mut String, title: &str, content: Option<&Value>) {
    for (media_type, body) in content.and_then(Value::as_object).into_iter().flatten() {
        let _infallible = write!(html, "<p>{} <code>{}</code></p>", escaped(title), escaped(media_type));
        html.push_str(&body.get("schema").map(pretty).unwrap_or_default());
    }
}

/// A schema; a mere reference becomes a link.
fn pretty(schema: &Value) -> String {
    if let Some(name) = reference(schema) {
        let name = escaped(name);
        return format!("<a href=\"#{name}\"><code>{name}</code></a>");
    }
    format!("<pre>{}</pre>", escaped(&serde_json::to_string_pretty(schema).unwrap_or_default()))
}

fn reference(schema: &Value) -> Option<&str> {
    let only: &Map<String, Value> = schema.as_object().filter(|fields| fields.len() == 1)?;
    only.get("$ref")?.as_str()?.strip_prefix("#/components/schemas/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_operation_is_shown_and_every_link_leads_somewhere() {
        let document = shared_types::openapi::document();
        let html = body(&document);
        for (path, operations) in document["paths"].as_object().unwrap() {
            for method in operations.as_object().unwrap().keys() {
                let line = format!("{}</code> <code>/api{path}</code>", method.to_uppercase());
                assert!(html.contains(&line), "{line}");
            }
        }
        let ids: HashSet<&str> =
            html.split("id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        for link in html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(ids.contains(link), "{link}");
        }
    }
}
