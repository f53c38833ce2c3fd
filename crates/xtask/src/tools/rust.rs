//! The parts of the Rust toolchain: the wasm target, rustfmt and clippy.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The target of the page and its worker.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target to the pinned toolchain unless it is there.
pub fn ensure_wasm_target() -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    if Path::new(process::output(&mut rustc)?.trim()).is_dir() {
        return Ok(());
    }
    process::run(Command::new("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("add the target {WASM} to your Rust"))
}

/// Adds rustfmt and clippy to the pinned toolchain unless they are there.
pub fn ensure_components() -> Result<()> {
    for (tool, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if process::output(Command::new(tool).arg("--version")).is_err() {
            process::run(Command::new("rustup").args(["component", "add", component]))
                .with_context(|| format!("add {component} to your Rust"))?;
        }
    }
    Ok(())
}
