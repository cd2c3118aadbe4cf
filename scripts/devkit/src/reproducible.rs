//! What makes two builds of one commit equal, wherever they are made: no path of this machine and no time of
//! its clock gets into what is compiled.

use crate::{paths, processes::Program};
use anyhow::{Context as _, Result};
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

/// Between two flags in `CARGO_ENCODED_RUSTFLAGS`, so that a path may hold a space.
const BETWEEN_FLAGS: &str = "\u{1f}";

/// The time that compilers take for now, in seconds since 1970: the first that archives know.
const TIME: &str = "315532800";

/// The environment for a reproducible run of cargo with the compiler `rustc`, which takes `flags` as well. The
/// flags hold for what is cross-compiled or built for a named `--target`, not for build scripts.
///
/// # Errors
/// When the compiler does not answer or the crates' sources are not found.
pub(crate) async fn environment(rustc: impl AsRef<OsStr>, flags: &[&str]) -> Result<Vec<(String, String)>> {
    let places = places(rustc.as_ref()).await?;
    let remaps = places.iter().map(|(place, name)| format!("--remap-path-prefix={}={name}", place.display()));
    let flags: Vec<String> = flags.iter().map(ToString::to_string).chain(remaps).collect();
    Ok(vec![
        ("CARGO_ENCODED_RUSTFLAGS".to_owned(), flags.join(BETWEEN_FLAGS)),
        ("SOURCE_DATE_EPOCH".to_owned(), TIME.to_owned()),
    ])
}

/// Paths that differ between machines, and what a compiled file calls them instead. Where two apply, the
/// compiler takes the later.
async fn places(rustc: &OsStr) -> Result<Vec<(PathBuf, String)>> {
    let mut places = vec![(paths::root(), "/source".to_owned())];
    for folder in registries()? {
        places.push((folder, "/crates".to_owned()));
    }
    // The standard library's source is called so where it is not installed.
    let sysroot = Program::new("rustc", rustc).args(["--print", "sysroot"]).output().await?;
    let about = Program::new("rustc", rustc).args(["-vV"]).output().await?;
    let hash = about.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    let library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    places.push((library, format!("/rustc/{}", hash.context("rustc does not tell its commit")?)));
    Ok(places)
}

/// The folders with the unpacked sources of crates: one for each address of the registry.
fn registries() -> Result<Vec<PathBuf>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home =
        home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).context("there is no home folder")?;
    let sources = home.join("registry/src");
    let entries =
        std::fs::read_dir(&sources).with_context(|| format!("cannot read {}", sources.display()))?;
    let mut folders = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    folders.sort();
    Ok(folders)
}

/// Which of this machine's own paths stands in `compiled`, if one does.
///
/// # Errors
/// When the crates' sources cannot be listed.
pub(crate) fn trace(compiled: &[u8]) -> Result<Option<PathBuf>> {
    let mut places = registries()?;
    places.push(paths::root());
    Ok(places.into_iter().find(|place| {
        let place = place.as_os_str().as_encoded_bytes();
        compiled.windows(place.len()).any(|window| window == place)
    }))
}
