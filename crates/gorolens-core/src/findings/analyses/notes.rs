//! What rules ask again and again about a stack, found out once.

use super::super::normal::class_of;
use super::blocked::runs_own_code;
use crate::findings::{Ctx, benign};
use crate::model::{Origin, Stack, StackId};

/// About one stack.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::findings) struct Note {
    /// Goroutines with it run nobody's code, in whatever number; see [`benign`].
    pub(in crate::findings) is_benign: bool,
    /// They run code that no other rule judges; see [`Facts::is_own_wait`](super::Facts::is_own_wait).
    pub(in crate::findings) is_own_wait: bool,
    /// A frame is of the user's own code.
    pub(in crate::findings) has_own_frame: bool,
    /// What is normal about it, as a position in the table of classes.
    pub(in crate::findings) class: Option<u8>,
}

/// About all stacks, by stack.
pub(super) fn notes(ctx: &Ctx<'_>) -> Vec<Note> {
    ctx.tables.stacks().map(|(_, stack)| note(stack)).collect()
}

fn note(stack: &Stack) -> Note {
    let is_benign = benign(stack).is_some();
    // A record of debug=1 with one address and no line is a goroutine that has not begun: all it has
    // is the address it will return to.
    let has_begun = !matches!(&*stack.frames, [only] if only.func.starts_with("0x"));
    let mut origins = stack.frames.iter().map(|frame| frame.origin);
    Note {
        is_benign,
        is_own_wait: !is_benign && runs_own_code(stack),
        has_own_frame: has_begun && origins.any(|origin| origin == Origin::Application),
        class: class_of(stack),
    }
}

impl super::Facts<'_> {
    /// What is known about a stack.
    pub(in crate::findings) fn note(&self, stack: StackId) -> Note {
        self.notes[stack.index()]
    }
}
