//! The built site: `dist/`, made by Trunk from the sources, and made again only when they change.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use lexopt::Parser;

use crate::tools::Tools;
use crate::{args, dist, process, repo};

/// `cargo xtask build`.
pub fn run(args: Parser) -> Result<()> {
    args::none(args)?;
    build(&Tools::ensure()?).map(drop)
}

/// Builds the optimised site unless it is up to date, and gives its folder.
pub fn build(tools: &Tools) -> Result<PathBuf> {
    let dist = repo::root().join("dist");
    let stamp = repo::root().join("target/xtask/site.stamp");
    let sources = fingerprint(is_source)?;
    if dist.join("index.html").is_file()
        && fs::read_to_string(&stamp).is_ok_and(|old| old == sources)
    {
        return Ok(dist);
    }
    let _ = fs::remove_file(&stamp);
    // Trunk gets its crates from here, because `--offline` holds for cargo too.
    process::run(
        Command::new("cargo")
            .args(["fetch", "--locked", "--quiet"])
            .current_dir(repo::root()),
    )?;
    let mut trunk = tools.command("trunk")?;
    trunk
        .args(["build", "--release", "--offline", "--locked", "--dist"])
        .arg(&dist);
    // Trunk refuses the value `1`, which others use for NO_COLOR.
    process::run(trunk.env_remove("NO_COLOR").current_dir(repo::root()))?;
    dist::complete(tools, &dist)?;
    print_sizes(&dist)?;
    fs::create_dir_all(repo::root().join("target/xtask"))?;
    fs::write(&stamp, sources)?;
    Ok(dist)
}

/// A number that changes with every file of the repository that `is_source`.
pub fn fingerprint(is_source: impl Fn(&Path) -> bool) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in repo::files()?.iter().filter(|path| is_source(path)) {
        hasher.write(path.as_os_str().as_encoded_bytes());
        hasher.write(&fs::read(repo::root().join(path))?);
    }
    Ok(format!("{:016x}\n", hasher.finish()))
}

/// Everything but prose, and the folders that the site does not need.
fn is_source(path: &Path) -> bool {
    let elsewhere = [
        "crates/xtask",
        "crates/gorolens-cli",
        "crates/gorolens-wasm",
        "tests/browser",
        "tests/src",
        "tests/tests",
        ".ci",
    ];
    if path.starts_with("crates/xtask/src/dist") {
        return true;
    }
    path.extension().is_none_or(|extension| extension != "md")
        && !elsewhere.iter().any(|folder| path.starts_with(folder))
}

fn print_sizes(dist: &Path) -> Result<()> {
    let mut files: Vec<_> = fs::read_dir(dist)?.collect::<Result<_, _>>()?;
    files.sort_by_key(|file| file.file_name());
    for file in files {
        let kib = file.metadata()?.len().div_ceil(1024);
        println!("{kib:>8} KiB  dist/{}", file.file_name().display());
    }
    Ok(())
}
