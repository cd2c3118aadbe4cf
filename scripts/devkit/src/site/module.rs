//! From Rust to what a browser loads: compile, bind, optimise. Each part is skipped when its input has not
//! changed.

use super::output::digest;
use crate::{
    paths,
    processes::Program,
    reproducible,
    tools::{Optimisers, WasmToolchain},
};
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// Changes when the way from compiled to optimised module does.
const RECIPE: &str = "2";

/// For the oldest phones: the first version of WebAssembly, with the one addition every engine has had since. And
/// for slow lines: without the places of panics and the text of `Debug`, which nobody reads on a phone.
const RUST_FLAGS: [&str; 4] =
    ["-Ctarget-cpu=mvp", "-Ctarget-feature=+mutable-globals", "-Zlocation-detail=none", "-Zfmt-debug=none"];

/// One site for the browser.
#[derive(Debug)]
pub(super) struct Target {
    name: &'static str,
    package: &'static str,
    /// The parts that the page names, each with its binary.
    parts: [(&'static str, &'static str); 4],
    features: &'static [&'static str],
    address: &'static str,
}

impl Target {
    /// The phone app.
    pub(super) const APP: Self = Self {
        name: "app",
        package: "app",
        parts: [("door", "door"), ("member", "member"), ("office", "office"), ("letter", "letter")],
        features: &[],
        address: "",
    };

    /// The gallery of components; never deployed.
    pub(super) const GALLERY: Self = Self {
        name: "gallery",
        package: "kit",
        parts: [("door", "gallery"), ("member", "gallery"), ("office", "gallery"), ("letter", "gallery")],
        features: &["--features", "gallery"],
        address: "/_dev/gallery",
    };

    /// What it is called.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// Where the site is served from: nothing, or an absolute path without a slash at its end.
    pub(super) fn address(&self) -> &'static str {
        self.address
    }
}

/// What a browser loads: the module and the script that binds it to the page.
#[derive(Debug)]
pub(super) struct BrowserModule {
    /// WebAssembly.
    pub(super) wasm: Vec<u8>,
    /// JavaScript, an ES module.
    pub(super) script: String,
}

/// Compiles the target; answers the folder of its binaries.
pub(super) async fn compile(target: &Target, toolchain: &WasmToolchain) -> Result<PathBuf> {
    let binaries = target.parts.iter().flat_map(|(_, binary)| ["--bin", binary]);
    let folder = paths::at("target/wasm");
    Program::new("cargo", &toolchain.cargo)
        .args(["build", "-q", "-p", target.package, "--profile", "site"])
        .args(binaries)
        .args(target.features)
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
        .envs(&toolchain.environment)
        .env("CARGO_TARGET_DIR", folder.display().to_string())
        .envs(&reproducible::environment(&toolchain.rustc, &RUST_FLAGS).await?)
        .without("RUSTFLAGS")
        .run()
        .await?;
    Ok(folder.join("wasm32-unknown-unknown/site"))
}

/// Makes the browser's modules of the compiled ones, each with the name of its part.
pub(super) async fn bind_and_optimise(
    target: &Target,
    compiled: &Path,
    optimisers: &Optimisers,
) -> Result<Vec<(&'static str, BrowserModule)>> {
    let mut modules = Vec::new();
    for (name, binary) in target.parts {
        modules.push((name, part(binary, compiled, optimisers).await?));
    }
    Ok(modules)
}

async fn part(name: &'static str, compiled: &Path, optimisers: &Optimisers) -> Result<BrowserModule> {
    let compiled = compiled.join(name).with_extension("wasm");
    let bytes = std::fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let Optimisers { wasm_opt, terser } = optimisers;
    let tools = [wasm_opt, terser].map(|tool| tool.as_os_str().as_encoded_bytes());
    let key = digest(&[&bytes, RECIPE.as_bytes(), &tools.concat()]);
    let parts = paths::at("target/parts").join(name);
    let folder = parts.join(key);
    let wasm = folder.join("module.wasm");
    let script = folder.join("module.js");
    if !script.exists() {
        if parts.exists() {
            std::fs::remove_dir_all(&parts)?;
        }
        std::fs::create_dir_all(&folder)?;
        let (bound, text) = tokio::task::spawn_blocking(move || bind(name, bytes)).await??;
        let raw = folder.join("bound.wasm");
        std::fs::write(&raw, bound)?;
        Program::new("wasm-opt", "node")
            .args([wasm_opt, &raw])
            .args(["-Oz", "--mvp-features", "--enable-mutable-globals", "--strip-producers", "-o"])
            .args([&wasm])
            .run_quietly()
            .await?;
        std::fs::remove_file(raw)?;
        let (long, short) = (folder.join("bound.js"), folder.join("short.js"));
        std::fs::write(&long, text)?;
        Program::new("terser", "node")
            .args([terser, &long])
            .args(["--module", "--compress", "--mangle", "--output"])
            .args([&short])
            .run_quietly()
            .await?;
        std::fs::remove_file(long)?;
        // Last, because its presence says that the rest is whole.
        std::fs::rename(short, &script)?;
    }
    Ok(BrowserModule { wasm: std::fs::read(wasm)?, script: std::fs::read_to_string(script)? })
}

fn bind(name: &str, bytes: Vec<u8>) -> Result<(Vec<u8>, String)> {
    let mut output = Bindgen::new()
        .input_bytes(name, bytes)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    let scripts = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(owner, _)| owner);
    let scripts: Vec<&String> = scripts.chain(output.local_modules().keys()).collect();
    if !scripts.is_empty() {
        bail!(
            "these bring JavaScript of their own, which would need a file and a name in the site: {scripts:?}"
        );
    }
    Ok((output.wasm_mut().emit_wasm(), output.js().to_owned()))
}
