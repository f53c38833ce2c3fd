//! `cargo xtask corpus`: runs the Go programs of `tests/corpus` and keeps their dumps.

use anyhow::{Result, bail};
use lexopt::Parser;

/// Makes the dumps again.
pub fn run(_args: Parser) -> Result<()> {
    bail!("tests/corpus has no programs yet")
}
