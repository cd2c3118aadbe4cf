//! How many members each branch has: which branch the member number `k` belongs to, without counting through the
//! others. Knows nothing of who they are.

use super::{dice::Dice, tree::Tree};
use std::collections::HashMap;

/// Members by branch. Members are numbered from 0, branch after branch.
#[derive(Debug, Clone)]
pub(crate) struct Spread {
    /// For each branch that holds members: where it stands in the tree, and the number of its first member.
    branches: Vec<(usize, u32)>,
    members: u32,
}

impl Spread {
    /// Gives `members` members to the branches of a tree. Branches have 3 to 50 members, most of them under 30.
    /// Where there are not enough members for all, some branches hold none, and those that do are spread over
    /// all townships and offices; where there are too many, branches are larger in proportion. The branch at
    /// `first` comes first, so it holds members if any does.
    pub(crate) fn new(tree: &Tree, seed: u64, members: u32, first: usize) -> Self {
        let sized = in_order(tree, seed, first);
        let natural: u64 = sized.iter().map(|(_, size)| u64::from(*size)).sum();
        let wanted = u64::from(members);
        let mut branches = Vec::with_capacity(sized.len());
        let (mut before, mut given) = (0_u64, 0_u32);
        for (at, size) in sized {
            if given >= members {
                break;
            }
            branches.push((at, given));
            before += u64::from(size);
            let end = if wanted <= natural { before.min(wanted) } else { before * wanted / natural };
            given = u32::try_from(end).unwrap_or(members);
        }
        // One or two members make no branch: the one before takes them.
        if branches.len() > 1 && branches.last().is_some_and(|(_, start)| members - start < 3) {
            branches.pop();
        }
        Self { branches, members }
    }

    /// The branch of a member, as its position in the tree; `None` beyond the last member.
    pub(crate) fn branch_of(&self, member: u32) -> Option<usize> {
        if member >= self.members {
            return None;
        }
        let after = self.branches.partition_point(|(_, start)| *start <= member);
        self.branches.get(after.checked_sub(1)?).map(|(at, _)| *at)
    }
}

/// The branches with their natural sizes: first the first of every township and office, then the second of each,
/// and so on, in an order that differs by seed.
fn in_order(tree: &Tree, seed: u64, first: usize) -> Vec<(usize, u32)> {
    let mut shuffled: Vec<(u64, usize, u32)> = tree
        .orgs()
        .iter()
        .enumerate()
        .filter(|(_, org)| org.kind.is_branch())
        .map(|(at, org)| {
            let mut dice = Dice::new(seed, org.id.as_str(), 2);
            (dice.throw(), at, natural_size(&mut dice))
        })
        .collect();
    shuffled.sort_unstable();
    let mut taken: HashMap<Option<usize>, u32> = HashMap::new();
    let mut ranked: Vec<(bool, u32, u64, usize, u32)> = shuffled
        .into_iter()
        .map(|(order, at, size)| {
            let rank = taken.entry(tree.way_to(at).get(2).copied()).or_default();
            *rank += 1;
            (at != first, *rank, order, at, size)
        })
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, _, _, at, size)| (at, size)).collect()
}

/// 3 to 50, on average about 18.
fn natural_size(dice: &mut Dice) -> u32 {
    let (low, high) =
        dice.weighted(&[((3, 12), 35), ((13, 24), 42), ((25, 36), 17), ((37, 50), 6)]).unwrap_or((3, 50));
    dice.between(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::divisions::Divisions;
    use std::collections::HashSet;

    impl Spread {
        /// Every branch that holds members, with how many.
        fn sizes(&self) -> impl Iterator<Item = (usize, u32)> {
            let ends = self.branches.iter().skip(1).map(|(_, start)| *start).chain([self.members]);
            self.branches.iter().zip(ends).map(|((at, start), end)| (*at, end - start))
        }
    }

    fn tree(members: u32) -> Tree {
        let divisions =
            Divisions::read(&crate::paths::at("scripts/devkit/data/suqian-divisions.csv")).unwrap();
        Tree::plant(&divisions, 1, "2026-11-23".parse().unwrap(), members).unwrap()
    }

    #[test]
    fn every_member_has_a_branch_and_sizes_are_those_of_branches() {
        for members in [3, 100, 3_000, 40_000, 300_000] {
            let tree = tree(members);
            let first = tree.position("321322101-jg-1").unwrap();
            let spread = Spread::new(&tree, 1, members, first);
            let sizes: Vec<(usize, u32)> = spread.sizes().collect();
            assert_eq!(sizes.iter().map(|(_, size)| size).sum::<u32>(), members);
            assert_eq!(sizes.first().map(|(at, _)| *at), Some(first));
            assert!(sizes.iter().all(|(at, size)| tree.get(*at).unwrap().kind.is_branch() && *size >= 3));
            let most = sizes.iter().map(|(_, size)| *size).max().unwrap();
            assert!(most <= 70, "{members} members, {most} in one branch");
            let large = sizes.iter().filter(|(_, size)| *size > 50).count();
            assert!(large * 8 < sizes.len(), "{members} members, {large} large branches");
            let mut at = 0;
            for (branch, size) in sizes {
                for _ in 0..size {
                    assert_eq!(spread.branch_of(at), Some(branch));
                    at += 1;
                }
            }
            assert_eq!(spread.branch_of(at), None);
        }
    }

    #[test]
    fn three_thousand_members_reach_every_township() {
        let tree = tree(3_000);
        let spread = Spread::new(&tree, 1, 3_000, tree.position("321322101-jg-1").unwrap());
        let reached: HashSet<usize> =
            spread.sizes().filter_map(|(at, _)| tree.way_to(at).get(2).copied()).collect();
        for (at, org) in tree.orgs().iter().enumerate() {
            assert!(org.depth != 2 || reached.contains(&at), "nobody at or below {}", org.name);
        }
    }

    #[test]
    fn no_members_need_no_branch() {
        let spread = Spread::new(&tree(0), 1, 0, 0);
        assert_eq!((spread.sizes().count(), spread.branch_of(0)), (0, None));
    }
}
