//! Node and what comes from npm: wasm-opt, esbuild, Lighthouse and the library that drives the browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::cache::Cache;
use super::pins;
use crate::{process, repo};

/// The folder of the browser tests.
pub const BROWSER_TESTS: &str = "tests/browser";

/// The folder with wasm-opt; `None` when the one on PATH has the right version.
pub fn ensure_wasm_opt(cache: &Cache) -> Result<Option<PathBuf>> {
    let on_path = process::find_on_path("wasm-opt");
    if on_path.is_some_and(|path| process::has_version(&path, pins::WASM_OPT)) {
        return Ok(None);
    }
    from_npm(
        cache,
        "binaryen",
        pins::BINARYEN,
        ("wasm-opt", pins::WASM_OPT),
    )
    .map(Some)
}

/// The folder with esbuild; `None` when the one on PATH has the right version.
pub fn ensure_esbuild(cache: &Cache) -> Result<Option<PathBuf>> {
    let on_path = process::find_on_path("esbuild");
    if on_path.is_some_and(|path| process::has_version(&path, pins::ESBUILD)) {
        return Ok(None);
    }
    let program = ("esbuild", pins::ESBUILD);
    from_npm(cache, "esbuild", pins::ESBUILD, program).map(Some)
}

/// The program lighthouse, of the pinned version: another one asks other questions.
pub fn ensure_lighthouse() -> Result<PathBuf> {
    let named = ("lighthouse", pins::LIGHTHOUSE);
    let on_path = process::find_on_path(named.0);
    if let Some(path) = on_path.filter(|path| process::has_version(path, named.1)) {
        return Ok(path);
    }
    let dir = from_npm(&Cache::open()?, "lighthouse", pins::LIGHTHOUSE, named)?;
    Ok(dir.join(named.0))
}

/// The folder with a program of a package, and the version that the program calls itself.
fn from_npm(
    cache: &Cache,
    package: &str,
    version: &str,
    (program, named): (&str, &str),
) -> Result<PathBuf> {
    let whole = |dir: &Path| process::has_version(&bin(dir).join(program), named);
    let dir = cache.entry(&format!("{package}-{version}"), whole, |dir, _| {
        let package = format!("{package}@{version}");
        process::run(
            npm()?
                .args(["install", "--no-package-lock", &package, "--prefix"])
                .arg(dir),
        )
    })?;
    Ok(bin(&dir))
}

/// Installs what tests/browser/package.json pins, unless it is there.
pub fn ensure_browser_tests() -> Result<()> {
    let dir = repo::root().join(BROWSER_TESTS);
    if process::output(node()?.current_dir(&dir).args(["-e", INSTALLED])).is_ok() {
        return Ok(());
    }
    eprintln!("installing what {BROWSER_TESTS}/package.json names (once)");
    process::run(npm()?.args(["ci", "--prefix"]).arg(&dir))
}

/// Fails unless the pinned packages are installed; npm writes the file it reads as its last step.
const INSTALLED: &str = r"
    const { packages } = require('./node_modules/.package-lock.json');
    for (const [name, version] of Object.entries(require('./package.json').dependencies)) {
        if (packages[`node_modules/${name}`].version !== version) process.exit(1);
    }";

/// Node, if it is recent enough.
pub fn node() -> Result<Command> {
    let hint = format!("install Node {} or later", pins::NODE_MAJOR);
    let program = process::find_on_path("node").context(hint.clone())?;
    let version = process::output(Command::new(&program).arg("--version"))?;
    let major = version.trim().trim_start_matches('v').split('.').next();
    let major: u32 = major.and_then(|major| major.parse().ok()).unwrap_or(0);
    ensure!(
        major >= pins::NODE_MAJOR,
        "{hint}: this one is {}",
        version.trim()
    );
    Ok(Command::new(program))
}

/// npm, quiet.
pub fn npm() -> Result<Command> {
    node()?;
    let program = process::find_on_path("npm").context("install npm: Node is here without it")?;
    let mut command = Command::new(program);
    command.args([
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
    ]);
    Ok(command)
}

fn bin(dir: &Path) -> PathBuf {
    dir.join("node_modules/.bin")
}
