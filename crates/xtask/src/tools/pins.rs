//! The pinned versions. `cargo xtask tidy` compares them with Trunk.toml and Cargo.lock.

use anyhow::{Context, Result};

use crate::repo;

/// Trunk, which builds the site.
pub const TRUNK: &str = "0.21.14";

/// The `binaryen` package of npm, which has wasm-opt.
pub const BINARYEN: &str = "132.0.0";

/// What that wasm-opt calls itself.
pub const WASM_OPT: &str = "132";

/// The `esbuild` package of npm, which makes scripts and styles smaller.
pub const ESBUILD: &str = "0.28.2";

/// The `lighthouse` package of npm, which judges pages.
pub const LIGHTHOUSE: &str = "12.8.2";

/// The oldest Node that has the test runner and its reporters.
pub const NODE_MAJOR: u32 = 20;

/// The version of the wasm-bindgen crate in Cargo.lock; its command line tool must be the same.
pub fn wasm_bindgen() -> Result<String> {
    let lock = repo::read_toml("Cargo.lock")?;
    let packages = lock.get("package").and_then(|packages| packages.as_array());
    packages
        .into_iter()
        .flatten()
        .find(|package| package.get("name").and_then(|name| name.as_str()) == Some("wasm-bindgen"))
        .and_then(|package| package.get("version")?.as_str().map(str::to_owned))
        .context("Cargo.lock names no wasm-bindgen")
}
