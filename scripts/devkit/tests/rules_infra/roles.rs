//! The tests themselves.

use crate::{
    calls::Platform,
    definition::{Function, functions, granted},
    source::{files, root},
};
use std::collections::{BTreeMap, BTreeSet};

fn set<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.map(str::to_owned).into()
}

#[test]
fn each_role_allows_what_its_code_does_and_nothing_else() {
    let platform = Platform::read();
    for (name, Function { table, indexes, key, secrets, buckets, .. }) in functions() {
        let mut declared: BTreeSet<String> = table.union(&key).cloned().collect();
        declared.extend(indexes.iter().map(|action| format!("index {action}")));
        declared.extend(buckets.into_values().flatten());
        if !secrets.is_empty() {
            declared.insert("secretsmanager:GetSecretValue".to_owned());
        }
        let done = platform.reached_from(&name);
        let missing: Vec<_> = done.difference(&declared).collect();
        let needless: Vec<_> = declared.difference(&done).collect();
        assert!(missing.is_empty(), "infra/functions.json does not let {name} do {missing:?}");
        assert!(
            needless.is_empty(),
            "infra/functions.json lets {name} do {needless:?}, which its code never does"
        );
        let sends = Platform::sends_codes(&name);
        assert_eq!(secrets.contains("sms"), sends, "{name}: who sends codes reads the SMS account");
        assert!(secrets.contains("keys"), "{name} starts with the key ring");
    }
}

#[test]
fn terraform_grants_what_the_definition_names_and_what_the_runtime_needs() {
    let runtime = set([
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "secretsmanager:GetSecretValue",
        "sts:AssumeRole",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    ]);
    assert_eq!(granted("function/role.tf"), runtime);
    let mapping = set([
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
        "sqs:SendMessage",
    ]);
    assert_eq!(granted("stream/role.tf"), mapping);
    let role = std::fs::read_to_string(root().join("infra/modules/function/role.tf")).unwrap();
    for of in ["table", "indexes", "key", "secrets", "buckets"] {
        assert!(role.contains(&format!("var.actions.{of}")), "the role leaves out {of}");
    }
}

#[test]
fn every_function_is_deployed_and_those_of_the_contract_have_an_address() {
    let defined = functions();
    let folders: BTreeSet<String> = files("functions", "rs")
        .iter()
        .filter(|source| source.name() == "main.rs")
        .map(|source| source.path.split('/').nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(defined.keys().cloned().collect::<BTreeSet<_>>(), folders);
    let document = shared_types::openapi::document();
    let served: BTreeSet<&str> =
        document["paths"].as_object().unwrap().keys().map(|path| path.split('/').nth(1).unwrap()).collect();
    for (name, Function { api, .. }) in &defined {
        assert_eq!(*api, served.contains(name.as_str()), "{name}");
    }
}

#[test]
fn no_partition_is_written_down() {
    let mut definition = files("infra", "tf");
    definition.retain(|source| !source.path.contains("/.terraform/"));
    assert!(definition.len() > 40, "{}", definition.len());
    for source in definition {
        for word in ["arn:aws:", "arn:aws-cn:", "\"amazonaws.com"] {
            assert!(!source.text.contains(word), "{}: {word} holds in one partition only", source.path);
        }
    }
}

#[test]
fn every_exception_to_the_policy_is_explained() {
    let mut exceptions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in files("infra", "tf") {
        for line in source.text.lines().filter_map(|line| line.trim().strip_prefix("#checkov:skip=")) {
            let (check, reason) = line.split_once(':').unwrap_or((line, ""));
            assert!(check.starts_with("CKV"), "{}: {line}", source.path);
            assert!(reason.trim().len() >= 9, "{}: {check} is skipped without a reason", source.path);
            exceptions.entry(check.to_owned()).or_default().push(source.path.clone());
        }
    }
    assert!(!exceptions.is_empty());
}

#[test]
fn the_cdn_asks_for_brotli_where_the_site_has_it() {
    let kinds = |path: &str, before: &str| -> BTreeSet<String> {
        let text = std::fs::read_to_string(root().join(path)).unwrap();
        let list = text.split(before).nth(1).and_then(|rest| rest.split(']').next()).unwrap().to_owned();
        list.split(['"', '\'']).skip(1).step_by(2).map(str::to_owned).collect()
    };
    let built = kinds("scripts/devkit/src/site/output.rs", "const COMPRESSED: [&str; 8] = [");
    assert!(built.contains("wasm") && built.len() == 8, "{built:?}");
    assert_eq!(kinds("infra/modules/cdn/site.js", "var COMPRESSED = ["), built);
}

#[test]
fn the_cdn_knows_every_header() {
    let text = std::fs::read_to_string(root().join("infra/headers.json")).unwrap();
    let headers: serde_json::Value = serde_json::from_str(&text).unwrap();
    let module = std::fs::read_to_string(root().join("infra/modules/cdn/headers.tf")).unwrap();
    for name in ["strict-transport-security", "x-content-type-options", "x-frame-options", "referrer-policy"]
    {
        assert!(headers["security"][name].is_string(), "the CDN sets {name}, which infra/headers.json lacks");
        assert!(module.contains(&format!("\"{name}\"")), "{name}");
    }
    assert_eq!(headers["security"]["x-content-type-options"], "nosniff", "CloudFront knows no other value");
}
