//! What is given away: the site with all that belongs to it, and the files of a release.
//!
//! [`complete`] adds to what Trunk built; every file is made of files of the site and of `site/`, so the same
//! sources give the same bytes.

mod archive;
mod document;
mod imports;
mod minify;
pub mod npm;
mod offline;
mod single;
mod types;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lexopt::Parser;
use sha2::{Digest as _, Sha256};

use crate::tools::Tools;
use crate::{args, repo, site};

/// The page in one file, in the folder of the site.
pub const SINGLE_FILE: &str = "gorolens.html";

/// Where the sources of what is added lie.
const SOURCES: &str = "site";

/// Files that go into the site as they are.
const AS_THEY_ARE: [&str; 7] = [
    "manifest.webmanifest",
    "icon.svg",
    "icon-180.png",
    "icon-192.png",
    "icon-512.png",
    "icon-maskable-512.png",
    "goroutine-dump.js",
];

/// `cargo xtask dist`: the files of a release, in `release/`.
pub fn run(args: Parser) -> Result<()> {
    args::none(args)?;
    for file in release(&Tools::ensure()?)? {
        let kib = fs::metadata(&file)?.len().div_ceil(1024);
        println!("{kib:>8} KiB  {}", file.display());
    }
    Ok(())
}

/// Builds the site and makes the files of a release of it; gives their paths.
pub fn release(tools: &Tools) -> Result<Vec<PathBuf>> {
    let dist = site::build(tools)?;
    let release = repo::root().join("release");
    // Files of an earlier version would stand in the list of checksums no more.
    match fs::remove_dir_all(&release) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => fs::create_dir_all(&release)?,
    }
    let name = format!("gorolens-{}", version()?);
    let page = release.join(format!("{name}.html"));
    fs::copy(dist.join(SINGLE_FILE), &page)?;
    let mut files = vec![page];
    files.extend(archive::pack(&dist, &release, &format!("{name}-site"))?);
    files.push(npm::pack(tools, &release)?);
    files.push(archive::checksums(&release)?);
    Ok(files)
}

/// Adds to the site what Trunk does not make.
pub fn complete(tools: &Tools, dist: &Path) -> Result<()> {
    for name in AS_THEY_ARE {
        let from = repo::root().join(SOURCES).join(name);
        fs::copy(&from, dist.join(name)).with_context(|| from.display().to_string())?;
    }
    words::make(dist)?;
    let page = read(dist, "index.html")?;
    let (app, wasm) = single::program(&page)?;
    for (script, wasm) in [
        (app, wasm),
        ("worker.js", "worker_bg.wasm"),
        ("writer.js", "writer_bg.wasm"),
    ] {
        imports::shorten(&dist.join(script), &dist.join(wasm))?;
    }
    single::make(dist)?;
    minify::make(tools, dist)?;
    document::make(tools, dist)?;
    offline::make(dist)
}

/// The version of the workspace.
pub fn version() -> Result<String> {
    let manifest = repo::read_toml("Cargo.toml")?;
    let package = manifest.get("workspace").and_then(|it| it.get("package"));
    let version = package.and_then(|it| it.get("version")?.as_str());
    version
        .map(str::to_owned)
        .context("Cargo.toml names no version")
}

/// A source of `site/`.
fn source(name: &str) -> Result<String> {
    repo::read(Path::new(SOURCES).join(name))
}

fn read(dist: &Path, name: &str) -> Result<String> {
    fs::read_to_string(dist.join(name)).with_context(|| format!("reading {name} of the site"))
}

/// As a Content-Security-Policy names a script or a style: `'sha256-…'`.
fn csp_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The files of a folder and the folders in it, relative to it, sorted.
fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![dir.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            match entry.file_type()?.is_dir() {
                true => open.push(entry.path()),
                false => found.push(entry.path().strip_prefix(dir)?.to_owned()),
            }
        }
    }
    found.sort();
    Ok(found)
}
