//! What a name must have to fit at all: a character for each of a few needs. One that lacks a need is looked at no
//! further, which is nearly every name; those that have the rarest are found without looking at the others.

use crate::bytes::{at, number};
use crate::query::bit;
use crate::readings::{BEYOND, Readings, place};

/// A match begins with it.
const BEGINS: u8 = 1;
/// A match ends with it.
const ENDS: u8 = 2;

/// By character, as bits: which needs it meets.
#[derive(Debug)]
pub(crate) struct Needs {
    met_by: Vec<u8>,
    all: u8,
}

impl Needs {
    fn none() -> Self {
        Self { met_by: vec![0; BEYOND + 1], all: 0 }
    }

    fn meets(&mut self, letter: char, needs: u8) {
        if let Some(met) = self.met_by.get_mut(of(letter)) {
            *met |= needs;
        }
    }

    /// The characters themselves; eight of them tell enough.
    pub(crate) fn literally(tokens: &[char]) -> Self {
        let mut needs = Self::none();
        for (need, token) in (0..u8::BITS).zip(tokens) {
            needs.meets(*token, 1 << need);
            needs.all |= 1 << need;
        }
        needs
    }

    /// A character that a match may begin with, and one that it may end with. `reached` says by sound and place in the
    /// query where what stands for it may end; only those sounds count that `ends` anywhere.
    pub(crate) fn at_edges(
        tokens: &[char],
        ends: impl Fn(u16) -> bool,
        reached: impl Fn(u16, usize) -> u64,
    ) -> Self {
        let end = bit(tokens.len());
        let mut needs = Self { all: BEGINS | ENDS, ..Self::none() };
        for (sound, letters) in (0..).zip(&Readings::get().sounds).filter(|(sound, _)| ends(*sound)) {
            let begins = if reached(sound, 0) == 0 { 0 } else { BEGINS };
            let ends = if (0..tokens.len()).any(|at| reached(sound, at) & end != 0) { ENDS } else { 0 };
            if begins | ends != 0 {
                letters.iter().for_each(|letter| needs.meets(*letter, begins | ends));
            }
        }
        tokens.first().into_iter().for_each(|first| needs.meets(*first, BEGINS));
        tokens.last().into_iter().for_each(|last| needs.meets(*last, ENDS));
        needs
    }

    /// Whether a match may begin with this character; of needs at the edges.
    pub(crate) fn begins(&self, letter: char) -> bool {
        self.met(of(letter)) & BEGINS != 0
    }

    /// Whether a name has a character for each need.
    pub(crate) fn admit(&self, name: &[char]) -> bool {
        name.iter().fold(0, |met, letter| met | self.met(of(*letter))) == self.all
    }

    fn met(&self, place: usize) -> u8 {
        self.met_by.get(place).copied().unwrap_or_default()
    }
}

/// A character as a place in a table; those beyond share one.
fn of(letter: char) -> usize {
    place(letter).min(BEYOND)
}

/// Which of many texts have a character: for every character that occurs, its texts in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Having {
    places: Vec<usize>,
    /// By character: where its texts end.
    ends: Vec<u32>,
    texts: Vec<u32>,
    count: usize,
}

impl Having {
    /// Of these texts.
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a [char]> + Clone) -> Self {
        let mut next = vec![0_u32; BEYOND + 1];
        let mut having = Self::default();
        for letter in texts.clone().flatten() {
            if let Some(count) = next.get_mut(of(*letter)) {
                *count += 1;
            }
        }
        let mut end = 0;
        for (place, next) in next.iter_mut().enumerate().filter(|(_, count)| **count > 0) {
            having.places.push(place);
            end += std::mem::replace(next, end);
            having.ends.push(end);
        }
        having.texts = vec![0; at(end)];
        for (text, letters) in texts.enumerate() {
            having.count = text + 1;
            for letter in letters {
                let Some(next) = next.get_mut(of(*letter)) else { continue };
                if let Some(place) = having.texts.get_mut(at(*next)) {
                    *place = number(text);
                }
                *next += 1;
            }
        }
        having
    }

    /// Each character that occurs, with its texts.
    fn iter(&self) -> impl Iterator<Item = (usize, &[u32])> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let texts = starts.zip(&self.ends).map(|(start, end)| self.texts.get(at(*start)..at(*end)));
        self.places.iter().copied().zip(texts.map(Option::unwrap_or_default))
    }

    /// The texts that have a character for the need that the fewest have one for, in order.
    pub(crate) fn rarest(&self, needs: &Needs) -> Vec<u32> {
        let mut counts = [0_usize; 8];
        for (place, texts) in self.iter() {
            let met = needs.met(place);
            if met != 0 {
                let own = (0..).zip(&mut counts).filter(|(need, _)| met >> need & 1 == 1);
                own.for_each(|(_, count)| *count += texts.len());
            }
        }
        let asked = (0_u8..).zip(counts).filter(|(need, _)| needs.all >> need & 1 == 1);
        let Some((need, _)) = asked.min_by_key(|(_, count)| *count) else { return Vec::new() };
        let mut found = vec![0_u64; self.count.div_ceil(64)];
        for (_, texts) in self.iter().filter(|(place, _)| needs.met(*place) >> need & 1 == 1) {
            for text in texts {
                if let Some(word) = found.get_mut(at(*text) / 64) {
                    *word |= 1 << (*text % 64);
                }
            }
        }
        let words = (0..).step_by(64).zip(found);
        words.flat_map(|(first, word)| crate::query::places(word).map(move |at| first + number(at))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_have_the_rarest_are_found_once_and_in_order() {
        let texts: Vec<Vec<char>> =
            ["张村支部", "李村支部", "", "村村", "王\u{31350}"].map(|text| text.chars().collect()).to_vec();
        let having = Having::of(texts.iter().map(Vec::as_slice));
        let rarest = |text: &str| having.rarest(&Needs::literally(&text.chars().collect::<Vec<char>>()));
        assert_eq!(rarest("村"), [0, 1, 3]);
        assert_eq!(rarest("支村"), [0, 1]);
        assert_eq!(rarest("李村支部"), [1]);
        assert_eq!(rarest("赵村"), Vec::<u32>::new());
        assert_eq!(rarest("\u{31351}"), [4], "beyond the readings all share one place");
        assert!(Having::default().rarest(&Needs::literally(&['村'])).is_empty());
    }
}
