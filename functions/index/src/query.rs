//! What is looked for, prepared once for all names it is compared with.
//!
//! A letter of what is typed stands for itself or for a beginning of a reading. Which stretch of the query each
//! sound can stand for is worked out before any name is looked at: `any` and `full` say by sound and place in the
//! query, as bits, where the stretch may end. Comparing a name is then a walk over its characters that keeps the
//! set of places reached so far.

use crate::fold::tokens;
use crate::readings::{BEYOND, Readings, Sound, place};

/// Longer queries are compared character by character only.
const LONGEST: usize = 63;

/// What is looked for.
#[derive(Debug)]
pub struct Query {
    pub(crate) tokens: Vec<char>,
    pub(crate) sounds: Option<Sounds>,
}

impl Query {
    /// Prepares what somebody typed; `None` where nothing is left to look for.
    pub fn of(text: &str) -> Option<Self> {
        let tokens = tokens(text);
        let spelt = tokens.iter().any(char::is_ascii_lowercase) && tokens.len() <= LONGEST;
        let sounds = spelt.then(|| Sounds::of(&tokens));
        (!tokens.is_empty()).then_some(Self { tokens, sounds })
    }
}

/// By sound and place: where what stands for it may end, as bits.
#[derive(Debug)]
pub(crate) struct Table {
    width: usize,
    ends: Vec<u64>,
}

impl Table {
    /// What `ends` says of a syllable at a place of the query, for each sound the sum over its syllables.
    pub(crate) fn of(tokens: &[char], ends: impl Fn(&[char], usize) -> u64) -> Self {
        let all = Readings::get();
        let width = tokens.len() + 1;
        let mut by_syllable: Vec<u64> = Vec::with_capacity(all.syllables.len() * width);
        let mut letters = Vec::new();
        for syllable in &all.syllables {
            letters.clear();
            letters.extend(syllable.chars());
            by_syllable.extend((0..width).map(|at| ends(&letters, at)));
        }
        let mut by_sound = Vec::with_capacity(all.sounds.len() * width);
        for sound in &all.sounds {
            for at in 0..width {
                let of = |syllable: &u16| by_syllable.get(usize::from(*syllable) * width + at).copied();
                by_sound.push(sound.syllables.iter().filter_map(of).fold(0, |sum, ends| sum | ends));
            }
        }
        Self { width, ends: by_sound }
    }

    pub(crate) fn ends(&self, sound: u16, at: usize) -> u64 {
        self.ends.get(usize::from(sound) * self.width + at).copied().unwrap_or_default()
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

/// By character: whether a match may begin with it.
#[derive(Debug)]
pub(crate) struct Starts(Vec<bool>);

impl Starts {
    pub(crate) fn of(first: Option<&char>, begins: impl Fn(u16) -> bool) -> Self {
        let mut starts = vec![false; BEYOND];
        let mut set = |letter: char| {
            if let Some(start) = starts.get_mut(place(letter)) {
                *start = true;
            }
        };
        for (number, Sound { letters, .. }) in (0..).zip(&Readings::get().sounds) {
            if begins(number) {
                letters.iter().copied().for_each(&mut set);
            }
        }
        first.copied().into_iter().for_each(set);
        Self(starts)
    }

    pub(crate) fn with(&self, letter: char) -> bool {
        self.0.get(place(letter)).copied().unwrap_or_default()
    }
}

/// A query with letters in it.
#[derive(Debug)]
pub(crate) struct Sounds {
    /// Where a stretch that is a beginning of a reading ends.
    pub(crate) any: Table,
    /// Where a stretch that is a whole reading ends.
    pub(crate) full: Table,
    pub(crate) starts: Starts,
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
        let starts = Starts::of(tokens.first(), |sound| any.ends(sound, 0) != 0);
        Self { any, full, starts }
    }
}

/// Where the walk may be after a character that stands for itself.
pub(crate) fn literally(tokens: &[char], letter: char, from: u64) -> u64 {
    let fits = |at: &usize| tokens.get(*at) == Some(&letter);
    places(from).filter(fits).fold(0, |reached, at| reached | bit(at + 1))
}
