//! The language of the filter box: which groups does the user mean?
//!
//! ```text
//! text → terms (term.rs) → matcher per group (filter.rs)
//! ```
//!
//! Terms are joined by "and". `select`, `"chan send"`, `-pkg:runtime`, `state:select|sleep`,
//! `wait:>5`, `count:100..`, `func:/read(Loop)?$/`.

mod complete;
mod filter;
mod term;

pub use complete::completions;
pub use filter::Filter;
pub use term::{Field, Range, Term, Test, parse};

/// Whether a text is meant.
pub type Matcher = Box<dyn Fn(&str) -> bool>;

/// Compiles a regular expression; `None` when it is wrong. The page hands in the browser's, which
/// costs no download.
pub type Compile<'a> = &'a dyn Fn(&str) -> Option<Matcher>;
