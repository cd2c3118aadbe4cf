use super::*;
use platform::store::Move;
use proptest::prelude::*;
use shared_types::permission::Role;

fn chain(text: &str) -> Chain {
    let mut ids = text.split('/').map(|id| id.parse().expect("an id"));
    let root = Chain::root(ids.next().expect("a root"));
    ids.fold(root, |chain, id| chain.child(id))
}

fn moves(list: &[(&str, &str)]) -> Moves {
    let active = list.iter().map(|(from, to)| Move { from: chain(from), to: chain(to) }).collect();
    Moves { root: "r".parse().expect("an id"), active }
}

#[test]
fn an_organisation_stands_only_where_its_kind_and_depth_may() {
    use OrgKind::*;
    for (kind, depth, parent, expected) in [
        (Department, 1, Department, Ok(())),
        (WorkingCommittee, 1, Department, Ok(())),
        (Branch, 5, GeneralBranch, Ok(())),
        (Branch, 6, GeneralBranch, Err(Refusal::TooDeep)),
        (Department, 2, Committee, Err(Refusal::KindBelowKind)),
        (Committee, 3, GeneralBranch, Err(Refusal::KindBelowKind)),
        (GeneralBranch, 3, GeneralBranch, Err(Refusal::KindBelowKind)),
        (TemporaryBranch, 3, GeneralBranch, Ok(())),
        (TemporaryBranch, 4, JointBranch, Err(Refusal::KindBelowKind)),
    ] {
        assert_eq!(may_stand(kind, depth, parent), expected, "{kind:?} at {depth} below {parent:?}");
    }
}

#[test]
fn a_kind_changes_only_as_what_stands_around_allows() {
    use OrgKind::*;
    for (kind, parent, members, children, expected) in [
        (Committee, Some(Department), 0, &[][..], Ok(())),
        (Committee, Some(Committee), 3, &[], Err(Refusal::NotABranch)),
        (JointBranch, Some(Committee), 3, &[], Ok(())),
        (Branch, Some(Committee), 0, &[Branch], Err(Refusal::KindBelowKind)),
        (GeneralBranch, Some(Committee), 0, &[Branch, JointBranch], Ok(())),
        (GeneralBranch, Some(Committee), 0, &[Branch, GeneralBranch], Err(Refusal::KindBelowKind)),
        (GeneralBranch, Some(GeneralBranch), 0, &[], Err(Refusal::KindBelowKind)),
        (Department, None, 0, &[Department], Ok(())),
        (Committee, None, 0, &[], Err(Refusal::KindBelowKind)),
    ] {
        let answer = may_become(kind, parent, members, children);
        assert_eq!(answer, expected, "{kind:?} below {parent:?} above {children:?}");
    }
}

#[test]
fn a_move_ends_where_everything_fits_and_meets_no_other() {
    use OrgKind::*;
    let none = moves(&[]);
    let one = moves(&[("r/a/s", "r/b/s")]);
    for (org, kind, parent, parent_kind, moves, expected) in [
        ("r/a/s", Committee, "r/b", Department, &none, Ok("r/b/s")),
        ("r/a/s", Committee, "r", Department, &none, Ok("r/s")),
        ("r/a/s", Committee, "r/a/s", Committee, &none, Err(Refusal::MoveIntoItself)),
        ("r/a/s", Committee, "r/a/s/t", Committee, &none, Err(Refusal::MoveIntoItself)),
        ("r", Department, "r/a", Department, &none, Err(Refusal::MoveIntoItself)),
        ("r/a/s", Committee, "r/a", Department, &none, Err(Refusal::field("parent", Fault::Unchanged))),
        ("r/a/s", Committee, "r/b/g", GeneralBranch, &none, Err(Refusal::KindBelowKind)),
        ("r/a/s", Branch, "r/b/c/d/e/f", GeneralBranch, &none, Err(Refusal::TooDeep)),
        ("r/b/s", Committee, "r/c", Department, &one, Err(Refusal::OrgMoving)),
        ("r/b/s/x", Branch, "r/c", Department, &one, Err(Refusal::OrgMoving)),
        ("r/b", Department, "r/c", Department, &one, Err(Refusal::OrgMoving)),
        ("r/a", Department, "r/c", Department, &one, Err(Refusal::OrgMoving)),
        ("r/c/x", Branch, "r/b/s", Committee, &one, Err(Refusal::OrgMoving)),
        ("r/c/x", Branch, "r/b", Department, &one, Ok("r/b/x")),
        ("r/a/t", Branch, "r/c", Department, &one, Ok("r/c/t")),
    ] {
        let answer = destination((&chain(org), kind), (&chain(parent), parent_kind), moves);
        assert_eq!(answer, expected.map(chain), "{org} below {parent}");
    }
    let many: Vec<(String, String)> = (0..20).map(|n| (format!("r/a/m{n}"), format!("r/b/m{n}"))).collect();
    let many = moves(&many.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect::<Vec<_>>());
    let answer = destination((&chain("r/c/x"), Branch), (&chain("r/d"), Department), &many);
    assert_eq!(answer, Err(Refusal::Overloaded));
    for (to, height, expected) in
        [("r/a/s", 3, Ok(())), ("r/a/s", 4, Err(Refusal::TooDeep)), ("r/a/b/c/d/e", 0, Ok(()))]
    {
        assert_eq!(fits(&chain(to), height), expected, "{height} below {to}");
    }
}

/// Trees as parents by number, the root being 0 and every parent smaller than its child.
fn trees() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(any::<prop::sample::Index>(), 2..12)
        .prop_map(|picks| picks.iter().enumerate().map(|(at, pick)| pick.index(at + 1)).collect())
}

fn chain_of(parents: &[usize], org: usize) -> Chain {
    match org.checked_sub(1).and_then(|at| parents.get(at)) {
        Some(parent) => chain_of(parents, *parent).child(format!("o{org}").parse().expect("an id")),
        None => Chain::root("o0".parse().expect("an id")),
    }
}

proptest! {
    /// However moves follow each other while others are under way, no two active ones meet, and every record,
    /// rewritten or not, is read where the tree has it.
    #[test]
    fn moves_under_way_never_meet(
        tree in trees(),
        steps in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..20),
    ) {
        let mut parents = tree;
        let orgs = parents.len() + 1;
        let mut stored: Vec<Chain> = (0..orgs).map(|org| chain_of(&parents, org)).collect();
        let mut moves = Moves { root: "o0".parse().expect("an id"), active: Vec::new() };
        for (org, parent, other) in steps {
            let (org, parent, other) = (org.index(orgs), parent.index(orgs), other.index(orgs));
            let (at, below) = (chain_of(&parents, org), chain_of(&parents, parent));
            let kind = OrgKind::Department;
            if let Ok(to) = destination((&at, kind), (&below, kind), &moves) {
                moves.active.push(Move { from: at, to: to.clone() });
                parents[org - 1] = parent;
                stored[org] = to;
            }
            // One record is rewritten, and a move that has nothing left ends.
            stored[other] = moves.current(&stored[other]);
            moves.active.retain(|active| stored.iter().any(|stored| active.from.covers(stored)));
            for (one, active) in moves.active.iter().enumerate() {
                for met in moves.active.iter().skip(one + 1) {
                    for (a, b) in [(&active.from, &met.from), (&active.to, &met.to)] {
                        prop_assert!(!a.covers(b) && !b.covers(a), "{a:?} meets {b:?}");
                    }
                }
            }
            for (org, stored) in stored.iter().enumerate() {
                prop_assert_eq!(moves.current(stored), chain_of(&parents, org));
            }
        }
    }
}

fn caller(role: Role, at: &str) -> (platform::store::AccountRecord, Chain) {
    let account = platform::store::AccountRecord {
        account: "caller".parse().expect("an id"),
        login: "caller".into(),
        name: "孙丽".into(),
        chain: chain(at),
        org_name: String::new(),
        role,
        post: None,
        office_phone: None,
        mobile: platform::crypto::Sealed::from_text(""),
        disabled: false,
    };
    (account, chain(at))
}

#[test]
fn accounts_are_managed_from_above() {
    for (role, own, at, expected) in [
        (Role::CityDepartment, "r", "r", Ok(())),
        (Role::CityDepartment, "r", "r/a/t", Ok(())),
        (Role::County, "r/a", "r/a", Err(Refusal::Forbidden)),
        (Role::County, "r/a", "r/a/t", Ok(())),
        (Role::County, "r/a", "r/b/t", Err(Refusal::Forbidden)),
        (Role::County, "r/a", "r", Err(Refusal::Forbidden)),
        (Role::Township, "r/a/t", "r/a/t/x", Ok(())),
    ] {
        let (account, reach) = caller(role, own);
        assert_eq!(manages(&account, &reach, &chain(at)), expected, "{role:?} at {own} of {at}");
    }
}

#[test]
fn a_role_fits_the_depth_and_is_not_above_the_givers() {
    let at = ["r", "r/a", "r/a/t", "r/a/t/x"];
    for (giver, own) in [(Role::CityDepartment, "r"), (Role::County, "r/a"), (Role::CountyDirect, "r/a/t")] {
        let (account, _) = caller(giver, own);
        for (depth, at) in at.iter().enumerate() {
            for given in Role::ALL {
                let rank = |role: Role| Role::ALL.iter().position(|known| *known == role);
                let fits = Role::at_depth(depth).contains(&given) && rank(given) >= rank(giver);
                assert_eq!(role(&account, &chain(at), given).is_ok(), fits, "{given:?} at {at} by {giver:?}");
            }
        }
    }
    let (account, _) = caller(Role::CountyDirect, "r/a/t");
    let refusal = Err(Refusal::field("role", Fault::Choice));
    assert_eq!(role(&account, &chain("r/a"), Role::County), refusal);
    assert_eq!(role(&account, &chain("r/a/t/x"), Role::Operator), Ok(()));
}

#[test]
fn on_oneself_some_fields_are_reserved() {
    let (own, _) = caller(Role::CityDepartment, "r");
    let other = platform::store::AccountRecord { account: "other".parse().expect("an id"), ..own.clone() };
    for (differences, allowed) in [
        (vec!["name", "post", "office_phone"], true),
        (vec!["name", "role"], false),
        (vec!["disabled"], false),
        (vec!["mobile"], false),
    ] {
        assert_eq!(on_oneself(&own, &own, &differences).is_ok(), allowed, "{differences:?}");
        assert_eq!(on_oneself(&own, &other, &differences), Ok(()));
    }
}

#[test]
fn former_names_are_the_latest_ones_and_never_the_present_one() {
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    for (known, before, after, former) in [
        (&[][..], "甲", "乙", &["甲"][..]),
        (&["甲"], "乙", "丙", &["甲", "乙"]),
        (&["甲", "乙"], "丙", "甲", &["乙", "丙"]),
        (&["甲"], "乙", "乙", &["甲"]),
        (&["1", "2", "3", "4", "5", "6", "7", "8"], "9", "10", &["2", "3", "4", "5", "6", "7", "8", "9"]),
    ] {
        assert_eq!(former_names(&names(known), before, after), names(former), "{known:?} {before} {after}");
    }
}
