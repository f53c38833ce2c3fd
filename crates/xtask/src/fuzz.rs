//! `cargo xtask fuzz`: looks for inputs that break the invariants of the analysis, for a while.
//!
//! With a nightly Rust and cargo-fuzz, libFuzzer steers the search; without them the same checks run
//! on random inputs, which needs nothing but the pinned Rust.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail, ensure};
use lexopt::{Arg, Parser, ValueExt};

use crate::{process, repo};

/// The targets of `fuzz/`, as they are named in its `Cargo.toml`.
const TARGETS: [&str; 4] = ["raw", "damaged", "protobuf", "archive"];

struct Options {
    seconds: u64,
    stable: bool,
    targets: Vec<String>,
}

/// `cargo xtask fuzz [--seconds N] [--stable] [TARGET]…`.
pub fn run(args: Parser) -> Result<()> {
    let options = options(args)?;
    let folder = repo::root().join("fuzz");
    if options.stable {
        return random(&folder, options.seconds);
    }
    if !has_cargo_fuzz() {
        println!(
            "no nightly Rust with cargo-fuzz (`rustup toolchain install nightly` and \
             `cargo install cargo-fuzz` get them): random inputs instead"
        );
        return random(&folder, options.seconds);
    }
    let each = (options.seconds / options.targets.len() as u64).max(1);
    let broken: Vec<&str> = options
        .targets
        .iter()
        .filter(|target| guided(&folder, target, each).is_err())
        .map(String::as_str)
        .collect();
    ensure!(
        broken.is_empty(),
        "{} found something, see fuzz/artifacts",
        broken.join(", ")
    );
    Ok(())
}

fn options(mut args: Parser) -> Result<Options> {
    let mut options = Options {
        seconds: 60,
        stable: false,
        targets: Vec::new(),
    };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("seconds") => options.seconds = args.value()?.parse()?,
            Arg::Long("stable") => options.stable = true,
            Arg::Value(target) => options.targets.push(target.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    for target in &options.targets {
        if !TARGETS.contains(&&**target) {
            bail!("no target {target}; there are {}", TARGETS.join(", "));
        }
    }
    if options.targets.is_empty() {
        options.targets = TARGETS.map(str::to_owned).into();
    }
    Ok(options)
}

fn has_cargo_fuzz() -> bool {
    let nightly = Command::new("rustup")
        .args(["run", "nightly", "rustc", "--version"])
        .output();
    let fuzz = Command::new("cargo-fuzz").arg("--version").output();
    [nightly, fuzz]
        .iter()
        .all(|it| it.as_ref().is_ok_and(|it| it.status.success()))
}

/// libFuzzer, beginning with what earlier runs found worth keeping.
fn guided(folder: &Path, target: &str, seconds: u64) -> Result<()> {
    println!("{target}: {seconds} s of libFuzzer");
    let mut cargo = Command::new("rustup");
    cargo.args(["run", "nightly", "cargo", "fuzz", "run"]);
    cargo.args(["--features", "libfuzzer", "--fuzz-dir"]);
    cargo.arg(folder).arg(target);
    let own = folder.join("corpus").join(target);
    std::fs::create_dir_all(&own)?;
    cargo.arg(own);
    cargo.arg("--");
    cargo.arg(format!("-max_total_time={seconds}"));
    cargo.args([
        "-max_len=8192",
        "-timeout=30",
        "-rss_limit_mb=3000",
        "-verbosity=0",
    ]);
    process::run(cargo.current_dir(repo::root()))
}

/// Random inputs, another seed in every run; the seed is said, so that a run can be had again.
fn random(folder: &Path, seconds: u64) -> Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--release", "--bin", "random", "--manifest-path"]);
    cargo.arg(folder.join("Cargo.toml"));
    cargo.args(["--", "--seconds", &seconds.to_string()]);
    if process::run(cargo.current_dir(repo::root())).is_err() {
        bail!("an invariant broke, see fuzz/artifacts");
    }
    Ok(())
}
