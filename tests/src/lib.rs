//! What the corpus tests share: cases with their expectations, ways to push and to disfigure a
//! dump, and a count of connections that does not use the parser.
//!
//! ```text
//! tests/corpus/<case>/case.toml → Case → Sample → analyse → check → complaints
//! ```

pub mod case;
pub mod census;
pub mod check;
pub mod damage;
pub mod labels;
pub mod score;
pub mod transform;

use gorolens_core::{Analysis, Limits, Report};

pub use case::{Case, Expected, Sample};

/// Analyses `text`, pushed in chunks of `size` bytes.
pub fn analyse(name: &str, text: &[u8], size: usize) -> Report {
    let mut analysis = Analysis::new(Limits::default());
    analysis.start_input(name);
    for chunk in text.chunks(size) {
        analysis.push(chunk);
    }
    analysis.finish()
}

/// A chunk that holds any corpus file.
pub const WHOLE: usize = 1 << 30;
