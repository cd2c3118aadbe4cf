//! Rewriting what listed records copy from the tree: the chain they stand under and the name of their
//! organisation. Changes only the copies and the version, so that an edit which was under way is refused
//! rather than putting the old copy back. Who rewrites when is `projections`.

use super::codec;
use super::keys::{Key, Listed};
use super::place::Chain;
use super::query::{IndexKey, Listing};
use super::table::{StoreError, Table, key_of};
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::time::Instant;

/// A listed record as an index shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where it is stored.
    pub key: Key,
    /// Its kind.
    pub kind: Listed,
    /// The chain it is stored under.
    pub chain: Chain,
    /// The name of its organisation as it copies it; absent in organisations.
    pub org_name: Option<String>,
    /// Whether it is an account that may not sign in, or a member whose membership has ended.
    pub ended: bool,
}

/// Part of a row, whatever its kind. Every row states its chain as `chain`.
#[derive(Deserialize)]
struct Copies {
    chain: Chain,
    branch_name: Option<String>,
    org_name: Option<String>,
    standing: Option<shared_types::members::Standing>,
    disabled: Option<bool>,
}

/// What to rewrite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rewrite {
    /// Records stored under a chain come to stand under another.
    Chain {
        /// The beginning of their chain.
        from: Chain,
        /// What it becomes.
        to: Chain,
    },
    /// Records directly at an organisation copy its name.
    Name {
        /// From the root down to it, as the record was seen.
        at: Chain,
        /// Its name.
        name: String,
    },
}

/// Where a sweep goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SweepMark(IndexKey);

impl Table {
    /// One page of the records of a kind that are stored under a chain, whatever moves are under way.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sweep(
        &self,
        range: &Chain,
        kind: Listed,
        most: u8,
        mark: Option<SweepMark>,
    ) -> Result<(Vec<Seen>, Option<SweepMark>), StoreError> {
        let listing = Listing { kind, name: String::new(), only: Vec::new(), most };
        let (items, last) = self.stored_below(range, &listing, mark.map(|mark| mark.0)).await?;
        let mut seen = Vec::with_capacity(items.len());
        for item in &items {
            let row = item.get("row").cloned().ok_or(StoreError::Broken("an index entry without a row"))?;
            let copies: Copies = serde_dynamo::from_attribute_value(row)?;
            // An index of a depth also shows what has been rewritten to the same depth.
            if range.covers(&copies.chain) {
                seen.push(Seen {
                    key: key_of(item).ok_or(StoreError::Broken("an index entry without a key"))?,
                    kind,
                    chain: copies.chain,
                    org_name: copies.branch_name.or(copies.org_name),
                    ended: copies.disabled.unwrap_or_default()
                        || copies.standing.is_some_and(|standing| !standing.lasts()),
                });
            }
        }
        Ok((seen, last.map(SweepMark)))
    }

    /// Rewrites one record that was seen in need of it. `false`: it no longer is as it was seen.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rewrite(&self, seen: &Seen, rewrite: &Rewrite) -> Result<bool, StoreError> {
        let mut update = Expression::default();
        match rewrite {
            Rewrite::Chain { from, to } => {
                let Some(chain) = seen.chain.rebased(from, to) else { return Ok(false) };
                update.copies("chain", serde_dynamo::to_attribute_value(&chain)?);
                for (depth, name) in codec::DEPTHS.into_iter().enumerate() {
                    match chain.ids().get(depth) {
                        Some(org) => update.set(name, AttributeValue::S(org.as_str().to_owned())),
                        None => update.remove.push(name.to_owned()),
                    }
                }
                update.only_if("chain", "=", serde_dynamo::to_attribute_value(&seen.chain)?);
            }
            Rewrite::Name { name, .. } => {
                let field = match seen.kind {
                    Listed::Members | Listed::Corrections => "branch_name",
                    Listed::Accounts => "org_name",
                    // Transfers say what ends were called; they copy no name that follows.
                    Listed::Orgs | Listed::Transfers | Listed::Turns => return Ok(false),
                };
                update.copies(field, AttributeValue::S(name.clone()));
                update.only_if(field, "<>", AttributeValue::S(name.clone()));
            }
        }
        let since = Instant::now();
        let answer = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(codec::key_item(&seen.key)))
            .update_expression(update.text())
            .condition_expression(update.condition)
            .set_expression_attribute_names(Some(update.names))
            .set_expression_attribute_values(Some(update.values))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        let capacity = answer.as_ref().ok().and_then(|reply| reply.consumed_capacity.as_ref());
        self.count(false, capacity.map(std::slice::from_ref).unwrap_or_default(), since);
        match answer {
            Ok(_) => Ok(true),
            Err(error) if error.code() == Some("ConditionalCheckFailedException") => Ok(false),
            Err(error) => Err(StoreError::from_sdk(error)),
        }
    }
}

impl Rewrite {
    /// Whether a record is one to be rewritten.
    pub fn concerns(&self, seen: &Seen) -> bool {
        match self {
            Rewrite::Chain { from, .. } => from.covers(&seen.chain),
            Rewrite::Name { at, name } => {
                at.last() == seen.chain.last() && seen.org_name.as_ref().is_some_and(|copied| copied != name)
            }
        }
    }
}

/// An update of a record's copies, in record and row alike, with its next version.
struct Expression {
    set: Vec<String>,
    remove: Vec<String>,
    condition: String,
    names: HashMap<String, String>,
    values: HashMap<String, AttributeValue>,
}

impl Default for Expression {
    fn default() -> Self {
        let names = [("#rec", "rec"), ("#row", "row")];
        Self {
            set: vec!["ver = ver + :one".to_owned()],
            remove: Vec::new(),
            condition: String::new(),
            names: names.map(|(name, of)| (name.to_owned(), of.to_owned())).into(),
            values: HashMap::from([(":one".to_owned(), AttributeValue::N("1".to_owned()))]),
        }
    }
}

impl Expression {
    fn copies(&mut self, field: &str, value: AttributeValue) {
        self.set.push("#rec.#field = :copy, #row.#field = :copy".to_owned());
        self.names.insert("#field".to_owned(), field.to_owned());
        self.values.insert(":copy".to_owned(), value);
    }

    fn set(&mut self, name: &str, value: AttributeValue) {
        self.set.push(format!("{name} = :{name}"));
        self.values.insert(format!(":{name}"), value);
    }

    fn only_if(&mut self, field: &str, compared: &str, value: AttributeValue) {
        self.names.insert("#field".to_owned(), field.to_owned());
        self.values.insert(":seen".to_owned(), value);
        self.condition = format!("#row.#field {compared} :seen");
    }

    fn text(&self) -> String {
        let set = format!("SET {}", self.set.join(", "));
        if self.remove.is_empty() { set } else { format!("{set} REMOVE {}", self.remove.join(", ")) }
    }
}
