//! Builds the site: the browser's modules, its style sheet, the pages and what they name. The result lies in
//! `target/site` exactly as it is served: names that change with the content, Brotli beside each file.
//!
//! Knows nothing of how it is served; the edge and the CDN do that by `infra/headers.json`.

mod assembly;
mod module;
mod output;

use crate::{paths, progress, tools};
use anyhow::{Context as _, Result};
pub(crate) use assembly::ASSETS;
use assembly::{Part, assemble};
use module::Target;
pub(crate) use output::brotli;
use std::path::Path;

/// Builds the phone app's site.
///
/// # Errors
/// When something does not compile, or a page names what is not there.
pub(crate) async fn build() -> Result<()> {
    build_target(&Target::APP, &paths::site()).await
}

/// Builds the gallery of components. It is the same site around another module.
///
/// # Errors
/// As [`build`].
pub(crate) async fn build_gallery() -> Result<()> {
    build_target(&Target::GALLERY, &paths::gallery()).await
}

async fn build_target(target: &Target, folder: &Path) -> Result<()> {
    let toolchain = tools::wasm_toolchain().await?;
    let optimisers = tools::optimisers().await?;
    let name = target.name();
    let compiled =
        progress::step(&format!("Compiling {name} for the browser"), module::compile(target, &toolchain))
            .await?;
    progress::step(&format!("Assembling {name}"), async {
        let modules = module::bind_and_optimise(target, &compiled, &optimisers).await?;
        let style = style_sheet()?;
        let files = assemble(&modules, &style, static_files()?, target.address())?;
        output::write(folder, files).await
    })
    .await
}

/// The sheets of `frontend/kit/styles`, one after the other: their names begin with numbers, so that the
/// alphabet is the order of the layers.
fn style_sheet() -> Result<String> {
    let folder = paths::at("frontend/kit/styles");
    let mut sheets: Vec<_> = std::fs::read_dir(&folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "css"))
        .collect();
    sheets.sort();
    let sheets = sheets.iter().map(std::fs::read_to_string).collect::<std::io::Result<Vec<_>>>()?;
    Ok(sheets.join("\n"))
}

/// Every file below `frontend/app/static`, with its path from there.
fn static_files() -> Result<Vec<Part>> {
    let root = paths::at("frontend/app/static");
    let mut parts = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in
            std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = name_below(&root, &path)?;
                parts.push(Part { name, content: std::fs::read(&path)? });
            }
        }
    }
    parts.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(parts)
}

fn name_below(root: &Path, path: &Path) -> Result<String> {
    let relative =
        path.strip_prefix(root)?.to_str().with_context(|| format!("{} is not UTF-8", path.display()))?;
    Ok(relative.to_owned())
}
