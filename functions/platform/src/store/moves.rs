//! Moves of subtrees while they are being written. From the moment a move is active everybody sees the
//! subtree at its new place, though the chains stored with its records are rewritten bit by bit: readers
//! translate what is stored ([`Moves::current`]) and look in all places where rows may still stand
//! ([`Moves::ranges`]). Pure; who rewrites is `projections`.

use super::codec::Record;
use super::keys::{self, Key};
use super::place::Chain;
use serde::{Deserialize, Serialize};
use shared_types::ids::OrgId;

/// A subtree on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The chain down to the moved organisation before.
    pub from: Chain,
    /// And after; the last id is the same.
    pub to: Chain,
}

/// The active moves of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moves {
    /// The root of the tree.
    pub root: OrgId,
    /// In no order; none stands above, below or at another.
    pub active: Vec<Move>,
}

impl Record for Moves {
    type Row = ();
    fn key(&self) -> Key {
        keys::moves(&self.root)
    }
}

impl Moves {
    /// A tree in which nothing moves.
    pub fn none(root: OrgId) -> Self {
        Self { root, active: Vec::new() }
    }

    /// Where a record stands whose stored chain is this.
    pub fn current(&self, stored: &Chain) -> Chain {
        self.active.iter().find_map(|m| stored.rebased(&m.from, &m.to)).unwrap_or_else(|| stored.clone())
    }

    /// The chains under which rows may be stored that now stand at or below `now`; none covers another.
    /// `now` itself is the last: a row that is rewritten while somebody pages through the list is met twice
    /// rather than never.
    pub fn ranges(&self, now: &Chain) -> Vec<Chain> {
        let before = self.active.iter().filter_map(|m| match now.rebased(&m.to, &m.from) {
            Some(before) => Some(before),
            None => (now.covers(&m.to) && !now.covers(&m.from)).then(|| m.from.clone()),
        });
        before.chain([now.clone()]).collect()
    }

    /// Whether an organisation at `now` is being moved, or stands above or below one that is, or above where
    /// one comes from.
    pub fn touch(&self, now: &Chain) -> bool {
        self.within(now) || self.active.iter().any(|m| now.covers(&m.to) || now.covers(&m.from))
    }

    /// Whether an organisation at `now` is being moved, or stands below one that is.
    pub fn within(&self, now: &Chain) -> bool {
        self.active.iter().any(|m| m.to.covers(now))
    }

    /// The move of exactly this organisation.
    pub fn of(&self, org: &OrgId) -> Option<&Move> {
        self.active.iter().find(|m| m.to.last() == Some(org))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chain(text: &str) -> Chain {
        let mut ids = text.split('/').map(|id| id.parse().expect("an id"));
        let root = Chain::root(ids.next().expect("a root"));
        ids.fold(root, |chain, id| chain.child(id))
    }

    fn moves(list: &[(&str, &str)]) -> Moves {
        let active = list.iter().map(|(from, to)| Move { from: chain(from), to: chain(to) }).collect();
        Moves { root: "r".parse().expect("an id"), active }
    }

    #[test]
    fn a_stored_chain_is_read_where_it_stands_now() {
        let moves = moves(&[("r/a/s", "r/b/c/s")]);
        for (stored, now) in [
            ("r/a/s", "r/b/c/s"),
            ("r/a/s/x", "r/b/c/s/x"),
            ("r/b/c/s/x", "r/b/c/s/x"),
            ("r/a", "r/a"),
            ("r/a/t", "r/a/t"),
        ] {
            assert_eq!(moves.current(&chain(stored)), chain(now), "{stored}");
        }
    }

    #[test]
    fn rows_are_looked_for_wherever_they_may_stand() {
        let moves = moves(&[("r/a/s", "r/b/s")]);
        for (now, ranges) in [
            ("r", vec!["r"]),
            ("r/a", vec!["r/a"]),
            ("r/b", vec!["r/a/s", "r/b"]),
            ("r/b/s", vec!["r/a/s", "r/b/s"]),
            ("r/b/s/x", vec!["r/a/s/x", "r/b/s/x"]),
            ("r/c", vec!["r/c"]),
        ] {
            let ranges: Vec<Chain> = ranges.into_iter().map(chain).collect();
            assert_eq!(moves.ranges(&chain(now)), ranges, "{now}");
        }
    }

    proptest! {
        /// Whatever has been rewritten so far, each record is found below exactly the organisations below
        /// which it now stands, once.
        #[test]
        fn every_record_is_found_once_below_each_organisation_above_it(rewritten in proptest::collection::vec(any::<bool>(), 6)) {
            let moves = moves(&[("r/a/s", "r/b/c/s")]);
            let before = ["r/a", "r/a/s", "r/a/s/x", "r/a/s/x/y", "r/b/c", "r/b"];
            let stored: Vec<Chain> = before.iter().zip(&rewritten).map(|(text, done)| {
                let stored = chain(text);
                if *done { moves.current(&stored) } else { stored }
            }).collect();
            for below in ["r", "r/a", "r/b", "r/b/c", "r/b/c/s", "r/b/c/s/x", "r/b/c/s/x/y"].map(chain) {
                for row in &stored {
                    let found = moves.ranges(&below).iter()
                        .filter(|range| range.covers(row) && below.covers(&moves.current(row)))
                        .count();
                    let expected = usize::from(below.covers(&moves.current(row)));
                    prop_assert_eq!(found, expected, "{:?} below {:?}", row, &below);
                }
            }
        }
    }
}
