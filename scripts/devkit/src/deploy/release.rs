//! What of the site is uploaded, stays or goes. Pure: decides by the builds alone.

use crate::{
    build::{Artefact, Manifest},
    edge,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The file of the bucket that says which build is there. It is uploaded last: what it lists is there. The CDN shows
/// nobody what begins with a dot.
pub(super) const RELEASE: &str = ".release.json";

/// A build's files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Release {
    /// The commit.
    pub(super) commit: String,
    /// By name: SHA-256, hexadecimal.
    pub(super) files: BTreeMap<String, String>,
}

impl Release {
    /// The release that a build makes.
    pub(super) fn of(manifest: &Manifest) -> Self {
        let files = manifest.site().map(|file| (name(file).to_owned(), file.sha256.clone())).collect();
        Self { commit: manifest.commit.clone(), files }
    }
}

/// A file's name from the root of the site.
pub(super) fn name(file: &Artefact) -> &str {
    file.path.split_once('/').map_or(file.path.as_str(), |(_, name)| name)
}

/// What one release after another does to the bucket.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// New names; assets come first, and pages, which name them, last.
    pub(super) added: Vec<String>,
    /// Names that are there with another content, in the same order.
    pub(super) replaced: Vec<String>,
    /// Files that are there as they should be.
    pub(super) kept: Vec<String>,
    /// Assets of the release before: pages that are open somewhere still ask for them.
    pub(super) kept_for_open_pages: Vec<String>,
    /// What belongs to neither release.
    pub(super) removed: Vec<String>,
}

impl Changes {
    /// From the release `before`, if there is one, to `next`, in a bucket with these `keys`.
    pub(super) fn between(before: &Release, next: &Release, keys: &BTreeSet<String>) -> Self {
        let mut changes = Self::default();
        for (name, digest) in &next.files {
            let list = match (keys.contains(name), before.files.get(name) == Some(digest)) {
                (false, _) => &mut changes.added,
                (true, true) => &mut changes.kept,
                (true, false) => &mut changes.replaced,
            };
            list.push(name.clone());
        }
        for key in keys.iter().filter(|key| *key != RELEASE && !next.files.contains_key(*key)) {
            let old = edge::is_asset(key) && before.files.contains_key(key);
            if old { &mut changes.kept_for_open_pages } else { &mut changes.removed }.push(key.clone());
        }
        for list in [&mut changes.added, &mut changes.replaced] {
            list.sort_by_key(|name| (step(name), name.clone()));
        }
        changes
    }
}

/// Which files are uploaded before which: assets, what pages also need, pages.
fn step(name: &str) -> u8 {
    match (edge::is_asset(name), name.trim_end_matches(edge::COMPRESSED).ends_with(".html")) {
        (true, _) => 0,
        (false, false) => 1,
        (false, true) => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(files: &[(&str, &str)]) -> Release {
        let files = files.iter().map(|(name, digest)| ((*name).to_owned(), (*digest).to_owned())).collect();
        Release { commit: "0".into(), files }
    }

    fn keys(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn everything_is_new_in_an_empty_bucket_and_pages_come_last() {
        let next =
            release(&[("a.html.br", "1"), ("assets/z.js", "1"), ("index.html", "1"), ("robots.txt", "1")]);
        let changes = Changes::between(&Release::default(), &next, &keys(&[]));
        assert_eq!(changes.added, ["assets/z.js", "robots.txt", "a.html.br", "index.html"]);
        assert_eq!(changes, Changes { added: changes.added.clone(), ..Changes::default() });
    }

    #[test]
    fn assets_of_the_release_before_stay_and_older_ones_go() {
        let before =
            release(&[("assets/b.js", "b"), ("index.html", "1"), ("old.txt", "1"), ("robots.txt", "1")]);
        let next = release(&[("assets/c.js", "c"), ("index.html", "2"), ("robots.txt", "1")]);
        let there = ["assets/a.js", "assets/b.js", "index.html", "old.txt", RELEASE, "robots.txt"];
        let changes = Changes::between(&before, &next, &keys(&there));
        assert_eq!(changes.added, ["assets/c.js"]);
        assert_eq!(changes.replaced, ["index.html"]);
        assert_eq!(changes.kept, ["robots.txt"]);
        assert_eq!(changes.kept_for_open_pages, ["assets/b.js"]);
        assert_eq!(changes.removed, ["assets/a.js", "old.txt"]);
    }

    #[test]
    fn what_somebody_took_away_is_uploaded_again() {
        let same = release(&[("robots.txt", "1")]);
        assert_eq!(Changes::between(&same, &same, &keys(&[])).added, ["robots.txt"]);
    }
}
