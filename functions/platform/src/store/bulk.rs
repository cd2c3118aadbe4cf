//! Writing many records at once, without conditions: the import of a whole city into a table that nobody else
//! writes yet. Ordinary work goes by [`super::Transaction`].

use super::codec::{self, Item, Record};
use super::keys::{self, Key};
use super::table::{StoreError, Table};
use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use serde::{Deserialize, Serialize};
use shared_types::dates::Day;
use shared_types::ids::OrgId;
use std::time::Duration;

/// Most items of one request; a limit of the database.
const MOST: usize = 25;

/// How often in a row a request may get nothing done before the table counts as overloaded.
const TRIES: u32 = 8;

/// A record as it will be written.
#[derive(Debug, Clone)]
pub struct Prepared(Item);

impl Prepared {
    /// The record in its first version.
    ///
    /// # Errors
    /// [`StoreError::Codec`].
    pub fn new<R: Record>(record: &R) -> Result<Self, StoreError> {
        codec::item(record, 1).map(Self)
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
        let mut items = items.into_iter();
        loop {
            let requests: Vec<WriteRequest> =
                items.by_ref().take(MOST).map(request).collect::<Result<_, _>>()?;
            if requests.is_empty() {
                return Ok(());
            }
            self.put_batch(requests).await?;
        }
    }

    async fn put_batch(&self, mut left: Vec<WriteRequest>) -> Result<(), StoreError> {
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
            let most = 50 * 2_u64.pow(idle);
            tokio::time::sleep(Duration::from_millis(rand::random_range(most / 2..=most))).await;
        }
    }
}

fn request(item: Prepared) -> Result<WriteRequest, StoreError> {
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
