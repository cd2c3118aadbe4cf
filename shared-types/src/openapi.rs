//! The OpenAPI 3.1 document, made from the list of endpoints. Knows no server.

use crate::endpoint::{Administrator, Caller, CallerKind, Endpoint, Listed, PathArg, Visitor};
use crate::error::Problem;
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// The document.
pub fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|s| s.definitions_path = "/components/schemas".into());
    let mut operations = Operations { schemas: settings.into_generator(), paths: Map::new() };
    let problem = operations.schemas.subschema_for::<Problem>();
    crate::visit_endpoints(&mut operations);
    let mut schemas = operations.schemas.take_definitions(true);
    schemas.insert("Refused".into(), problem.to_value());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "党员e家",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Lists answer with a signed cursor. Creating calls carry an Idempotency-Key, edits \
                            an If-Match with the version they saw. Refusals are problem details (RFC 9457)."
        },
        "servers": [{ "url": "/api" }],
        "paths": operations.paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "session": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" } },
        },
    })
}

struct Operations {
    schemas: SchemaGenerator,
    paths: Map<String, Value>,
}

impl Visitor for Operations {
    fn visit<E: Listed>(&mut self) {
        let body = self.schemas.subschema_for::<E::Body>().to_value();
        let reply = self.schemas.subschema_for::<E::Reply>().to_value();
        let mut parameters = path_parameter::<E>();
        if E::METHOD.asks_by_query() {
            parameters.extend(query_parameters::<E>(&mut self.schemas));
        }
        if E::KEYED {
            let schema = json!({ "type": "string", "pattern": "^[0-9A-Za-z-]{8,64}$" });
            parameters.push(
                json!({ "name": "Idempotency-Key", "in": "header", "required": true, "schema": schema }),
            );
        }
        if E::VERSIONED {
            let schema = json!({ "type": "string", "pattern": "^\"[0-9]{1,18}\"$" });
            parameters
                .push(json!({ "name": "If-Match", "in": "header", "required": true, "schema": schema }));
        }
        let mut operation = json!({
            "operationId": E::NAME,
            "tags": [E::NAME.split('.').next()],
            "summary": E::SUMMARY,
            "parameters": parameters,
            "security": if <E::Caller as Caller>::KIND == CallerKind::Anyone { json!([]) } else { json!([{ "session": [] }]) },
            "responses": {
                "200": { "description": "As asked", "content": { "application/json": { "schema": reply } } },
                "default": {
                    "description": "A refusal",
                    "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Refused" } } },
                },
            },
        });
        if let Some(operation) = operation.as_object_mut() {
            if !E::METHOD.asks_by_query() {
                let content = json!({ "application/json": { "schema": body } });
                operation.insert("requestBody".into(), json!({ "required": true, "content": content }));
            }
            if <E::Caller as Caller>::KIND == Administrator::KIND {
                operation.insert("x-permission".into(), json!(E::PERMISSION));
            }
        }
        let path = self.paths.entry(E::PATH).or_insert_with(|| json!({}));
        if let Some(path) = path.as_object_mut() {
            path.insert(E::METHOD.as_str().to_ascii_lowercase(), operation);
        }
    }
}

fn path_parameter<E: Endpoint>() -> Vec<Value> {
    let name = E::PATH.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(name, _)| name);
    debug_assert_eq!(name.is_some(), E::Path::PRESENT, "{}", E::NAME);
    let schema = json!({ "type": "string", "pattern": "^[0-9a-z-]{1,40}$" });
    name.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": schema }))
        .into_iter()
        .collect()
}

fn query_parameters<E: Endpoint>(schemas: &mut SchemaGenerator) -> Vec<Value> {
    let schema = schemas.root_schema_for::<E::Body>().to_value();
    let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let fields = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    fields
        .into_iter()
        .map(|(name, schema)| {
            let required = required.iter().any(|field| field.as_str() == Some(&name));
            json!({ "name": name, "in": "query", "required": required, "schema": schema })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[derive(Default)]
    struct Names {
        names: HashSet<&'static str>,
        lines: HashSet<(&'static str, &'static str)>,
        faults: Vec<String>,
    }

    impl Visitor for Names {
        fn visit<E: Listed>(&mut self) {
            let feature = E::NAME.split('.').next().unwrap_or_default();
            let mut check = |holds: bool, what: &str| {
                if !holds {
                    self.faults.push(format!("{}: {what}", E::NAME));
                }
            };
            check(self.names.insert(E::NAME), "name twice");
            check(self.lines.insert((E::METHOD.as_str(), E::PATH)), "method and path twice");
            check(E::PATH.split('/').nth(1) == Some(feature), "path outside its feature");
            check(E::PATH.contains('{') == E::Path::PRESENT, "path argument");
            let administrator = <E::Caller as Caller>::KIND == CallerKind::Administrator;
            check(
                administrator == E::PERMISSION.is_some(),
                "permission belongs to administrators' endpoints",
            );
        }
    }

    #[test]
    fn every_endpoint_is_named_once_and_stands_in_its_feature() {
        let mut names = Names::default();
        crate::visit_endpoints(&mut names);
        assert_eq!(names.faults, Vec::<String>::new());
    }

    #[test]
    fn the_document_describes_every_endpoint_and_every_reference_resolves() {
        let document = document();
        let text = document.to_string();
        let operations: usize = document["paths"]
            .as_object()
            .expect("paths")
            .values()
            .map(|path| path.as_object().map_or(0, Map::len))
            .sum();
        let mut names = Names::default();
        crate::visit_endpoints(&mut names);
        assert_eq!(operations, names.names.len());
        for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(reference).is_some(), "{reference}");
        }
    }
}
