//! Pure decisions about the index: what a change of a record means to it, when changes are merged.

use ::index::{Change, Entry, MemberEntry, OrgEntry, Subject, shard_of};
use platform::store::{NameOf, Named};
use shared_types::ids::OrgId;
use std::collections::BTreeMap;

/// Seconds after which the table's own indexes surely show a change, so that a rebuild finds it there.
pub(crate) const SETTLED_SECONDS: u64 = 5;

/// Changes beside a shard from which on they are merged, once they have settled: some ten kilobytes, which every
/// search reads.
const MANY: usize = 128;

/// Changes beside a shard that are merged in any case.
pub(crate) const MOST_CHANGES: usize = 2048;

/// Whether changes are merged into their shard.
pub(crate) fn are_many(all: usize, settled: usize) -> bool {
    settled >= MANY || all >= MOST_CHANGES
}

/// A city and one of its shards.
pub(crate) type ShardOf = (OrgId, OrgId);

/// What the change of a record means to the index: a change of the shard that it stands in and, where it stood in
/// another, its departure from there. Nothing where neither name nor place has changed.
pub(crate) fn changes(
    before: Option<&Named>,
    after: Option<&Named>,
    at: u64,
) -> Vec<(ShardOf, Subject, Change)> {
    let same = |one: &Named, other: &Named| {
        (&one.name, &one.chain, &one.of) == (&other.name, &other.chain, &other.of)
    };
    if let (Some(before), Some(after)) = (before, after)
        && same(before, after)
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(named) = after
        && let (Some(shard), Some((entry, subject))) = (shard(named), entry(named))
    {
        found.push((shard, subject, Change { version: named.version, at, entry: Some(entry) }));
    }
    if let Some(named) = before
        && let (Some(left), Some((_, subject))) = (shard(named), entry(named))
        && after.and_then(shard).as_ref() != Some(&left)
    {
        let version = after.unwrap_or(named).version;
        found.push((left, subject, Change { version, at, entry: None }));
    }
    found
}

/// The shard that a record is found in.
pub(crate) fn shard(named: &Named) -> Option<ShardOf> {
    let chain = named.chain.ids();
    Some((chain.first()?.clone(), shard_of(chain)?.clone()))
}

/// What the index says of a record.
pub(crate) fn entry(named: &Named) -> Option<(Entry, Subject)> {
    let (chain, name) = (named.chain.ids().to_vec(), named.name.clone());
    let entry = match &named.of {
        NameOf::Org { kind, former } => {
            Entry::Org(OrgEntry { chain, kind: *kind, name, former: former.clone() })
        }
        NameOf::Member(member) => Entry::Member(MemberEntry { member: member.clone(), chain, name }),
    };
    let subject = entry.subject()?;
    Some((entry, subject))
}

/// Changes by the shard that they concern, in their order.
pub(crate) fn by_shard(
    changes: Vec<(ShardOf, Subject, Change)>,
) -> BTreeMap<ShardOf, Vec<(Subject, Change)>> {
    let mut shards: BTreeMap<ShardOf, Vec<(Subject, Change)>> = BTreeMap::new();
    for (shard, subject, change) in changes {
        shards.entry(shard).or_default().push((subject, change));
    }
    shards
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::store::Chain;

    fn chain(path: &str) -> Chain {
        let mut ids = path.split('/').map(|id| id.parse().expect("an id"));
        let root = Chain::root(ids.next().expect("a root"));
        ids.fold(root, |chain, id| chain.child(id))
    }

    fn member(version: u64, path: &str, name: &str) -> Named {
        let of = NameOf::Member("m".parse().expect("an id"));
        Named { version, chain: chain(path), name: name.into(), of }
    }

    #[test]
    fn a_change_concerns_the_shards_that_a_record_leaves_and_enters() {
        let stands = |path: &str| Some(member(3, path, "王"));
        for (before, after, expected) in [
            (None, stands("r/a/b"), &["a+3"][..]),
            (stands("r/a/b"), None, &["a-3"]),
            (stands("r/a/b"), Some(member(4, "r/a/b", "王")), &[]),
            (stands("r/a/b"), Some(member(4, "r/a/b", "汪")), &["a+4"]),
            (stands("r/a/b"), Some(member(4, "r/a/c", "王")), &["a+4"]),
            (stands("r/a/b"), Some(member(4, "r/d/b", "王")), &["d+4", "a-4"]),
            (stands("r"), Some(member(4, "r/d", "王")), &["d+4", "r-4"]),
        ] {
            let found: Vec<String> = changes(before.as_ref(), after.as_ref(), 9)
                .into_iter()
                .map(|((_, shard), _, change)| {
                    format!("{shard}{}{}", if change.entry.is_some() { '+' } else { '-' }, change.version)
                })
                .collect();
            assert_eq!(found, expected, "{before:?} {after:?}");
        }
    }

    #[test]
    fn changes_are_merged_when_many_have_settled_or_there_are_too_many() {
        for (all, settled, many) in [(0, 0, false), (500, 127, false), (128, 128, true), (2048, 0, true)] {
            assert_eq!(are_many(all, settled), many, "{all} {settled}");
        }
    }
}
