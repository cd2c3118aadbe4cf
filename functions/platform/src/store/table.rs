//! Reading single items, and the client behind all access. Knows nothing of what is stored.

use super::codec::{self, Item, Record};
use super::keys::Key;
use super::meter::Meter;
use super::transaction::Transaction;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{ConsumedCapacity, KeysAndAttributes, ReturnConsumedCapacity};
use std::collections::HashMap;
use std::time::Instant;

/// What can go wrong between a function and the table. No HTTP here: see [`crate::Error`].
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A condition of a write did not hold; the refusal that was attached to it.
    #[error("refused: {0}")]
    Refused(shared_types::error::Refusal),
    /// The same records are being written by others, again and again.
    #[error("contended")]
    Contended,
    /// The table has more to do than it can.
    #[error("throttled")]
    Throttled,
    /// The item does not hold what it should.
    #[error("broken item: {0}")]
    Broken(&'static str),
    /// The item could not be read or written.
    #[error("codec: {0}")]
    Codec(#[from] serde_dynamo::Error),
    /// Anything else the database says.
    #[error("database: {0}")]
    Database(String),
}

impl StoreError {
    pub(super) fn from_sdk<E: ProvideErrorMetadata + std::fmt::Debug, R: std::fmt::Debug>(
        error: SdkError<E, R>,
    ) -> Self {
        match error.code() {
            Some(
                "ProvisionedThroughputExceededException" | "ThrottlingException" | "RequestLimitExceeded",
            ) => StoreError::Throttled,
            Some(code) => StoreError::Database(format!("{code}: {}", error.message().unwrap_or_default())),
            None => StoreError::Database(format!("{error:?}")),
        }
    }
}

/// A record with the version it was read at.
#[derive(Debug, Clone)]
pub struct Versioned<R> {
    /// The record.
    pub record: R,
    /// Its version, for conditions and `If-Match`.
    pub version: u64,
}

/// The table, as one request uses it.
#[derive(Debug, Clone)]
pub struct Table {
    pub(super) client: Client,
    pub(super) name: String,
    meter: Meter,
}

impl Table {
    /// The table `name`; what is asked of it is counted in `meter`.
    pub fn new(client: Client, name: String, meter: Meter) -> Self {
        Self { client, name, meter }
    }

    /// The same table, counted elsewhere.
    pub fn metered(&self, meter: Meter) -> Self {
        Self { meter, ..self.clone() }
    }

    /// What this handle has asked.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// The client and the table's name, for provisioning, bulk import and the stream; features have no use
    /// for them.
    pub fn raw(&self) -> (&Client, &str) {
        (&self.client, &self.name)
    }

    pub(super) fn count(&self, query: bool, capacity: &[ConsumedCapacity], since: Instant) {
        let units = capacity.iter().filter_map(ConsumedCapacity::capacity_units).sum();
        self.meter.add(query, units, since.elapsed());
    }

    /// One record, strongly consistent.
    ///
    /// # Errors
    /// [`StoreError`]; a missing record is `None`.
    pub async fn get<R: Record>(&self, key: &Key) -> Result<Option<Versioned<R>>, StoreError> {
        let found = self.batch(std::slice::from_ref(key)).await?;
        found.get::<R>(key)
    }

    /// Up to 100 items by key in one strongly consistent request.
    ///
    /// # Errors
    /// [`StoreError`]; missing items are just not in the batch.
    pub async fn batch(&self, keys: &[Key]) -> Result<Batch, StoreError> {
        let mut wanted: Vec<Key> = Vec::with_capacity(keys.len());
        for key in keys {
            if !wanted.contains(key) {
                wanted.push(key.clone());
            }
        }
        let mut found = HashMap::new();
        if let [only] = wanted.as_slice() {
            let since = Instant::now();
            let reply = self
                .client
                .get_item()
                .table_name(&self.name)
                .set_key(Some(codec::key_item(only)))
                .consistent_read(true)
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await
                .map_err(StoreError::from_sdk)?;
            self.count(false, reply.consumed_capacity.as_slice(), since);
            found.extend(reply.item.map(|item| (only.clone(), item)));
            return Ok(Batch { found });
        }
        let mut left: Vec<Item> = wanted.iter().map(codec::key_item).collect();
        while !left.is_empty() {
            let keys = KeysAndAttributes::builder()
                .set_keys(Some(left))
                .consistent_read(true)
                .build()
                .map_err(|_| StoreError::Broken("a batch without keys"))?;
            let since = Instant::now();
            let reply = self
                .client
                .batch_get_item()
                .request_items(&self.name, keys)
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await
                .map_err(StoreError::from_sdk)?;
            self.count(false, reply.consumed_capacity(), since);
            for item in reply.responses.unwrap_or_default().remove(&self.name).unwrap_or_default() {
                if let Some(key) = key_of(&item) {
                    found.insert(key, item);
                }
            }
            left = reply
                .unprocessed_keys
                .unwrap_or_default()
                .remove(&self.name)
                .map(|rest| rest.keys)
                .unwrap_or_default();
        }
        Ok(Batch { found })
    }

    /// The records of one partition whose sort keys begin so, by sort key; at most `most`, strongly
    /// consistent.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn partition<R: Record>(
        &self,
        (pk, sk): (impl Into<String>, impl Into<String>),
        latest_first: bool,
        most: u8,
        after: Option<&Key>,
    ) -> Result<(Vec<Versioned<R>>, Option<Key>), StoreError> {
        use aws_sdk_dynamodb::types::AttributeValue::S;
        let sk = sk.into();
        let since = Instant::now();
        let mut query = self
            .client
            .query()
            .table_name(&self.name)
            .expression_attribute_values(":pk", S(pk.into()))
            .consistent_read(true)
            .scan_index_forward(!latest_first)
            .limit(i32::from(most))
            .set_exclusive_start_key(after.map(codec::key_item))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        query = if sk.is_empty() {
            query.key_condition_expression("pk = :pk")
        } else {
            query
                .key_condition_expression("pk = :pk AND begins_with(sk, :sk)")
                .expression_attribute_values(":sk", S(sk))
        };
        let reply = query.send().await.map_err(StoreError::from_sdk)?;
        self.count(true, reply.consumed_capacity.as_slice(), since);
        let records = reply
            .items
            .unwrap_or_default()
            .iter()
            .map(|item| Ok(Versioned { record: codec::record(item)?, version: codec::version(item) }))
            .collect::<Result<_, StoreError>>()?;
        Ok((records, reply.last_evaluated_key.as_ref().and_then(key_of)))
    }

    /// Begins a write. All of it happens, or nothing.
    pub fn transaction(&self) -> Transaction {
        Transaction::new(self.clone())
    }
}

pub(super) fn key_of(item: &Item) -> Option<Key> {
    let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned();
    Some(Key { pk: text("pk")?, sk: text("sk")? })
}

/// Items that were asked for together.
#[derive(Debug, Default)]
pub struct Batch {
    found: HashMap<Key, Item>,
}

impl Batch {
    /// One of them.
    ///
    /// # Errors
    /// [`StoreError::Codec`] where it is not such a record.
    pub fn get<R: Record>(&self, key: &Key) -> Result<Option<Versioned<R>>, StoreError> {
        self.found
            .get(key)
            .map(|item| Ok(Versioned { record: codec::record(item)?, version: codec::version(item) }))
            .transpose()
    }
}
