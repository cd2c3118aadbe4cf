//! Ways through trees of every shape.

use super::super::parts::{Actor, Branch, Deadline, NewCase};
use super::super::way::{Desk, Phase, common_depth};
use super::{brief, chain, steps};
use crate::rules::{Case, destination_kind, next};
use platform::config::TransferSettings;
use proptest::prelude::*;
use shared_types::error::Refusal;
use shared_types::transfers::{Task, TransferKind};

use TransferKind::{In, InCity, IntraUnit, Out};

fn as_usual() -> TransferSettings {
    TransferSettings::default()
}

fn of_a_case(kind: TransferKind, from: &str, to: &str) -> Vec<String> {
    brief(&steps(kind, from, to, &as_usual()))
}

#[test]
fn every_kind_takes_its_way() {
    for (kind, from, to, expected) in [
        // Between counties: the sending county issues, the city passes.
        (InCity, "d0 d1 c2 b3", "d0 d4 c5 b6", vec!["c2+", "d1!", "d0+", "d4+", "c5+", "b6="]),
        // Within a county the township issues.
        (InCity, "d0 d1 c2 b3", "d0 d1 c5 b6", vec!["c2!", "d1+", "c5+", "b6="]),
        // From directly below the common superior: nobody is in between, so it issues.
        (InCity, "d0 b3", "d0 d4 c5 b6", vec!["d0!", "d4+", "c5+", "b6="]),
        (InCity, "d0 d1 c2 b3", "d0 b6", vec!["c2+", "d1!", "d0+", "b6="]),
        // Six levels, with general branches, which do not pass.
        (
            InCity,
            "d0 d1 c2 c3 g4 b5",
            "d0 d6 c7 c8 g9 b10",
            vec!["c3+", "c2+", "d1!", "d0+", "d6+", "c7+", "c8+", "b10="],
        ),
        (InCity, "d0 d1 c2 c3 g4 b5", "d0 d1 c2 c8 g9 b10", vec!["c3!", "c2+", "c8+", "b10="]),
        (IntraUnit, "d0 d1 c2 b3", "d0 d1 c2 b4", vec!["c2+", "b4="]),
        (IntraUnit, "d0 d1 c2 g3 b4", "d0 d1 c2 g5 b6", vec!["c2+", "b6="]),
        (Out, "d0 d1 c2 b3", "", vec!["c2+", "d1+", "d0!"]),
        (Out, "d0 b3", "", vec!["d0!"]),
        (Out, "d0 d1 c2 c3 g4 b5", "", vec!["c3+", "c2+", "d1+", "d0!"]),
        (In, "d0 d1", "d0 d1 c2 b3", vec!["c2+", "b3="]),
        (In, "d0", "d0 d1 c2 c3 g4 b5", vec!["d1+", "c2+", "c3+", "b5="]),
        (In, "d0 d1", "d0 d1 b3", vec!["b3="]),
    ] {
        assert_eq!(of_a_case(kind, from, to), expected, "{kind:?} from {from} to {to}");
    }
}

#[test]
fn who_cannot_sign_in_is_left_out_and_acted_for() {
    for (kind, from, to, expected) in [
        (InCity, "d0 d1 (c2) b3", "d0 d4 c5 b6", vec!["d1!", "d0+", "d4+", "c5+", "b6="]),
        (InCity, "d0 (d1) c2 b3", "d0 (d4) (c5) b6", vec!["c2!", "d0+", "b6="]),
        (InCity, "d0 (d1) (c2) b3", "d0 d4 c5 (b6)", vec!["d0!", "d4+", "c5+", "b6= by c5"]),
        // The one committee of a unit passes even so: its superior acts for it.
        (IntraUnit, "d0 d1 (c2) b3", "d0 d1 (c2) (b4)", vec!["c2+ by d1", "b4= by d1"]),
        (Out, "(d0) d1 c2 b3", "", vec!["c2+", "d1+", "d0!"]),
        (In, "d0 d1", "d0 d1 (c2) (g3) (b4)", vec!["b4= by d1"]),
        // Where nobody at all has an account each would have to act for itself.
        (IntraUnit, "(d0) (d1) (c2) (b3)", "(d0) (d1) (c2) (b4)", vec!["c2+", "b4="]),
    ] {
        assert_eq!(of_a_case(kind, from, to), expected, "{kind:?} from {from} to {to}");
    }
}

#[test]
fn where_the_branch_is_gone_who_stood_above_it_names_another() {
    for (kind, to, expected) in [
        (InCity, "d0 d4 c5", vec!["c2+", "d1!", "d0+", "d4+", "c5+", "c5?"]),
        (InCity, "d0 d4 (c5)", vec!["c2+", "d1!", "d0+", "d4+", "c5? by d4"]),
        (InCity, "d0 d4", vec!["c2+", "d1!", "d0+", "d4+", "d4?"]),
        (InCity, "d0", vec!["c2+", "d1!", "d0+", "d0?"]),
        (IntraUnit, "d0 d1 c2", vec!["c2+", "c2?"]),
    ] {
        assert_eq!(of_a_case(kind, "d0 d1 c2 b3", to), expected, "{kind:?} to {to}");
    }
}

#[test]
fn local_practice_is_a_setting() {
    let with = |common: bool, general: bool| TransferSettings {
        common_superior_passes: common,
        general_branches_pass: general,
        ..as_usual()
    };
    let way =
        |settings: &TransferSettings| brief(&steps(InCity, "d0 d1 c2 g3 b4", "d0 d5 c6 g7 b8", settings));
    assert_eq!(way(&with(false, false)), ["c2+", "d1!", "d5+", "c6+", "b8="]);
    assert_eq!(way(&with(true, true)), ["g3+", "c2+", "d1!", "d0+", "d5+", "c6+", "g7+", "b8="]);
    // The common superior passes where nobody else would.
    assert_eq!(brief(&steps(InCity, "d0 b1", "d0 b2", &with(false, false))), ["d0!", "b2="]);
    for (unit_depth, kind) in [(0, IntraUnit), (1, IntraUnit), (2, InCity)] {
        let settings = TransferSettings { unit_depth, ..as_usual() };
        let found = destination_kind(&chain("d0 d1 c2 b3"), &chain("d0 d1 c4 b5"), &settings);
        assert_eq!(found, kind, "units from depth {unit_depth} on");
    }
    assert_eq!(destination_kind(&chain("d0 d1 c2 b3"), &chain("d0 d1 c2 g4 b5"), &as_usual()), IntraUnit);
    assert_eq!(common_depth(&chain("d0"), &chain("d9")), None);
}

#[test]
fn after_a_move_nobody_is_asked_twice_and_nothing_goes_back() {
    let before = steps(InCity, "d0 d1 c2 b3", "d0 d4 c5 b6", &as_usual());
    let brief_next = |from: &str, to: &str, done: usize| {
        let after = steps(InCity, from, to, &as_usual());
        next(&after, &before[done]).map(|step| brief(std::slice::from_ref(step)).remove(0))
    };
    for (from, to, done, expected) in [
        // The sending township has passed, then came below another county, or directly below the city.
        ("d0 d7 c2 b3", "d0 d4 c5 b6", 0, Some("d7!")),
        ("d0 c2 b3", "d0 d4 c5 b6", 0, Some("d0+")),
        // The county has issued; a committee comes in between below it: that part has been passed.
        ("d0 d1 c8 c2 b3", "d0 d4 c5 b6", 1, Some("d0+")),
        // The city has passed; the receiving township comes below the sending county: what has been passed is not
        // asked again, and the county, which now stands on both sides, has been asked.
        ("d0 d1 c2 b3", "d0 d1 c5 b6", 2, Some("c5+")),
        // The receiving side gets a level more, or one less.
        ("d0 d1 c2 b3", "d0 d4 c9 c5 b6", 3, Some("c9+")),
        ("d0 d1 c2 b3", "d0 d4 b6", 3, Some("b6=")),
        // The branch is gone.
        ("d0 d1 c2 b3", "d0 d4 c5", 4, Some("c5?")),
        ("d0 d1 c2 b3", "d0 d4 c5 b6", 5, None),
    ] {
        let expected = expected.map(str::to_owned);
        assert_eq!(brief_next(from, to, done), expected, "{from} to {to} after {}", before[done].org_name);
    }
}

#[test]
fn where_the_tree_offers_no_step_nothing_begins() {
    let desk = Desk { org: "b3".parse().expect("an id"), name: "b3".into() };
    let actor = Actor { desk, by: "孙丽".into(), now: "2026-11-26T02:00:00Z".parse().expect("a moment") };
    let new = NewCase {
        member: "m".parse().expect("an id"),
        number: 1,
        kind: InCity,
        name: "王秀兰".into(),
        from: Branch { org: None, name: "b3".into() },
        to: Branch { org: None, name: "b6".into() },
        outside: None,
        paid_through: "2026-10".parse().expect("a month"),
        arrears: 0,
        note: None,
    };
    let begun = Case::submit(new, &[], &actor, Deadline(5));
    assert_eq!(begun.err(), Some(Refusal::TransferElsewhere));
}

/// Two chains of up to six levels with a common beginning.
fn any_chains() -> impl Strategy<Value = (String, String)> {
    let levels = || proptest::collection::vec(any::<bool>(), 1..4);
    (proptest::collection::vec(any::<bool>(), 0..3), levels(), levels()).prop_map(|(shared, from, to)| {
        let word = |org: String, staffed: bool| if staffed { org } else { format!("({org})") };
        let above = shared.iter().enumerate().map(|(at, staffed)| word(format!("cs{at}"), *staffed));
        let above: Vec<String> = ["d0".to_owned()].into_iter().chain(above).collect();
        let side = |name: &str, levels: &[bool]| {
            let org =
                |at: usize| if at + 1 == levels.len() { format!("b{name}") } else { format!("c{name}{at}") };
            let below = levels.iter().enumerate().map(|(at, staffed)| word(org(at), *staffed));
            above.iter().cloned().chain(below).collect::<Vec<_>>().join(" ")
        };
        (side("x", &from), side("y", &to))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever the tree looks like, a way goes up, over and down, asks nobody twice, issues at most one letter, and ends
    /// where the member comes to be on the roll. Following it by `next` visits all of it.
    #[test]
    fn a_way_is_a_way((from, to) in any_chains(), kind in 0..4_usize) {
        let kind = TransferKind::ALL[kind];
        let steps = steps(kind, &from, &to, &as_usual());
        prop_assert!(!steps.is_empty());
        prop_assert!(steps.is_sorted_by_key(|step| step.phase));
        for phase in [Phase::Up, Phase::Down] {
            let depths: Vec<usize> =
                steps.iter().filter(|step| step.phase == phase).map(|step| step.depth).collect();
            let sorted = if phase == Phase::Up { depths.iter().rev().is_sorted() } else { depths.is_sorted() };
            prop_assert!(sorted, "{:?}", brief(&steps));
        }
        let letters = steps.iter().filter(|step| step.task == Task::Issue).count();
        let letters_of_kind = usize::from(matches!(kind, InCity | Out));
        prop_assert_eq!(letters, letters_of_kind, "{:?}", brief(&steps));
        let ends = steps.iter().filter(|step| step.phase == Phase::End).count();
        prop_assert_eq!(ends, usize::from(kind != Out));
        let mut asked: Vec<_> =
            steps.iter().filter(|step| step.phase != Phase::End).map(|step| step.org.clone()).collect();
        let all = asked.len();
        asked.sort();
        asked.dedup();
        prop_assert_eq!(asked.len(), all, "asked twice: {:?}", brief(&steps));
        let mut walked = vec![steps[0].clone()];
        while let Some(step) = walked.last().and_then(|done| next(&steps, done)) {
            walked.push(step.clone());
        }
        prop_assert_eq!(brief(&walked), brief(&steps));
    }
}
