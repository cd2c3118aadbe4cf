//! Shards of the search index as the table knows them, and the names that an index is made of. What a shard says, and
//! how, is the crate `index`'s business.

use super::codec::{self, Item, Record};
use super::keys::{self, Key, Listed};
use super::place::Chain;
use super::query::{IndexKey, Listing};
use super::table::{StoreError, Table};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Serialize};
use shared_types::ids::{MemberId, OrgId};
use shared_types::orgs::OrgKind;

/// A shard of the search index: which object holds it, and what has changed since that was written. A reader who has
/// this record has everything, whenever the object was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexRecord {
    /// The root of the tree.
    pub root: OrgId,
    /// The county-level organisation whose shard it is; the root for what stands at the root itself.
    pub shard: OrgId,
    /// The key of the object; `None` for a shard that has only changes so far.
    pub object: Option<String>,
    /// The object before, which somebody may just be reading.
    pub before: Option<String>,
    /// Changes, as the crate `index` writes them, in base64.
    delta: String,
}

impl IndexRecord {
    /// A shard of which nothing is known yet.
    pub fn new(root: OrgId, shard: OrgId) -> Self {
        Self { root, shard, object: None, before: None, delta: String::new() }
    }

    /// The changes, as bytes.
    ///
    /// # Errors
    /// [`StoreError::Broken`].
    pub fn delta(&self) -> Result<Vec<u8>, StoreError> {
        STANDARD.decode(&self.delta).map_err(|_| StoreError::Broken("changes of an index"))
    }

    /// With other changes.
    #[must_use]
    pub fn with_delta(self, bytes: &[u8]) -> Self {
        Self { delta: STANDARD.encode(bytes), ..self }
    }
}

impl Record for IndexRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::index(&self.root, &self.shard)
    }
}

/// A name in the table: of an organisation or a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The version of its record.
    pub version: u64,
    /// From the root down, as stored.
    pub chain: Chain,
    /// The name.
    pub name: String,
    /// Whose it is.
    pub of: NameOf,
}

/// Whose a name is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameOf {
    /// An organisation's.
    Org {
        /// Its kind.
        kind: OrgKind,
        /// Names that it had before, the latest last.
        former: Vec<String>,
    },
    /// A member's.
    Member(MemberId),
}

/// Part of a row.
#[derive(Deserialize)]
struct Row {
    chain: Chain,
    name: String,
    kind: Option<String>,
    #[serde(default)]
    former: Vec<String>,
    member: Option<MemberId>,
}

impl Named {
    /// From what an item shows to lists; `None` for what has no name to be found by.
    pub(super) fn of<V>(
        kind: Option<Listed>,
        row: Option<V>,
        version: u64,
    ) -> Result<Option<Self>, StoreError>
    where
        V: Into<serde_dynamo::AttributeValue>,
    {
        let (Some(listed @ (Listed::Orgs | Listed::Members)), Some(row)) = (kind, row) else {
            return Ok(None);
        };
        let Row { chain, name, kind, former, member } = serde_dynamo::from_attribute_value(row.into())?;
        let of = match (listed, member) {
            (Listed::Members, Some(member)) => NameOf::Member(member),
            (Listed::Members, None) => return Err(StoreError::Broken("a member without an id")),
            _ => {
                let kind =
                    kind.as_deref().map(IntoDeserializer::<serde::de::value::Error>::into_deserializer);
                let kind = kind.and_then(|kind| OrgKind::deserialize(kind).ok());
                NameOf::Org {
                    kind: kind.ok_or(StoreError::Broken("an organisation without a kind"))?,
                    former,
                }
            }
        };
        Ok(Some(Self { version, chain, name, of }))
    }
}

/// Where a walk through names goes on.
#[derive(Debug, Clone)]
pub struct NameMark(IndexKey);

impl Table {
    /// One page of the names of a kind that are stored under a chain, whatever moves are under way.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn names(
        &self,
        range: &Chain,
        kind: Listed,
        most: u8,
        mark: Option<NameMark>,
    ) -> Result<(Vec<Named>, Option<NameMark>), StoreError> {
        let listing = Listing { kind, name: String::new(), only: Vec::new(), most };
        let (items, last) = self.stored_below(range, &listing, mark.map(|mark| mark.0)).await?;
        let mut names = Vec::with_capacity(items.len());
        for item in &items {
            names.extend(name(item, kind)?.filter(|name| range.covers(&name.chain)));
        }
        Ok((names, last.map(NameMark)))
    }
}

fn name(item: &Item, kind: Listed) -> Result<Option<Named>, StoreError> {
    Named::of(Some(kind), item.get("row").cloned(), codec::version(item))
}
