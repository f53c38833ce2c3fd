//! The analysis as a native program.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::inputs::Input;
use crate::{process, repo};

/// Runs of a large input.
const FEW: u32 = 2;

/// What was measured of one input.
#[derive(Clone, Copy, Debug)]
pub struct Native {
    pub bytes: f64,
    pub goroutines: f64,
    pub groups: f64,
    /// Processor time of the whole analysis, in seconds.
    pub seconds: f64,
    /// The same of counting its line ends.
    pub floor_seconds: f64,
    /// The same of hashing its lines and grouping by that.
    pub naive_seconds: f64,
    /// Most memory at a time, in bytes, where the system tells.
    pub peak_bytes: Option<f64>,
}

/// Measures every input.
pub fn measure(inputs: &[Input], runs: u32) -> Result<Vec<Native>> {
    let mut build = Command::new("cargo");
    build.args([
        "build",
        "--release",
        "--quiet",
        "--package",
        "gorolens-core",
    ]);
    process::run(
        build
            .args(["--example", "measure"])
            .current_dir(repo::root()),
    )?;
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let program = repo::root().join(target).join("release/examples/measure");
    let each = inputs.iter().map(|input| {
        eprintln!("native: {}", input.title);
        run(&program, input, if input.large { FEW } else { runs })
    });
    each.collect()
}

fn run(program: &Path, input: &Input, runs: u32) -> Result<Native> {
    let mut command = Command::new(program);
    let text = process::output(command.arg(runs.to_string()).arg(&input.path))?;
    let figures: BTreeMap<_, f64> = text
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(name, figure)| Some((name, figure.parse().ok()?)))
        .collect();
    let figure = |name: &str| figures.get(name).copied().context(name.to_owned());
    Ok(Native {
        bytes: figure("bytes")?,
        goroutines: figure("goroutines")?,
        groups: figure("groups")?,
        seconds: figure("seconds")?,
        floor_seconds: figure("floor_seconds")?,
        naive_seconds: figure("naive_seconds")?,
        peak_bytes: figure("peak_bytes").ok(),
    })
}
