//! One slip in what is spelt: a letter too many, missing, wrong, or two that changed places, within one syllable or
//! across two. Looked for only where too little fits without.

use crate::grade::{Fit, MISSPELT};
use crate::needs::Needs;
use crate::query::{Query, Sounds, Table, bit, literally};
use crate::readings::Readings;

/// Shorter spellings stand for too much already.
const SHORTEST: usize = 4;

/// What a query stands for with one slip in it. The rest is spelt in whole readings, but for the end of the query,
/// which may stop within one.
#[derive(Debug)]
pub(crate) struct Typos<'a> {
    tokens: &'a [char],
    sounds: &'a Sounds,
    /// A stretch that is a whole reading but for one slip.
    slips: Table,
    /// A stretch that is a reading without its last letter, then the first letter of the next, then its own last.
    turns: Table,
    /// After such a stretch: the rest of the next reading.
    turned: Table,
    pub(crate) needs: Needs,
}

impl<'a> Typos<'a> {
    /// Prepares a query; `None` where it has too few letters.
    pub(crate) fn of(query: &'a Query) -> Option<Self> {
        let (tokens, sounds) = (query.tokens.as_slice(), query.sounds.as_ref()?);
        if tokens.iter().filter(|letter| letter.is_ascii_lowercase()).count() < SHORTEST {
            return None;
        }
        let stretch = |at: usize, length: usize| {
            let letters = tokens.get(at..at + length)?;
            letters.iter().all(char::is_ascii_lowercase).then_some(letters)
        };
        let slips = Table::of(tokens, |syllable, at| {
            if syllable.len() < 2 {
                return 0;
            }
            let lengths = syllable.len() - 1..=syllable.len() + 1;
            let fits = |length: &usize| stretch(at, *length).is_some_and(|typed| one_slip(syllable, typed));
            lengths.filter(fits).fold(0, |ends, length| ends | bit(at + length))
        });
        let turns = Table::of(tokens, |syllable, at| {
            match (syllable.split_last(), stretch(at, syllable.len() + 1)) {
                (Some((own, before)), Some([typed @ .., next, last]))
                    if typed == before && last == own && next != own =>
                {
                    bit(at + syllable.len() + 1)
                }
                _ => 0,
            }
        });
        let turned = Table::of(tokens, |syllable, at| {
            let next = at.checked_sub(2).and_then(|next| tokens.get(next));
            match syllable.split_first() {
                Some((first, rest)) if Some(first) == next && stretch(at, rest.len()) == Some(rest) => {
                    bit(at + rest.len())
                }
                _ => 0,
            }
        });
        // Where the query may stop within a reading it may so only at its end.
        let end = bit(tokens.len());
        let ends = |sound: u16| [&sounds.any, &slips, &turns, &turned].iter().any(|table| table.has(sound));
        let needs = Needs::at_edges(tokens, ends, |sound, at| {
            let rightly = sounds.full.ends(sound, at) | (sounds.any.ends(sound, at) & end);
            rightly | slips.ends(sound, at) | turns.ends(sound, at) | turned.ends(sound, at)
        });
        Some(Self { tokens, sounds, slips, turns, turned, needs })
    }

    /// Where a folded name fits with one slip.
    pub(crate) fn fit(&self, name: &[char]) -> Option<Fit> {
        if !self.needs.admit(name) {
            return None;
        }
        let starts = name.iter().enumerate().filter(|(_, letter)| self.needs.begins(**letter));
        starts.map(|(from, _)| from).find_map(|from| {
            let length = self.walk(name.get(from..).unwrap_or_default())?;
            Some(Fit { grade: MISSPELT, from, to: from + length })
        })
    }

    fn walk(&self, name: &[char]) -> Option<usize> {
        let all = Readings::get();
        let end = bit(self.tokens.len());
        let (mut right, mut slipped, mut turning) = (bit(0), 0, 0);
        for (at, letter) in name.iter().enumerate() {
            let sound = all.sound(*letter);
            let rightly = |from: u64| {
                self.sounds.full.step(sound, from)
                    | (self.sounds.any.step(sound, from) & end)
                    | literally(self.tokens, *letter, from)
            };
            slipped = rightly(slipped) | self.slips.step(sound, right) | self.turned.step(sound, turning);
            turning = self.turns.step(sound, right);
            right = rightly(right);
            if slipped & end != 0 {
                return Some(at + 1);
            }
            if right | slipped | turning == 0 {
                return None;
            }
        }
        None
    }
}

/// Whether two words differ by exactly one letter too many, missing or wrong, or by two neighbours in each other's
/// place.
pub(crate) fn one_slip(right: &[char], typed: &[char]) -> bool {
    let same = right.iter().zip(typed).take_while(|(a, b)| a == b).count();
    let (right, typed) = (right.get(same..).unwrap_or_default(), typed.get(same..).unwrap_or_default());
    match (right, typed) {
        ([a, right_rest @ ..], [b, typed_rest @ ..]) => {
            let turned = matches!((right_rest, typed_rest), ([c, right @ ..], [d, typed @ ..])
                if (a, c) == (d, b) && right == typed);
            right_rest == typed_rest || right_rest == typed || right == typed_rest || turned
        }
        (rest, []) | ([], rest) => rest.len() == 1,
    }
}
