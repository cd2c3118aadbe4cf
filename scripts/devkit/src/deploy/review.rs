//! What a reviewer sees before anything is changed. Pure: plans in, text out.

use super::release::Changes;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// What happens to a resource. In the order a reviewer must look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Action {
    Destroy,
    Replace,
    Change,
    Create,
}

impl Action {
    /// Terraform's own sign.
    fn sign(self) -> &'static str {
        match self {
            Self::Destroy => "-",
            Self::Replace => "±",
            Self::Change => "~",
            Self::Create => "+",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Destroy => "destroyed",
            Self::Replace => "replaced, and what is in them lost",
            Self::Change => "changed",
            Self::Create => "created",
        }
    }
}

/// What Terraform would do, and to whose code.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The region it is planned for.
    pub(super) region: Option<String>,
    /// Resources with the names of the attributes that change.
    resources: BTreeMap<(Action, String), Vec<String>>,
    /// By address: digest before and after.
    functions: BTreeMap<String, (Option<String>, Option<String>)>,
    /// The bucket of the site, once it is there.
    pub(super) site_bucket: Option<String>,
}

/// A part of `terraform show -json`.
#[derive(Debug, Deserialize)]
struct Shown {
    #[serde(default)]
    resource_changes: Vec<ResourceChange>,
    #[serde(default)]
    variables: BTreeMap<String, Value>,
    #[serde(default)]
    prior_state: Value,
}

#[derive(Debug, Deserialize)]
struct ResourceChange {
    address: String,
    #[serde(rename = "type")]
    kind: String,
    mode: String,
    change: Change,
}

#[derive(Debug, Deserialize)]
struct Change {
    actions: Vec<String>,
    #[serde(default)]
    before: Value,
    #[serde(default)]
    after: Value,
    #[serde(default)]
    after_unknown: Value,
}

/// Lambda's digest of the code, as Terraform calls it.
const CODE: &str = "source_code_hash";

impl Plan {
    /// Reads what `terraform show -json` prints of a plan.
    ///
    /// # Errors
    /// When it is no plan.
    pub(super) fn read(shown: Value) -> Result<Self> {
        let shown: Shown = serde_json::from_value(shown).context("this is no plan of Terraform")?;
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let mut plan = Self {
            region: text(shown.variables.get("region").and_then(|variable| variable.get("value"))),
            site_bucket: text(shown.prior_state.pointer("/values/outputs/site_bucket/value")),
            ..Self::default()
        };
        for ResourceChange { address, kind, mode, change } in shown.resource_changes {
            let Some(action) = action(&change.actions).filter(|_| mode == "managed") else { continue };
            if kind == "aws_lambda_function" {
                let digests = (text(change.before.get(CODE)), text(change.after.get(CODE)));
                if digests.0 != digests.1 {
                    plan.functions.insert(address.clone(), digests);
                }
            }
            plan.resources.insert((action, address), changed_attributes(&change));
        }
        Ok(plan)
    }

    /// Whether Terraform has anything to do.
    pub(super) fn is_empty(&self) -> bool {
        self.resources.is_empty()
    }
}

fn action(actions: &[String]) -> Option<Action> {
    let has = |wanted: &str| actions.iter().any(|action| action == wanted);
    match (has("create"), has("delete"), has("update")) {
        (true, true, _) => Some(Action::Replace),
        (true, false, _) => Some(Action::Create),
        (false, true, _) => Some(Action::Destroy),
        (false, false, true) => Some(Action::Change),
        (false, false, false) => None,
    }
}

/// The names of what differs; values may be secret.
fn changed_attributes(change: &Change) -> Vec<String> {
    let (Value::Object(before), Value::Object(after)) = (&change.before, &change.after) else {
        return Vec::new();
    };
    let none = Map::new();
    let unknown = change.after_unknown.as_object().unwrap_or(&none);
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).chain(unknown.keys()).collect();
    let differs = |name: &&String| {
        let known = before.get(*name) != after.get(*name);
        known || unknown.get(*name).is_some_and(|value| *value == Value::Bool(true))
    };
    names.into_iter().filter(differs).cloned().collect()
}

impl fmt::Display for Plan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "Infrastructure")?;
        if self.resources.is_empty() {
            writeln!(out, "  nothing changes")?;
        }
        for action in [Action::Destroy, Action::Replace, Action::Change, Action::Create] {
            let count = self.resources.keys().filter(|(own, _)| *own == action).count();
            if count > 0 {
                writeln!(out, "  {count} {}", action.word())?;
            }
        }
        for ((action, address), attributes) in &self.resources {
            write!(out, "    {} {address}", action.sign())?;
            if !attributes.is_empty() {
                write!(out, ": {}", attributes.join(", "))?;
            }
            writeln!(out)?;
        }
        writeln!(out, "\nFunctions with other code")?;
        if self.functions.is_empty() {
            writeln!(out, "  none")?;
        }
        let digest = |digest: &Option<String>| digest.clone().unwrap_or_else(|| "none".to_owned());
        for (address, (before, after)) in &self.functions {
            writeln!(out, "  {address}\n    {} → {}", digest(before), digest(after))?;
        }
        Ok(())
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "Site")?;
        let lists = [
            ("+", "added", &self.added),
            ("~", "replaced", &self.replaced),
            ("-", "removed", &self.removed),
            (" ", "kept for pages that are open", &self.kept_for_open_pages),
        ];
        for (sign, word, names) in lists.iter().filter(|(_, _, names)| !names.is_empty()) {
            writeln!(out, "  {} {word}", names.len())?;
            for name in *names {
                writeln!(out, "    {sign} {name}")?;
            }
        }
        writeln!(out, "  {} kept as they are", self.kept.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown() -> Value {
        let resource = |address: &str, kind: &str, change: Value| json!({ "address": address, "type": kind, "mode": "managed", "change": change });
        json!({
            "variables": { "region": { "value": "cn-north-1" } },
            "prior_state": { "values": { "outputs": { "site_bucket": { "value": "the-site" } } } },
            "resource_changes": [
                resource("aws_kms_key.k", "aws_kms_key", json!({ "actions": ["no-op"] })),
                resource("aws_sqs_queue.q", "aws_sqs_queue", json!({ "actions": ["create"], "after": {} })),
                resource("aws_s3_bucket.b", "aws_s3_bucket", json!({ "actions": ["delete", "create"] })),
                resource("aws_lambda_function.auth", "aws_lambda_function", json!({
                    "actions": ["update"],
                    "before": { CODE: "old", "memory_size": 512, "version": "1" },
                    "after": { CODE: "new", "memory_size": 512 },
                    "after_unknown": { "version": true, "tags": {} },
                })),
                { "address": "data.x", "type": "x", "mode": "data", "change": { "actions": ["create"] } },
            ],
        })
    }

    #[test]
    fn a_reviewer_sees_every_resource_and_every_digest() {
        let plan = Plan::read(shown()).unwrap();
        assert_eq!(
            (plan.region.as_deref(), plan.site_bucket.as_deref()),
            (Some("cn-north-1"), Some("the-site"))
        );
        let text = plan.to_string();
        let expected = [
            "1 replaced, and what is in them lost",
            "± aws_s3_bucket.b\n",
            "~ aws_lambda_function.auth: source_code_hash, version\n",
            "+ aws_sqs_queue.q\n",
            "old → new",
        ];
        for line in expected {
            assert!(text.contains(line), "{line} is missing in\n{text}");
        }
        assert!(!text.contains("aws_kms_key") && !text.contains("data.x"), "{text}");
        assert!(text.find("± ").unwrap() < text.find("+ ").unwrap(), "what is lost comes first:\n{text}");
    }

    #[test]
    fn nothing_to_do_is_said() {
        let plan = Plan::read(json!({})).unwrap();
        assert!(plan.is_empty());
        assert!(plan.to_string().contains("nothing changes"));
    }
}
