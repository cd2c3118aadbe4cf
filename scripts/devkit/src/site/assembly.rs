//! Which files the site consists of and what the pages call them. Pure: contents in, contents out.

use super::{module::BrowserModule, output::digest};
use anyhow::{Context as _, Result, bail};

/// The folder of files whose name changes with their content; everything in it may be cached for ever.
pub(crate) const ASSETS: &str = "assets";

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its path from the root of the site.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) content: Vec<u8>,
}

/// The page every address of the app answers with.
const INDEX: &str = "index.html";

/// The script that decides whether the engine can run the app and then loads it.
const LOADER: &str = "loader.js";

/// Puts the site together. `address` is where it is served from.
///
/// In the pages, `{{style}}`, `{{loader}}`, and for each module `{{NAME_js}}` and `{{NAME_wasm}}` stand for the
/// addresses of the hashed files.
///
/// # Errors
/// When the page or the loader is missing, or a page names anything else in double braces.
pub(super) fn assemble(
    modules: &[(&str, BrowserModule)],
    style: &str,
    statics: Vec<Part>,
    address: &str,
) -> Result<Vec<Part>> {
    let loader =
        statics.iter().find(|part| part.name == LOADER).context("frontend/app/static has no loader.js")?;
    let mut named_files = vec![
        ("style".to_owned(), hashed("style", "css", style.as_bytes())),
        ("loader".to_owned(), hashed("loader", "js", &loader.content)),
    ];
    for (name, module) in modules {
        named_files.push((format!("{name}_js"), hashed(name, "js", module.script.as_bytes())));
        named_files.push((format!("{name}_wasm"), hashed(name, "wasm", &module.wasm)));
    }
    if !statics.iter().any(|part| part.name == INDEX) {
        bail!("frontend/app/static has no {INDEX}");
    }
    let mut files: Vec<Part> = Vec::with_capacity(statics.len() + named_files.len());
    for mut part in statics.into_iter().filter(|part| part.name != LOADER) {
        if part.name.ends_with(".html") {
            part.content = named(&part, &named_files, address)?.into_bytes();
        }
        files.push(part);
    }
    files.extend(named_files.into_iter().map(|(_, part)| part));
    Ok(files)
}

/// A file whose name changes with its content.
fn hashed(stem: &str, extension: &str, content: &[u8]) -> Part {
    let mut digest = digest(&[content]);
    digest.truncate(16);
    Part { name: format!("{ASSETS}/{stem}.{digest}.{extension}"), content: content.to_owned() }
}

/// The text of a page with the addresses filled in.
fn named(page: &Part, files: &[(String, Part)], address: &str) -> Result<String> {
    let mut text =
        String::from_utf8(page.content.clone()).with_context(|| format!("{} is not UTF-8", page.name))?;
    for (word, part) in files {
        text = text.replace(&format!("{{{{{word}}}}}"), &format!("{address}/{}", part.name));
    }
    if let Some((_, rest)) = text.split_once("{{") {
        let word = rest.split("}}").next().unwrap_or_default();
        bail!("{} asks for {{{{{word}}}}}, which does not exist", page.name);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modules() -> Vec<(&'static str, BrowserModule)> {
        let module = || BrowserModule { wasm: b"\0asm".to_vec(), script: "export default 1".into() };
        vec![("door", module()), ("office", module())]
    }

    fn part(name: &str, content: &str) -> Part {
        Part { name: name.into(), content: content.into() }
    }

    fn text<'a>(files: &'a [Part], name: &str) -> &'a str {
        std::str::from_utf8(&files.iter().find(|part| part.name == name).unwrap().content).unwrap()
    }

    #[test]
    fn pages_name_the_hashed_files() {
        let statics = vec![
            part("icons/a.svg", "<svg/>"),
            part(INDEX, "{{style}} {{loader}} {{door_js}} {{door_wasm}} {{office_js}} {{office_wasm}}"),
            part(LOADER, "load()"),
        ];
        let files = assemble(&modules(), "a{}", statics, "").unwrap();
        assert_eq!(files.len(), 8);
        for address in text(&files, INDEX).split(' ') {
            let name = address.strip_prefix('/').unwrap();
            assert!(name.starts_with("assets/"), "{name}");
            assert!(files.iter().any(|part| part.name == name), "{name} is named but not there");
        }
        assert_eq!(text(&files, "icons/a.svg"), "<svg/>");
        assert!(
            !files.iter().any(|part| part.name == LOADER),
            "the loader is there by its hashed name alone"
        );
    }

    #[test]
    fn a_name_changes_with_the_content_and_only_then() {
        let name = |content: &[u8]| hashed("app", "js", content).name;
        assert_eq!(name(b"1"), name(b"1"));
        assert_ne!(name(b"1"), name(b"2"));
    }

    #[test]
    fn elsewhere_the_addresses_begin_there() {
        let statics = vec![part(INDEX, "{{style}}"), part(LOADER, "")];
        let files = assemble(&modules(), "", statics, "/_dev/gallery").unwrap();
        assert!(text(&files, INDEX).starts_with("/_dev/gallery/assets/style."));
    }

    #[test]
    fn an_unknown_word_is_refused() {
        let statics = vec![part(INDEX, "{{stile}}"), part(LOADER, "")];
        let message = assemble(&modules(), "", statics, "").unwrap_err().to_string();
        assert!(message.contains("{{stile}}"), "{message}");
    }
}
