//! What is looked for, prepared once for all names it is compared with.
//!
//! A letter of what is typed stands for itself or for a beginning of a reading. Which stretch of the query each
//! sound can stand for is worked out before any name is looked at: `any` and `full` say by sound and place in the
//! query, as bits, where the stretch may end. Comparing a name is then a walk over its characters that keeps the
//! set of places reached so far.

use crate::fold::tokens;
use crate::readings::{BEYOND, Readings, place};

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
    /// What `ends` says of a syllable at a place of the query, for each sound the sum over its syllables. Most say
    /// nothing anywhere, so most of the table stays as it came.
    pub(crate) fn of(tokens: &[char], ends: impl Fn(&[char], usize) -> u64) -> Self {
        let all = Readings::get();
        let width = tokens.len() + 1;
        let mut by_sound = vec![0_u64; all.sounds.len() * width];
        for (letters, sounds) in &all.syllables {
            for at in 0..tokens.len() {
                let reached = ends(letters, at);
                if reached != 0 {
                    for sound in sounds {
                        if let Some(cell) = by_sound.get_mut(usize::from(*sound) * width + at) {
                            *cell |= reached;
                        }
                    }
                }
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

/// By character: whether a match may begin with it, and whether one may end with it. A name without both is not
/// looked at further, which is nearly every name.
#[derive(Debug)]
pub(crate) struct Edges(Vec<u8>);

const BEGINS: u8 = 1;
const ENDS: u8 = 2;

impl Edges {
    pub(crate) fn of(tokens: &[char], reached: impl Fn(u16, usize) -> u64) -> Self {
        let end = bit(tokens.len());
        let mut edges = vec![0_u8; BEYOND];
        let mut set = |letter: char, edge: u8| {
            if let Some(known) = edges.get_mut(place(letter)) {
                *known |= edge;
            }
        };
        for (sound, letters) in (0..).zip(&Readings::get().sounds) {
            let begins = if reached(sound, 0) == 0 { 0 } else { BEGINS };
            let ends = if (0..tokens.len()).any(|at| reached(sound, at) & end != 0) { ENDS } else { 0 };
            if begins | ends != 0 {
                letters.iter().for_each(|letter| set(*letter, begins | ends));
            }
        }
        tokens.first().into_iter().for_each(|first| set(*first, BEGINS));
        tokens.last().into_iter().for_each(|last| set(*last, ENDS));
        Self(edges)
    }

    /// Whether a match may begin with this character.
    pub(crate) fn begins(&self, letter: char) -> bool {
        self.edge(letter) & BEGINS != 0
    }

    /// Whether a name has a character for each edge.
    pub(crate) fn admit(&self, name: &[char]) -> bool {
        name.iter().fold(0, |edges, letter| edges | self.edge(*letter)) == BEGINS | ENDS
    }

    fn edge(&self, letter: char) -> u8 {
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
    pub(crate) edges: Edges,
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
        let edges = Edges::of(tokens, |sound, at| any.ends(sound, at));
        Self { any, full, edges }
    }
}

/// Where the walk may be after a character that stands for itself.
pub(crate) fn literally(tokens: &[char], letter: char, from: u64) -> u64 {
    let fits = |at: &usize| tokens.get(*at) == Some(&letter);
    places(from).filter(fits).fold(0, |reached, at| reached | bit(at + 1))
}
