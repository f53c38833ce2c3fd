//! The browser of the browser tests: `$CHROMIUM`, one on PATH, or one installed now.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::node;
use crate::{process, repo};

const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Where macOS keeps it.
const MAC: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// A Chromium that starts.
pub fn ensure() -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM").map(PathBuf::from) {
        ensure!(
            runs(&path),
            "CHROMIUM names {}, which does not start",
            path.display()
        );
        return Ok(path);
    }
    installed().or_else(from_apt).or_else(from_playwright).context(
        "install Chromium or Google Chrome, or set CHROMIUM to its path: the browser tests need one",
    )
}

fn installed() -> Option<PathBuf> {
    let on_path = NAMES.iter().filter_map(|name| process::find_on_path(name));
    on_path.chain(MAC.iter().map(PathBuf::from)).find(runs)
}

/// Debian and its kin, as root: elsewhere a command must not change the machine unasked.
fn from_apt() -> Option<PathBuf> {
    let apt = process::find_on_path("apt-get")?;
    let is_root = process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_root {
        return None;
    }
    eprintln!("installing chromium with apt-get (once)");
    let apt = || {
        let mut command = Command::new(&apt);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    // A mirror that is partly out of reach still may have the package.
    let _ = process::run(apt().args(["update", "--quiet"]));
    let install = [
        "install",
        "--yes",
        "--quiet",
        "--no-install-recommends",
        "chromium",
        "fonts-liberation",
    ];
    process::run(apt().args(install))
        .map_err(|error| eprintln!("{error:#}"))
        .ok()?;
    installed()
}

/// The build that belongs to the library of the browser tests; it goes into the user's cache.
fn from_playwright() -> Option<PathBuf> {
    node::ensure_browser_tests().ok()?;
    let package = repo::root()
        .join(node::BROWSER_TESTS)
        .join("node_modules/playwright-core");
    let executable = || {
        let path = "console.log(require('.').chromium.executablePath())";
        let path = process::output(node::node().ok()?.current_dir(&package).args(["-e", path]));
        Some(PathBuf::from(path.ok()?.trim())).filter(runs)
    };
    executable().or_else(|| {
        let install = ["cli.js", "install", "--no-shell", "chromium"];
        process::run(node::node().ok()?.current_dir(&package).args(install)).ok()?;
        executable()
    })
}

fn runs(path: &PathBuf) -> bool {
    process::output(Command::new(path).arg("--version")).is_ok()
}
