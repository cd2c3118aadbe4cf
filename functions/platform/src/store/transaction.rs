//! Writes. What must change together changes in one transaction with conditions; each condition carries the
//! refusal that its failure means.

use super::codec::{self, Item, Record};
use super::keys::Key;
use super::table::{StoreError, Table};
use crate::clock::pause;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, Put, ReturnConsumedCapacity, TransactWriteItem, Update,
};
use shared_types::error::Refusal;
use std::collections::HashMap;
use std::time::Instant;

const TRIES: u32 = 5;

/// A write that is being put together.
#[derive(Debug)]
pub struct Transaction {
    table: Table,
    items: Vec<TransactWriteItem>,
    refusals: Vec<Refusal>,
    failed: Option<StoreError>,
}

impl Transaction {
    pub(super) fn new(table: Table) -> Self {
        Self { table, items: Vec::new(), refusals: Vec::new(), failed: None }
    }

    pub(super) fn table_name(&self) -> &str {
        &self.table.name
    }

    pub(super) fn push(&mut self, refusal: Refusal, item: Result<TransactWriteItem, StoreError>) {
        match item {
            Ok(item) => {
                self.items.push(item);
                self.refusals.push(refusal);
            }
            Err(error) => self.failed = Some(error),
        }
    }

    /// Writes a record that must not exist yet.
    pub fn create<R: Record>(&mut self, record: &R, otherwise: Refusal) -> &mut Self {
        let put = codec::item(record, 1).map(|item| {
            let put = Put::builder()
                .table_name(&self.table.name)
                .set_item(Some(item))
                .condition_expression("attribute_not_exists(pk)");
            TransactWriteItem::builder().set_put(put.build().ok()).build()
        });
        self.push(otherwise, put);
        self
    }

    /// Writes a record whether or not it exists.
    pub fn put<R: Record>(&mut self, record: &R) -> &mut Self {
        let put = codec::item(record, 1).map(|item| {
            let put = Put::builder().table_name(&self.table.name).set_item(Some(item));
            TransactWriteItem::builder().set_put(put.build().ok()).build()
        });
        self.push(Refusal::Internal, put);
        self
    }

    /// Writes a record over the version that was read; what others keep beside it stays.
    pub fn save<R: Record>(&mut self, record: &R, version: u64, otherwise: Refusal) -> &mut Self {
        self.save_with(record, version, &[], otherwise)
    }

    /// As [`Transaction::save`], demanding also that numbers beside the record are these.
    pub(super) fn save_with<R: Record>(
        &mut self,
        record: &R,
        version: u64,
        beside: &[(&'static str, u32)],
        otherwise: Refusal,
    ) -> &mut Self {
        let update = codec::attributes(record).map(|attributes| {
            let mut names = HashMap::from([("#ver".to_owned(), "ver".to_owned())]);
            let mut values = HashMap::from([
                (":old".to_owned(), AttributeValue::N(version.to_string())),
                (":new".to_owned(), AttributeValue::N((version + 1).to_string())),
            ]);
            let (mut set, mut remove) = (vec!["#ver = :new".to_owned()], Vec::new());
            for (name, value) in attributes {
                names.insert(format!("#{name}"), name.to_owned());
                match value {
                    Some(value) => {
                        set.push(format!("#{name} = :{name}"));
                        values.insert(format!(":{name}"), value);
                    }
                    None => remove.push(format!("#{name}")),
                }
            }
            let mut conditions = vec!["#ver = :old".to_owned()];
            for (name, number) in beside {
                names.insert(format!("#{name}"), (*name).to_owned());
                values.insert(format!(":{name}"), AttributeValue::N(number.to_string()));
                let same = format!("#{name} = :{name}");
                // A number that was never written is none.
                conditions.push(match number {
                    0 => format!("(attribute_not_exists(#{name}) OR {same})"),
                    _ => same,
                });
            }
            let mut expression = format!("SET {}", set.join(", "));
            if !remove.is_empty() {
                expression.push_str(&format!(" REMOVE {}", remove.join(", ")));
            }
            let update = Update::builder()
                .table_name(&self.table.name)
                .set_key(Some(codec::key_item(&record.key())))
                .update_expression(expression)
                .condition_expression(conditions.join(" AND "))
                .set_expression_attribute_names(Some(names))
                .set_expression_attribute_values(Some(values));
            TransactWriteItem::builder().set_update(update.build().ok()).build()
        });
        self.push(otherwise, update);
        self
    }

    /// Removes a record at the version that was read.
    pub fn remove(&mut self, key: &Key, version: u64, otherwise: Refusal) -> &mut Self {
        let delete = Delete::builder()
            .table_name(&self.table.name)
            .set_key(Some(codec::key_item(key)))
            .condition_expression("ver = :old")
            .expression_attribute_values(":old", AttributeValue::N(version.to_string()));
        self.push(otherwise, Ok(TransactWriteItem::builder().set_delete(delete.build().ok()).build()));
        self
    }

    /// Removes a record, if it is there.
    pub fn forget(&mut self, key: &Key) -> &mut Self {
        let delete = Delete::builder().table_name(&self.table.name).set_key(Some(codec::key_item(key)));
        self.push(
            Refusal::Internal,
            Ok(TransactWriteItem::builder().set_delete(delete.build().ok()).build()),
        );
        self
    }

    /// Removes a record that must be there, whatever its version: what can be used once.
    pub fn consume(&mut self, key: &Key, otherwise: Refusal) -> &mut Self {
        let delete = Delete::builder()
            .table_name(&self.table.name)
            .set_key(Some(codec::key_item(key)))
            .condition_expression("attribute_exists(pk)");
        self.push(otherwise, Ok(TransactWriteItem::builder().set_delete(delete.build().ok()).build()));
        self
    }

    /// Demands that a record is still at the version that was read; 0 stands for one that was not there.
    pub fn unchanged(&mut self, key: &Key, version: u64, otherwise: Refusal) -> &mut Self {
        if version == 0 {
            return self.absent(key, otherwise);
        }
        self.check(
            key,
            "ver = :old",
            HashMap::from([(":old".to_owned(), AttributeValue::N(version.to_string()))]),
            otherwise,
        )
    }

    /// Gives a record that was read another version and changes nothing else: whoever builds on what was
    /// read before is refused.
    pub fn touch(&mut self, key: &Key, version: u64, otherwise: Refusal) -> &mut Self {
        let update = Update::builder()
            .table_name(&self.table.name)
            .set_key(Some(codec::key_item(key)))
            .update_expression("SET ver = :new")
            .condition_expression("ver = :old")
            .expression_attribute_values(":old", AttributeValue::N(version.to_string()))
            .expression_attribute_values(":new", AttributeValue::N((version + 1).to_string()));
        self.push(otherwise, Ok(TransactWriteItem::builder().set_update(update.build().ok()).build()));
        self
    }

    /// Demands that a record exists.
    pub fn exists(&mut self, key: &Key, otherwise: Refusal) -> &mut Self {
        self.check(key, "attribute_exists(pk)", HashMap::new(), otherwise)
    }

    /// Demands that a record does not exist.
    pub fn absent(&mut self, key: &Key, otherwise: Refusal) -> &mut Self {
        self.check(key, "attribute_not_exists(pk)", HashMap::new(), otherwise)
    }

    fn check(&mut self, key: &Key, condition: &str, values: Item, otherwise: Refusal) -> &mut Self {
        let check = ConditionCheck::builder()
            .table_name(&self.table.name)
            .set_key(Some(codec::key_item(key)))
            .condition_expression(condition)
            .set_expression_attribute_values((!values.is_empty()).then_some(values));
        self.push(
            otherwise,
            Ok(TransactWriteItem::builder().set_condition_check(check.build().ok()).build()),
        );
        self
    }

    /// Adds to whole numbers kept beside a record, which must exist.
    pub fn add(&mut self, key: &Key, numbers: &[(&'static str, i64)], otherwise: Refusal) -> &mut Self {
        let mut update = Update::builder()
            .table_name(&self.table.name)
            .set_key(Some(codec::key_item(key)))
            .condition_expression("attribute_exists(pk)");
        let mut parts = Vec::with_capacity(numbers.len());
        for (name, by) in numbers {
            parts.push(format!("#{name} :{name}"));
            update = update
                .expression_attribute_names(format!("#{name}"), *name)
                .expression_attribute_values(format!(":{name}"), AttributeValue::N(by.to_string()));
        }
        update = update.update_expression(format!("ADD {}", parts.join(", ")));
        self.push(otherwise, Ok(TransactWriteItem::builder().set_update(update.build().ok()).build()));
        self
    }

    /// Writes everything, or nothing. Contention is retried with growing, jittered pauses.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with the refusal of the first condition that failed.
    pub async fn commit(self) -> Result<(), StoreError> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        for attempt in 0..TRIES {
            if attempt > 0 {
                pause(20 * 2_u64.pow(attempt)).await;
            }
            let since = Instant::now();
            let answer = self
                .table
                .client
                .transact_write_items()
                .set_transact_items(Some(self.items.clone()))
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await;
            match answer {
                Ok(reply) => {
                    self.table.count(false, reply.consumed_capacity(), since);
                    return Ok(());
                }
                Err(error) => {
                    self.table.count(false, &[], since);
                    match error.as_service_error() {
                        Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
                            let codes: Vec<&str> = cancelled
                                .cancellation_reasons()
                                .iter()
                                .filter_map(|reason| reason.code())
                                .collect();
                            if let Some(refusal) = self.refusal(&codes) {
                                return Err(StoreError::Refused(refusal));
                            }
                            if !codes.contains(&"TransactionConflict") {
                                return Err(StoreError::from_sdk(error));
                            }
                        }
                        Some(TransactWriteItemsError::TransactionInProgressException(_)) => {}
                        _ => return Err(StoreError::from_sdk(error)),
                    }
                }
            }
        }
        Err(StoreError::Contended)
    }

    fn refusal(&self, codes: &[&str]) -> Option<Refusal> {
        codes
            .iter()
            .zip(&self.refusals)
            .find(|(code, _)| **code == "ConditionalCheckFailed")
            .map(|(_, refusal)| refusal.clone())
    }
}
