//! Hostile input for everything that reads a request: bodies and queries of every endpoint, paths, headers,
//! cookies, and the types of the contract that they are made of.

use super::request;
use crate::store::stream::{Changes, Sequence};
use crate::testing::hostile::survives;
use lambda_http::http::{HeaderValue, Request as Builder};
use lambda_http::{Body, Request};
use serde_json::{Value, json};
use shared_types::dates::{Day, Moment, Today};
use shared_types::endpoint::{Listed, PathArg, Visitor, check};
use shared_types::error::Fault;
use shared_types::id_number::IdNumber;
use shared_types::ids::OrgId;
use shared_types::phone::Mobile;
use shared_types::text;
use std::fmt::Display;
use std::str::FromStr;

fn today() -> Today {
    Today("2026-11-23".parse().expect("a day"))
}

fn request(method: &str, query: Option<&str>, body: &str) -> Option<Request> {
    let target = query.map_or_else(|| "/".to_owned(), |query| format!("/?{query}"));
    let request = Builder::builder().method(method).uri(target).header("content-type", "application/json");
    request.body(Body::Text(body.to_owned())).ok()
}

fn with_header(name: &'static str, value: &str) -> Option<Request> {
    let mut request = request("POST", None, "")?;
    request.headers_mut().insert(name, HeaderValue::from_str(value).ok()?);
    Some(request)
}

fn written<T: FromStr + Display>(text: &str) -> Option<String> {
    text.parse::<T>().ok().map(|value| value.to_string())
}

/// A right value of a schema, as far as types go.
fn instance(schema: &Value, document: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#')).expect("a schema");
        return instance(target, document);
    }
    let mut choice = ["oneOf", "anyOf"].iter().filter_map(|of| schema[of].as_array()).flatten();
    if let Some(first) = choice.find(|one| one["type"] != "null") {
        return instance(first, document);
    }
    if let Some(fixed) = schema.get("const").or_else(|| schema["enum"].get(0)) {
        return fixed.clone();
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str()).unwrap_or("object");
    match (kind, schema["format"].as_str(), schema["pattern"].as_str()) {
        ("object", ..) => {
            let fields = schema["properties"].as_object().into_iter().flatten();
            fields.map(|(name, schema)| (name.clone(), instance(schema, document))).collect()
        }
        ("array", ..) => json!([instance(&schema["items"], document)]),
        ("boolean", ..) => json!(true),
        ("integer" | "number", ..) => json!(1),
        (_, Some("date"), _) => json!("2020-01-31"),
        (_, Some("date-time"), _) => json!("2020-01-31T10:00:00Z"),
        (_, _, Some(pattern)) if pattern.starts_with("^1") => json!("13812345678"),
        (_, _, Some(pattern)) if pattern.contains("17") => json!("11010519491231002X"),
        (_, _, Some(pattern)) if pattern.starts_with("^[0-9]{4}-") => json!("2026-01"),
        _ => json!("a1"),
    }
}

struct Bodies {
    document: Value,
    visited: usize,
}

impl Visitor for Bodies {
    fn visit<E: Listed>(&mut self) {
        self.visited += 1;
        let method = E::METHOD.as_str();
        let operation = &self.document["paths"][E::PATH][method.to_lowercase()];
        if E::METHOD.asks_by_query() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let fields: Vec<(&str, String)> = parameters
                .filter(|parameter| parameter["in"] == "query")
                .filter_map(|parameter| {
                    let value = instance(&parameter["schema"], &self.document);
                    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    Some((parameter["name"].as_str()?, text))
                })
                .collect();
            let right = serde_urlencoded::to_string(&fields).expect("a query");
            survives(E::NAME, &[&right], |text| {
                let body = request::body::<E>(&request(method, Some(text), "")?).ok()?;
                let _admitted = check(&body, today());
                serde_urlencoded::to_string(&body).ok()
            });
        } else {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let right = instance(schema, &self.document).to_string();
            survives(E::NAME, &[&right], |text| {
                let body = request::body::<E>(&request(method, None, text)?).ok()?;
                let _admitted = check(&body, today());
                serde_json::to_string(&body).ok()
            });
        }
        if E::Path::PRESENT {
            survives(E::PATH, &["a1", "0198f3b2c7d07a1e"], |text| {
                request::path::<E>(text).ok().map(|argument| {
                    assert_eq!(argument.write(), text, "an id is read as it stands");
                    argument.write()
                })
            });
        }
    }
}

#[test]
fn hostile_bodies_queries_and_paths_of_every_endpoint() {
    let mut bodies = Bodies { document: shared_types::openapi::document(), visited: 0 };
    shared_types::visit_endpoints(&mut bodies);
    assert!(bodies.visited > 30, "{}", bodies.visited);
}

#[test]
fn hostile_headers() {
    use shared_types::members::{Add, Edit};
    survives("If-Match", &["\"1\"", "\"184467\""], |text| {
        let version = request::version::<Edit>(&with_header("if-match", text)?).ok()?;
        assert_eq!(text, format!("\"{version}\""), "a version is read as it is written");
        Some(text.to_owned())
    });
    survives("Idempotency-Key", &["0198f3b2-c7d0-7a1e-8000-000000000000"], |text| {
        let request = with_header("idempotency-key", text)?;
        request::idempotency_key::<Add>(&request).ok()?.map(str::to_owned)
    });
    survives("Authorization", &["Bearer eyJhbGciOiJFZERTQSIsImtpZCI6InMxIn0.e30.AAAA"], |text| {
        let request = with_header("authorization", text)?;
        let token = request::token(&request)?;
        let _read = jsonwebtoken::decode_header(token);
        Some(format!("Bearer {token}"))
    });
    survives("Cookie", &["device=AAAA; refresh=m.m1.s1.t", "a=b"], |text| {
        let origin = request::origin(&with_header("cookie", text)?);
        let pairs: Vec<String> =
            origin.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Some(pairs.join("; "))
    });
    survives("User-Agent", &["Mozilla/5.0 (Linux; Android 14) Chrome/130"], |text| {
        let agent = request::origin(&with_header("user-agent", text)?).agent;
        assert!(agent.chars().count() <= 400);
        Some(agent)
    });
}

#[test]
fn hostile_values_of_the_contract() {
    survives("an ID number", &["11010519491231002X", "110105 1949 1231 002x"], |text| {
        let number: IdNumber = text.parse().ok()?;
        let _shown = (number.masked(), number.birth_day(), number.sex());
        Some(number.expose().to_owned())
    });
    survives("a mobile", &["13812345678", "+86 138-1234-5678"], |text| {
        let mobile: Mobile = text.parse().ok()?;
        let _shown = mobile.masked();
        Some(mobile.expose().to_owned())
    });
    survives("a day", &["2024-02-29", "0000-01-01", "9999-12-31"], |text| {
        let day: Day = text.parse().ok()?;
        let _near = (day.plus(i64::MAX), day.plus(i64::MIN), day.years_until(today().0));
        written::<Day>(text)
    });
    survives("a moment", &["2026-11-23T16:30:00.000Z", "9999-12-31T23:59:59Z"], |text| {
        let moment: Moment = text.parse().ok()?;
        let _near = (moment.day(), moment.clock(), moment.millis(), moment.plus_seconds(i64::MAX).day());
        written::<Moment>(text)
    });
    survives("an id", &["0198f3b2c7d07a1e"], written::<OrgId>);
    survives("a fault", &["too_long:60", "required"], written::<Fault>);
    survives("a sequence number", &["000000000019430876021"], |text| {
        Some(Sequence::of(text).as_str().to_owned())
    });
    let admitted = |checked: text::Checked, text: &str| checked.ok().map(|()| text.to_owned());
    survives("a name", &["王秀兰", "阿依古丽·买买提"], |text| {
        admitted(text::person_name(text, &today()), text)
    });
    survives("a login", &["suqian.admin"], |text| admitted(text::login_name(text, &today()), text));
    survives("a password", &["Jiayuan2026"], |text| admitted(text::new_password(text, &today()), text));
    survives("an office phone", &["0527-8123 4567"], |text| {
        admitted(text::optional_phone(&Some(text.to_owned()), &today()), text)
    });
}

#[test]
fn hostile_events_of_the_stream() {
    let event = json!({
        "Records": [{ "dynamodb": {
            "Keys": { "pk": { "S": "M#1" }, "sk": { "S": "M" } },
            "OldImage": { "sort": { "S": "M#王#1" }, "a0": { "S": "city" }, "row": { "M": { "standing": { "S": "deceased" } } } },
            "NewImage": { "sort": { "S": "O#王#1" }, "a0": { "S": "city" }, "a1": { "S": "b" }, "ver": { "N": "1" } },
            "SequenceNumber": "111",
        } }],
        "shardId": "shardId-1",
    });
    survives("an event", &[&event.to_string()], |text| {
        let event: Changes = serde_json::from_str(text).ok()?;
        for change in &event.changes {
            let _seen = (change.sequence(), change.before(), change.after(), change.job());
        }
        Some(text.to_owned())
    });
}
