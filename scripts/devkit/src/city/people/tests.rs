//! Every rule a record must keep, over many members.

use super::*;
use crate::city::divisions::Divisions;
use garde::Validate;
use proptest::prelude::*;
use shared_types::{
    dates::Today,
    members::{DuesCategory, NewMember, Occupation},
};
use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

fn day() -> Day {
    "2026-11-23".parse().unwrap()
}

fn divisions() -> &'static Divisions {
    static DIVISIONS: OnceLock<Divisions> = OnceLock::new();
    DIVISIONS.get_or_init(|| {
        Divisions::read(&crate::paths::at("scripts/devkit/data/suqian-divisions.csv")).unwrap()
    })
}

struct City {
    tree: Tree,
    spread: Spread,
    seed: u64,
}

fn city(seed: u64, members: u32) -> City {
    let tree = Tree::plant(divisions(), seed, day(), members).unwrap();
    let first = tree.position("321322101-jg-1").unwrap();
    let spread = Spread::new(&tree, seed, members, first);
    City { tree, spread, seed }
}

impl City {
    fn people(&self) -> People<'_> {
        People::new(&self.tree, &self.spread, self.seed, day())
    }
}

/// As an administrator would type the member in.
fn typed(city: &City, person: &Person) -> NewMember {
    NewMember {
        branch: city.tree.get(person.branch).unwrap().id.clone(),
        id_number: person.id_number.expose().to_owned(),
        mobile: person.mobile.as_ref().map(|mobile| mobile.expose().to_owned()),
        particulars: person.particulars.clone(),
    }
}

#[test]
fn a_hundred_thousand_members_are_valid_and_differ() {
    let city = city(1, 100_000);
    let (mut numbers, mut ids) = (HashSet::new(), HashSet::new());
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut count = 0;
    for person in city.people().from(0) {
        let person = person.unwrap();
        let org = city.tree.get(person.branch).unwrap();
        let shown = || format!("{} {:?}", person.id_number.expose(), person.particulars);

        // The very rules that the form applies: joining at 18, full members' dates, texts, numbers.
        if let Err(report) = typed(&city, &person).validate_with(&Today(day())) {
            panic!("{report}\n{}", shown());
        }
        assert!(numbers.insert(person.id_number.expose().to_owned()), "{}", shown());
        assert!(ids.insert(person.id.clone()), "{}", person.id);
        assert!(person.id_number.expose().starts_with(&org.region), "{}", shown());
        let age = person.id_number.birth_day().years_until(day());
        assert!((18..=100).contains(&age), "{age} {}", shown());
        let Particulars { kind, joined, full_since, .. } = &person.particulars;
        let old_enough = joined.plus(366 + 182) <= day();
        assert!(*kind == MemberKind::Full || !old_enough, "{}", shown());
        assert!(full_since.is_none_or(|since| since >= joined.plus(365)), "{}", shown());

        for value in [
            format!("{:?}", person.particulars.kind),
            format!("{:?}", person.standing),
            format!("{:?}", person.particulars.dues_category),
            format!("{:?}", person.particulars.occupation),
            format!("age {}", age / 10),
            format!("floating {}", person.particulars.floating),
            format!("lost {}", person.particulars.lost_contact),
            format!("mobile {}", person.mobile.is_some()),
            format!("{:?}", person.id_number.sex()),
        ] {
            *seen.entry(value).or_default() += 1;
        }
        count += 1;
    }
    assert_eq!(count, 100_000);

    let count = |value: String| seen.get(&value).copied().unwrap_or(0);
    for standing in imported() {
        assert!(count(format!("{standing:?}")) > 50, "{standing:?}: {seen:?}");
    }
    assert!(count("Normal".into()) > 96_000, "{seen:?}");
    for category in DuesCategory::ALL {
        assert!(count(format!("{category:?}")) > 100, "{category:?}: {seen:?}");
    }
    for occupation in Occupation::ALL {
        assert!(count(format!("{occupation:?}")) > 100, "{occupation:?}: {seen:?}");
    }
    assert!((2_000..7_000).contains(&count("Probationary".into())), "{seen:?}");
    for value in ["age 1", "age 10", "floating true", "lost true", "mobile false"] {
        assert!(count(value.into()) > 50, "{value}: {seen:?}");
    }
    assert!((25_000..42_000).contains(&count("Female".into())), "{seen:?}");
}

/// The standings that an import has: out of the city only transfers lead.
fn imported() -> impl Iterator<Item = &'static Standing> {
    Standing::ALL.iter().filter(|standing| **standing != Standing::TransferredOut)
}

#[test]
fn three_thousand_members_have_every_kind_and_category() {
    let city = city(1, 3_000);
    let people: Vec<Person> = city.people().from(0).collect::<Result<_>>().unwrap();
    assert_eq!(people.len(), 3_000);
    for category in DuesCategory::ALL {
        assert!(people.iter().any(|person| person.particulars.dues_category == *category), "{category:?}");
    }
    for standing in imported() {
        assert!(people.iter().any(|person| person.standing == *standing), "{standing:?}");
    }
    let ages: Vec<u16> =
        people.iter().map(|person| person.id_number.birth_day().years_until(day())).collect();
    assert!(ages.iter().any(|age| *age < 20) && ages.iter().any(|age| *age > 97), "{:?}", ages.iter().max());
    let youngest = people.iter().filter(|person| person.particulars.kind == MemberKind::Probationary).count();
    assert!(youngest > 60, "{youngest}");
}

#[test]
fn combinations_are_used_once() {
    let combinations = u64::from(MOST_MEMBERS);
    let mut factors = (STRIDE, combinations);
    while factors.1 != 0 {
        factors = (factors.1, factors.0 % factors.1);
    }
    assert_eq!(factors.0, 1, "the stride has a factor in common");
}

#[test]
fn too_many_members_are_refused_rather_than_repeated() {
    let city = city(1, 3_000);
    assert!(city.people().person(MOST_MEMBERS - 1, 0).is_ok());
    assert!(city.people().person(MOST_MEMBERS, 0).is_err());
}

#[test]
fn another_seed_gives_other_people() {
    let names = |seed| -> Vec<String> {
        let city = city(seed, 100);
        city.people().from(0).map(|person| person.unwrap().particulars.name).collect()
    };
    assert_eq!(names(1), names(1));
    assert_ne!(names(1), names(2));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_member_can_be_made_alone(seed: u64, start in 0_u32..900) {
        let city = city(seed, 900);
        let whole: Vec<Person> = city.people().from(0).collect::<Result<_>>().unwrap();
        let rest: Vec<Person> = city.people().from(start).collect::<Result<_>>().unwrap();
        prop_assert_eq!(rest.as_slice(), &whole[usize::try_from(start).unwrap()..]);
        for person in &rest {
            let checked = typed(&city, person).validate_with(&Today(day()));
            prop_assert!(checked.is_ok(), "{:?} {}", checked, person.id_number.expose());
        }
    }
}
