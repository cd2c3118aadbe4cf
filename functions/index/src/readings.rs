//! How characters are pronounced: every reading of each, without tones, in the letters that people type.

use pinyin::ToPinyinMulti;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Characters whose readings in names the table of the crate lacks or might lose; other readings stay.
const OF_NAMES: &[(char, &[&str])] = &[
    ('单', &["shan", "chan"]),
    ('仇', &["qiu"]),
    ('曾', &["zeng", "ceng"]),
    ('乐', &["yue", "le"]),
    ('重', &["chong", "zhong"]),
    ('解', &["xie"]),
    ('查', &["zha"]),
    ('区', &["ou"]),
    ('尉', &["yu", "wei"]),
    ('朴', &["piao", "pu"]),
    ('盖', &["ge", "gai"]),
    ('缪', &["miao"]),
    ('翟', &["zhai", "di"]),
    ('秘', &["bi"]),
    ('冼', &["xian"]),
    ('洗', &["xian"]),
    ('种', &["chong"]),
    ('折', &["she"]),
    ('黑', &["he"]),
    ('员', &["yun"]),
    ('覃', &["qin", "tan"]),
    ('召', &["shao"]),
    ('繁', &["po"]),
    ('宓', &["fu", "mi"]),
    ('万', &["mo"]),
    ('俟', &["qi"]),
    ('令', &["ling"]),
    ('佴', &["nai"]),
    ('葛', &["ge"]),
    ('纪', &["ji"]),
    ('过', &["guo"]),
    ('燕', &["yan"]),
    ('隗', &["wei", "kui"]),
    ('郗', &["xi", "chi"]),
    ('祭', &["zhai"]),
    ('车', &["che", "ju"]),
    ('谌', &["chen", "shen"]),
    ('柏', &["bai", "bo"]),
    ('宿', &["su", "xiu"]),
    ('长', &["chang", "zhang"]),
    ('行', &["xing", "hang"]),
    ('朝', &["chao", "zhao"]),
    ('盛', &["sheng", "cheng"]),
    ('晟', &["sheng", "cheng"]),
    ('茜', &["qian", "xi"]),
    ('娜', &["na", "nuo"]),
    ('莘', &["shen", "xin"]),
    ('泗', &["si"]),
    ('洋', &["yang"]),
];

/// Where the characters with readings lie.
const BLOCKS: [std::ops::RangeInclusive<u32>; 3] = [0x3400..=0x4dbf, 0x4e00..=0x9fff, 0x20000..=0x2ffff];

/// Characters beyond have no readings.
pub(crate) const BEYOND: usize = 0x30000;

pub(crate) struct Readings {
    /// Every syllable, letter by letter, and the sounds that it is a reading of.
    pub(crate) syllables: Vec<(Vec<char>, Vec<u16>)>,
    /// What is read alike is one sound; here are its characters. The first is no sound.
    pub(crate) sounds: Vec<Vec<char>>,
    of: Vec<u16>,
}

static READINGS: LazyLock<Readings> = LazyLock::new(Readings::new);

/// A character as a place in a table of characters.
pub(crate) fn place(letter: char) -> usize {
    usize::try_from(u32::from(letter)).unwrap_or(usize::MAX)
}

impl Readings {
    /// All there are; made once.
    pub(crate) fn get() -> &'static Self {
        &READINGS
    }

    /// The sound of a character, 0 for none.
    pub(crate) fn sound(&self, letter: char) -> u16 {
        self.of.get(place(letter)).copied().unwrap_or_default()
    }

    fn new() -> Self {
        let of_names: HashMap<char, &[&'static str]> = OF_NAMES.iter().copied().collect();
        let mut known: HashMap<&'static str, Vec<u16>> = HashMap::new();
        let mut sounds: HashMap<Vec<u16>, u16> = HashMap::new();
        let mut made = Self { syllables: Vec::new(), sounds: vec![Vec::new()], of: vec![0; BEYOND] };
        let mut heard: Vec<u16> = Vec::new();
        for letter in BLOCKS.into_iter().flatten().filter_map(char::from_u32) {
            heard.clear();
            let listed = letter.to_pinyin_multi().into_iter().flatten().map(|reading| reading.plain());
            let added = of_names.get(&letter).into_iter().flat_map(|added| added.iter().copied());
            for syllable in listed.chain(added) {
                heard.extend(known.entry(syllable).or_insert_with(|| made.numbers(syllable)).iter());
            }
            heard.sort_unstable();
            heard.dedup();
            if heard.is_empty() {
                continue;
            }
            let sound = match sounds.get(&heard) {
                Some(sound) => *sound,
                None => {
                    let sound = u16::try_from(made.sounds.len()).unwrap_or(u16::MAX);
                    made.sounds.push(Vec::new());
                    for number in &heard {
                        if let Some((_, sounds)) = made.syllables.get_mut(usize::from(*number)) {
                            sounds.push(sound);
                        }
                    }
                    sounds.insert(heard.clone(), sound);
                    sound
                }
            };
            if let Some(of) = made.of.get_mut(place(letter)) {
                *of = sound;
            }
            if let Some(letters) = made.sounds.get_mut(usize::from(sound)) {
                letters.push(letter);
            }
        }
        made
    }

    /// The numbers of the ways in which a syllable is typed.
    fn numbers(&mut self, syllable: &str) -> Vec<u16> {
        let ways = typed(syllable).into_iter().map(|text| text.chars().collect::<Vec<char>>());
        ways.map(|letters| {
            let known = self.syllables.iter().position(|(known, _)| *known == letters);
            let number = known.unwrap_or_else(|| {
                self.syllables.push((letters, Vec::new()));
                self.syllables.len() - 1
            });
            u16::try_from(number).unwrap_or(u16::MAX)
        })
        .collect()
    }
}

/// How a syllable is typed: 吕 is `lv`, `lu` or `lyu`.
fn typed(syllable: &str) -> Vec<String> {
    let bare: String =
        syllable.chars().filter(|letter| letter.is_ascii_lowercase() || *letter == 'ü').collect();
    if bare.is_empty() || bare.chars().count() != syllable.chars().count() {
        return Vec::new();
    }
    if bare.contains('ü') {
        ["v", "u", "yu"].map(|written| bare.replace('ü', written)).to_vec()
    } else {
        vec![bare]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(letter: char) -> Vec<String> {
        let all = Readings::get();
        let sound = all.sound(letter);
        let own = all.syllables.iter().filter(|(_, sounds)| sounds.contains(&sound));
        own.map(|(letters, _)| letters.iter().collect()).collect()
    }

    #[test]
    fn every_reading_of_a_character_is_known() {
        for (letter, expected) in [
            ('单', &["dan", "shan", "chan"][..]),
            ('仇', &["chou", "qiu"]),
            ('曾', &["zeng", "ceng"]),
            ('乐', &["le", "yue"]),
            ('重', &["zhong", "chong"]),
            ('解', &["jie", "xie"]),
            ('查', &["cha", "zha"]),
            ('区', &["qu", "ou"]),
            ('尉', &["wei", "yu"]),
            ('吕', &["lv", "lu", "lyu"]),
            ('女', &["nv"]),
            ('张', &["zhang"]),
            ('䶮', &["yan"]),
        ] {
            let known = readings(letter);
            for reading in expected {
                assert!(known.iter().any(|known| known == reading), "{letter}: {known:?} lacks {reading}");
            }
        }
        assert_eq!(Readings::get().sound('a'), 0);
        assert_eq!(Readings::get().sound('\u{31350}'), 0);
    }

    #[test]
    fn the_table_is_of_the_size_it_is_thought_to_be() {
        let all = Readings::get();
        assert!((400..700).contains(&all.syllables.len()), "{}", all.syllables.len());
        assert!((1000..6000).contains(&all.sounds.len()), "{}", all.sounds.len());
    }
}
