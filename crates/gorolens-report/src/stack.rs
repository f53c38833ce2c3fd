//! A stack as a reader is shown it: recursion folded, the middle of a long one left out.

use textwrap::core::display_width;

use crate::types::{Ancestry, Frame, Group, Origin};

/// Rows of a stack shown whole; of a longer one the ends and the own code.
const WHOLE: usize = 24;
/// Innermost and outermost rows kept of a longer stack.
const ENDS: (usize, usize) = (12, 4);

/// A row of a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row<'a> {
    /// A call, and how often it stands there in a row: recursion.
    Call(&'a Frame, u64),
    /// So many frames are left out here.
    LeftOut(u64),
}

/// The rows of a stack: its ends and the own code.
pub(crate) fn rows(frames: &[Frame], all: bool) -> Vec<Row<'_>> {
    let calls = fold(frames);
    if all || calls.len() <= WHOLE {
        let whole = calls.into_iter();
        return whole
            .map(|(frame, times)| Row::Call(frame, times))
            .collect();
    }
    let own = calls.iter().filter(|(frame, _)| is_own(frame)).count();
    let mut rows = Vec::new();
    for (at, (frame, times)) in calls.iter().enumerate() {
        let at_an_end = at < ENDS.0 || at + ENDS.1 >= calls.len();
        match rows.last_mut() {
            _ if at_an_end || (own <= WHOLE && is_own(frame)) => {
                rows.push(Row::Call(frame, *times));
            }
            Some(Row::LeftOut(count)) => *count += times,
            _ => rows.push(Row::LeftOut(*times)),
        }
    }
    rows
}

/// Ancestries shown of a group; people look at one or two.
const SHOWN: usize = 3;

/// The ancestries to show of a group, and how many more there are.
pub(crate) fn ancestries(group: &Group, all: bool) -> (&[Ancestry], u64) {
    let n = if all {
        group.ancestries.len()
    } else {
        group.ancestries.len().min(SHOWN)
    };
    (&group.ancestries[..n], (group.ancestries.len() - n) as u64)
}

/// The calls of all ancestors, the nearest first.
pub(crate) fn lineage(ancestry: &Ancestry) -> Vec<Frame> {
    let frames = ancestry.ancestors.iter().flat_map(|it| &it.frames);
    frames.cloned().collect()
}

/// Columns of the longest function name, exceptional ones aside, so that places line up.
pub(crate) fn column(rows: &[Row<'_>]) -> usize {
    const LONG: usize = 48;
    let widths = rows.iter().filter_map(|row| match row {
        Row::Call(frame, _) => Some(display_width(&frame.func)),
        Row::LeftOut(_) => None,
    });
    widths.filter(|width| *width <= LONG).max().unwrap_or(0)
}

fn is_own(frame: &Frame) -> bool {
    frame.origin == Origin::Application
}

/// Equal neighbours as one, with their number.
fn fold(frames: &[Frame]) -> Vec<(&Frame, u64)> {
    let mut folded: Vec<(&Frame, u64)> = Vec::new();
    for frame in frames {
        match folded.last_mut() {
            Some((last, times)) if *last == frame => *times += 1,
            _ => folded.push((frame, 1)),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(at: u32, origin: Origin) -> Frame {
        Frame {
            func: format!("f{at}").into(),
            file: "".into(),
            line: at,
            origin,
        }
    }

    #[test]
    fn a_long_stack_keeps_its_ends_and_the_own_code() {
        let mut frames: Vec<Frame> = (0..100).map(|at| frame(at, Origin::Dependency)).collect();
        frames[50].origin = Origin::Application;
        let rows = rows(&frames, false);
        assert_eq!(rows.len(), 12 + 1 + 1 + 1 + 4);
        assert_eq!(rows[12], Row::LeftOut(38));
        assert_eq!(rows[13], Row::Call(&frames[50], 1));
        assert_eq!(rows[14], Row::LeftOut(45));
        assert_eq!(rows[15], Row::Call(&frames[96], 1));
    }

    #[test]
    fn recursion_is_one_row() {
        let mut frames = vec![frame(1, Origin::Application); 99];
        frames.insert(0, frame(0, Origin::Runtime));
        let expected = [Row::Call(&frames[0], 1), Row::Call(&frames[1], 99)];
        assert_eq!(rows(&frames, true), expected);
    }
}
