//! What was built, file by file, with digests: what is deployed is checked against it first.

use crate::processes::Program;
use anyhow::{Context as _, Result, bail, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeSet,
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// The manifest's own file.
pub(super) const FILE: &str = "manifest.json";

/// The folder of the site.
pub(super) const SITE: &str = "site";

/// Everything that one build made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// The commit it was made of.
    pub(crate) commit: String,
    /// Whether the work tree was exactly that commit.
    pub(crate) clean: bool,
    /// The compiler: another one makes other files of the same commit.
    pub(crate) compiler: String,
    /// The files, by path.
    pub(crate) artefacts: Vec<Artefact>,
}

/// A file that was built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Artefact {
    /// Its path below the manifest's folder, with `/` between the parts.
    pub(crate) path: String,
    /// How long it is.
    pub(crate) bytes: u64,
    /// SHA-256, hexadecimal.
    pub(crate) sha256: String,
    /// SHA-256 in base64: Lambda's `CodeSha256`.
    pub(crate) sha256_base64: String,
}

impl Artefact {
    fn of(folder: &Path, path: String) -> Result<Self> {
        let file = folder.join(&path);
        let content = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let digest = Sha256::digest(&content);
        let sha256 = digest.iter().fold(String::new(), |mut text, byte| {
            let _infallible = write!(text, "{byte:02x}");
            text
        });
        Ok(Self {
            path,
            bytes: u64::try_from(content.len())?,
            sha256,
            sha256_base64: STANDARD.encode(digest),
        })
    }
}

impl Manifest {
    /// Looks at every file below `folder`.
    ///
    /// # Errors
    /// When a file or the commit cannot be read.
    pub(super) async fn of(folder: &Path) -> Result<Self> {
        let commit = commit().await?;
        let compiler = Program::new("rustc", "rustc").args(["--version"]).output().await?.trim().to_owned();
        let files = files(folder)?.into_iter().filter(|path| path != FILE);
        let artefacts = files.map(|path| Artefact::of(folder, path)).collect::<Result<_>>()?;
        Ok(Self { commit, clean: clean().await?, compiler, artefacts })
    }

    /// Writes it into `folder`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        Ok(std::fs::write(folder.join(FILE), super::pretty(self)?)?)
    }

    /// Reads it from `folder`.
    ///
    /// # Errors
    /// When there is none or it is no manifest.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}: ./scripts/build makes it", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is no manifest", path.display()))
    }

    /// Makes sure that `folder` holds exactly what the manifest says.
    ///
    /// # Errors
    /// With the first file that is missing, has changed, or is not in the manifest.
    pub(crate) fn check(&self, folder: &Path) -> Result<()> {
        for artefact in &self.artefacts {
            let found = Artefact::of(folder, artefact.path.clone())?;
            ensure!(
                &found == artefact,
                "{} is not what was built: ./scripts/build makes it anew",
                artefact.path
            );
        }
        let known: BTreeSet<&str> = self.artefacts.iter().map(|artefact| artefact.path.as_str()).collect();
        match files(folder)?.into_iter().find(|path| path != FILE && !known.contains(path.as_str())) {
            Some(stranger) => bail!("{stranger} was not built: ./scripts/build makes everything anew"),
            None => Ok(()),
        }
    }

    /// The files of the site.
    pub(crate) fn site(&self) -> impl Iterator<Item = &Artefact> {
        self.artefacts.iter().filter(|artefact| Path::new(&artefact.path).starts_with(SITE))
    }
}

/// The commit of the work tree.
///
/// # Errors
/// When it is none.
pub(super) async fn commit() -> Result<String> {
    let commit = Program::new("git", "git").args(["rev-parse", "HEAD"]).output().await?;
    Ok(commit.trim().to_owned())
}

/// Whether the work tree is the commit: nothing changed, nothing added.
///
/// # Errors
/// When there is no work tree.
pub(super) async fn clean() -> Result<bool> {
    let changed = Program::new("git", "git").args(["status", "--porcelain"]).output().await?;
    Ok(changed.trim().is_empty())
}

/// Every file below `folder` by its path from there, in order.
///
/// # Errors
/// When a folder cannot be read or a name is not UTF-8.
pub(super) fn files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder)?.to_str();
                names.push(name.with_context(|| format!("{} is not UTF-8", path.display()))?.to_owned());
            }
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder that looks like a build.
    fn built(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("manifest-{name}-{}", std::process::id()));
        for path in ["x86_64/auth.zip", "site/index.html", "openapi.json"] {
            let file = folder.join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, path).unwrap();
        }
        folder
    }

    fn of(folder: &Path) -> Manifest {
        let artefacts = files(folder).unwrap().into_iter().map(|path| Artefact::of(folder, path).unwrap());
        Manifest { commit: "0".into(), clean: true, compiler: "rustc".into(), artefacts: artefacts.collect() }
    }

    #[test]
    fn digests_are_those_of_sha256_and_of_lambda() {
        let folder = built("digests");
        std::fs::write(folder.join("openapi.json"), "abc").unwrap();
        let manifest = of(&folder);
        let first = manifest.artefacts.first().unwrap();
        assert_eq!((first.path.as_str(), first.bytes), ("openapi.json", 3));
        assert_eq!(first.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(first.sha256_base64, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert_eq!(manifest.site().count(), 1);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_was_not_built_is_found() {
        let folder = built("strangers");
        of(&folder).write(&folder).unwrap();
        let manifest = Manifest::read(&folder).unwrap();
        manifest.check(&folder).unwrap();

        std::fs::write(folder.join("site/index.html"), "changed").unwrap();
        assert!(manifest.check(&folder).unwrap_err().to_string().contains("site/index.html"));
        std::fs::write(folder.join("site/index.html"), "site/index.html").unwrap();
        std::fs::write(folder.join("x86_64/orgs.zip"), "").unwrap();
        assert!(manifest.check(&folder).unwrap_err().to_string().contains("x86_64/orgs.zip"));
        std::fs::remove_file(folder.join("x86_64/orgs.zip")).unwrap();
        std::fs::remove_file(folder.join("openapi.json")).unwrap();
        assert!(manifest.check(&folder).is_err());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
