//! Where the repository is and which files it has.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// What holds results or history, not sources, wherever it is. In a work tree of git, `.git` is a file.
const NOT_SOURCES: [&str; 4] = [".git", "target", "node_modules", "out"];

/// Results at the top of the repository.
const RESULTS: [&str; 2] = ["dist", "release"];

/// The top of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("xtask lies in crates/xtask")
}

/// Every source file, as a path relative to [`root`], sorted.
pub fn files() -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![root().to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).with_context(|| format!("listing {}", dir.display()))? {
            let entry = entry?;
            let is_named = |names: &[&str]| names.iter().any(|name| entry.file_name() == *name);
            if is_named(&NOT_SOURCES) || dir == root() && is_named(&RESULTS) {
                continue;
            }
            match entry.file_type()?.is_dir() {
                true => open.push(entry.path()),
                false => found.push(entry.path().strip_prefix(root())?.to_owned()),
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The text of a file; `path` is relative to [`root`].
pub fn read(path: impl AsRef<Path>) -> Result<String> {
    let path = path.as_ref();
    fs::read_to_string(root().join(path)).with_context(|| format!("reading {}", path.display()))
}

/// A TOML file; `path` is relative to [`root`].
pub fn read_toml(path: impl AsRef<Path>) -> Result<toml::Table> {
    let path = path.as_ref();
    read(path)?
        .parse()
        .with_context(|| format!("parsing {}", path.display()))
}
