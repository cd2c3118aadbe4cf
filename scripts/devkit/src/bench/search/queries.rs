//! Questions of all kinds, made from names that exist. Knows how people shorten and misspell; knows no index.

use index::{Entry, testing};

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Org,
    Member,
}

/// How it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The whole name.
    Exact,
    /// Its beginning.
    Beginning,
    /// A part of it.
    Part,
    /// Some of its characters in order.
    Gaps,
    /// Full pinyin.
    Spelt,
    /// Pinyin that stops within a syllable.
    Unfinished,
    /// First letters.
    Initials,
    /// Characters and pinyin.
    Mixture,
    /// Full pinyin with one slip.
    Slip,
}

/// Every kind.
pub(super) const KINDS: [Kind; 9] = [
    Kind::Exact,
    Kind::Beginning,
    Kind::Part,
    Kind::Gaps,
    Kind::Spelt,
    Kind::Unfinished,
    Kind::Initials,
    Kind::Mixture,
    Kind::Slip,
];

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Exact => "exact",
            Kind::Beginning => "beginning",
            Kind::Part => "part",
            Kind::Gaps => "gaps",
            Kind::Spelt => "pinyin",
            Kind::Unfinished => "unfinished",
            Kind::Initials => "initials",
            Kind::Mixture => "mixture",
            Kind::Slip => "one slip",
        }
    }
}

/// A question.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) of: Of,
    pub(super) kind: Kind,
    pub(super) text: String,
    /// The characters that are meant, and how each is read: what SQLite is told, who cannot tell syllables apart.
    pub(super) characters: Vec<char>,
    pub(super) syllables: Vec<String>,
}

/// How a character is read first; digits and letters stand for themselves.
pub(super) fn reading(character: char) -> String {
    testing::readings(character)
        .first()
        .map_or_else(|| character.to_lowercase().collect(), |letters| letters.iter().collect())
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }
}

/// So many questions: two in three about members, the kinds in turn.
pub(super) fn of(orgs: &[Entry], members: &[Entry], count: usize) -> Vec<Asked> {
    let dice = &mut Dice(1);
    let mut asked = Vec::with_capacity(count);
    while asked.len() < count {
        let (of, names) = if asked.len() % 3 == 0 { (Of::Org, orgs) } else { (Of::Member, members) };
        let kind = KINDS.into_iter().cycle().nth(asked.len() / 3 % KINDS.len()).unwrap_or(Kind::Exact);
        let Some(entry) = names.get(dice.below(names.len())) else { return asked };
        asked.extend(one(dice, of, kind, super::name_of(entry)));
    }
    asked
}

fn one(dice: &mut Dice, of: Of, kind: Kind, name: &str) -> Option<Asked> {
    let all: Vec<char> = name.chars().collect();
    let stretch = |dice: &mut Dice, least: usize| {
        let length = least + dice.below(all.len().min(6).saturating_sub(least) + 1);
        let from = dice.below(all.len().saturating_sub(length) + 1);
        all.get(from..(from + length).min(all.len())).map(<[char]>::to_vec)
    };
    let characters = match kind {
        Kind::Exact => all.clone(),
        Kind::Beginning => all.get(..1 + dice.below(all.len().min(6)))?.to_vec(),
        Kind::Part => stretch(dice, 1)?,
        Kind::Gaps => {
            let kept: Vec<char> = all.iter().copied().filter(|_| dice.below(3) > 0).collect();
            if kept.len() > 1 { kept } else { vec![*all.first()?, *all.last()?] }
        }
        Kind::Spelt | Kind::Unfinished | Kind::Initials | Kind::Mixture | Kind::Slip => stretch(dice, 2)?,
    };
    let syllables: Vec<String> = characters.iter().map(|character| reading(*character)).collect();
    let spelt = syllables.concat();
    let text = match kind {
        Kind::Exact | Kind::Beginning | Kind::Part | Kind::Gaps => characters.iter().collect(),
        Kind::Spelt => spelt,
        Kind::Unfinished => {
            let last = syllables.last()?;
            let kept = 1 + dice.below(last.chars().count());
            let whole: String = spelt.chars().take(spelt.chars().count() - last.chars().count()).collect();
            whole + &last.chars().take(kept).collect::<String>()
        }
        Kind::Initials => syllables.iter().filter_map(|syllable| syllable.chars().next()).collect(),
        Kind::Mixture => {
            let (first, rest) = characters.split_first()?;
            first.to_string() + &rest.iter().map(|character| reading(*character)).collect::<String>()
        }
        Kind::Slip => slip(dice, &spelt)?,
    };
    Some(Asked { of, kind, text, characters, syllables })
}

/// One letter left out, doubled, wrong, or two in each other's place.
fn slip(dice: &mut Dice, spelt: &str) -> Option<String> {
    let mut letters: Vec<char> = spelt.chars().collect();
    if letters.len() < 5 || !letters.iter().all(char::is_ascii_lowercase) {
        return None;
    }
    let at = 1 + dice.below(letters.len() - 2);
    match dice.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, *letters.get(at)?),
        2 => *letters.get_mut(at)? = 'q',
        _ => letters.swap(at, at - 1),
    }
    let text: String = letters.into_iter().collect();
    (text != spelt).then_some(text)
}
