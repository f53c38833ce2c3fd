//! Other libraries on the same file, for comparison: `crates/xtask/bench/peers`, with modules from the Go proxy.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::inputs::Input;
use super::table::{bytes, grouped};
use crate::corpus::toolchain::{self, Toolchain};
use crate::{process, repo};

/// The program, in a module of its own.
const PROGRAM: &str = "crates/xtask/bench/peers";

/// What it knows, and what each does.
const LIBRARIES: [(&str, &str); 2] = [
    ("gostackparse", "parses"),
    ("panicparse", "parses and groups"),
];

/// Runs each library on the first input, and prints what was measured.
pub fn print(inputs: &[Input], runs: u32) -> Result<()> {
    let input = inputs.first().context("no input")?;
    let found = toolchain::find(&[])?;
    let newest = found.into_values().max_by_key(Toolchain::order);
    let newest = newest.context(toolchain::advice())?;
    let dir = toolchain::cache().join("bench/peers");
    fs::create_dir_all(&dir)?;
    for name in ["main.go", "go.mod"] {
        fs::copy(repo::root().join(PROGRAM).join(name), dir.join(name))?;
    }
    let program = newest.build(&dir, &dir.join("peers"), false)?;
    println!("\nOther libraries, {}:\n", input.title);
    println!("| library | read | goroutines | speed | peak memory |");
    println!("|---|---:|---:|---:|---:|");
    for (name, does) in LIBRARIES {
        eprintln!("{name}: {}", input.title);
        let mut command = Command::new(&program);
        let command = command.args([name, &runs.to_string()]).arg(&input.path);
        println!("| {name}, {does} | {} |", row(&process::output(command)?)?);
    }
    Ok(())
}

fn row(text: &str) -> Result<String> {
    let figures = text.lines().filter_map(|line| line.split_once(' '));
    let figures: BTreeMap<_, f64> = figures
        .filter_map(|(name, figure)| Some((name, figure.parse().ok()?)))
        .collect();
    let figure = |name: &str| figures.get(name).copied().context(name.to_owned());
    Ok(format!(
        "{} | {} | {:.1} MB/s | {}",
        bytes(figure("bytes")?),
        grouped(figure("goroutines")? as u64),
        figure("bytes")? / figure("seconds")? / 1e6,
        figure("peak_bytes").map_or("?".to_owned(), bytes),
    ))
}
