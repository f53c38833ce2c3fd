//! What SIMD is worth: the same analysis as wasm with `+simd128` and without, in Node, whose engine is Chromium's.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::inputs::Input;
use crate::dist::npm::{self, Simd};
use crate::tools::Tools;
use crate::{process, repo};

/// The script that is run, with the folder of the program, the number of runs and the file.
const SCRIPT: &str = "crates/xtask/bench/wasm.mjs";

/// Builds both programs, and prints how fast they are.
pub fn print(inputs: &[Input], runs: u32) -> Result<()> {
    let tools = Tools::ensure()?;
    let mut dirs = Vec::new();
    for (name, simd) in [("simd", Simd::On), ("no-simd", Simd::Off)] {
        eprintln!("wasm: {name}");
        let dir = repo::root().join("target/xtask/bench").join(name);
        fs::create_dir_all(&dir)?;
        fs::write(dir.join("package.json"), "{\"type\":\"module\"}")?;
        npm::compile(&tools, &dir, simd)?;
        dirs.push(dir);
    }
    println!("\nWebAssembly in Node, one thread, from memory: with `+simd128` and without.\n");
    println!("| input | with | without | gain |\n|---|---:|---:|---:|");
    for input in inputs.iter().filter(|input| !input.large) {
        eprintln!("wasm: {}", input.title);
        let speed = |dir| -> Result<f64> {
            let mut node = Command::new("node");
            node.arg(repo::root().join(SCRIPT)).arg(dir);
            let printed = process::output(node.arg(runs.to_string()).arg(&input.path))?;
            printed
                .trim()
                .parse()
                .context("the script prints no number")
        };
        let (with, without) = (speed(&dirs[0])?, speed(&dirs[1])?);
        println!(
            "| {} | {with:.0} MB/s | {without:.0} MB/s | {:.2} |",
            input.title,
            with / without
        );
    }
    Ok(())
}
