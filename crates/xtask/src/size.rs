//! What a first visit downloads, held to two budgets, so that it does not grow unnoticed: what the page is shown
//! with, and all that is needed to analyse a dump.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Kilobytes of everything that is needed to show the page and to analyse a dump, each file gzipped at the best level.
/// A host that serves brotli sends a quarter less; `cargo xtask bench` prints both.
const BUDGET_KB: usize = 800;

/// Kilobytes of it that come first: with them the page is there and takes a dump. The rest follows while somebody
/// looks for one.
const SHOWN_KB: usize = 282;

/// What is fetched once the page is shown.
const ANALYSIS: [&str; 3] = ["worker.js", "worker_bg.wasm", "words-en.txt"];

/// What is fetched later or by others: the writer, the other language, the page in one file, the service worker,
/// icons, the embed.
const LATER: [&str; 7] = [
    "writer",
    "words-zh-Hans",
    "gorolens.html",
    "sw.js",
    "icon",
    "goroutine-dump.js",
    "manifest",
];

/// Fails when the first visit of the built site costs more than the budgets.
pub fn check(dist: &Path) -> Result<()> {
    let mut sizes = Vec::new();
    for file in fs::read_dir(dist)? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if file.file_type()?.is_file() && !LATER.iter().any(|it| name.starts_with(it)) {
            sizes.push((gzipped(&fs::read(file.path())?)?.len(), name));
        }
    }
    sizes.sort();
    let all = sizes.iter().map(|(size, _)| size).sum();
    let first = sizes.iter().filter(|(_, name)| !is_for_analysis(name));
    let shown = first.map(|(size, _)| size).sum();
    println!("gzipped, a first visit downloads");
    println!("{shown:>8} until the page is shown; at most {SHOWN_KB}000 are allowed");
    println!("{all:>8} in all; at most {BUDGET_KB}000 are allowed");
    for (size, name) in sizes.iter().rev().take(4) {
        println!("{size:>8} {name}");
    }
    hold("what the page is shown with", shown, SHOWN_KB)?;
    hold("the first visit", all, BUDGET_KB)
}

/// Whether a file is fetched once the page is shown.
pub fn is_for_analysis(name: &str) -> bool {
    ANALYSIS.contains(&name)
}

fn hold(what: &str, bytes: usize, allowed_kb: usize) -> Result<()> {
    ensure!(
        bytes <= allowed_kb * 1000,
        "{what} has grown to {bytes} bytes: make it smaller, or load what is rarely wanted later"
    );
    Ok(())
}

/// Bytes at the best level of gzip.
pub fn gzipped(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(gzip.finish()?)
}
