//! Hostile text for the parsers of outside input: right text, bent until something breaks. The bends are the
//! same in each run and a failing text is shrunk; `PROPTEST_CASES=1000000 cargo test hostile` looks further.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::time::{Duration, Instant};

/// No parser may take longer for what a request can carry. Generous, because tests share a machine; what grows
/// with the square of its input takes minutes.
const WITHIN: Duration = Duration::from_secs(5);

/// The length in bytes to which each right text is blown up once: the most that a body may have.
const LARGEST: usize = 256 * 1024;

/// What breaks parsers elsewhere.
const NASTY: [&str; 40] = [
    "",
    "\0",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\u{3000}",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "０",
    "٣",
    "ß",
    "İ",
    "党",
    "𠮷",
    "👩‍👩‍👧",
    "\"",
    "'",
    "\\",
    "\\u0000",
    "\\ud800",
    "%",
    "%00",
    "%zz",
    "+",
    "-",
    "-0",
    "1e999",
    "18446744073709551616",
    "-9223372036854775809",
    "0x1",
    "NaN",
    "null",
    "[[[[[[[[",
    "{\"a\":",
    ",",
    "9999-12-31",
    "--",
];

/// One bend of a text.
#[derive(Debug, Clone)]
enum Bend {
    Cut(Index),
    Remove(Index, usize),
    Insert(Index, String),
    Replace(Index, char),
    Repeat(Index, Index, usize),
}

fn bend() -> impl Strategy<Value = Bend> {
    prop_oneof![
        any::<Index>().prop_map(Bend::Cut),
        (any::<Index>(), 1..4_usize).prop_map(|(at, count)| Bend::Remove(at, count)),
        (any::<Index>(), select(&NASTY[..])).prop_map(|(at, what)| Bend::Insert(at, what.to_owned())),
        (any::<Index>(), "\\PC{1,6}").prop_map(|(at, what)| Bend::Insert(at, what)),
        (any::<Index>(), any::<char>()).prop_map(|(at, with)| Bend::Replace(at, with)),
        (any::<Index>(), any::<Index>(), 1..40_usize)
            .prop_map(|(from, to, times)| Bend::Repeat(from, to, times)),
    ]
}

impl Bend {
    fn apply(&self, text: &mut Vec<char>) {
        let place = |at: &Index, text: &[char]| at.index(text.len() + 1);
        match self {
            Bend::Cut(at) => text.truncate(place(at, text)),
            Bend::Remove(at, count) => {
                let at = place(at, text);
                text.drain(at..(at + count).min(text.len()));
            }
            Bend::Insert(at, what) => {
                let at = place(at, text);
                text.splice(at..at, what.chars());
            }
            Bend::Replace(at, with) => {
                if let Some(place) = text.len().checked_sub(1).map(|_| at.index(text.len())) {
                    text[place] = *with;
                }
            }
            Bend::Repeat(from, to, times) => {
                let (from, to) = (place(from, text), place(to, text));
                let part: Vec<char> = text[from.min(to)..from.max(to)].to_vec();
                text.splice(from.min(to)..from.min(to), part.repeat(*times));
            }
        }
    }
}

/// Gives `parse` right texts and bent ones. `parse` answers what it would write of what it has read, `None` for
/// what it refuses.
///
/// # Panics
/// When a right text is refused, `parse` panics or takes too long, or it refuses or reads differently what it
/// has written itself.
pub fn survives(what: &str, right: &[&str], parse: impl Fn(&str) -> Option<String>) {
    let timed = |text: &str| {
        let start = Instant::now();
        let written = parse(text);
        let took = start.elapsed();
        assert!(took < WITHIN, "{what}: {took:?} for {} bytes", text.len());
        written
    };
    for text in right {
        assert!(timed(text).is_some(), "{what} refuses {text}");
        timed(&text.repeat(LARGEST / text.len().max(1)));
    }
    let right: Vec<String> = right.iter().map(|text| (*text).to_owned()).collect();
    let texts = (select(right), vec(bend(), 0..6)).prop_map(|(text, bends)| {
        let mut text: Vec<char> = text.chars().collect();
        bends.iter().for_each(|bend| bend.apply(&mut text));
        text.into_iter().collect::<String>()
    });
    let config = Config { rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&texts, |text| {
        if let Some(written) = timed(&text) {
            prop_assert_eq!(timed(&written), Some(written.clone()), "of {:?}", text);
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{what}: {failure}");
    }
}
