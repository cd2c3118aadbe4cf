//! Plausible names of people: surnames as often as they are, given names as they were in fashion when somebody
//! was born. Knows nothing of records.

use super::dice::Dice;
use shared_types::id_number::Sex;

/// Surnames with their share in ten thousand, and then those whose usual reading is not their reading as a
/// surname (单 Shàn, 仇 Qiú, 曾 Zēng, 乐 Yuè, 解 Xiè, 查 Zhā …): search by pinyin must get these right.
const SURNAMES: [(&str, u32); 106] = [
    ("王", 710),
    ("李", 680),
    ("张", 690),
    ("刘", 520),
    ("陈", 440),
    ("杨", 300),
    ("赵", 230),
    ("黄", 140),
    ("周", 230),
    ("吴", 220),
    ("徐", 260),
    ("孙", 240),
    ("胡", 160),
    ("朱", 210),
    ("高", 150),
    ("林", 60),
    ("何", 90),
    ("郭", 90),
    ("马", 110),
    ("罗", 50),
    ("梁", 60),
    ("宋", 120),
    ("郑", 60),
    ("谢", 70),
    ("韩", 90),
    ("唐", 80),
    ("冯", 60),
    ("于", 60),
    ("董", 80),
    ("萧", 10),
    ("程", 70),
    ("曹", 70),
    ("袁", 80),
    ("邓", 40),
    ("许", 80),
    ("傅", 30),
    ("沈", 90),
    ("吕", 70),
    ("彭", 40),
    ("苏", 50),
    ("卢", 50),
    ("蒋", 100),
    ("蔡", 90),
    ("贾", 40),
    ("丁", 120),
    ("魏", 60),
    ("薛", 50),
    ("叶", 60),
    ("潘", 50),
    ("杜", 50),
    ("戴", 50),
    ("夏", 50),
    ("钟", 20),
    ("汪", 40),
    ("田", 40),
    ("任", 50),
    ("姜", 40),
    ("范", 40),
    ("方", 40),
    ("石", 50),
    ("姚", 50),
    ("谭", 20),
    ("廖", 10),
    ("邹", 30),
    ("熊", 10),
    ("金", 40),
    ("陆", 80),
    ("郝", 20),
    ("孔", 30),
    ("白", 20),
    ("崔", 30),
    ("康", 20),
    ("毛", 20),
    ("邱", 30),
    ("秦", 30),
    ("江", 30),
    ("史", 30),
    ("顾", 50),
    ("侯", 30),
    ("邵", 40),
    ("孟", 30),
    ("龙", 10),
    ("万", 20),
    ("段", 20),
    ("钱", 30),
    ("汤", 30),
    ("尹", 30),
    ("庄", 40),
    ("葛", 50),
    ("臧", 30),
    ("耿", 20),
    ("司", 20),
    ("卓", 20),
    ("章", 20),
    ("祁", 10),
    ("左", 10),
    ("单", 20),
    ("仇", 30),
    ("曾", 40),
    ("乐", 6),
    ("解", 20),
    ("查", 10),
    ("区", 4),
    ("盖", 4),
    ("欧阳", 6),
    ("尉迟", 2),
];

/// First and second characters of given names, and names of one character.
struct Fashion {
    first: &'static str,
    second: &'static str,
    single: &'static str,
    /// Of a thousand, how many have one character.
    singles: u64,
}

/// Fashions by the last birth year they hold for.
const MEN: [(i32, Fashion); 5] = [
    (
        1948,
        Fashion {
            first: "德广永兆金守怀长学士凤文玉有福",
            second: "贵财福林山田才明成仁义礼山元海",
            single: "山林才",
            singles: 60,
        },
    ),
    (
        1963,
        Fashion {
            first: "建国卫爱保克立新长志学正以玉成",
            second: "国军华民平东生强林明宝江才友忠",
            single: "明军平",
            singles: 120,
        },
    ),
    (
        1979,
        Fashion {
            first: "建志海永成学明晓春小洪立文家宏",
            second: "军平华明东林峰辉亮兵春强勇刚波",
            single: "军勇兵伟强刚辉",
            singles: 260,
        },
    ),
    (
        1994,
        Fashion {
            first: "海晓志俊文建国明家永少宗德立学",
            second: "伟鹏飞超杰磊涛龙峰辉亮林斌松洋",
            single: "伟磊超鹏涛杰浩亮",
            singles: 330,
        },
    ),
    (
        9999,
        Fashion {
            first: "浩宇子嘉俊天文泽明思志家星一晨",
            second: "轩宇豪杰涵然博文睿阳哲航凯辰翔",
            single: "浩宇睿凯航",
            singles: 120,
        },
    ),
];

const WOMEN: [(i32, Fashion); 5] = [
    (
        1948,
        Fashion {
            first: "秀桂玉兰素翠凤淑月金巧大小如开",
            second: "英兰珍芳云花华荣侠莲美梅香芝霞",
            single: "英兰珍",
            singles: 40,
        },
    ),
    (
        1963,
        Fashion {
            first: "秀桂玉爱建淑凤红春晓素志月永以",
            second: "英兰华芳萍红梅霞琴云侠珍香玲荣",
            single: "英芳萍",
            singles: 100,
        },
    ),
    (
        1979,
        Fashion {
            first: "海晓红丽春秀雪玉艳小文建美素洪",
            second: "红梅霞芳玲艳丽萍燕娟莉琴云兰华",
            single: "红丽艳芳梅燕娟",
            singles: 240,
        },
    ),
    (
        1994,
        Fashion {
            first: "晓婷雪丽海文雅倩佳静春梦晨慧思",
            second: "婷静娜敏丽娟倩莉媛洁雯琳颖芳云",
            single: "静婷敏倩娜丽洁",
            singles: 300,
        },
    ),
    (
        9999,
        Fashion {
            first: "子欣雨思梓诗佳一雅语可梦嘉若馨",
            second: "涵怡萱妍琪彤瑶欣悦桐晴宁雯婕然",
            single: "怡悦欣萱妍",
            singles: 100,
        },
    ),
];

/// A name for somebody of this sex, born in this year.
pub(crate) fn full_name(dice: &mut Dice, sex: Sex, birth_year: i32) -> String {
    let surname = dice.weighted(&SURNAMES).unwrap_or_default();
    let fashions = match sex {
        Sex::Male => &MEN,
        Sex::Female => &WOMEN,
    };
    let fashion = fashions.iter().find(|(last, _)| birth_year <= *last).map(|(_, fashion)| fashion);
    let Some(Fashion { first, second, single, singles }) = fashion else { return surname.to_owned() };
    let mut name = surname.to_owned();
    // A surname of two characters with a given name of one is rare enough to leave out.
    if surname.chars().count() == 1 && dice.happens(*singles) {
        name.extend(character(dice, single));
        return name;
    }
    let head = character(dice, first);
    name.extend(head);
    // 建建 is no grown-up's name.
    let tail = character(dice, second);
    name.extend(if tail == head { second.chars().find(|other| Some(*other) != head) } else { tail });
    name
}

fn character(dice: &mut Dice, of: &str) -> Option<char> {
    let at = dice.below(of.chars().count().try_into().unwrap_or(0));
    of.chars().nth(usize::try_from(at).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared_types::{dates::Today, text::person_name};
    use std::collections::HashSet;

    #[test]
    fn every_name_fits_the_record_and_names_vary() {
        let today = Today("2026-11-23".parse().unwrap());
        let mut names = HashSet::new();
        for at in 0..20_000 {
            let mut dice = Dice::new(1, "name", at);
            let sex = if at % 2 == 0 { Sex::Male } else { Sex::Female };
            let name = full_name(&mut dice, sex, 1926 + i32::try_from(at % 83).unwrap());
            person_name(&name, &today).unwrap();
            assert!((2..=4).contains(&name.chars().count()), "{name}");
            names.insert(name);
        }
        assert!(names.len() > 9_000, "{}", names.len());
    }

    #[test]
    fn surnames_differ_and_the_difficult_ones_occur() {
        assert_eq!(SURNAMES.iter().map(|(name, _)| name).collect::<HashSet<_>>().len(), SURNAMES.len());
        let names: Vec<String> =
            (0..20_000).map(|at| full_name(&mut Dice::new(1, "name", at), Sex::Female, 1970)).collect();
        for surname in ["单", "仇", "曾", "乐", "解", "查", "欧阳", "尉迟"] {
            assert!(names.iter().any(|name| name.starts_with(surname)), "{surname}");
        }
        let share = names.iter().filter(|name| name.starts_with('王')).count();
        assert!((1000..2200).contains(&share), "{share}");
    }
}
