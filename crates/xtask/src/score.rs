//! `cargo xtask diagnose-score`: how often the diagnosis is right, over every labelled dump.
//!
//! The counting is in `tests/src/score.rs`, beside the labels; no product crate is needed here.

use std::process::Command;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser};

use crate::{process, repo};

/// `cargo xtask diagnose-score [--json] [--list]`.
pub fn run(mut args: Parser) -> Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(repo::root());
    cargo.args(["run", "--quiet", "--package", "gorolens-tests"]);
    cargo.args(["--bin", "diagnose-score", "--"]);
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long(flag @ ("json" | "list")) => cargo.arg(format!("--{flag}")),
            other => return Err(other.unexpected().into()),
        };
    }
    if process::run(&mut cargo).is_err() {
        bail!("a certainty promises more than it keeps, see above");
    }
    Ok(())
}
