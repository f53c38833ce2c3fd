//! Collapsed stacks: one line per stack and state, the outermost call first, for flame graphs
//! (`flamegraph.pl`, inferno, speedscope and others read it).
//!
//! ```text
//! created by main.main;main.worker;main.wait;[chan receive] 120
//! ```

use std::fmt::Write as _;

use super::root_first;
use crate::types::*;

impl Report {
    /// The groups as collapsed stacks. The creator is the root and the state, in brackets, the leaf.
    ///
    /// ```
    /// let mut report = gorolens_report::Report::from(gorolens_core::Report::default());
    /// assert_eq!(report.to_collapsed(), "");
    /// ```
    pub fn to_collapsed(&self) -> String {
        let mut out = String::new();
        for group in &self.groups {
            let calls = root_first(group).map(|call| name(&call.name));
            let stack = calls.collect::<Vec<_>>().join(";");
            for (state, count) in &group.states {
                let _ = writeln!(out, "{stack};[{}] {count}", name(state));
            }
        }
        out
    }
}

/// `;` separates calls and a line break ends the stack, so neither can be part of a name.
fn name(name: &str) -> String {
    let safe = |char: char| match char {
        ';' => ':',
        char if char.is_control() => ' ',
        char => char,
    };
    name.chars().map(safe).collect()
}
