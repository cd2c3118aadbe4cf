//! What a function asks of the cloud, read from the sources: which calls of the SDK can be reached from a feature's
//! code through `platform`.
//!
//! Names stand for functions: a body that names one may call it, whatever its type. That finds too much rather than
//! too little, except for names that the standard library has as well; those count on a table or a transaction only.

use crate::source::{Source, files};
use std::collections::{BTreeMap, BTreeSet};

/// Calls of the SDK, with the actions that they need.
const OPERATIONS: [(&str, &str); 18] = [
    (".batch_get_item()", "dynamodb:BatchGetItem"),
    (".batch_write_item()", "dynamodb:BatchWriteItem"),
    (".decrypt()", "kms:Decrypt"),
    (".delete_item()", "dynamodb:DeleteItem"),
    (".delete_object()", "s3:DeleteObject"),
    (".get_item()", "dynamodb:GetItem"),
    (".get_object()", "s3:GetObject"),
    (".get_secret_value()", "secretsmanager:GetSecretValue"),
    (".put_item()", "dynamodb:PutItem"),
    (".put_object()", "s3:PutObject"),
    // Objects are encrypted under the environment's key.
    (".put_object()", "kms:GenerateDataKey"),
    // An address has a query, too.
    ("client.query()", "dynamodb:Query"),
    (".scan()", "dynamodb:Scan"),
    (".update_item()", "dynamodb:UpdateItem"),
    // The parts of a transaction; writing one needs what its parts need.
    ("ConditionCheck::builder()", "dynamodb:ConditionCheckItem"),
    ("Delete::builder()", "dynamodb:DeleteItem"),
    ("Put::builder()", "dynamodb:PutItem"),
    ("Update::builder()", "dynamodb:UpdateItem"),
];

/// How a transaction itself is sent.
const TRANSACTION: &str = ".transact_write_items()";

/// Names that others have, too.
const SHARED_NAMES: [&str; 12] = [
    "add",
    "check",
    "create",
    "exists",
    "get",
    "partition",
    "put",
    "query",
    "remove",
    "replace",
    "save",
    "touch",
];

/// What the owner of a method with such a name is called.
const OWNERS: [&str; 5] = ["tx", "table", "table()", "transaction()", "self"];

/// Parts of `platform` that no deployed function is compiled with.
const NEVER_DEPLOYED: [&str; 6] =
    ["/testing/", "/provision.rs", "/provision/", "/store/bulk.rs", "/sms/inbox.rs", "/sms/test_gateway.rs"];

/// A function of `platform`: the actions of its own body, and what that body names.
#[derive(Debug, Default)]
struct Body {
    actions: BTreeSet<String>,
    text: String,
}

/// The functions of `platform` by name; those of one name are taken together.
pub(crate) struct Platform(BTreeMap<String, Body>);

impl Platform {
    /// Reads the sources.
    pub(crate) fn read() -> Self {
        let mut sources = files("functions/platform/src", "rs");
        sources.retain(|source| NEVER_DEPLOYED.iter().all(|part| !source.path.contains(part)));
        let mut bodies: BTreeMap<String, Body> = BTreeMap::new();
        for source in &sources {
            for (name, text) in functions(source) {
                let actions = actions(&text);
                let known = !actions.is_empty() || text.contains(TRANSACTION) || !sends(&text);
                assert!(known, "{}: `{name}` calls the SDK in a way this test does not know", source.path);
                let body = bodies.entry(name).or_default();
                body.actions.extend(actions);
                body.text.push_str(&text);
            }
        }
        assert!(bodies.len() > 50, "{}", bodies.len());
        Self(bodies)
    }

    /// The actions that the sources of `feature` can reach. A query of an index is `index dynamodb:Query`.
    pub(crate) fn reached_from(&self, feature: &str) -> BTreeSet<String> {
        let mut sources = files(&format!("functions/{feature}/src"), "rs");
        if feature == "schedules" {
            // It lets the clocks of features strike, and is compiled with them.
            sources.extend(files("functions/transfers/src", "rs"));
        }
        let own: String =
            sources.iter().filter(|source| !source.path.contains("test")).map(squeezed).collect();
        assert!(!own.contains("aws_sdk"), "{feature} has an SDK of its own");
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut texts = vec![own.as_str()];
        let mut found = BTreeSet::new();
        while let Some(text) = texts.pop() {
            for (name, body) in &self.0 {
                if !reached.contains(name.as_str()) && names(text, name) {
                    reached.insert(name);
                    found.extend(body.actions.iter().cloned());
                    texts.push(&body.text);
                }
            }
        }
        found
    }

    /// Whether the sources of `feature` send messages.
    pub(crate) fn sends_codes(feature: &str) -> bool {
        files(&format!("functions/{feature}/src"), "rs")
            .iter()
            .any(|source| ["send_code", "send_turn"].iter().any(|name| names(&squeezed(source), name)))
    }
}

/// The code of a source without blanks and ends of lines.
fn squeezed(source: &Source) -> String {
    source.code_lines().map(|(_, line)| line.trim()).collect()
}

/// The functions of a source that has been formatted: each ends where a brace stands as far in as its beginning.
fn functions(source: &Source) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for (_, line) in source.code_lines() {
        let depth = line.len() - line.trim_start().len();
        if open.is_none()
            && let Some(name) = beginning(line)
        {
            open = Some((depth, name, String::new()));
        }
        if let Some((at, name, text)) = open.as_mut() {
            text.push_str(line.trim());
            let ends = depth == *at && (line.trim() == "}" || line.ends_with(" }") || line.ends_with(';'));
            if ends {
                found.push((std::mem::take(name), std::mem::take(text)));
                open = None;
            }
        }
    }
    found
}

/// The name of the function that begins on this line.
fn beginning(line: &str) -> Option<String> {
    let (before, rest) = line.split_once("fn ")?;
    let words = ["pub", "async", "const", "pub(crate)", "pub(super)"];
    if !before.split_whitespace().all(|word| words.contains(&word)) {
        return None;
    }
    let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    (!name.is_empty()).then_some(name)
}

fn actions(text: &str) -> BTreeSet<String> {
    let found = OPERATIONS.iter().filter(|(call, _)| text.contains(call) && !is_prefixed(text, call));
    found
        .map(|(_, action)| {
            let of_index = *action == "dynamodb:Query" && text.contains(".index_name(");
            if of_index { format!("index {action}") } else { (*action).to_owned() }
        })
        .collect()
}

/// Whether `call` is found only as the end of a longer name, as `Put::builder` in `OutPut::builder`.
fn is_prefixed(text: &str, call: &str) -> bool {
    !call.starts_with('.')
        && text
            .match_indices(call)
            .all(|(at, _)| text[..at].chars().next_back().is_some_and(|before| before.is_alphanumeric()))
}

fn sends(text: &str) -> bool {
    text.contains(".send().await")
}

/// Whether a text calls, or may call, the function `name`.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let whole =
            !before.chars().next_back().is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        // A handler is handed over by its path; a variable of that name is none.
        let handed_over = before.ends_with("::") && (after.starts_with(')') || after.starts_with(','));
        let called = after.starts_with('(') || after.starts_with("::<") || handed_over;
        let method = before.strip_suffix('.');
        let owned = |owner: &&str| method.is_some_and(|before| before.ends_with(*owner));
        let meant = !SHARED_NAMES.contains(&name) || OWNERS.iter().any(owned);
        whole && called && meant
    })
}

#[test]
fn a_name_is_told_from_its_namesakes() {
    for (text, name, called) in [
        ("cx.table().get::<Job>(&key)", "get", true),
        ("batch.get(&key)", "get", false),
        ("tx.forget(&key)", "forget", true),
        ("deltas.remove(org)", "remove", false),
        ("tx.remove(&key,1,x)", "remove", true),
        ("unforgetting()", "forget", false),
        (".on::<E,_,_>(list::list)", "list", true),
        ("Ok((page,next))", "page", false),
    ] {
        assert_eq!(names(text, name), called, "{text}");
    }
}
