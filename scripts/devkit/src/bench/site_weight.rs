//! `site-weight`: what a phone downloads, in Brotli, as it was built.

use super::{
    report::{Figure, Report, number},
    statistics::worst,
};
use crate::{paths, site};
use anyhow::{Context as _, Result, ensure};
use std::{collections::BTreeMap, path::Path};

/// How many bytes a kilobyte has here: a thousand, which is the stricter.
const KILO: f64 = 1000.0;

/// What the built site weighs, in kB.
struct Weights {
    /// The page and its style sheet: what is painted first.
    shell: f64,
    /// All that a browser fetches until somebody can sign in.
    sign_in: f64,
    /// All that a member's browser fetches who is signed in already, and an administrator's: without the door.
    signed_in: [f64; 2],
    /// All that they ever fetch, the door included.
    whole: [f64; 2],
    /// All that the browser of somebody fetches who verifies a letter.
    letter: f64,
    /// What the system of a phone fetches once the app is put on the home screen.
    home_screen: f64,
}

/// Measures.
///
/// # Errors
/// When the site does not build.
pub(super) async fn run() -> Result<Report> {
    site::build().await?;
    let weights = weigh(&compressed(&paths::site())?)?;
    Ok(Report::new(
        "site-weight",
        vec![
            Figure::at_most("shell_kb", weights.shell, "kB", 14.0),
            Figure::at_most("signin_kb", weights.sign_in, "kB", 150.0),
            Figure::at_most("phone_app_kb", worst(weights.whole), "kB", 300.0),
        ],
        vec![
            "Brotli of every file as it is served, kB of 1,000 bytes. The shell is index.html and the style sheet; \
             sign-in adds loader, the script and module of the door, manifest and icon; the whole adds the part behind \
             it and the page for old engines. Members and administrators have a part each, and nobody fetches both: \
             the figure is the heavier side. The module that verifies letters is for those who scan one."
                .to_owned(),
            told("Members", weights.whole[0], weights.signed_in[0]),
            told("Administrators", weights.whole[1], weights.signed_in[1]),
            format!("Who verifies a letter fetches {} kB.", number(weights.letter)),
            format!("The icons of the home screen ({} kB) are not counted.", number(weights.home_screen)),
        ],
    ))
}

fn told(who: &str, whole: f64, signed_in: f64) -> String {
    let (whole, signed_in) = (number(whole), number(signed_in));
    format!("{who} fetch {whole} kB in all, {signed_in} kB where they are signed in already.")
}

/// The size over the wire of every file of the site, by name.
fn compressed(site: &Path) -> Result<BTreeMap<String, u64>> {
    let mut sizes = BTreeMap::new();
    let mut folders = vec![site.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries =
            std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none_or(|extension| extension != "br") {
                let brotli = path.with_added_extension("br");
                let sent = if brotli.exists() { brotli } else { path.clone() };
                let name = path.strip_prefix(site)?.to_string_lossy().into_owned();
                sizes.insert(name, std::fs::metadata(sent)?.len());
            }
        }
    }
    Ok(sizes)
}

/// What a browser fetches until somebody can sign in, beside the hashed assets.
const OF_SIGN_IN: [&str; 3] = ["index.html", "manifest.webmanifest", "icons/icon.svg"];

/// The module that asks who somebody is.
const DOOR: &str = "door";

/// The parts behind the door: of members, of administrators.
const PARTS: [&str; 2] = ["member", "office"];

/// The module that verifies letters.
const LETTER: &str = "letter";

/// The module that a file of the site belongs to.
fn module(name: &str) -> Option<&str> {
    let stem = name.strip_prefix("assets/")?.split('.').next()?;
    [DOOR, LETTER].into_iter().chain(PARTS).find(|module| *module == stem)
}

fn weigh(sizes: &BTreeMap<String, u64>) -> Result<Weights> {
    let of = |chosen: &dyn Fn(&str) -> bool| {
        let bytes: u64 = sizes.iter().filter(|(name, _)| chosen(name)).map(|(_, size)| size).sum();
        kilo(bytes)
    };
    for name in OF_SIGN_IN {
        ensure!(sizes.contains_key(name), "the site has no {name}");
    }
    let asset = |name: &str| name.starts_with("assets/");
    let first = |name: &str| asset(name) || OF_SIGN_IN.contains(&name);
    // With these modules, and of the other files those that `also` names.
    let with = |modules: &[&str], also: &dyn Fn(&str) -> bool| {
        of(&|name| also(name) && module(name).is_none_or(|module| modules.contains(&module)))
    };
    let all = |name: &str| !name.ends_with(".png");
    Ok(Weights {
        shell: of(&|name| name == "index.html" || asset(name) && name.ends_with(".css")),
        sign_in: with(&[DOOR], &first),
        signed_in: PARTS.map(|own| with(&[own], &all)),
        whole: PARTS.map(|own| with(&[DOOR, own], &all)),
        letter: with(&[LETTER], &first),
        home_screen: of(&|name| name.ends_with(".png")),
    })
}

#[allow(clippy::as_conversions, reason = "sizes of files are far below what a float holds exactly")]
fn kilo(bytes: u64) -> f64 {
    bytes as f64 / KILO
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_is_part_of_sign_in_and_that_of_the_whole() {
        let sizes = [
            ("index.html", 1000),
            ("assets/style.1.css", 2000),
            ("assets/door.1.wasm", 4000),
            ("manifest.webmanifest", 8000),
            ("icons/icon.svg", 16_000),
            ("icons/icon-512.png", 32_000),
            ("plain.css", 64_000),
        ];
        let sizes = sizes.map(|(name, size)| (name.to_owned(), size)).into();
        let weights = weigh(&sizes).unwrap();
        assert_eq!(
            (weights.shell, weights.sign_in, weights.whole, weights.home_screen),
            (3.0, 31.0, [95.0; 2], 32.0)
        );
    }

    #[test]
    fn what_is_behind_the_door_is_no_part_of_sign_in_and_each_side_has_its_own() {
        let sizes = [("index.html", 1000), ("manifest.webmanifest", 1000), ("icons/icon.svg", 1000)];
        let modules = [
            ("assets/door.1.wasm", 2000),
            ("assets/member.1.wasm", 4000),
            ("assets/office.1.js", 8000),
            ("assets/letter.1.wasm", 16_000),
        ];
        let sizes = sizes.into_iter().chain(modules).map(|(name, size)| (name.to_owned(), size)).collect();
        let weights = weigh(&sizes).unwrap();
        assert_eq!((weights.sign_in, weights.signed_in, weights.whole), (5.0, [7.0, 11.0], [9.0, 13.0]));
        assert_eq!(weights.letter, 19.0);
    }

    #[test]
    fn a_site_without_its_page_is_not_weighed() {
        assert!(weigh(&BTreeMap::new()).is_err());
    }
}
