//! Pages of lists. Knows indexes and chains; not who asks.

use super::codec::{self, Item, ListRow};
use super::keys::Listed;
use super::moves::Moves;
use super::place::Chain;
use super::table::{StoreError, Table};
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use serde::{Deserialize, Serialize};
use shared_types::ids::OrgId;
use std::collections::BTreeMap;
use std::time::Instant;

/// What to list.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Which kind of record.
    pub kind: Listed,
    /// Beginning of the name, empty for all.
    pub name: String,
    /// Fields of the row that must have these values; applied after the bounded read.
    pub only: Vec<(&'static str, String)>,
    /// Rows to read, so the most that a page can hold.
    pub most: u8,
}

/// A key of an index entry: attributes and their values.
pub(super) type IndexKey = BTreeMap<String, String>;

/// Where a listing goes on. Only [`crate::http::cursors`] shows it to anybody, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    range: Chain,
    key: Option<IndexKey>,
}

/// One page.
#[derive(Debug)]
pub struct Found<R> {
    /// The rows that still fit.
    pub rows: Vec<R>,
    /// Where to go on.
    pub next: Option<Mark>,
}

impl Table {
    /// One page of everything of a kind at or below an organisation, by name: one Query, whose cost does
    /// not depend on how many records exist.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn below<R: ListRow>(
        &self,
        moves: &Moves,
        now: &Chain,
        listing: &Listing,
        mark: Option<Mark>,
    ) -> Result<Found<R>, StoreError> {
        let ranges = moves.ranges(now);
        let range = match &mark {
            Some(mark) => mark.range.clone(),
            None => ranges.first().cloned().unwrap_or_else(|| now.clone()),
        };
        let (items, last) = self.stored_below(&range, listing, mark.and_then(|mark| mark.key)).await?;
        let mut rows: Vec<R> = Vec::with_capacity(items.len());
        for item in &items {
            let row: R = codec::row(item)?;
            if range.covers(row.chain()) && now.covers(&moves.current(row.chain())) {
                rows.push(row);
            }
        }
        let next = match last {
            Some(key) => Some(Mark { range, key: Some(key) }),
            None => {
                // A range that is gone was one of a move which has ended: its rows stand in the last one now.
                let following = match ranges.iter().position(|known| *known == range) {
                    Some(at) => ranges.get(at + 1),
                    None => ranges.last(),
                };
                following.map(|range| Mark { range: range.clone(), key: None })
            }
        };
        Ok(Found { rows, next })
    }

    /// One page of what is stored under a chain, wherever it stands now.
    pub(super) async fn stored_below(
        &self,
        range: &Chain,
        listing: &Listing,
        start: Option<IndexKey>,
    ) -> Result<(Vec<Item>, Option<IndexKey>), StoreError> {
        let depth = range.depth();
        let (Some(index), Some(attribute), Some(org)) =
            (codec::INDEXES.get(depth), codec::DEPTHS.get(depth), range.last())
        else {
            return Err(StoreError::Broken("a chain deeper than the tree"));
        };
        self.page(index, attribute, org, listing, start).await
    }

    /// One page of the organisations directly below one, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn children<R: ListRow>(
        &self,
        org: &OrgId,
        listing: &Listing,
        mark: Option<Mark>,
    ) -> Result<Found<R>, StoreError> {
        let range = Chain::root(org.clone());
        let (items, last) =
            self.page("children", "parent", org, listing, mark.and_then(|mark| mark.key)).await?;
        let rows = items.iter().map(codec::row).collect::<Result<_, _>>()?;
        Ok(Found { rows, next: last.map(|key| Mark { range, key: Some(key) }) })
    }

    async fn page(
        &self,
        index: &str,
        attribute: &str,
        org: &OrgId,
        listing: &Listing,
        start: Option<IndexKey>,
    ) -> Result<(Vec<Item>, Option<IndexKey>), StoreError> {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let start =
            start.map(|key| key.into_iter().map(|(name, value)| (name, AttributeValue::S(value))).collect());
        let since = Instant::now();
        let mut query = self
            .client
            .query()
            .table_name(&self.name)
            .index_name(index)
            .key_condition_expression("#org = :org AND begins_with(#sort, :prefix)")
            .expression_attribute_names("#org", attribute)
            .expression_attribute_names("#sort", "sort")
            .expression_attribute_values(":org", text(org.as_str()))
            .expression_attribute_values(":prefix", text(&listing.kind.prefix(&listing.name)))
            .limit(i32::from(listing.most))
            .set_exclusive_start_key(start)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        if !listing.only.is_empty() {
            let conditions: Vec<String> =
                (0..listing.only.len()).map(|at| format!("#row.#f{at} = :f{at}")).collect();
            query =
                query.filter_expression(conditions.join(" AND ")).expression_attribute_names("#row", "row");
            for (at, (field, value)) in listing.only.iter().enumerate() {
                query = query
                    .expression_attribute_names(format!("#f{at}"), *field)
                    .expression_attribute_values(format!(":f{at}"), text(value));
            }
        }
        let reply = query.send().await.map_err(StoreError::from_sdk)?;
        self.count(true, reply.consumed_capacity.as_slice(), since);
        let last = reply.last_evaluated_key.map(|key| {
            key.into_iter()
                .filter_map(|(name, value)| Some((name, value.as_s().ok()?.clone())))
                .collect::<IndexKey>()
        });
        Ok((reply.items.unwrap_or_default(), last))
    }
}
