//! Drives the stages: bytes → lines → goroutines → groups → findings → report.

use crate::limits::Limits;
use crate::report::Report;

/// One analysis of one or more inputs.
pub struct Analysis {
    _limits: Limits,
}

impl Analysis {
    /// An analysis that stays within `limits`.
    pub fn new(limits: Limits) -> Self {
        Analysis { _limits: limits }
    }

    /// Begins a new input; `name` is shown in the report. Without it the first [`push`](Self::push)
    /// begins an input named `-`.
    pub fn start_input(&mut self, _name: &str) {}

    /// The next bytes of the current input, cut anywhere.
    pub fn push(&mut self, _chunk: &[u8]) {}

    /// Ends the last input and gives the report. The last line needs no newline.
    pub fn finish(self) -> Report {
        Report::default()
    }
}
