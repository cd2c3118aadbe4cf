//! What an organisation directly holds, as numbers beside its record that change in the very transactions
//! which add to it or take from it. They decide whether it may be dissolved or change its kind; a query could
//! not, because indexes follow a moment later, nor could the counts that the projection keeps for reading.
//! Whoever creates or removes something at an organisation calls [`Transaction::hold`].

use super::codec::{self, Item};
use super::keys;
use super::records::{COUNTS, OrgRecord};
use super::table::{StoreError, Table};
use super::transaction::Transaction;
use aws_sdk_dynamodb::types::{AttributeValue, Delete, ReturnConsumedCapacity, TransactWriteItem, Update};
use shared_types::error::Refusal;
use shared_types::ids::OrgId;
use std::time::Instant;

/// What an organisation directly holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Members whose membership lasts.
    pub members: u32,
    /// Organisations directly below.
    pub orgs: u32,
    /// Accounts that may sign in.
    pub accounts: u32,
    /// Transfers whose turn is with it.
    pub transfers: u32,
}

/// One of the [`Holdings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A member whose membership lasts.
    Member,
    /// An organisation directly below.
    Org,
    /// An account that may sign in.
    Account,
    /// A transfer whose turn is with it.
    Transfer,
}

impl Held {
    fn attribute(self) -> &'static str {
        match self {
            Held::Member => "held_members",
            Held::Org => "held_orgs",
            Held::Account => "held_accounts",
            Held::Transfer => "held_transfers",
        }
    }
}

impl Holdings {
    /// Nothing.
    pub const NONE: Holdings = Holdings { members: 0, orgs: 0, accounts: 0, transfers: 0 };

    pub(super) fn beside(item: &Item) -> Self {
        let number = |held: Held| codec::number(item, held.attribute());
        Self {
            members: number(Held::Member),
            orgs: number(Held::Org),
            accounts: number(Held::Account),
            transfers: number(Held::Transfer),
        }
    }

    pub(super) fn numbers(self) -> [(&'static str, u32); 4] {
        [
            (Held::Member.attribute(), self.members),
            (Held::Org.attribute(), self.orgs),
            (Held::Account.attribute(), self.accounts),
            (Held::Transfer.attribute(), self.transfers),
        ]
    }
}

impl Table {
    /// Writes all numbers beside an organisation, whatever was there: the counts in the order of [`COUNTS`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn restate(&self, org: &OrgId, counts: [i64; 4], held: Holdings) -> Result<(), StoreError> {
        let counts = COUNTS.into_iter().zip(counts);
        let held = held.numbers().map(|(name, number)| (name, i64::from(number)));
        let mut update = self
            .raw()
            .0
            .update_item()
            .table_name(self.raw().1)
            .set_key(Some(codec::key_item(&keys::org(org))))
            .condition_expression("attribute_exists(pk)")
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let mut set = Vec::new();
        for (name, number) in counts.chain(held) {
            set.push(format!("{name} = :{name}"));
            update =
                update.expression_attribute_values(format!(":{name}"), AttributeValue::N(number.to_string()));
        }
        let since = Instant::now();
        let answer = update.update_expression(format!("SET {}", set.join(", "))).send().await;
        let reply = answer.map_err(StoreError::from_sdk)?;
        self.count(false, reply.consumed_capacity.as_slice(), since);
        Ok(())
    }
}

impl Transaction {
    /// Says that an organisation directly holds `by` more, or fewer. Demands that it is still at `version`
    /// where one is given, otherwise that it exists; its version stays, so that two additions at once do not
    /// refuse each other.
    pub fn hold(
        &mut self,
        org: &OrgId,
        held: Held,
        by: i32,
        version: Option<u64>,
        otherwise: Refusal,
    ) -> &mut Self {
        self.hold_all(org, &[(held, by)], version, otherwise)
    }

    /// As [`Transaction::hold`], of several kinds at once: a transaction writes an item once.
    pub fn hold_all(
        &mut self,
        org: &OrgId,
        held: &[(Held, i32)],
        version: Option<u64>,
        otherwise: Refusal,
    ) -> &mut Self {
        let mut update =
            Update::builder().table_name(self.table_name()).set_key(Some(codec::key_item(&keys::org(org))));
        let mut parts = Vec::with_capacity(held.len());
        for (held, by) in held {
            let name = held.attribute();
            parts.push(format!("#{name} :{name}"));
            update = update
                .expression_attribute_names(format!("#{name}"), name)
                .expression_attribute_values(format!(":{name}"), AttributeValue::N(by.to_string()));
        }
        update = update.update_expression(format!("ADD {}", parts.join(", ")));
        let update = match version {
            Some(version) => update
                .condition_expression("ver = :ver")
                .expression_attribute_values(":ver", AttributeValue::N(version.to_string())),
            None => update.condition_expression("attribute_exists(pk)"),
        };
        self.push(otherwise, Ok(TransactWriteItem::builder().set_update(update.build().ok()).build()));
        self
    }

    /// As [`Transaction::save`], and demands that the organisation holds what it held when it was read.
    pub fn save_as_held(&mut self, org: &OrgRecord, version: u64, otherwise: Refusal) -> &mut Self {
        self.save_with(org, version, &org.held.numbers(), otherwise)
    }

    /// Removes an organisation at the version that was read, if it holds nothing.
    pub fn dissolve(&mut self, org: &OrgId, version: u64, otherwise: Refusal) -> &mut Self {
        let mut delete = Delete::builder()
            .table_name(self.table_name())
            .set_key(Some(codec::key_item(&keys::org(org))))
            .expression_attribute_values(":ver", AttributeValue::N(version.to_string()))
            .expression_attribute_values(":none", AttributeValue::N("0".to_owned()));
        let mut conditions = vec!["ver = :ver".to_owned()];
        for (at, (name, _)) in Holdings::NONE.numbers().into_iter().enumerate() {
            // A number that was never written is none.
            conditions.push(format!("(attribute_not_exists(#held{at}) OR #held{at} = :none)"));
            delete = delete.expression_attribute_names(format!("#held{at}"), name);
        }
        delete = delete.condition_expression(conditions.join(" AND "));
        self.push(otherwise, Ok(TransactWriteItem::builder().set_delete(delete.build().ok()).build()));
        self
    }
}
