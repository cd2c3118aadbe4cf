//! Who leads an organisation, how it is reached and when its term ends. Knows nothing of the tree.

use super::{dice::Dice, names};
use shared_types::{
    dates::Day,
    id_number::Sex,
    orgs::{Office, OrgKind},
};

/// The first three digits of mobile numbers of the carriers.
const PREFIXES: [&str; 24] = [
    "130", "131", "132", "133", "135", "136", "137", "138", "139", "150", "151", "152", "158", "159", "166",
    "173", "176", "180", "181", "186", "187", "188", "189", "199",
];

/// An office as it could be on the day `as_of`: some posts are vacant, some terms have ended, some end within the
/// six months in which the superior reminds.
pub(crate) fn office(dice: &mut Dice, kind: OrgKind, village: bool, address: String, as_of: Day) -> Office {
    let sex = if dice.happens(220) { Sex::Female } else { Sex::Male };
    let age = i32::try_from(dice.between(32, 58)).unwrap_or(45);
    let name = names::full_name(dice, sex, as_of.parts().0 - age);
    let mobile = mobile(dice);
    let filled = !dice.happens(40);
    let phone = format!("0527-8{:07}", dice.below(10_000_000));
    let has_phone = !kind.is_branch() || dice.happens(300);
    let (term_starts, term_ends) = match kind.term_years(village) {
        Some(years) => {
            let ends = as_of.plus(days_left(dice, years));
            (Some(years_before(ends, i32::from(years))), Some(ends))
        }
        None => (None, None),
    };
    Office {
        secretary: filled.then_some(name),
        secretary_mobile: filled.then_some(mobile),
        phone: has_phone.then_some(phone),
        address: Some(address),
        fax: None,
        postcode: (!kind.is_branch()).then(|| "223800".to_owned()),
        term_starts,
        term_ends,
    }
}

fn days_left(dice: &mut Dice, years: u8) -> i64 {
    let days = match dice.below(100) {
        0..6 => return -i64::from(dice.between(1, 300)),
        6..16 => dice.between(1, 180),
        // A day less than the whole term: it has begun.
        _ => dice.between(181, 365 * u32::from(years) - 1),
    };
    i64::from(days)
}

/// A mobile number.
pub(crate) fn mobile(dice: &mut Dice) -> String {
    format!("{}{:08}", dice.pick(&PREFIXES), dice.below(100_000_000))
}

/// The same day `years` earlier; 28 February where there is no 29.
pub(crate) fn years_before(day: Day, years: i32) -> Day {
    let (year, month, of_month) = day.parts();
    Day::of(year - years, month, of_month).or_else(|| Day::of(year - years, month, 28)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use garde::Validate;
    use shared_types::dates::Today;

    #[test]
    fn offices_are_valid_and_of_every_kind() {
        let as_of: Day = "2026-11-23".parse().unwrap();
        let offices: Vec<Office> = (0..2_000)
            .map(|at| office(&mut Dice::new(1, "office", at), OrgKind::Branch, true, "某村".into(), as_of))
            .collect();
        for office in &offices {
            office.validate_with(&Today(as_of)).unwrap();
            assert_eq!(office.secretary.is_some(), office.secretary_mobile.is_some());
            let (starts, ends) = (office.term_starts.unwrap(), office.term_ends.unwrap());
            assert_eq!(starts, years_before(ends, 5));
        }
        let count = |wanted: &dyn Fn(&Office) -> bool| offices.iter().filter(|office| wanted(office)).count();
        assert!((40..120).contains(&count(&|office| office.secretary.is_none())));
        assert!((80..160).contains(&count(&|office| office.term_ends.unwrap() < as_of)));
        let soon = as_of.plus(183);
        assert!((140..280).contains(&count(&|office| (as_of..soon).contains(&office.term_ends.unwrap()))));
    }

    #[test]
    fn appointed_offices_have_no_term() {
        let as_of: Day = "2026-11-23".parse().unwrap();
        let office = office(&mut Dice::new(1, "office", 1), OrgKind::Department, false, "某路".into(), as_of);
        assert_eq!((office.term_starts, office.term_ends), (None, None));
    }

    #[test]
    fn the_29th_of_february_has_no_counterpart_in_most_years() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(years_before(day("2024-02-29"), 1), day("2023-02-28"));
        assert_eq!(years_before(day("2024-02-29"), 4), day("2020-02-29"));
    }
}
