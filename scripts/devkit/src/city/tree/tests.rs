//! Every organisation, its place, its name.

use super::*;
use garde::Validate;
use shared_types::{dates::Today, orgs::DEEPEST};
use std::collections::{BTreeMap, HashSet};

fn day() -> Day {
    "2026-11-23".parse().unwrap()
}

fn tree(members: u32) -> Tree {
    let divisions = Divisions::read(&crate::paths::at("scripts/devkit/data/suqian-divisions.csv")).unwrap();
    Tree::plant(&divisions, 1, day(), members).unwrap()
}

#[test]
fn every_organisation_may_stand_where_it_stands() {
    for members in [0, 300_000] {
        let tree = tree(members);
        let mut ids = HashSet::new();
        let mut names = HashSet::new();
        for (at, org) in tree.orgs().iter().enumerate() {
            assert!(ids.insert(&org.id), "{}", org.id);
            assert!(names.insert((org.parent, &org.name)), "{} twice", org.name);
            assert!(org.name.chars().count() <= 60, "{}", org.name);
            org.office.validate_with(&Today(day())).unwrap();
            match org.parent.map(|parent| (parent, tree.get(parent).unwrap())) {
                Some((position, parent)) => {
                    assert!(position < at);
                    assert!(org.kind.may_stand_below(parent.kind), "{} below {}", org.name, parent.name);
                    assert_eq!(org.depth, parent.depth + 1);
                }
                None => assert_eq!((at, org.depth), (0, 0)),
            }
        }
    }
}

#[test]
fn every_kind_and_every_depth_exists() {
    let tree = tree(3000);
    for kind in OrgKind::ALL {
        assert!(tree.orgs().iter().any(|org| org.kind == kind), "{kind:?}");
    }
    let mut depths = BTreeMap::new();
    for org in tree.orgs() {
        *depths.entry(org.depth).or_insert(0) += 1;
    }
    assert_eq!(depths.keys().copied().collect::<Vec<_>>(), (0..=DEEPEST).collect::<Vec<_>>());
    // The city-direct committee and six counties; 109 townships, six county-direct committees, the city's units.
    assert_eq!((depths[&0], depths[&1], depths[&2]), (1, 7, 109 + 6 + units::CITY.len()));
}

#[test]
fn organisations_are_called_as_they_are() {
    let tree = tree(3000);
    for (id, name, kind) in [
        ("3213", "中共宿迁市委组织部", OrgKind::Department),
        ("3213-zs", "中共宿迁市委市直机关工作委员会", OrgKind::WorkingCommittee),
        ("321322", "中共沭阳县委组织部", OrgKind::Department),
        ("321371", "中共宿迁经济技术开发区工作委员会", OrgKind::WorkingCommittee),
        ("321322001", "中共沭城街道工作委员会", OrgKind::WorkingCommittee),
        ("321322101", "中共陇集镇委员会", OrgKind::Committee),
        ("3213-zs-gtzy", "市国土资源局机关党委", OrgKind::Committee),
        ("3213-zs-gtzy-1", "市国土局机关党支部", OrgKind::Branch),
        ("3213-zs-xy-1", "宿迁学院信息工程学院党总支", OrgKind::GeneralBranch),
        ("321322-zs-yy-1-1", "沭阳县人民医院内科心血管内科党支部", OrgKind::Branch),
        ("321322101-lh", "陇集镇非公企业联合党支部", OrgKind::JointBranch),
    ] {
        let org = tree.get(tree.position(id).unwrap()).unwrap();
        assert_eq!((org.name.as_str(), org.kind), (name, kind));
    }
}

#[test]
fn villages_have_one_branch_or_a_general_branch() {
    let tree = tree(3000);
    let villages: Vec<&Planned> = tree.orgs().iter().filter(|org| org.village && org.depth == 3).collect();
    assert_eq!(villages.len(), 1440);
    let general = villages.iter().filter(|org| org.kind == OrgKind::GeneralBranch).count();
    assert!((500..650).contains(&general), "{general}");
    let below = tree.orgs().iter().filter(|org| org.village && org.depth == 4).count();
    assert_eq!(below, 2 * general);
}

#[test]
fn many_members_get_many_branches() {
    let branches = |members| tree(members).orgs().iter().filter(|org| org.kind.is_branch()).count();
    let (few, many) = (branches(3000), branches(300_000));
    assert!((2_500..4_000).contains(&few), "{few}");
    assert!((9_000..14_000).contains(&many), "{many}");
}

#[test]
fn the_same_seed_gives_the_same_tree() {
    let shown = |tree: &Tree| format!("{:?}", tree.orgs());
    assert_eq!(shown(&tree(3000)), shown(&tree(3000)));
}
