//! The search as it is meant, as plainly as it can be written and far too slow: what the quick one is compared with.
//! Shares nothing with it but the table of readings and the folding of characters.

#![allow(clippy::indexing_slicing, reason = "it is read and tested, never deployed")]

use crate::fold::{fold, tokens};
use crate::readings::Readings;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How well a name fits: lower is better, as the quick search grades. `None`: not at all.
pub fn grade(typed: &str, name: &str) -> Option<u8> {
    let (query, name) = (tokens(typed), name.chars().map(fold).collect::<Vec<char>>());
    if query.is_empty() {
        return None;
    }
    literal(&query, &name).or_else(|| {
        let spelt = query.iter().any(char::is_ascii_lowercase) && query.len() <= 63;
        if spelt { spelt_rightly(&query, &name) } else { None }
    })
}

/// As [`grade`], for names that do not fit but for one slip.
pub fn slipped(typed: &str, name: &str) -> Option<u8> {
    let (query, folded) = (tokens(typed), name.chars().map(fold).collect::<Vec<char>>());
    let letters = query.iter().filter(|letter| letter.is_ascii_lowercase()).count();
    if letters < 4 || query.len() > 63 || grade(typed, name).is_some() {
        return None;
    }
    (0..folded.len()).any(|from| one_slip(&query, &folded[from..])).then_some(23)
}

fn literal(query: &[char], name: &[char]) -> Option<u8> {
    if name == query {
        return Some(0);
    }
    if name.starts_with(query) {
        return Some(1);
    }
    if (0..name.len()).any(|from| name[from..].starts_with(query)) {
        return Some(2);
    }
    // The shortest stretch that holds the query in order.
    let mut shortest: Option<usize> = None;
    for from in 0..name.len() {
        for to in from + 1..=name.len() {
            let mut wanted = query.iter().peekable();
            name[from..to].iter().for_each(|letter| {
                wanted.next_if_eq(&letter);
            });
            if wanted.peek().is_none() {
                shortest = Some(shortest.map_or(to - from, |known| known.min(to - from)));
            }
        }
    }
    let gaps = shortest? - query.len();
    Some(u8::try_from(gaps - 1 + 3).unwrap_or(u8::MAX).min(15))
}

/// Every reading of every character that has one.
static READINGS: LazyLock<HashMap<char, Vec<Vec<char>>>> = LazyLock::new(|| {
    let all = Readings::get();
    let mut readings: HashMap<char, Vec<Vec<char>>> = HashMap::new();
    for (syllable, sounds) in &all.syllables {
        for letter in sounds.iter().flat_map(|sound| &all.sounds[usize::from(*sound)]) {
            readings.entry(*letter).or_default().push(syllable.clone());
        }
    }
    readings
});

/// The readings of a character.
pub fn readings(letter: char) -> &'static [Vec<char>] {
    READINGS.get(&letter).map_or(&[], Vec::as_slice)
}

/// What a character may take from the beginning of a query: how many letters, and whether they are all of it.
fn takes(query: &[char], letter: char) -> Vec<(usize, bool)> {
    let mut takes = Vec::new();
    if query.first() == Some(&letter) {
        takes.push((1, true));
    }
    for reading in readings(letter) {
        for length in 1..=reading.len() {
            if query.starts_with(&reading[..length]) {
                takes.push((length, length == reading.len()));
            }
        }
    }
    takes
}

/// Every way to read the whole query from the beginning of a name, one character after another: characters used, and
/// whether by whole readings.
fn ways(query: &[char], name: &[char]) -> Vec<(usize, bool)> {
    if query.is_empty() {
        return vec![(0, true)];
    }
    let Some((letter, rest)) = name.split_first() else { return Vec::new() };
    let mut ways_on = Vec::new();
    for (length, whole) in takes(query, *letter) {
        for (used, wholly) in ways(&query[length..], rest) {
            ways_on.push((used + 1, whole && wholly));
        }
    }
    ways_on
}

/// Whether the whole query can be read from a name in order, characters left out between.
fn readable_with_gaps(query: &[char], name: &[char]) -> bool {
    let mut reached = vec![false; query.len() + 1];
    reached[0] = true;
    for letter in name {
        for from in (0..query.len()).rev().filter(|from| reached[*from]).collect::<Vec<_>>() {
            for (length, _) in takes(&query[from..], *letter) {
                reached[from + length] = true;
            }
        }
    }
    reached[query.len()]
}

fn spelt_rightly(query: &[char], name: &[char]) -> Option<u8> {
    let mut best: Option<u8> = None;
    for from in 0..name.len() {
        let ways = ways(query, &name[from..]);
        // Whole readings count more than that they make the whole name.
        let whole = ways.iter().filter(|(_, whole)| *whole).map(|(used, _)| *used).min();
        let Some(used) = whole.or(ways.iter().map(|(used, _)| *used).min()) else { continue };
        let place = match (from, from + used == name.len()) {
            (0, true) => 0,
            (0, false) => 2,
            _ => 4,
        };
        let grade = 16 + place + u8::from(whole.is_none());
        best = Some(best.map_or(grade, |best| best.min(grade)));
    }
    best.or_else(|| readable_with_gaps(query, name).then_some(22))
}

/// Whether the whole query can be read from the beginning of a name with exactly one slip.
fn one_slip(query: &[char], name: &[char]) -> bool {
    let Some((letter, rest)) = name.split_first() else { return false };
    for reading in readings(*letter) {
        if reading.len() >= 2 {
            for length in reading.len() - 1..=reading.len() + 1 {
                let Some(typed) =
                    query.get(..length).filter(|typed| typed.iter().all(char::is_ascii_lowercase))
                else {
                    continue;
                };
                if differ_by_one(reading, typed) && rightly(&query[length..], rest) {
                    return true;
                }
            }
        }
        // The last letter and the first of the next reading in each other's place.
        if let Some((next, after)) = rest.split_first() {
            for second in readings(*next) {
                let mut turned = [reading.clone(), second.clone()].concat();
                let at = reading.len();
                turned.swap(at - 1, at);
                let apart = reading[at - 1] != second[0];
                if apart && query.starts_with(&turned) && rightly(&query[turned.len()..], after) {
                    return true;
                }
            }
        }
    }
    takes(query, *letter).into_iter().any(|(length, whole)| whole && one_slip(&query[length..], rest))
}

/// Whether the rest can be read by whole readings, but for its end.
fn rightly(query: &[char], name: &[char]) -> bool {
    if query.is_empty() {
        return true;
    }
    let Some((letter, rest)) = name.split_first() else { return false };
    takes(query, *letter).into_iter().any(|(length, whole)| match query.len() == length {
        true => true,
        false => whole && rightly(&query[length..], rest),
    })
}

fn differ_by_one(right: &[char], typed: &[char]) -> bool {
    let without = |word: &[char], at: usize| [&word[..at], &word[at + 1..]].concat();
    match right.len().cmp(&typed.len()) {
        std::cmp::Ordering::Greater => (0..right.len()).any(|at| without(right, at) == typed),
        std::cmp::Ordering::Less => (0..typed.len()).any(|at| without(typed, at) == right),
        std::cmp::Ordering::Equal => {
            let apart: Vec<usize> = (0..right.len()).filter(|at| right[*at] != typed[*at]).collect();
            match apart[..] {
                [_] => true,
                [a, b] => b == a + 1 && right[a] == typed[b] && right[b] == typed[a],
                _ => false,
            }
        }
    }
}
