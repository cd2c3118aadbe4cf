//! What is looked for, prepared once for all names it is compared with.
//!
//! A letter of what is typed stands for itself or for a beginning of a reading. Which stretch of the query each
//! sound can stand for is worked out before any name is looked at: `any` and `full` say by sound and place in the
//! query, as bits, where the stretch may end. Comparing a name is then a walk over its characters that keeps the
//! set of places reached so far.

use crate::fold::tokens;
use crate::needs::Needs;
use crate::readings::Readings;

/// Longer queries are compared character by character only.
const LONGEST: usize = 63;

/// What is looked for.
#[derive(Debug)]
pub struct Query {
    pub(crate) tokens: Vec<char>,
    pub(crate) needs: Needs,
    pub(crate) sounds: Option<Sounds>,
}

impl Query {
    /// Prepares what somebody typed; `None` where nothing is left to look for.
    pub fn of(text: &str) -> Option<Self> {
        let tokens = tokens(text);
        if tokens.is_empty() {
            return None;
        }
        let spelt = tokens.iter().any(char::is_ascii_lowercase) && tokens.len() <= LONGEST;
        let sounds = spelt.then(|| Sounds::of(&tokens));
        let needs = match &sounds {
            None => Needs::literally(&tokens),
            Some(Sounds { any, .. }) => {
                Needs::at_edges(&tokens, |sound| any.has(sound), |sound, at| any.ends(sound, at))
            }
        };
        Some(Self { tokens, needs, sounds })
    }
}

/// By sound and place: where what stands for it may end, as bits. Most sounds end nowhere; they share the first row.
#[derive(Debug)]
pub(crate) struct Table {
    width: usize,
    rows: Vec<u16>,
    ends: Vec<u64>,
}

impl Table {
    /// What `ends` says of a syllable at a place of the query, for each sound the sum over its syllables.
    pub(crate) fn of(tokens: &[char], ends: impl Fn(&[char], usize) -> u64) -> Self {
        let all = Readings::get();
        let width = tokens.len() + 1;
        let mut table = Self { width, rows: vec![0; all.sounds.len()], ends: vec![0; width] };
        for (letters, sounds) in &all.syllables {
            for at in 0..tokens.len() {
                let reached = ends(letters, at);
                if reached != 0 {
                    sounds.iter().for_each(|sound| table.add(*sound, at, reached));
                }
            }
        }
        table
    }

    fn add(&mut self, sound: u16, at: usize, reached: u64) {
        let Some(row) = self.rows.get_mut(usize::from(sound)) else { return };
        if *row == 0 {
            *row = u16::try_from(self.ends.len() / self.width).unwrap_or_default();
            self.ends.resize(self.ends.len() + self.width, 0);
        }
        if let Some(ends) = self.ends.get_mut(usize::from(*row) * self.width + at) {
            *ends |= reached;
        }
    }

    /// Whether a sound ends anywhere.
    pub(crate) fn has(&self, sound: u16) -> bool {
        self.rows.get(usize::from(sound)).is_some_and(|row| *row != 0)
    }

    pub(crate) fn ends(&self, sound: u16, at: usize) -> u64 {
        let row = self.rows.get(usize::from(sound)).copied().unwrap_or_default();
        self.ends.get(usize::from(row) * self.width + at).copied().unwrap_or_default()
    }

    /// Where the walk may be after a character of this sound, from these places.
    pub(crate) fn step(&self, sound: u16, from: u64) -> u64 {
        places(from).fold(0, |reached, at| reached | self.ends(sound, at))
    }
}

/// The places that are set.
pub(crate) fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (bits != 0).then(|| {
            let next = bits.trailing_zeros();
            bits &= bits - 1;
            usize::try_from(next).unwrap_or_default()
        })
    })
}

pub(crate) fn bit(at: usize) -> u64 {
    u32::try_from(at).ok().and_then(|at| 1_u64.checked_shl(at)).unwrap_or_default()
}

/// A query with letters in it.
#[derive(Debug)]
pub(crate) struct Sounds {
    /// Where a stretch that is a beginning of a reading ends.
    pub(crate) any: Table,
    /// Where a stretch that is a whole reading ends.
    pub(crate) full: Table,
}

impl Sounds {
    fn of(tokens: &[char]) -> Self {
        let agree = |syllable: &[char], at: usize| {
            let rest = tokens.get(at..).unwrap_or_default();
            syllable.iter().zip(rest).take_while(|(a, b)| a == b).count()
        };
        let any = Table::of(tokens, |syllable, at| {
            (1..=agree(syllable, at)).fold(0, |ends, length| ends | bit(at + length))
        });
        let full = Table::of(tokens, |syllable, at| match agree(syllable, at) == syllable.len() {
            true => bit(at + syllable.len()),
            false => 0,
        });
        Self { any, full }
    }
}

/// Where the walk may be after a character that stands for itself.
pub(crate) fn literally(tokens: &[char], letter: char, from: u64) -> u64 {
    let fits = |at: &usize| tokens.get(*at) == Some(&letter);
    places(from).filter(fits).fold(0, |reached, at| reached | bit(at + 1))
}
