//! Reading and writing a table as a whole, without conditions: the import of a city, a restored table before
//! anybody uses it. Ordinary work goes by [`super::Transaction`].

use super::codec::{self, Item, Record};
use super::keys::{self, Key};
use super::table::{StoreError, Table, key_of};
use crate::clock::pause;
use aws_sdk_dynamodb::types::{AttributeValue, DeleteRequest, PutRequest, WriteRequest};
use serde::{Deserialize, Serialize};
use shared_types::dates::Day;
use shared_types::ids::OrgId;
use std::collections::HashMap;

/// Most items of one request; a limit of the database.
const MOST: usize = 25;

/// How often in a row a request may get nothing done before the table counts as overloaded.
const TRIES: u32 = 8;

/// An item as it will be written, or as it was found.
#[derive(Debug, Clone)]
pub struct Prepared(Item);

#[derive(Serialize, Deserialize)]
struct Exported {
    #[serde(rename = "Item")]
    item: HashMap<String, serde_dynamo::AttributeValue>,
}

impl Prepared {
    /// The record in its first version.
    ///
    /// # Errors
    /// [`StoreError::Codec`].
    pub fn new<R: Record>(record: &R) -> Result<Self, StoreError> {
        codec::item(record, 1).map(Self)
    }

    /// Where it stands.
    ///
    /// # Errors
    /// [`StoreError::Broken`].
    pub fn key(&self) -> Result<Key, StoreError> {
        key_of(&self.0).ok_or(StoreError::Broken("an item without a key"))
    }

    /// The record in it.
    ///
    /// # Errors
    /// [`StoreError::Codec`] where it is not such a record.
    pub fn record<R: Record>(&self) -> Result<R, StoreError> {
        codec::record(&self.0)
    }

    /// As the database exports items: `{"Item":{"pk":{"S":"…"},…}}`.
    ///
    /// # Errors
    /// Where the item cannot be JSON.
    pub fn exported(self) -> Result<String, serde_json::Error> {
        let item = self.0.into_iter().map(|(name, value)| (name, value.into())).collect();
        serde_json::to_string(&Exported { item })
    }

    /// Back from [`Prepared::exported`].
    ///
    /// # Errors
    /// Where the text is no such item.
    pub fn imported(line: &str) -> Result<Self, serde_json::Error> {
        let Exported { item } = serde_json::from_str(line)?;
        Ok(Self(item.into_iter().map(|(name, value)| (name, value.into())).collect()))
    }

    /// With whole numbers beside the record, such as an organisation's counts ([`super::COUNTS`]).
    #[must_use]
    pub fn with(mut self, numbers: &[(&'static str, u32)]) -> Self {
        self.0.extend(
            numbers.iter().map(|(name, number)| ((*name).to_owned(), AttributeValue::N(number.to_string()))),
        );
        self
    }
}

impl Table {
    /// Writes items over whatever is there. What the table does not take at once is offered again, with growing
    /// pauses. After an error some may be written.
    ///
    /// # Errors
    /// [`StoreError::Throttled`] when the table goes on taking nothing; [`StoreError`].
    pub async fn put_all(&self, items: Vec<Prepared>) -> Result<(), StoreError> {
        self.write_all(items.into_iter().map(put)).await
    }

    /// Removes what stands under these keys, as [`Table::put_all`] writes.
    ///
    /// # Errors
    /// As there.
    pub async fn remove_all(&self, keys: Vec<Key>) -> Result<(), StoreError> {
        self.write_all(keys.iter().map(delete)).await
    }

    /// The next items of the table, in no order, and where to go on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn everything(&self, after: Option<Key>) -> Result<(Vec<Prepared>, Option<Key>), StoreError> {
        let scan = self.client.scan().table_name(&self.name).consistent_read(true);
        let page = scan.set_exclusive_start_key(after.as_ref().map(codec::key_item)).send().await;
        let page = page.map_err(StoreError::from_sdk)?;
        let items = page.items.unwrap_or_default().into_iter().map(Prepared).collect();
        Ok((items, page.last_evaluated_key.as_ref().and_then(key_of)))
    }

    async fn write_all(
        &self,
        requests: impl Iterator<Item = Result<WriteRequest, StoreError>>,
    ) -> Result<(), StoreError> {
        let mut requests = requests;
        loop {
            let some: Vec<WriteRequest> = requests.by_ref().take(MOST).collect::<Result<_, _>>()?;
            if some.is_empty() {
                return Ok(());
            }
            self.write_batch(some).await?;
        }
    }

    async fn write_batch(&self, mut left: Vec<WriteRequest>) -> Result<(), StoreError> {
        let mut idle = 0;
        loop {
            let offered = left.len();
            let answer = self.client.batch_write_item().request_items(&self.name, left.clone()).send().await;
            match answer.map_err(StoreError::from_sdk) {
                Ok(reply) => {
                    left = reply.unprocessed_items.unwrap_or_default().remove(&self.name).unwrap_or_default();
                }
                Err(StoreError::Throttled) => {}
                Err(error) => return Err(error),
            }
            if left.is_empty() {
                return Ok(());
            }
            idle = if left.len() < offered { 0 } else { idle + 1 };
            if idle == TRIES {
                return Err(StoreError::Throttled);
            }
            pause(50 * 2_u64.pow(idle)).await;
        }
    }
}

fn delete(key: &Key) -> Result<WriteRequest, StoreError> {
    let delete = DeleteRequest::builder().set_key(Some(codec::key_item(key))).build();
    let delete = delete.map_err(|_| StoreError::Broken("a key without attributes"))?;
    Ok(WriteRequest::builder().delete_request(delete).build())
}

fn put(item: Prepared) -> Result<WriteRequest, StoreError> {
    let put = PutRequest::builder().set_item(Some(item.0)).build();
    let put = put.map_err(|_| StoreError::Broken("an item without attributes"))?;
    Ok(WriteRequest::builder().put_request(put).build())
}

/// How far an import has come. What it was begun with stays, so that it is finished as it was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRecord {
    /// The root of the tree.
    pub root: OrgId,
    /// The seed of what is generated.
    pub seed: u64,
    /// Members in all.
    pub members: u32,
    /// The day as of which it is generated.
    pub as_of: Day,
    /// SHA-256 of the file of divisions.
    pub divisions: String,
    /// Members written, the first ones.
    pub written: u32,
    /// Whether everything is written.
    pub complete: bool,
}

impl Record for ImportRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::import()
    }
}
