//! What is read from `infra`.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// An entry of `infra/functions.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Function {
    /// Whether it answers calls of the API.
    pub(crate) api: bool,
    /// Actions on the table.
    pub(crate) table: BTreeSet<String>,
    /// Actions on its indexes.
    pub(crate) indexes: BTreeSet<String>,
    /// Actions on the key.
    pub(crate) key: BTreeSet<String>,
    /// Names of the secrets that it may read.
    pub(crate) secrets: BTreeSet<String>,
    /// Actions on objects, by the bucket's name.
    pub(crate) buckets: BTreeMap<String, BTreeSet<String>>,
}

/// `infra/functions.json`.
pub(crate) fn functions() -> BTreeMap<String, Function> {
    let text = std::fs::read_to_string(crate::source::root().join("infra/functions.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The words in quotation marks of all lists `actions = […]` in a file of `infra/modules`.
pub(crate) fn granted(file: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(crate::source::root().join("infra/modules").join(file)).unwrap();
    text.split("actions")
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix("= [")?.split(']').next())
        .flat_map(|list| list.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}
