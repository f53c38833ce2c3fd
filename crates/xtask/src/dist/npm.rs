//! The npm package: the analysis as wasm, the scripts of `crates/gorolens-wasm/npm`, and types made from the schema.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use lexopt::Parser;

use super::{types, version};
use crate::tools::{Tools, node, rust};
use crate::{args, process, repo, site};

/// Scripts, types and readme of the package.
const SOURCES: &str = "crates/gorolens-wasm/npm";

const SCHEMA: &str = "crates/gorolens-report/schema/gorolens-report-1.schema.json";

/// As for the page; see index.html.
const WASM_FEATURES: [&str; 7] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// `cargo xtask npm`: the package in `release/`.
pub fn run(args: Parser) -> Result<()> {
    args::none(args)?;
    let release = repo::root().join("release");
    fs::create_dir_all(&release)?;
    println!("{}", pack(&Tools::ensure()?, &release)?.display());
    Ok(())
}

/// Builds the package and puts its archive into a folder.
pub fn pack(tools: &Tools, to: &Path) -> Result<PathBuf> {
    let package = build(tools)?;
    let mut npm = node::npm()?;
    npm.args(["pack", "--silent", "--pack-destination"]).arg(to);
    let printed = process::output(npm.current_dir(package))?;
    let name = printed.lines().last().context("npm names no archive")?;
    Ok(to.join(name.trim()))
}

/// Builds the package unless it is up to date, and gives its folder.
pub fn build(tools: &Tools) -> Result<PathBuf> {
    let work = repo::root().join("target/xtask");
    let (package, stamp) = (work.join("npm"), work.join("npm.stamp"));
    let sources = site::fingerprint(is_source)?;
    if fs::read_to_string(&stamp).is_ok_and(|old| old == sources) {
        return Ok(package);
    }
    let _ = fs::remove_file(&stamp);
    let _ = fs::remove_dir_all(&package);
    fs::create_dir_all(&package)?;
    compile(tools, &package, Simd::On)?;
    for entry in fs::read_dir(repo::root().join(SOURCES))? {
        let entry = entry?;
        fs::copy(entry.path(), package.join(entry.file_name()))?;
    }
    for licence in ["LICENSE", "LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(repo::root().join(licence), package.join(licence))?;
    }
    let manifest = repo::read(Path::new(SOURCES).join("package.json"))?;
    let manifest = manifest.replace("\"0.0.0\"", &format!("\"{}\"", version()?));
    fs::write(package.join("package.json"), manifest)?;
    fs::copy(repo::root().join(SCHEMA), package.join("schema.json"))?;
    fs::write(
        package.join("report.d.ts"),
        types::of_schema(&repo::read(SCHEMA)?)?,
    )?;
    fs::write(&stamp, sources)?;
    Ok(package)
}

fn is_source(path: &Path) -> bool {
    let folders = ["core", "report", "wasm"].map(|name| format!("crates/gorolens-{name}"));
    let tool = Path::new("crates/xtask/src/dist");
    let settings = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml"].map(Path::new);
    folders.iter().any(|it| path.starts_with(it))
        || path.starts_with(tool)
        || settings.contains(&path)
}

/// Whether the programs may use SIMD.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Simd {
    /// As everything is built.
    On,
    /// For comparison.
    Off,
}

/// Makes `gorolens.js` and `gorolens_bg.wasm`.
pub fn compile(tools: &Tools, package: &Path, simd: Simd) -> Result<()> {
    let mut cargo = Command::new("cargo");
    let target = match simd {
        Simd::On => repo::root().join("target"),
        Simd::Off => {
            // Goes before what .cargo/config.toml says; with a folder of its own, nothing is built again.
            cargo.env("RUSTFLAGS", "-Ctarget-feature=-simd128");
            repo::root().join("target/xtask/no-simd")
        }
    };
    cargo.args(["build", "--quiet", "--locked", "--profile", "wasm-release"]);
    cargo.args(["--package", "gorolens-wasm", "--target", rust::WASM]);
    cargo.arg("--target-dir").arg(&target);
    process::run(cargo.current_dir(repo::root()))?;
    let wasm = target
        .join(rust::WASM)
        .join("wasm-release/gorolens_wasm.wasm");
    let mut bindgen = tools.command("wasm-bindgen")?;
    bindgen.args([
        "--target",
        "web",
        "--no-typescript",
        "--out-name",
        "gorolens",
        "--out-dir",
    ]);
    process::run(bindgen.arg(package).arg(wasm))?;
    let wasm = package.join("gorolens_bg.wasm");
    let mut optimise = tools.command("wasm-opt")?;
    optimise.arg("-Os").args(WASM_FEATURES).arg(&wasm).arg("-o");
    process::run(optimise.arg(&wasm))
}
