//! The sentences of findings, one file per language: the page loads that of its reader.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::repo;

#[path = "../../../gorolens-report/packing.rs"]
mod packing;

/// Writes the files into the folder of the site.
pub fn make(dist: &Path) -> Result<()> {
    let locales = repo::root().join("crates/gorolens-report/locales");
    for (tag, packed) in packing::languages(&locales)? {
        fs::write(dist.join(format!("words-{tag}.txt")), packed)?;
    }
    Ok(())
}

/// Their names, sorted.
pub fn files(dist: &Path) -> Result<Vec<String>> {
    let files = super::files(dist)?.into_iter();
    let names = files.map(|path| path.to_string_lossy().into_owned());
    Ok(names.filter(|name| name.starts_with("words-")).collect())
}
