//! Counts and digests; writing is tested on the real database.

use super::*;

#[test]
fn counts_add_up() {
    let path = crate::paths::at("scripts/devkit/data/suqian-divisions.csv");
    let divisions = Divisions::read(&path).unwrap();
    let tree = Tree::plant(&divisions, 1, "2026-11-23".parse().unwrap(), 3000).unwrap();
    let own: Vec<u32> = tree.orgs().iter().map(|org| if org.kind.is_branch() { 7 } else { 0 }).collect();
    let counts = counts(&tree, &own);
    let number = |count: usize| u32::try_from(count).unwrap();
    assert_eq!((counts[0].orgs, counts[0].children), (number(tree.orgs().len()) - 1, 7));
    for (at, org) in tree.orgs().iter().enumerate() {
        let children = || (0..counts.len()).filter(|below| tree.get(*below).unwrap().parent == Some(at));
        assert_eq!(counts[at].children, number(children().count()), "{}", org.name);
        assert_eq!(counts[at].orgs, children().map(|below| counts[below].orgs + 1).sum::<u32>());
        assert_eq!(counts[at].members, own[at] + children().map(|below| counts[below].members).sum::<u32>());
    }
}

#[test]
fn files_are_told_apart_by_their_content() {
    let path = crate::paths::at("scripts/devkit/data/suqian-divisions.csv");
    let digest = super::digest(&path).unwrap();
    assert_eq!(digest.len(), 64);
    assert_ne!(digest, super::digest(&crate::paths::at("Cargo.toml")).unwrap());
}
