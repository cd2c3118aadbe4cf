//! Records to items and back. Knows the attributes of an item; no other module names one, except
//! [`super::query`] and [`super::transaction`], which build expressions of them.

use super::keys::Key;
use super::place::Place;
use super::table::StoreError;
use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared_types::dates::Moment;
use std::collections::HashMap;

/// An item of the table.
pub type Item = HashMap<String, AttributeValue>;

/// Something that is stored under one key.
pub trait Record: Serialize + DeserializeOwned + Send + Sync {
    /// What lists need of it.
    type Row: Serialize;
    /// Where it is stored.
    fn key(&self) -> Key;
    /// Where it stands in the tree, for records that lists show.
    fn place(&self) -> Option<Place> {
        None
    }
    /// The part that lists need; present exactly when `place` is.
    fn row(&self) -> Option<Self::Row> {
        None
    }
    /// When it may be forgotten.
    fn ends(&self) -> Option<Moment> {
        None
    }
    /// Takes what other writers keep beside the record, such as an organisation's counts.
    fn absorb(&mut self, _item: &Item) {}
    /// Numbers beside the record with which a new one begins; saving it again leaves them alone.
    fn beside(&self) -> Vec<(&'static str, u32)> {
        Vec::new()
    }
}

/// A row of an index.
pub trait ListRow: DeserializeOwned + Send {
    /// The stored chain of its record.
    fn chain(&self) -> &super::Chain;
    /// See [`Record::absorb`].
    fn absorb(&mut self, _item: &Item) {}
}

pub(super) const DEPTHS: [&str; 6] = ["a0", "a1", "a2", "a3", "a4", "a5"];
pub(super) const INDEXES: [&str; 6] = ["below0", "below1", "below2", "below3", "below4", "below5"];

pub(super) fn key_item(key: &Key) -> Item {
    HashMap::from([
        ("pk".to_owned(), AttributeValue::S(key.pk.clone())),
        ("sk".to_owned(), AttributeValue::S(key.sk.clone())),
    ])
}

/// The attributes of a record apart from its key and version. `None` stands for an attribute that must not
/// be present.
pub(super) fn attributes<R: Record>(
    record: &R,
) -> Result<Vec<(&'static str, Option<AttributeValue>)>, StoreError> {
    let place = record.place();
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let mut attributes = vec![
        ("rec", Some(serde_dynamo::to_attribute_value(record)?)),
        ("row", record.row().map(|row| serde_dynamo::to_attribute_value(&row)).transpose()?),
        ("sort", place.as_ref().map(|place| text(&place.sort))),
        ("parent", place.as_ref().and_then(|place| place.parent.as_ref()).map(|org| text(org.as_str()))),
        ("ttl", record.ends().map(|end| AttributeValue::N(end.seconds().to_string()))),
    ];
    let ids = place.as_ref().map_or(&[][..], |place| place.chain.ids());
    attributes.extend(
        DEPTHS.iter().enumerate().map(|(depth, name)| (*name, ids.get(depth).map(|id| text(id.as_str())))),
    );
    Ok(attributes)
}

/// The whole item of a record with the given version.
pub(super) fn item<R: Record>(record: &R, version: u64) -> Result<Item, StoreError> {
    let mut item = key_item(&record.key());
    item.insert("ver".to_owned(), AttributeValue::N(version.to_string()));
    for (name, value) in attributes(record)? {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    }
    for (name, number) in record.beside() {
        item.insert(name.to_owned(), AttributeValue::N(number.to_string()));
    }
    Ok(item)
}

pub(super) fn version(item: &Item) -> u64 {
    number(item, "ver")
}

/// A whole number beside the record, 0 where there is none.
pub(super) fn number<N: std::str::FromStr + Default>(item: &Item, name: &str) -> N {
    match item.get(name) {
        Some(AttributeValue::N(digits)) => digits.parse().unwrap_or_default(),
        _ => N::default(),
    }
}

pub(super) fn record<R: Record>(item: &Item) -> Result<R, StoreError> {
    let stored = item.get("rec").cloned().ok_or(StoreError::Broken("an item without a record"))?;
    let mut record: R = serde_dynamo::from_attribute_value(stored)?;
    record.absorb(item);
    Ok(record)
}

pub(super) fn row<R: ListRow>(item: &Item) -> Result<R, StoreError> {
    let stored = item.get("row").cloned().ok_or(StoreError::Broken("an index entry without a row"))?;
    let mut row: R = serde_dynamo::from_attribute_value(stored)?;
    row.absorb(item);
    Ok(row)
}
