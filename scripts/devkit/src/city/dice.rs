//! Reproducible randomness: the same seed, purpose and index always give the same throws, on every machine and
//! with every version of every library. Not for secrets.

/// Throws for one thing.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The throws for the thing number `index` of a kind that `purpose` names.
    pub(crate) fn new(seed: u64, purpose: &str, index: u64) -> Self {
        let purpose = purpose.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(mixed(mixed(seed ^ purpose).wrapping_add(index)))
    }

    /// A throw (SplitMix64).
    pub(crate) fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number below `end`, 0 where `end` is 0. The bias of the remainder is far below what data of a demo
    /// could show.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.throw().checked_rem(end).unwrap_or(0)
    }

    /// A number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: u32, most: u32) -> u32 {
        let span = u64::from(most.saturating_sub(least)) + 1;
        least.saturating_add(u32::try_from(self.below(span)).unwrap_or(0))
    }

    /// Whether something happens that happens `times` in a thousand.
    pub(crate) fn happens(&mut self, times: u64) -> bool {
        self.below(1000) < times
    }

    /// One of `choices`.
    pub(crate) fn pick<T: Copy + Default>(&mut self, choices: &[T]) -> T {
        let at = self.below(choices.len().try_into().unwrap_or(0));
        usize::try_from(at).ok().and_then(|at| choices.get(at)).copied().unwrap_or_default()
    }

    /// One of `choices`, the second part of each saying how often it comes relative to the others; `None` where
    /// there is nothing to choose from.
    pub(crate) fn weighted<T: Copy>(&mut self, choices: &[(T, u32)]) -> Option<T> {
        let mut at = self.below(choices.iter().map(|(_, weight)| u64::from(*weight)).sum());
        for (choice, weight) in choices {
            match at.checked_sub(u64::from(*weight)) {
                Some(rest) => at = rest,
                None => return Some(*choice),
            }
        }
        None
    }
}

/// The finaliser of SplitMix64: one to one on 64 bits.
pub(crate) fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throws_are_the_same_everywhere() {
        let throws = |seed, purpose, index| {
            let mut dice = Dice::new(seed, purpose, index);
            [dice.throw(), dice.throw()]
        };
        assert_eq!(throws(1, "member", 2), throws(1, "member", 2));
        for other in [throws(2, "member", 2), throws(1, "org", 2), throws(1, "member", 3)] {
            assert_ne!(throws(1, "member", 2), other);
        }
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::new(1, "weights", 0);
        let mut counts = [0_u32; 3];
        for _ in 0..10_000 {
            counts[dice.weighted(&[(0_usize, 1), (1, 0), (2, 3)]).unwrap()] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((2300..2700).contains(&counts[0]), "{counts:?}");
        assert_eq!(dice.weighted::<u8>(&[]), None);
    }

    #[test]
    fn bounds_are_included() {
        let mut dice = Dice::new(1, "bounds", 0);
        let throws: std::collections::BTreeSet<u32> = (0..1000).map(|_| dice.between(3, 6)).collect();
        assert_eq!(throws.into_iter().collect::<Vec<_>>(), [3, 4, 5, 6]);
        assert_eq!((dice.below(0), dice.between(7, 7), dice.pick::<char>(&[])), (0, 7, '\0'));
    }
}
