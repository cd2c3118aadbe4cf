//! Brings the site's files into their bucket, and the files that were there before back.

use super::{
    aws::Aws,
    release::{self, Changes, RELEASE, Release},
};
use crate::{
    build::{Artefact, Manifest},
    edge,
};
use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::{collections::BTreeSet, path::Path};

/// The bucket of the site.
#[derive(Debug)]
pub(super) struct Site<'a> {
    /// Who calls.
    pub(super) aws: &'a Aws,
    /// The bucket.
    pub(super) bucket: &'a str,
}

/// A file that is there since this deployment.
#[derive(Debug)]
pub(super) struct Uploaded {
    key: String,
    version: String,
}

impl Site<'_> {
    /// The release that is there now; none before the first, or when there is no bucket yet.
    ///
    /// # Errors
    /// When the bucket cannot be read.
    pub(super) async fn release(&self, folder: &Path) -> Result<Release> {
        std::fs::create_dir_all(folder)?;
        let file = folder.join(RELEASE);
        let text = file.to_str().with_context(|| format!("{} is not UTF-8", file.display()))?;
        let get = ["s3api", "get-object", "--bucket", self.bucket, "--key", RELEASE, text];
        match self.aws.find(&get).await? {
            Some(_) => Ok(serde_json::from_slice(&std::fs::read(&file)?)?),
            None => Ok(Release::default()),
        }
    }

    /// The names of all files that are there.
    ///
    /// # Errors
    /// When the bucket cannot be read.
    pub(super) async fn keys(&self) -> Result<BTreeSet<String>> {
        let list = self.aws.find(&["s3api", "list-objects-v2", "--bucket", self.bucket]).await?;
        let objects = list.as_ref().and_then(|list| list.get("Contents")).and_then(Value::as_array);
        let keys = objects.into_iter().flatten().filter_map(|object| object.get("Key")?.as_str());
        Ok(keys.map(str::to_owned).collect())
    }

    /// Uploads those files of `changes` that `wanted` names, in the order of `changes`.
    ///
    /// # Errors
    /// With the file that could not be uploaded; `uploaded` holds those before it.
    pub(super) async fn upload(
        &self,
        changes: &Changes,
        wanted: impl Fn(&str) -> bool,
        manifest: &Manifest,
        artefacts: &Path,
        uploaded: &mut Vec<Uploaded>,
    ) -> Result<()> {
        let caching = edge::caching()?;
        let names = changes.added.iter().chain(&changes.replaced).filter(|name| wanted(name));
        for name in names {
            let file = manifest.site().find(|file| release::name(file) == name);
            let Artefact { path, sha256_base64, .. } =
                file.with_context(|| format!("{name} was not built"))?;
            let caching = caching.of_file(name).to_str()?;
            uploaded.push(self.put(name, &artefacts.join(path), sha256_base64, caching).await?);
        }
        Ok(())
    }

    /// Says which release it is from now on.
    ///
    /// # Errors
    /// When it cannot be said.
    pub(super) async fn announce(&self, release: &Release, folder: &Path) -> Result<Uploaded> {
        std::fs::create_dir_all(folder)?;
        let file = folder.join(RELEASE);
        let content = serde_json::to_vec_pretty(release)?;
        std::fs::write(&file, &content)?;
        let caching = edge::caching()?.pages;
        self.put(RELEASE, &file, &STANDARD.encode(Sha256::digest(&content)), caching.to_str()?).await
    }

    async fn put(&self, key: &str, file: &Path, digest: &str, caching: &str) -> Result<Uploaded> {
        let file = file.to_str().with_context(|| format!("{} is not UTF-8", file.display()))?;
        let plain = key.trim_end_matches(edge::COMPRESSED);
        let mut put = vec!["s3api", "put-object", "--bucket", self.bucket, "--key", key, "--body", file];
        // The bucket refuses what was changed on the way.
        put.extend(["--checksum-algorithm", "SHA256", "--checksum-sha256", digest]);
        put.extend(["--content-type", edge::media_type(plain), "--cache-control", caching]);
        if plain != key {
            put.extend(["--content-encoding", "br"]);
        }
        Ok(Uploaded { key: key.to_owned(), version: self.aws.text(&put, "/VersionId").await? })
    }

    /// Takes back what was uploaded: the versions before, which the bucket has kept, are there again. New assets
    /// stay: a page that somebody opened meanwhile still asks for them, and the next deployment removes them.
    ///
    /// # Errors
    /// With the file that could not be brought back.
    pub(super) async fn take_back(&self, uploaded: &[Uploaded]) -> Result<()> {
        let lasting = uploaded.iter().rev().filter(|file| !edge::is_asset(&file.key));
        for Uploaded { key, version } in lasting {
            let delete = ["s3api", "delete-object", "--bucket", self.bucket, "--key", key];
            self.aws.call(&[delete.as_slice(), &["--version-id", version]].concat()).await?;
        }
        Ok(())
    }

    /// Removes files for good.
    ///
    /// # Errors
    /// With the file that could not be removed.
    pub(super) async fn remove(&self, keys: &[String]) -> Result<()> {
        for key in keys {
            self.aws.call(&["s3api", "delete-object", "--bucket", self.bucket, "--key", key]).await?;
        }
        Ok(())
    }
}
