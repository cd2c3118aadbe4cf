use super::*;
use platform::store::{Chain, Work};
use proptest::prelude::*;

fn ids(text: &str) -> Vec<OrgId> {
    text.split('/').map(|id| id.parse().expect("an id")).collect()
}

fn image(kind: Listed, orgs: &str) -> Image {
    let orgs = ids(orgs);
    let parent = orgs.iter().rev().nth(1).filter(|_| kind == Listed::Orgs).cloned();
    Image { kind, orgs, parent, ended: false }
}

/// What a change is called, the record before and after it, and what it counts where.
type Case = (&'static str, Option<Image>, Option<Image>, &'static [(&'static str, Numbers)]);

fn shown(deltas: &Deltas) -> Vec<(String, Numbers)> {
    deltas.iter().map(|(org, numbers)| (org.to_string(), *numbers)).collect()
}

#[test]
fn a_change_counts_where_the_record_stands_and_stood() {
    let ended = |image: Image| Image { ended: true, ..image };
    let member = || image(Listed::Members, "r/a/x");
    let org = || image(Listed::Orgs, "r/a/x");
    let cases: [Case; 9] = [
        (
            "a member is added",
            None,
            Some(member()),
            &[("a", [1, 0, 0, 0]), ("r", [1, 0, 0, 0]), ("x", [1, 0, 0, 0])],
        ),
        (
            "a membership ends",
            Some(member()),
            Some(ended(member())),
            &[("a", [-1, 0, 0, 0]), ("r", [-1, 0, 0, 0]), ("x", [-1, 0, 0, 0])],
        ),
        ("a record is edited", Some(member()), Some(member()), &[]),
        (
            "a chain is rewritten",
            Some(member()),
            Some(image(Listed::Members, "r/b/x")),
            &[("a", [-1, 0, 0, 0]), ("b", [1, 0, 0, 0])],
        ),
        ("an organisation is created", None, Some(org()), &[("a", [0, 1, 1, 0]), ("r", [0, 1, 0, 0])]),
        ("an organisation is dissolved", Some(org()), None, &[("a", [0, -1, -1, 0]), ("r", [0, -1, 0, 0])]),
        (
            "an organisation is moved up",
            Some(org()),
            Some(image(Listed::Orgs, "r/x")),
            &[("a", [0, -1, -1, 0]), ("r", [0, 0, 1, 0])],
        ),
        (
            "a correction is decided",
            Some(image(Listed::Corrections, "r/x")),
            None,
            &[("r", [0, 0, 0, -1]), ("x", [0, 0, 0, -1])],
        ),
        ("an account is created", None, Some(image(Listed::Accounts, "r/a")), &[]),
    ];
    for (what, before, after, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|(org, numbers)| ((*org).to_owned(), *numbers)).collect();
        assert_eq!(shown(&deltas(before.as_ref(), after.as_ref())), expected, "{what}");
    }
}

fn histories() -> impl Strategy<Value = Vec<(Sequence, Deltas)>> {
    let numbers = proptest::array::uniform4(-2_i64..3);
    let change = proptest::collection::btree_map("[a-z]", numbers, 1..13);
    proptest::collection::vec(change, 1..30).prop_map(|changes| {
        let id = |(org, numbers): (String, Numbers)| (org.parse().expect("an id"), numbers);
        changes
            .into_iter()
            .enumerate()
            .map(|(at, deltas)| {
                (Sequence::of(&format!("{}", at * 7 + 5)), deltas.into_iter().map(id).collect())
            })
            .collect()
    })
}

fn summed<'a>(deltas: impl Iterator<Item = &'a Deltas>) -> Deltas {
    let mut sum = Deltas::new();
    for one in deltas {
        add(&mut sum, &one.iter().collect::<Vec<_>>());
    }
    sum
}

proptest! {
    /// However the changes come in batches, wherever one is cut off, and however much comes again.
    #[test]
    fn every_change_is_counted_once(
        changes in histories(),
        most in 1_usize..12,
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_usize..6), 1..12),
    ) {
        let mut counted: Option<Through> = None;
        let mut sum = Deltas::new();
        let whole = (0, changes.len(), usize::MAX);
        let reached = |counted: &Option<Through>| {
            changes.iter().take_while(|(sequence, _)| counted.as_ref().is_some_and(|c| *sequence <= c.change)).count()
        };
        let batches = cuts.iter().map(|(from, to, portions)| (from.index(changes.len()), to.index(changes.len()), *portions));
        for (from, to, survive) in batches.chain([whole]) {
            // A batch begins at or before the first change that has not been counted whole.
            let from = from.min(reached(&counted).saturating_sub(1));
            let batch = &changes[from..to.max(from)];
            for portion in portions(batch, counted.as_ref(), most).into_iter().take(survive) {
                prop_assert!(portion.deltas.len() <= most);
                prop_assert!(counted.as_ref().is_none_or(|counted| *counted < portion.through));
                counted = Some(portion.through);
                sum = summed([&sum, &portion.deltas].into_iter());
            }
        }
        prop_assert_eq!(sum, summed(changes.iter().map(|(_, deltas)| deltas)));
    }

    #[test]
    fn as_few_writes_as_may_be(changes in histories()) {
        let orgs: std::collections::BTreeSet<&OrgId> = changes.iter().flat_map(|(_, deltas)| deltas.keys()).collect();
        prop_assert_eq!(portions(&changes, None, orgs.len()).len(), 1);
    }
}

fn job(now: Moment) -> Job {
    let chain = |text: &str| {
        let mut ids = ids(text).into_iter();
        let root = Chain::root(ids.next().expect("a root"));
        ids.fold(root, |chain, id| chain.child(id))
    };
    let work = Work::Move { from: chain("r/a/s"), to: chain("r/b/s") };
    Job::new("s".parse().expect("an id"), "r".parse().expect("an id"), work, now)
}

#[test]
fn a_rewriting_ends_with_a_quiet_round_that_began_after_indexes_settled() {
    let at = |second: i64| Moment::from_millis(second * 1000);
    let stretch =
        Stretch { range: Chain::root("r".parse().expect("an id")), kind: Listed::Members, mark: None };
    let found = |rewritten| Slice { found: true, rewritten, at: Some(stretch.clone()) };
    let more = Slice { found: false, rewritten: 0, at: Some(stretch.clone()) };
    let over = Slice { found: false, rewritten: 0, at: None };

    let mut job = job(at(0));
    for (second, slice, finished) in [
        (1, found(200), false),
        (2, found(7), false),
        (3, over.clone(), false),  // the round that found something
        (4, over.clone(), false),  // began at 3, one second after the last finding
        (9, over.clone(), false),  // began at 4
        (10, more.clone(), false), // began at 9, is not complete
        (11, over.clone(), true),  // began at 9, seven seconds after the last finding
    ] {
        job = advanced(job, slice, at(second));
        assert_eq!(job.finished.is_some(), finished, "at {second}");
    }
    assert_eq!(job.rewritten, 207);
}

#[test]
fn a_late_finding_makes_another_round() {
    let at = |second: i64| Moment::from_millis(second * 1000);
    let over = |found| Slice { found, rewritten: u32::from(found), at: None };
    let mut job = job(at(0));
    for (second, found, finished) in
        [(6, false, false), (7, true, false), (8, false, false), (20, false, false), (21, false, true)]
    {
        job = advanced(job, over(found), at(second));
        assert_eq!(job.finished.is_some(), finished, "at {second}");
    }
}
