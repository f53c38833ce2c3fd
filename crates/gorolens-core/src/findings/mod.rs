//! Groups and goroutines → findings. One file per rule; [`RULES`] is the table.

use crate::model::{Dump, Tables};
use crate::report::Finding;

/// What a rule may look at: one dump and its tables. Never the parser, never the text.
pub struct Ctx<'a> {
    /// The dump's index in the report.
    pub dump_idx: usize,
    /// The dump.
    pub dump: &'a Dump,
    /// Its stacks, states and labels.
    pub tables: &'a Tables,
}

/// All findings about one dump, weightiest first.
pub fn diagnose(_ctx: &Ctx<'_>) -> Vec<Finding> {
    Vec::new()
}

/// The rule that says why goroutines with this stack are normal, if one does.
pub fn benign(_stack: &crate::model::Stack) -> Option<&'static str> {
    None
}
