//! Tools that come as Rust packages.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::cache::Cache;
use crate::process;

/// A package with programs in it.
pub struct CargoTool {
    pub package: &'static str,
    pub bins: &'static [&'static str],
    /// Whether the package's own lock file can be used.
    pub locked: bool,
}

impl CargoTool {
    /// The folder with the programs; `None` when those on PATH have the right version.
    pub fn ensure(&self, cache: &Cache, version: &str) -> Result<Option<PathBuf>> {
        let on_path = |bin: &&str| {
            process::find_on_path(bin).is_some_and(|path| process::has_version(&path, version))
        };
        if self.bins.iter().all(on_path) {
            return Ok(None);
        }
        let whole = |dir: &Path| {
            self.bins
                .iter()
                .all(|bin| process::has_version(&dir.join("bin").join(bin), version))
        };
        let name = format!("{}-{version}", self.package);
        let dir = cache.entry(&name, whole, |dir, scratch| {
            self.install(dir, scratch, version)
        })?;
        Ok(Some(dir.join("bin")))
    }

    /// Fetches ready programs where cargo-binstall is there, and compiles them otherwise.
    fn install(&self, root: &Path, scratch: &Path, version: &str) -> Result<()> {
        if process::find_on_path("cargo-binstall").is_some() {
            let mut binstall = Command::new("cargo");
            binstall
                .args(["binstall", "--no-confirm", "--force", "--root"])
                .arg(root);
            binstall.arg(format!("{}@{version}", self.package));
            match process::run(&mut binstall) {
                Ok(()) => return Ok(()),
                Err(error) => eprintln!("{error:#}; compiling instead"),
            }
        }
        eprintln!(
            "compiling {} {version}: this takes some minutes",
            self.package
        );
        let mut install = Command::new("cargo");
        install
            .args([
                "install",
                self.package,
                "--version",
                version,
                "--force",
                "--root",
            ])
            .arg(root);
        install.arg("--target-dir").arg(scratch);
        install.args(self.locked.then_some("--locked"));
        process::run(&mut install)
    }
}
