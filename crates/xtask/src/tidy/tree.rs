//! The source files, read once for all checks.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::repo;

/// Every source file of the repository.
pub struct Tree {
    pub files: Vec<Source>,
}

/// One file.
pub struct Source {
    /// Relative to the top of the repository.
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

impl Tree {
    pub fn read() -> Result<Tree> {
        let read = |path: PathBuf| {
            let bytes = fs::read(repo::root().join(&path))?;
            Ok(Source { path, bytes })
        };
        Ok(Tree {
            files: repo::files()?
                .into_iter()
                .map(read)
                .collect::<Result<_>>()?,
        })
    }

    /// The Rust files below a folder.
    pub fn rust_in(&self, folder: &str) -> impl Iterator<Item = &Source> {
        self.files
            .iter()
            .filter(move |file| file.path.starts_with(folder) && file.has_extension("rs"))
    }

    pub fn has(&self, path: &Path) -> bool {
        self.files.iter().any(|file| file.path == path)
    }
}

impl Source {
    pub fn has_extension(&self, extension: &str) -> bool {
        self.path
            .extension()
            .is_some_and(|found| found == extension)
    }

    /// The text, with U+FFFD for what is not UTF-8.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// A complaint about this file.
    pub fn complain(&self, what: impl std::fmt::Display) -> String {
        format!("{}: {what}", self.path.display())
    }

    /// A complaint about one of its lines, counted from 0.
    pub fn complain_at(&self, line_idx: usize, what: impl std::fmt::Display) -> String {
        format!("{}:{}: {what}", self.path.display(), line_idx + 1)
    }
}
