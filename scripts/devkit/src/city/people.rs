//! Members from a seed: who they are, one by one, each without those before. Pure; knows nothing of the table.

use super::{
    accounts::Demo,
    careers,
    dice::{self, Dice},
    names,
    office::{mobile, years_before},
    spread::Spread,
    tree::{Planned, Tree},
    units::Setting,
};
use anyhow::{Result, bail, ensure};
use shared_types::{
    dates::Day,
    id_number::{IdNumber, Sex, check_character},
    ids::MemberId,
    members::{MemberKind, Particulars, Standing},
    phone::Mobile,
};

/// Days of a year on which somebody can have been born, and sequence codes for each sex: GB 11643 gives odd codes
/// to men, even ones to women.
const DAYS: u32 = 365;
const CODES: u32 = 499;

/// Years of one band of ages, see [`careers::ages`].
const BAND: u32 = 8;

/// How many members can have ID numbers of their own whatever their county: every combination of day, code and
/// year within a band is used once.
pub(crate) const MOST_MEMBERS: u32 = BAND * DAYS * CODES;

/// Steps through those combinations; has no factor in common with their number.
const STRIDE: u64 = 900_527;

/// A generated member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// The member's id.
    pub(crate) id: MemberId,
    /// Where the branch stands in the tree.
    pub(crate) branch: usize,
    /// The ID number, which states sex and birth date.
    pub(crate) id_number: IdNumber,
    /// Where codes go.
    pub(crate) mobile: Option<Mobile>,
    /// Where the membership stands.
    pub(crate) standing: Standing,
    /// The rest of the record.
    pub(crate) particulars: Particulars,
}

/// All members of a tree.
#[derive(Debug)]
pub(crate) struct People<'a> {
    tree: &'a Tree,
    spread: &'a Spread,
    seed: u64,
    as_of: Day,
}

impl<'a> People<'a> {
    /// The members that `spread` gives to the branches of `tree`, as they are on the day `as_of`.
    pub(crate) fn new(tree: &'a Tree, spread: &'a Spread, seed: u64, as_of: Day) -> Self {
        Self { tree, spread, seed, as_of }
    }

    /// The members from number `start` on, each made when it is asked for.
    pub(crate) fn from(&self, start: u32) -> impl Iterator<Item = Result<Person>> {
        (start..).map_while(|number| {
            let person = self.person(number, self.spread.branch_of(number)?);
            // Number 0 is the demo member, who can sign in, whoever else they are.
            Some(if number == 0 { person.and_then(Demo::member) } else { person })
        })
    }

    fn person(&self, number: u32, branch: usize) -> Result<Person> {
        let Some(org) = self.tree.get(branch) else { bail!("no branch at {branch}") };
        let dice = &mut Dice::new(self.seed, "member", number.into());
        let Birth { age, day, code } = self.birth(dice, number, org.setting)?;
        let sex = if dice.happens(men_of_thousand(age)) { Sex::Male } else { Sex::Female };
        let born = years_before(self.as_of, i32::try_from(age)?).plus(-i64::try_from(day)?);
        let id_number = id_number(&org.region, born, sex, code)?;
        let name = names::full_name(dice, sex, born.parts().0);
        let career = careers::career(dice, org.setting, u32::try_from(age)?);
        let (joined, full_since) = self.membership(dice, born);
        let standing = standing(dice, age);
        let has_mobile = !dice.happens(if age > 80 { 350 } else { 15 });
        let mobile_number = mobile(dice);
        let floating = matches!(org.setting, Setting::Village | Setting::Private)
            && (20..55).contains(&age)
            && dice.happens(90);
        let lost_contact = dice.happens(if standing == Standing::Suspended { 800 } else { 3 });
        let particulars = Particulars {
            name,
            ethnicity: ethnicity(dice).to_owned(),
            native_place: Some(native_place(dice, &org.place)),
            home_address: Some(home_address(dice, org)),
            education: career.education,
            degree: career.degree,
            work_unit: org.unit.clone().filter(|_| career.employed_by_unit),
            post: career.post.map(str::to_owned),
            occupation: career.occupation,
            kind: if full_since.is_some() { MemberKind::Full } else { MemberKind::Probationary },
            joined,
            full_since,
            dues_category: career.dues_category,
            floating,
            lost_contact,
        };
        Ok(Person {
            id: format!("{:016x}", dice::mixed(self.seed.rotate_left(32) ^ u64::from(number))).parse()?,
            branch,
            id_number,
            mobile: if has_mobile { Some(mobile_number.parse()?) } else { None },
            standing,
            particulars,
        })
    }

    /// When somebody was born: years and days before `as_of`, and the sequence code among those born on that day.
    /// Different numbers have different combinations, so no two members share an ID number.
    fn birth(&self, dice: &mut Dice, number: u32, setting: Setting) -> Result<Birth> {
        let combinations = u64::from(MOST_MEMBERS);
        ensure!(number < MOST_MEMBERS, "there are ID numbers for {MOST_MEMBERS} members only");
        let combination = (u64::from(number) * STRIDE + self.seed % combinations) % combinations;
        let [band_years, days] = [BAND, DAYS].map(u64::from);
        let (year, rest) = (combination % band_years, combination / band_years);
        // 98 to 100 are three years of a band; who would be older is in the band before.
        let bands = careers::ages(setting);
        let known = if year > 2 { bands.len() - 1 } else { bands.len() };
        let weights: Vec<(u64, u32)> = (0..).zip(bands.into_iter().take(known)).collect();
        let band = dice.weighted(&weights).unwrap_or(4);
        Ok(Birth { age: 18 + band_years * band + year, day: rest % days, code: rest / days })
    }

    /// Day of joining and day of becoming a full member: after a year of probation, now and then after one and a
    /// half. Nobody joins under 18.
    fn membership(&self, dice: &mut Dice, born: Day) -> (Day, Option<Day>) {
        let grown_up = years_before(born, -18);
        // Who was born on 29 February comes of age on 1 March.
        let grown_up = if born.years_until(grown_up) < 18 { grown_up.plus(1) } else { grown_up };
        let days = i64::from(grown_up.years_until(self.as_of)) * 365;
        let joined = if dice.happens(30) || days < 365 {
            self.as_of.plus(-i64::from(dice.between(0, 360)))
        } else {
            // Half of all members join before they are 28.
            let span = [days.min(10 * 365), days.min(20 * 365), days.min(35 * 365)];
            let most = dice.weighted(&[(0_usize, 50), (1, 35), (2, 15)]).and_then(|at| span.get(at).copied());
            grown_up.plus(i64::from(dice.between(0, u32::try_from(most.unwrap_or(days)).unwrap_or(0))))
        };
        let joined = joined.clamp(grown_up, self.as_of);
        let extension = if dice.happens(30) { 182 } else { 0 };
        let full_since = years_before(joined, -1).plus(extension);
        (joined, (full_since <= self.as_of).then_some(full_since))
    }
}

struct Birth {
    age: u64,
    day: u64,
    code: u64,
}

fn id_number(region: &str, born: Day, sex: Sex, code: u64) -> Result<IdNumber> {
    let (year, month, day) = born.parts();
    let sequence = 2 * code + if sex == Sex::Male { 1 } else { 2 };
    let digits = format!("{region}{year:04}{month:02}{day:02}{sequence:03}");
    let Some(check) = check_character(&digits) else { bail!("{region} makes no ID number") };
    match format!("{digits}{check}").parse() {
        Ok(number) => Ok(number),
        Err(fault) => bail!("{region} makes no ID number: {fault}"),
    }
}

fn men_of_thousand(age: u64) -> u64 {
    match age {
        0..35 => 560,
        35..60 => 690,
        _ => 780,
    }
}

fn standing(dice: &mut Dice, age: u64) -> Standing {
    let deceased = if age >= 75 { 12 } else { 1 };
    dice.weighted(&[
        (Standing::Normal, 972),
        (Standing::Suspended, 5),
        (Standing::Removed, 3),
        (Standing::Withdrawn, 2),
        (Standing::Expelled, 3),
        (Standing::Deceased, deceased),
    ])
    .unwrap_or(Standing::Normal)
}

fn ethnicity(dice: &mut Dice) -> &'static str {
    const OTHERS: [&str; 8] = ["回族", "苗族", "土家族", "满族", "蒙古族", "壮族", "彝族", "朝鲜族"];
    if dice.happens(985) { "汉族" } else { dice.pick(&OTHERS) }
}

/// Where the family comes from: mostly from here.
fn native_place(dice: &mut Dice, place: &str) -> String {
    const OTHERS: [&str; 8] =
        ["江苏淮安", "江苏徐州", "江苏连云港", "安徽泗县", "山东郯城", "江苏盐城", "河南商丘", "浙江温州"];
    let county: String = place.split_inclusive(['县', '区', '市']).next().unwrap_or(place).to_owned();
    if dice.happens(880) { format!("江苏{county}") } else { dice.pick(&OTHERS).to_owned() }
}

fn home_address(dice: &mut Dice, org: &Planned) -> String {
    const ESTATES: [&str; 6] = ["幸福花园", "水岸新城", "翰林苑", "金色家园", "阳光小区", "东方名府"];
    if org.village {
        return format!("{}{}组{}号", org.place, dice.between(1, 14), dice.between(1, 90));
    }
    let estate = dice.pick(&ESTATES);
    format!(
        "{}{estate}{}幢{}室",
        org.place,
        dice.between(1, 40),
        dice.between(1, 6) * 100 + dice.between(1, 4)
    )
}

#[cfg(test)]
mod tests;
