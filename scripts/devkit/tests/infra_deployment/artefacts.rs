//! A build's folder in small: what a deployment reads, without compiling anything.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Write as _},
    path::{Path, PathBuf},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// The folder; it goes with the value.
pub(crate) struct Artefacts {
    commit: String,
    folder: PathBuf,
}

impl Artefacts {
    /// What a build of the commit `name` would leave.
    pub(crate) fn of(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("deployment-{}-{name}", std::process::id()));
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for feature in
            ["auth", "members", "orgs", "projections", "schedules", "search", "transfers", "uploads"]
        {
            files.insert(format!("x86_64/{feature}.zip"), archive(&format!("{feature} {name}")));
        }
        let asset = format!("assets/app.{name}.js");
        let page = format!("<script type=\"module\" src=\"/{asset}\"></script>");
        let document = shared_types::openapi::document().to_string();
        for (path, content) in [
            (asset.as_str(), name),
            (&format!("{asset}.br"), "pressed"),
            ("index.html", &page),
            ("index.html.br", "pressed"),
            ("robots.txt", ""),
            ("api/openapi.json", &document),
            ("api/openapi.json.br", "pressed"),
        ] {
            files.insert(format!("site/{path}"), content.as_bytes().to_owned());
        }
        let artefacts = files.iter().map(|(path, content)| {
            write(&folder.join(path), content);
            let digest = Sha256::digest(content);
            json!({
                "path": path,
                "bytes": content.len(),
                "sha256": digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
                "sha256_base64": STANDARD.encode(digest),
            })
        });
        let artefacts: Vec<_> = artefacts.collect();
        let manifest = json!({ "commit": name, "clean": true, "compiler": "none", "artefacts": artefacts });
        write(&folder.join("manifest.json"), manifest.to_string().as_bytes());
        Self { commit: name.to_owned(), folder }
    }

    /// Where it lies.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The commit it is of.
    pub(crate) fn commit(&self) -> &str {
        &self.commit
    }
}

impl Drop for Artefacts {
    fn drop(&mut self) {
        let _already_gone = fs::remove_dir_all(&self.folder);
    }
}

fn archive(content: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("bootstrap", SimpleFileOptions::default()).unwrap();
    archive.write_all(content.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn write(file: &Path, content: &[u8]) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, content).unwrap();
}
