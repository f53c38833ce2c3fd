//! Whose code a frame is.

/// Whose code a frame is, from its function name and file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The user's own.
    Application,
    /// A module from the module cache, a vendor folder or a well-known library path.
    Dependency,
    /// Go's standard library.
    StandardLibrary,
    /// Package `runtime` and what is linked from it.
    Runtime,
}

impl Origin {
    /// The origin's name in the JSON report.
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Application => "application",
            Origin::Dependency => "dependency",
            Origin::StandardLibrary => "standard library",
            Origin::Runtime => "runtime",
        }
    }
}
