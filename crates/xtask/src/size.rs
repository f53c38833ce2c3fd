//! What a first visit downloads, held to a budget, so that it does not grow unnoticed.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Bytes of everything that is needed to show the page and to analyse a dump, each file gzipped at the best level.
/// A host that serves brotli sends a quarter less; `cargo xtask bench` prints both.
const BUDGET: usize = BUDGET_KB * 1000;
const BUDGET_KB: usize = 830;

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

/// Fails when the first visit of the built site costs more than the budget.
pub fn check(dist: &Path) -> Result<()> {
    let mut sizes = Vec::new();
    for file in fs::read_dir(dist)? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if file.file_type()?.is_file() && !LATER.iter().any(|it| name.starts_with(it)) {
            sizes.push((gzipped(&fs::read(file.path())?)?, name));
        }
    }
    let sum: usize = sizes.iter().map(|(size, _)| size).sum();
    sizes.sort();
    println!("a first visit downloads {sum} bytes, gzipped; at most {BUDGET} are allowed");
    for (size, name) in sizes.iter().rev().take(4) {
        println!("{size:>8} {name}");
    }
    ensure!(
        sum <= BUDGET,
        "the first visit has grown to {sum} bytes: make it smaller, or load what is rarely wanted later"
    );
    Ok(())
}

fn gzipped(bytes: &[u8]) -> Result<usize> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(gzip.finish()?.len())
}
