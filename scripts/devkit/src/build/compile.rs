//! Compiles the functions as they are deployed, and refuses what Lambda could not start or nobody should.

use super::{glibc, manifest};
use crate::{paths, processes::Program, progress::say, reproducible, tools};
use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use std::{collections::BTreeMap, path::PathBuf};

/// What Lambda's processors are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Architecture {
    /// Intel and AMD.
    X86_64,
    /// Graviton.
    Arm64,
}

impl Architecture {
    /// What Lambda and Terraform call it; the folder of its functions.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::X86_64 => "x86_64",
            Self::Arm64 => "arm64",
        }
    }

    /// What the compiler calls it.
    fn target(self) -> &'static str {
        match self {
            Self::X86_64 => "x86_64-unknown-linux-gnu",
            Self::Arm64 => "aarch64-unknown-linux-gnu",
        }
    }

    /// Whether it is this machine's own.
    fn is_own(self) -> bool {
        self.target().starts_with(std::env::consts::ARCH)
    }
}

/// A function, ready to be packed.
#[derive(Debug)]
pub(super) struct Compiled {
    /// The feature's word.
    pub(super) name: String,
    /// The executable.
    pub(super) binary: Vec<u8>,
}

/// Features of `platform` that are made for a developer's machine: a deployed function has none of them.
const NOT_DEPLOYED: [&str; 3] = ["local-inbox", "provision", "testing"];

/// The architectures that this machine's compiler has a standard library for.
///
/// # Errors
/// When the compiler does not run.
pub(super) async fn installed() -> Result<Vec<Architecture>> {
    let sysroot = Program::new("rustc", "rustc").args(["--print", "sysroot"]).output().await?;
    let libraries = PathBuf::from(sysroot.trim()).join("lib/rustlib");
    let all = [Architecture::X86_64, Architecture::Arm64];
    Ok(all.into_iter().filter(|one| libraries.join(one.target()).join("lib").is_dir()).collect())
}

/// Compiles every function for `architecture`. Zig links where this machine cannot: for another processor, and
/// where its own C library is so new that Lambda's would not do.
///
/// # Errors
/// When one does not compile, or what was compiled must not be deployed.
pub(super) async fn functions(architecture: Architecture) -> Result<Vec<Compiled>> {
    if architecture.is_own() {
        let compiled = compile(architecture, Linker::System).await?;
        let newer = newer_symbols(&compiled)?;
        if newer.is_empty() {
            return Ok(compiled);
        }
        say(format_args!("  {newer}: linking against the older library with zig"));
    }
    let compiled = compile(architecture, Linker::Zig).await?;
    let newer = newer_symbols(&compiled)?;
    ensure!(
        newer.is_empty(),
        "Lambda has the C library {}.{}, but {newer}",
        glibc::OF_LAMBDA.0,
        glibc::OF_LAMBDA.1
    );
    Ok(compiled)
}

#[derive(Debug, Clone, Copy)]
enum Linker {
    System,
    Zig,
}

/// A line of what cargo prints about its work.
#[derive(Debug, Deserialize)]
struct Message {
    reason: String,
    target: Option<Target>,
    features: Option<Vec<String>>,
    executable: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct Target {
    name: String,
}

async fn compile(architecture: Architecture, linker: Linker) -> Result<Vec<Compiled>> {
    let names = paths::functions()?;
    let target = architecture.target();
    let program = match linker {
        Linker::System => Program::new("cargo", "cargo").args(["build", "--target", target]),
        Linker::Zig => {
            let (major, minor) = glibc::OF_LAMBDA;
            let zig = tools::zig().await?;
            Program::new("cargo-zigbuild", zig.cargo_zigbuild)
                .args(["zigbuild", "--target", &format!("{target}.{major}.{minor}")])
                .env("CARGO_ZIGBUILD_ZIG_PATH", zig.zig.display().to_string())
                .env("CARGO_TARGET_DIR", paths::at("target/zig").display().to_string())
        }
    };
    let mut program = program
        .args(["-q", "--release", "--locked", "--bins", "--message-format", "json-render-diagnostics"])
        .envs(&reproducible::environment("rustc", &[]).await?)
        // Each function says of itself what it was made of.
        .env("COMMIT", manifest::commit().await?)
        .without("RUSTFLAGS");
    for name in &names {
        program = program.args(["-p", name]);
    }
    let mut executables = executables(&program.output().await?)?;
    names
        .into_iter()
        .map(|name| {
            let file = executables.remove(&name).with_context(|| format!("cargo has made no {name}"))?;
            let binary = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            if let Some(place) = reproducible::trace(&binary)? {
                bail!("{name} holds a path of this machine, {}", place.display());
            }
            Ok(Compiled { name, binary })
        })
        .collect()
}

/// The executables by name, out of what cargo prints, provided that nothing in them is for developers alone.
fn executables(printed: &str) -> Result<BTreeMap<String, PathBuf>> {
    let mut executables = BTreeMap::new();
    for line in printed.lines() {
        let message: Message = serde_json::from_str(line)?;
        let Some(target) = message.target.filter(|_| message.reason == "compiler-artifact") else { continue };
        let features = message.features.unwrap_or_default();
        if target.name == "platform"
            && let Some(feature) = features.iter().find(|feature| NOT_DEPLOYED.contains(&feature.as_str()))
        {
            bail!("platform was compiled with {feature}, which no deployed function may have");
        }
        if let Some(executable) = message.executable {
            executables.insert(target.name, executable);
        }
    }
    Ok(executables)
}

/// What the functions ask of the C library that Lambda's does not have; empty when there is nothing.
fn newer_symbols(compiled: &[Compiled]) -> Result<String> {
    let mut sentences = Vec::new();
    for Compiled { name, binary } in compiled {
        let newer = glibc::newer_than(glibc::OF_LAMBDA, binary).with_context(|| name.clone())?;
        if !newer.is_empty() {
            sentences.push(format!("{name} asks for {}", newer.into_iter().collect::<Vec<_>>().join(", ")));
        }
    }
    Ok(sentences.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FUNCTION: &str =
        r#"{"reason":"compiler-artifact","target":{"name":"auth"},"features":[],"executable":"/t/auth"}"#;

    fn platform(features: &str) -> String {
        format!(
            r#"{{"reason":"compiler-artifact","target":{{"name":"platform"}},"features":[{features}],"executable":null}}"#
        )
    }

    #[test]
    fn executables_are_found_among_what_cargo_prints() {
        let end = r#"{"reason":"build-finished","success":true}"#;
        let printed = [platform("").as_str(), FUNCTION, end].join("\n");
        let found = executables(&printed).unwrap();
        assert_eq!(found, BTreeMap::from([("auth".to_owned(), PathBuf::from("/t/auth"))]));
    }

    #[test]
    fn what_is_for_developers_is_not_deployed() {
        for feature in NOT_DEPLOYED {
            let printed = [platform(&format!("\"{feature}\"")).as_str(), FUNCTION].join("\n");
            let refusal = executables(&printed).unwrap_err().to_string();
            assert!(refusal.contains(feature), "{refusal}");
        }
    }
}
