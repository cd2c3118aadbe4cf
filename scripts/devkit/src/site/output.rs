//! Writes the site's files, each with its Brotli beside it, and takes away what no longer belongs to it.

use super::assembly::Part;
use crate::paths;
use anyhow::Result;
use sha2::{Digest as _, Sha256};
use std::{
    collections::HashSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// Kinds of files that become smaller by compression.
const COMPRESSED: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// Hexadecimal SHA-256 over `parts`, each preceded by its length.
pub(super) fn digest(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().fold(String::new(), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

/// Makes `folder` hold `files`, their Brotli, and nothing else. Files that are right already are not touched.
pub(super) async fn write(folder: &Path, files: Vec<Part>) -> Result<()> {
    let folder = folder.to_owned();
    tokio::task::spawn_blocking(move || write_all(&folder, &files)).await?
}

fn write_all(folder: &Path, files: &[Part]) -> Result<()> {
    let mut belongs = HashSet::new();
    for part in files {
        let path = folder.join(&part.name);
        put(&path, &part.content)?;
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if COMPRESSED.contains(&extension) {
            let compressed = folder.join(format!("{}.br", part.name));
            put(&compressed, &brotli(&part.content)?)?;
            belongs.insert(compressed);
        }
        belongs.insert(path);
    }
    remove_others(folder, &belongs)
}

fn put(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|present| present == content) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // A reader never sees half a file.
    let fresh = path.with_added_extension("new");
    fs::write(&fresh, content)?;
    Ok(fs::rename(fresh, path)?)
}

/// Brotli at its best, kept by content: it takes seconds for the module.
pub(crate) fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let kept: PathBuf = paths::at("target/parts/brotli").join(digest(&[content]));
    if let Ok(compressed) = fs::read(&kept) {
        return Ok(compressed);
    }
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    put(&kept, &compressed)?;
    Ok(compressed)
}

fn remove_others(folder: &Path, belongs: &HashSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, belongs)?;
            if fs::read_dir(&path)?.next().is_none() {
                fs::remove_dir(path)?;
            }
        } else if !belongs.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_keeps_parts_apart() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
        assert_eq!(digest(&[b"ab"]).len(), 64);
    }

    #[test]
    fn a_second_write_leaves_the_right_files_and_removes_the_others() {
        let folder = std::env::temp_dir().join(format!("site-output-{}", std::process::id()));
        let part = |name: &str, content: &str| Part { name: name.into(), content: content.into() };
        write_all(&folder, &[part("assets/old.js", "1"), part("index.html", "page")]).unwrap();
        let before = fs::metadata(folder.join("index.html")).unwrap().modified().unwrap();
        write_all(&folder, &[part("assets/new.js", "2"), part("index.html", "page")]).unwrap();
        assert!(!folder.join("assets/old.js").exists() && !folder.join("assets/old.js.br").exists());
        let mut plain = Vec::new();
        let compressed = fs::read(folder.join("assets/new.js.br")).unwrap();
        brotli::BrotliDecompress(&mut compressed.as_slice(), &mut plain).unwrap();
        assert_eq!(plain, b"2");
        assert_eq!(fs::metadata(folder.join("index.html")).unwrap().modified().unwrap(), before);
        fs::remove_dir_all(folder).unwrap();
    }
}
