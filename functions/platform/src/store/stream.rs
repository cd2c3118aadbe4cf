//! The events that carry the table's changes, as the event source mapping of the cloud sends them. The mapping
//! has a tumbling window, because only then does an event name its shard; devkit does the same.

use super::codec::DEPTHS;
use super::files::FileRecord;
use super::index::Named;
use super::keys::{FILES, JOBS, Key, Listed, TURNS};
use super::table::StoreError;
use serde::Deserialize;
use serde_dynamo::{AttributeValue, Item};
use shared_types::ids::OrgId;
use shared_types::members::Standing;

/// One event: changes of one shard, in order.
#[derive(Debug, Clone, Deserialize)]
pub struct Changes {
    /// The shard.
    #[serde(rename = "shardId", default)]
    pub shard: Option<String>,
    /// What changed; none at the end of a window.
    #[serde(rename = "Records", default)]
    pub changes: Vec<Change>,
}

/// The change of one item.
#[derive(Debug, Clone, Deserialize)]
pub struct Change {
    dynamodb: StreamRecord,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct StreamRecord {
    sequence_number: String,
    keys: Item,
    #[serde(default)]
    old_image: Option<Item>,
    #[serde(default)]
    new_image: Option<Item>,
}

impl Change {
    /// Its number; numbers grow within a shard.
    pub fn sequence(&self) -> Sequence {
        Sequence::of(&self.dynamodb.sequence_number)
    }

    /// The listed record before the change.
    pub fn before(&self) -> Option<Image> {
        self.dynamodb.old_image.as_ref().and_then(Image::of)
    }

    /// The listed record after the change.
    pub fn after(&self) -> Option<Image> {
        self.dynamodb.new_image.as_ref().and_then(Image::of)
    }

    /// From the root down to who has come to have a transfer to act on by this change, and when it was made.
    pub fn turn(&self) -> Option<TurnTaken> {
        let desk = |image: Option<&Item>| Some(text(image?, "parent")?.to_owned());
        let begun = text(&self.dynamodb.keys, "sk")?.starts_with(TURNS);
        let (was, is) = (desk(self.dynamodb.old_image.as_ref()), desk(self.dynamodb.new_image.as_ref()));
        let new = begun && is.is_some() && was != is;
        let image = self.after().filter(|_| new)?;
        Some(TurnTaken { orgs: image.orgs, change: self.sequence() })
    }

    /// The name before the change and after it, where the item has one.
    ///
    /// # Errors
    /// [`StoreError`] for an item that is not of its form.
    pub fn names(&self) -> Result<(Option<Named>, Option<Named>), StoreError> {
        let name = |image: &Option<Item>| match image {
            Some(image) => {
                let version = match image.get("ver") {
                    Some(AttributeValue::N(digits)) => digits.parse().unwrap_or_default(),
                    _ => 0,
                };
                Named::of(text(image, "sort").and_then(Listed::of), image.get("row").cloned(), version)
            }
            None => Ok(None),
        };
        Ok((name(&self.dynamodb.old_image)?, name(&self.dynamodb.new_image)?))
    }

    /// The key of a rewriting that was begun or has come further.
    pub fn job(&self) -> Option<Key> {
        let (pk, sk) = (text(&self.dynamodb.keys, "pk")?, text(&self.dynamodb.keys, "sk")?);
        let there = self.dynamodb.new_image.is_some() && pk.starts_with(JOBS);
        there.then(|| Key { pk: pk.to_owned(), sk: sk.to_owned() })
    }

    /// The file whose record is no longer there.
    pub fn gone_file(&self) -> Option<FileRecord> {
        let before = self.dynamodb.old_image.as_ref().filter(|_| self.dynamodb.new_image.is_none())?;
        let of_file = text(&self.dynamodb.keys, "pk")?.starts_with(FILES);
        of_file.then(|| serde_dynamo::from_attribute_value(before.get("rec")?.clone()).ok())?
    }
}

/// A sequence number of the stream: digits, compared as a number of any length.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sequence {
    length: usize,
    digits: String,
}

impl Sequence {
    /// From its text.
    pub fn of(text: &str) -> Self {
        let digits = text.trim_start_matches('0').to_owned();
        Self { length: digits.len(), digits }
    }

    /// The digits, without leading zeros.
    pub fn as_str(&self) -> &str {
        &self.digits
    }
}

/// An organisation has come to have a transfer to act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnTaken {
    /// The organisations from the root down to it.
    pub orgs: Vec<OrgId>,
    /// The change by which it came.
    pub change: Sequence,
}

/// What an image shows of a listed record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its kind.
    pub kind: Listed,
    /// The organisations from the root down to the record's own.
    pub orgs: Vec<OrgId>,
    /// The organisation directly above, for an organisation.
    pub parent: Option<OrgId>,
    /// Whether it is a member whose membership has ended.
    pub ended: bool,
}

impl Image {
    fn of(item: &Item) -> Option<Self> {
        let kind = Listed::of(text(item, "sort")?)?;
        let id = |name: &str| text(item, name).and_then(|text| text.parse::<OrgId>().ok());
        let standing = match item.get("row") {
            Some(AttributeValue::M(row)) => row.get("standing").cloned(),
            _ => None,
        };
        let standing: Option<Standing> = standing.and_then(|s| serde_dynamo::from_attribute_value(s).ok());
        Some(Self {
            kind,
            orgs: DEPTHS.iter().map_while(|name| id(name)).collect(),
            parent: id("parent"),
            ended: standing.is_some_and(|standing| !standing.lasts()),
        })
    }
}

fn text<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    match item.get(name) {
        Some(AttributeValue::S(text)) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequence_numbers_are_compared_as_numbers() {
        let sorted = ["000000000000000000009", "10", "99", "100", "222000000000019430876021"];
        for pair in sorted.windows(2) {
            assert!(Sequence::of(pair[0]) < Sequence::of(pair[1]), "{pair:?}");
        }
        assert_eq!(Sequence::of("007"), Sequence::of("7"));
    }

    #[test]
    fn an_event_of_the_cloud_is_read() {
        let event = serde_json::json!({
            "Records": [{
                "eventID": "e", "eventName": "INSERT", "eventSource": "aws:dynamodb",
                "dynamodb": {
                    "ApproximateCreationDateTime": 1_790_000_000,
                    "Keys": { "pk": { "S": "M#1" }, "sk": { "S": "M" } },
                    "NewImage": {
                        "pk": { "S": "M#1" }, "sk": { "S": "M" }, "ver": { "N": "1" },
                        "sort": { "S": "M#王#1" }, "a0": { "S": "city" }, "a1": { "S": "b" },
                        "row": { "M": { "standing": { "S": "deceased" } } },
                    },
                    "SequenceNumber": "111", "SizeBytes": 26, "StreamViewType": "NEW_AND_OLD_IMAGES",
                },
            }],
            "window": { "start": "2026-07-30T17:00:00Z", "end": "2026-07-30T17:05:00Z" },
            "state": {}, "shardId": "shardId-1", "isFinalInvokeForWindow": false,
        });
        let event: Changes = serde_json::from_value(event).expect("reads");
        assert_eq!(event.shard.as_deref(), Some("shardId-1"));
        let change = &event.changes[0];
        assert_eq!((change.before(), change.job()), (None, None));
        let orgs = ["city", "b"].map(|id| id.parse().expect("an id")).to_vec();
        let expected = Image { kind: Listed::Members, orgs, parent: None, ended: true };
        assert_eq!(change.after(), Some(expected));
    }
}
