//! What the commands need beyond Rust and Node, at pinned versions.
//!
//! Each tool is looked for on PATH, then in the cache, and is installed into the cache otherwise.
//!
//! Invariant: an entry of the cache is whole. It is made beside its place and moved there at the end,
//! so an interrupted installation is not taken for a finished one.

mod cache;
mod cargo_tool;
pub mod chromium;
pub mod node;
pub mod pins;
pub mod rust;

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use cache::Cache;
use cargo_tool::CargoTool;

/// The tools that make the site and run wasm tests, ready for use.
pub struct Tools {
    /// Folders of the cache that go before PATH.
    dirs: Vec<PathBuf>,
}

impl Tools {
    /// Finds or installs every tool that `cargo xtask build` needs.
    pub fn ensure() -> Result<Tools> {
        rust::ensure_wasm_target()?;
        let cache = Cache::open()?;
        let wasm_bindgen = pins::wasm_bindgen()?;
        let trunk = CargoTool {
            package: "trunk",
            bins: &["trunk"],
            locked: true,
        };
        // Its lock file names a crate version that does not build any more, so it goes without.
        let bindgen = CargoTool {
            package: "wasm-bindgen-cli",
            bins: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            locked: false,
        };
        let dirs = [
            trunk.ensure(&cache, pins::TRUNK)?,
            bindgen.ensure(&cache, &wasm_bindgen)?,
            node::ensure_wasm_opt(&cache)?,
            node::ensure_esbuild(&cache)?,
        ];
        Ok(Tools {
            dirs: dirs.into_iter().flatten().collect(),
        })
    }

    /// A command that starts `name` and finds the other tools on its PATH.
    pub fn command(&self, name: &str) -> Result<Command> {
        let cached = self
            .dirs
            .iter()
            .map(|dir| dir.join(name))
            .find(|path| path.is_file());
        let program = cached.or_else(|| process::find_on_path(name));
        let mut command = Command::new(program.with_context(|| format!("{name} is missing"))?);
        let path = env::var_os("PATH").unwrap_or_default();
        let dirs = self.dirs.iter().cloned().chain(env::split_paths(&path));
        command.env("PATH", env::join_paths(dirs)?);
        Ok(command)
    }
}
