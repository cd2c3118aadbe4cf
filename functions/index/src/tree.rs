//! The tree within a shard: where entries stand, seen by a caller, while subtrees are on their way.

use crate::bytes::{at, number};
use crate::contents::Contents;
use crate::contents::Entry;
use shared_types::ids::OrgId;
use std::collections::{BTreeMap, HashMap};

/// No tree is deeper; a longer way is a circle, which only changes of different ages can make.
const DEEPEST: usize = 12;

/// A subtree on its way: the chain down to its top before, and after.
#[derive(Debug, Clone, Copy)]
pub struct Moving<'a> {
    /// Before.
    pub from: &'a [OrgId],
    /// After.
    pub to: &'a [OrgId],
}

/// How far a search reaches.
#[derive(Debug, Clone, Copy)]
pub struct Reach<'a> {
    /// The organisation at and below which names are found, with all above it; `None` for the whole city.
    pub within: Option<&'a [OrgId]>,
    /// From where near and far are measured.
    pub near: &'a [OrgId],
    /// Subtrees on their way.
    pub moving: &'a [Moving<'a>],
}

impl Reach<'_> {
    fn moved(&self, org: &OrgId) -> Option<&[OrgId]> {
        self.moving.iter().find(|moving| moving.to.last() == Some(org)).map(|moving| moving.to)
    }
}

/// An organisation in the tree. It may be one of another shard that only stands above something here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) org: OrgId,
    /// A place before its own.
    pub(crate) above: Option<u32>,
}

/// Organisations, each after the one above it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    places: HashMap<OrgId, u32>,
}

impl Tree {
    /// The tree in which entries stand. What an organisation's own entry says of its place counts more than what is
    /// said by the chains of others, which may not have been rewritten yet.
    pub(crate) fn of(contents: &Contents) -> Self {
        let mut above: BTreeMap<&OrgId, Option<&OrgId>> = BTreeMap::new();
        for (_, entry) in contents.entries.values() {
            let chain = entry.chain();
            for (org, parent) in chain.iter().zip(std::iter::once(None).chain(chain.iter().map(Some))) {
                above.entry(org).or_insert(parent);
            }
        }
        for (_, entry) in contents.entries.values() {
            if let Entry::Org(org) = entry
                && let Some((own, parents)) = org.chain.split_last()
            {
                above.insert(own, parents.last());
            }
        }
        let depth = |org: &OrgId| {
            let (mut depth, mut at) = (0, above.get(org).copied().flatten());
            while let Some(parent) = at.filter(|_| depth < DEEPEST) {
                depth += 1;
                at = above.get(parent).copied().flatten();
            }
            depth
        };
        let mut sorted: Vec<(usize, &OrgId)> = above.keys().map(|org| (depth(org), *org)).collect();
        sorted.sort();
        let mut tree = Self::default();
        for (_, org) in sorted {
            let parent = above.get(org).copied().flatten();
            // In a circle the one above comes later, and is left out.
            let node = Node { org: org.clone(), above: parent.and_then(|parent| tree.place(parent)) };
            tree.push(node);
        }
        tree
    }

    pub(crate) fn push(&mut self, node: Node) {
        self.places.insert(node.org.clone(), number(self.nodes.len()));
        self.nodes.push(node);
    }

    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    pub(crate) fn place(&self, org: &OrgId) -> Option<u32> {
        self.places.get(org).copied()
    }

    /// From the root down to an organisation, as far as the shard knows.
    pub(crate) fn chain(&self, place: u32) -> Vec<OrgId> {
        let mut chain = Vec::new();
        let mut next = Some(place);
        while let Some(node) = next.and_then(|place| self.nodes.get(at(place))) {
            chain.push(node.org.clone());
            next = node.above;
        }
        chain.reverse();
        chain
    }

    /// As [`Tree::chain`], where things stand now.
    pub(crate) fn chain_now(&self, place: u32, reach: &Reach<'_>) -> Vec<OrgId> {
        let stored = self.chain(place);
        for (depth, org) in stored.iter().enumerate() {
            if let Some(to) = reach.moved(org) {
                return to.iter().chain(stored.iter().skip(depth + 1)).cloned().collect();
            }
        }
        stored
    }

    /// How many steps each organisation is away from where the search looks from; `None` for those outside.
    pub(crate) fn places(&self, reach: &Reach<'_>) -> Vec<Option<u8>> {
        /// Where one stands: how deep, how many steps away, whether at or below where the search reaches, and
        /// whether it is on the way down to where near and far are measured from.
        #[derive(Clone, Copy)]
        struct Stands {
            depth: usize,
            away: usize,
            inside: bool,
            on_the_way: bool,
        }
        let whole = reach.within.is_none();
        let last = reach.within.and_then(<[OrgId]>::last);
        let of_chain = |chain: &[OrgId]| {
            let common = chain.iter().zip(reach.near).take_while(|(a, b)| a == b).count();
            Stands {
                depth: chain.len(),
                away: (chain.len() - common) + (reach.near.len() - common),
                inside: whole || reach.within.is_some_and(|within| chain.starts_with(within)),
                on_the_way: common == chain.len(),
            }
        };
        let mut stands: Vec<Stands> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let own = match (reach.moved(&node.org), node.above.and_then(|above| stands.get(at(above)))) {
                (Some(to), _) => of_chain(to),
                (None, None) => of_chain(std::slice::from_ref(&node.org)),
                (None, Some(above)) => {
                    let on_the_way = above.on_the_way && reach.near.get(above.depth) == Some(&node.org);
                    let away = if on_the_way { above.away.saturating_sub(1) } else { above.away + 1 };
                    let inside = above.inside || last == Some(&node.org);
                    Stands { depth: above.depth + 1, away, inside, on_the_way }
                }
            };
            stands.push(own);
        }
        stands.iter().map(|one| one.inside.then(|| u8::try_from(one.away).unwrap_or(u8::MAX))).collect()
    }
}
