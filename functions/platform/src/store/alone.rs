//! Writes of one item that stand alone, where a transaction would cost twice as much and disturb its
//! neighbours: records that are replaced at the version that was read, and budgets that are drawn on.

use super::codec::{self, Record};
use super::keys::Key;
use super::table::{StoreError, Table};
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{AttributeValue, ConsumedCapacity, ReturnConsumedCapacity};
use shared_types::dates::Moment;
use std::time::Instant;

impl Table {
    /// Writes a whole record over the version that was read, 0 for none. `false`: another writer was first,
    /// and nothing was written.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace<R: Record>(&self, record: &R, version: u64) -> Result<bool, StoreError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(codec::item(record, version + 1)?))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let put = match version {
            0 => put.condition_expression("attribute_not_exists(pk)"),
            version => put
                .condition_expression("ver = :old")
                .expression_attribute_values(":old", AttributeValue::N(version.to_string())),
        };
        let since = Instant::now();
        self.held(put.send().await.map(|reply| reply.consumed_capacity), since)
    }

    /// Takes one from a budget of `most` that is kept under `key` until `ends`. `false`: it is used up.
    /// However many draw at once, no more than `most` succeed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn draw(&self, key: &Key, most: u32, ends: Moment) -> Result<bool, StoreError> {
        let number = |number: i64| AttributeValue::N(number.to_string());
        let since = Instant::now();
        let answer = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(codec::key_item(key)))
            .update_expression("SET #ttl = :ttl ADD #drawn :one")
            .condition_expression("attribute_not_exists(#drawn) OR #drawn < :most")
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_names("#drawn", "drawn")
            .expression_attribute_values(":ttl", number(ends.seconds()))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":most", number(i64::from(most)))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        self.held(answer.map(|reply| reply.consumed_capacity), since)
    }

    /// Whether the condition of a write held.
    fn held<E, R>(
        &self,
        answer: Result<Option<ConsumedCapacity>, SdkError<E, R>>,
        since: Instant,
    ) -> Result<bool, StoreError>
    where
        E: ProvideErrorMetadata + std::fmt::Debug,
        R: std::fmt::Debug,
    {
        match answer {
            Ok(capacity) => {
                self.count(false, capacity.as_slice(), since);
                Ok(true)
            }
            Err(error) => {
                self.count(false, &[], since);
                match error.code() {
                    Some("ConditionalCheckFailedException") => Ok(false),
                    _ => Err(StoreError::from_sdk(error)),
                }
            }
        }
    }
}
