//! How well a name fits what is looked for. Lower grades are better: exact, beginning, part, in order with gaps,
//! then what is spelt.

use crate::query::{Query, Sounds, Table, bit, literally, places};
use crate::readings::Readings;

const EXACT: u8 = 0;
const BEGINNING: u8 = 1;
const PART: u8 = 2;
/// With one character between; more follow, up to [`SPELT`].
const GAPS: u8 = 3;
/// A whole name by whole readings, a whole name by beginnings of readings, then the same of its beginning and of a
/// part of it.
const SPELT: u8 = 16;
const SPELT_GAPS: u8 = SPELT + 6;
pub(crate) const MISSPELT: u8 = SPELT + 7;

/// A name fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fit {
    pub(crate) grade: u8,
    /// The characters that it fits by, the first and the one after the last; some between may not.
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Query {
    /// How well a folded name fits; `None` where it does not.
    pub(crate) fn fit(&self, name: &[char]) -> Option<Fit> {
        if !self.needs.admit(name) {
            return None;
        }
        match &self.sounds {
            None => literal(&self.tokens, name),
            Some(sounds) => {
                let start = name.iter().position(|letter| self.needs.begins(*letter))?;
                literal(&self.tokens, name).or_else(|| spelt(self, sounds, name, start))
            }
        }
    }

    /// The characters of a folded name that it fits by.
    pub(crate) fn marks(&self, name: &[char], fit: Fit) -> Vec<u8> {
        let marked: Vec<usize> = match (fit.grade, &self.sounds) {
            (GAPS..SPELT, _) => {
                let mut tokens = self.tokens.iter().peekable();
                let within = (fit.from..fit.to).zip(name.iter().skip(fit.from));
                within.filter_map(|(at, letter)| tokens.next_if_eq(&letter).map(|_| at)).collect()
            }
            (SPELT_GAPS, Some(sounds)) => spelt_with_gaps(&self.tokens, sounds, name),
            _ => (fit.from..fit.to).collect(),
        };
        marked.into_iter().filter_map(|at| u8::try_from(at).ok()).collect()
    }
}

fn literal(tokens: &[char], name: &[char]) -> Option<Fit> {
    let first = tokens.first()?;
    let (mut best, length): (Option<Fit>, usize) = (None, tokens.len());
    let starts = (0..).zip(name).filter(|(_, letter)| *letter == first).map(|(from, _)| from);
    for from in starts {
        let rest = name.get(from..).unwrap_or_default();
        if rest.starts_with(tokens) {
            let grade = match (from, rest.len() == length) {
                (0, true) => EXACT,
                (0, false) => BEGINNING,
                _ => PART,
            };
            return Some(Fit { grade, from, to: from + length });
        }
        let mut wanted = tokens.iter();
        let mut next = wanted.next();
        let end = rest.iter().position(|letter| {
            if Some(letter) == next {
                next = wanted.next();
            }
            next.is_none()
        });
        // What does not fit from here fits from nowhere after it.
        let Some(end) = end else { break };
        let gaps = (end + 1).saturating_sub(length + 1);
        let grade = u8::try_from(gaps).unwrap_or(u8::MAX).saturating_add(GAPS).min(SPELT - 1);
        if best.is_none_or(|best| grade < best.grade) {
            best = Some(Fit { grade, from, to: from + end + 1 });
        }
    }
    best
}

fn spelt(query: &Query, sounds: &Sounds, name: &[char], start: usize) -> Option<Fit> {
    let tokens = query.tokens.as_slice();
    let mut best: Option<Fit> = None;
    for (from, letter) in name.iter().enumerate().skip(start) {
        if !query.needs.begins(*letter) {
            continue;
        }
        let rest = name.get(from..).unwrap_or_default();
        let Some(length) = walk(tokens, &sounds.any, rest) else { continue };
        let full = walk(tokens, &sounds.full, rest);
        let to = from + full.unwrap_or(length);
        let place = match (from, to == name.len()) {
            (0, true) => 0,
            (0, false) => 2,
            _ => 4,
        };
        let grade = SPELT + place + u8::from(full.is_none());
        if best.is_none_or(|best| grade < best.grade) {
            best = Some(Fit { grade, from, to });
        }
    }
    best.or_else(|| {
        let end = bit(tokens.len());
        let all = Readings::get();
        let mut reached = bit(0);
        for (at, letter) in name.iter().enumerate().skip(start) {
            reached |= sounds.any.step(all.sound(*letter), reached) | literally(tokens, *letter, reached);
            if reached & end != 0 {
                return Some(Fit { grade: SPELT_GAPS, from: start, to: at + 1 });
            }
        }
        None
    })
}

/// How many characters the whole query stands for, one after another from the first.
fn walk(tokens: &[char], table: &Table, name: &[char]) -> Option<usize> {
    let all = Readings::get();
    let end = bit(tokens.len());
    let mut reached = bit(0);
    for (at, letter) in name.iter().enumerate() {
        reached = table.step(all.sound(*letter), reached) | literally(tokens, *letter, reached);
        if reached & end != 0 {
            return Some(at + 1);
        }
        if reached == 0 {
            return None;
        }
    }
    None
}

fn spelt_with_gaps(tokens: &[char], sounds: &Sounds, name: &[char]) -> Vec<usize> {
    let all = Readings::get();
    let ends =
        |letter: char, from: u64| sounds.any.step(all.sound(letter), from) | literally(tokens, letter, from);
    let mut reached = vec![bit(0)];
    for letter in name {
        let before = reached.last().copied().unwrap_or_default();
        reached.push(before | ends(*letter, before));
    }
    // Backwards from the end: a character is used where its place cannot be reached without it.
    let (mut place, mut marked) = (tokens.len(), Vec::new());
    for ((at, letter), before) in name.iter().enumerate().zip(&reached).rev() {
        if before & bit(place) == 0
            && let Some(from) = places(*before).find(|from| ends(*letter, bit(*from)) & bit(place) != 0)
        {
            marked.push(at);
            place = from;
        }
    }
    marked.reverse();
    marked
}
