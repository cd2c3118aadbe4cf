//! Whether a build can be repeated: the same commit in a fresh clone in another folder.

use super::manifest::{self, Manifest};
use crate::{
    paths,
    processes::Program,
    progress::{say, step},
};
use anyhow::{Result, ensure};
use std::collections::BTreeSet;

/// Makes sure that a clone will be the same as the work tree.
///
/// # Errors
/// When something is not committed.
pub(super) async fn possible() -> Result<()> {
    ensure!(manifest::clean().await?, "only what is committed can be built again: commit first");
    Ok(())
}

/// Builds the commit again elsewhere and compares with `first`.
///
/// # Errors
/// With the files that differ.
pub(super) async fn compare(first: &Manifest) -> Result<()> {
    // Another folder at another depth, and nothing in it from an earlier time.
    let clone = paths::at("target/again/work/tree");
    if clone.exists() {
        std::fs::remove_dir_all(&clone)?;
    }
    let text = clone.display().to_string();
    Program::new("git", "git").args(["clone", "-q", ".", &text]).run().await?;
    step("Building the commit again", async {
        Program::new("build", clone.join("scripts/build"))
            .within(&clone)
            .without("CARGO_TARGET_DIR")
            .run()
            .await
    })
    .await?;
    let folder = clone.join("target/artefacts");
    let second = Manifest::read(&folder)?;
    second.check(&folder)?;
    let differing = differing(first, &second);
    ensure!(differing.is_empty(), "two builds of {} differ in {differing:?}", first.commit);
    ensure!(first == &second, "the manifests of two builds of {} differ", first.commit);
    say(format_args!("  ✓ {} files, equal in both builds", first.artefacts.len()));
    Ok(std::fs::remove_dir_all(clone)?)
}

/// The paths that are not in both, or not with the same content.
fn differing<'a>(one: &'a Manifest, other: &'a Manifest) -> BTreeSet<&'a str> {
    let all = one.artefacts.iter().chain(&other.artefacts);
    all.filter(|artefact| !(one.artefacts.contains(artefact) && other.artefacts.contains(artefact)))
        .map(|artefact| artefact.path.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::Artefact, *};

    #[test]
    fn files_that_differ_or_are_missing_are_named() {
        let artefact = |path: &str, sha256: &str| Artefact {
            path: path.into(),
            bytes: 1,
            sha256: sha256.into(),
            sha256_base64: String::new(),
        };
        let manifest =
            |artefacts| Manifest { commit: "0".into(), clean: true, compiler: "r".into(), artefacts };
        let one = manifest(vec![artefact("a", "1"), artefact("b", "1"), artefact("c", "1")]);
        let other = manifest(vec![artefact("a", "1"), artefact("b", "2")]);
        assert_eq!(differing(&one, &other), BTreeSet::from(["b", "c"]));
        assert!(differing(&one, &one).is_empty());
    }
}
