//! The report in the forms of other tools.

mod collapsed;
mod pprof;
mod sarif;
mod speedscope;

use crate::types::*;

/// The stack of `group` from the outermost call to the innermost, its creator before it.
fn root_first(group: &Group) -> impl Iterator<Item = Call<'_>> {
    let creator = group.created_by.iter().map(|by| Call {
        name: format!("created by {}", by.func),
        file: &by.file,
        line: by.line,
    });
    let frames = group.frames.iter().rev().map(|frame| Call {
        name: frame.func.to_string(),
        file: &frame.file,
        line: frame.line,
    });
    creator.chain(frames)
}

/// One level of a flame graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Call<'a> {
    name: String,
    file: &'a str,
    line: u32,
}
