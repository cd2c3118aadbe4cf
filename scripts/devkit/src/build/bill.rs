//! The bill of materials: every crate that is compiled into a function or into the site, as CycloneDX.

use crate::{paths, processes::Program};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What the whole is called in the document.
const WHOLE: &str = "党员e家";

/// A crate and what it is compiled with, by package URL.
#[derive(Debug, Default, PartialEq, Eq)]
struct Crates {
    components: BTreeMap<String, Component>,
    dependencies: BTreeMap<String, BTreeSet<String>>,
    roots: BTreeSet<String>,
}

#[derive(Debug, PartialEq, Eq)]
struct Component {
    name: String,
    version: String,
    licence: String,
}

/// The document for what is deployed now.
///
/// # Errors
/// When cargo cannot tell.
pub(super) async fn bill() -> Result<Value> {
    let functions = paths::functions()?;
    let mut crates = Crates::default();
    crates.read(&tree("x86_64-unknown-linux-gnu", &functions).await?)?;
    crates.read(&tree("wasm32-unknown-unknown", &["app".to_owned()]).await?)?;
    Ok(crates.document())
}

/// What the packages are compiled with on `target`: `DEPTH⇥NAME vVERSION⇥LICENCE⇥`, depth first; what was shown
/// before is not shown again with all below it.
async fn tree(target: &str, packages: &[String]) -> Result<String> {
    let mut program = Program::new("cargo tree", "cargo").args(["tree", "--locked", "--target", target]);
    for package in packages {
        program = program.args(["-p", package]);
    }
    program.args(["-e", "normal,no-proc-macro", "--prefix", "depth", "-f", "\t{p}\t{l}\t"]).output().await
}

impl Crates {
    fn read(&mut self, tree: &str) -> Result<()> {
        // The crates from the root down to the line before.
        let mut chain: Vec<String> = Vec::new();
        for line in tree.lines().filter(|line| !line.is_empty()) {
            let mut fields = line.split('\t');
            let mut next = || fields.next().with_context(|| format!("cargo tree prints: {line}"));
            let (depth, package, licence) = (next()?.parse()?, next()?, next()?);
            let (name, rest) =
                package.split_once(" v").with_context(|| format!("a crate without version: {line}"))?;
            let version = rest.split(' ').next().unwrap_or_default();
            let reference = format!("pkg:cargo/{name}@{version}");
            chain.truncate(depth);
            match chain.last() {
                Some(above) => self.dependencies.entry(above.clone()).or_default().insert(reference.clone()),
                None => self.roots.insert(reference.clone()),
            };
            let component = Component {
                name: name.to_owned(),
                version: version.to_owned(),
                // An older way to write a choice.
                licence: licence.replace('/', " OR "),
            };
            self.components.insert(reference.clone(), component);
            chain.push(reference);
        }
        Ok(())
    }

    fn document(&self) -> Value {
        let components = self.components.iter().map(|(reference, component)| {
            json!({
                "type": if self.roots.contains(reference) { "application" } else { "library" },
                "bom-ref": reference,
                "name": component.name,
                "version": component.version,
                "licenses": [{ "expression": component.licence }],
                "purl": reference,
            })
        });
        let whole = json!({ "ref": WHOLE, "dependsOn": self.roots });
        let none = BTreeSet::new();
        let dependencies = self.components.keys().map(|reference| {
            json!({ "ref": reference, "dependsOn": self.dependencies.get(reference).unwrap_or(&none) })
        });
        json!({
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {
                "component": {
                    "type": "application",
                    "bom-ref": WHOLE,
                    "name": WHOLE,
                    "version": env!("CARGO_PKG_VERSION"),
                },
            },
            "components": components.collect::<Vec<_>>(),
            "dependencies": std::iter::once(whole).chain(dependencies).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "0\tauth v0.1.0 (/somewhere/auth)\tLicenseRef-Proprietary\t\n\
                        1\tplatform v0.1.0 (/somewhere/platform)\tLicenseRef-Proprietary\t\n\
                        2\tsha2 v0.11.0\tMIT OR Apache-2.0\t\n\
                        1\tserde v1.0.229\tMIT/Apache-2.0\t\n\
                        \n\
                        0\torgs v0.1.0 (/somewhere/orgs)\tLicenseRef-Proprietary\t\n\
                        1\tplatform v0.1.0 (/somewhere/platform)\tLicenseRef-Proprietary\t (*)\n";

    #[test]
    fn every_crate_is_listed_once_with_what_it_needs() {
        let mut crates = Crates::default();
        crates.read(TREE).unwrap();
        let document = crates.document();
        let names: Vec<&str> = document["components"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["auth", "orgs", "platform", "serde", "sha2"]);
        let needs = |reference: &str| {
            let all = document["dependencies"].as_array().unwrap();
            all.iter().find(|one| one["ref"] == reference).unwrap()["dependsOn"].clone()
        };
        assert_eq!(needs(WHOLE), json!(["pkg:cargo/auth@0.1.0", "pkg:cargo/orgs@0.1.0"]));
        assert_eq!(
            needs("pkg:cargo/auth@0.1.0"),
            json!(["pkg:cargo/platform@0.1.0", "pkg:cargo/serde@1.0.229"])
        );
        assert_eq!(needs("pkg:cargo/platform@0.1.0"), json!(["pkg:cargo/sha2@0.11.0"]));
        assert_eq!(needs("pkg:cargo/sha2@0.11.0"), json!([]));
        assert!(!document.to_string().contains("/somewhere"), "paths of a machine are nobody's business");
    }

    #[test]
    fn licences_are_expressions() {
        let mut crates = Crates::default();
        crates.read(TREE).unwrap();
        assert_eq!(crates.components["pkg:cargo/serde@1.0.229"].licence, "MIT OR Apache-2.0");
    }
}
