//! Where things lie in the work tree; knows nothing of what is done with them.

use std::path::{Path, PathBuf};

/// The root of the work tree.
pub(crate) fn root() -> PathBuf {
    let devkit = Path::new(env!("CARGO_MANIFEST_DIR"));
    devkit.ancestors().nth(2).unwrap_or(devkit).to_owned()
}

/// `path` below the root of the work tree.
pub(crate) fn at(path: impl AsRef<Path>) -> PathBuf {
    root().join(path)
}

/// Tools that were installed for this work tree alone.
pub(crate) fn tools() -> PathBuf {
    at("target/tools")
}

/// What a running stack keeps: the database, the emulator's state, logs. `session` tells stacks apart that
/// may run side by side (`dev`, `test`, …).
pub(crate) fn session(session: &str) -> PathBuf {
    at("target/local").join(session)
}

/// The built site, as it would be uploaded.
pub(crate) fn site() -> PathBuf {
    at("target/site")
}

/// Everything that is deployed, and its manifest.
pub(crate) fn artefacts() -> PathBuf {
    at("target/artefacts")
}

/// The built gallery; kept apart from the site because it is never deployed.
pub(crate) fn gallery() -> PathBuf {
    at("target/gallery")
}

/// The functions of the workspace: every folder of `functions/` with a `main.rs`, in alphabetical order.
///
/// # Errors
/// When the folder cannot be read.
pub(crate) fn functions() -> std::io::Result<Vec<String>> {
    let mut names: Vec<String> = std::fs::read_dir(at("functions"))?
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("src/main.rs").is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("Cargo.lock").is_file(), "{}", root().display());
        assert!(functions().unwrap().contains(&"auth".to_owned()));
    }
}
