//! The Go version that printed a dump.

use std::fmt;

/// `1.12.7`, `1.27`: as precise as the dump allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GoVersion {
    /// The number after `1.`.
    pub minor: u16,
    /// The patch release, when a path names it.
    pub patch: Option<u16>,
    /// Whether a path names this version. Otherwise the spelling of the dump only proves
    /// "this version or later".
    pub exact: bool,
}

impl fmt::Display for GoVersion {
    /// `1.12.7`, `1.27`, `1.21+`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.minor)?;
        if let Some(patch) = self.patch {
            write!(f, ".{patch}")?;
        }
        if self.exact { Ok(()) } else { f.write_str("+") }
    }
}
