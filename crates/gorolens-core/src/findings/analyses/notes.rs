//! What rules ask again and again about a stack, found out once.

use super::super::normal::{Starter, class_of, starter};
use super::blocked::runs_own_code;
use super::http_roles::{Client, Roles, roles};
use crate::findings::benign;
use crate::model::{Origin, Stack, StackId, Tables};

/// About one stack.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::findings) struct Note {
    /// Goroutines with it run nobody's code, in whatever number; see [`benign`].
    pub(in crate::findings) is_benign: bool,
    /// They run code that no other rule judges; see [`Facts::is_own_wait`](super::Facts::is_own_wait).
    pub(in crate::findings) is_own_wait: bool,
    /// A frame is of the user's own code.
    pub(in crate::findings) has_own_frame: bool,
    /// They accept connections.
    pub(in crate::findings) accepts: bool,
    /// What is normal about it, as a position in the table of classes.
    pub(in crate::findings) class: Option<u8>,
}

/// About all stacks, by stack: found out once for all dumps that share the tables.
pub struct Notes {
    pub(super) notes: Vec<Note>,
    pub(super) roles: Vec<Roles>,
    /// Whether goroutines with it could each use a pooled connection.
    pub(super) users: Vec<bool>,
}

impl Notes {
    /// Looks at every stack.
    pub fn of(tables: &Tables) -> Self {
        let mut known = [(); Starter::N].map(|()| PerBody::new(tables));
        let mut by_body = PerBody::new(tables);
        let stacks = || tables.stacks().map(|it| it.1);
        let notes = stacks().map(|stack| known[starter(stack) as usize].of(stack, note));
        let notes: Vec<Note> = notes.collect();
        let roles: Vec<Roles> = stacks().map(|stack| by_body.of(stack, roles)).collect();
        let users = notes.iter().zip(&roles).map(is_user).collect();
        Notes {
            notes,
            roles,
            users,
        }
    }
}

/// Stacks other than those of connections that have a frame of the user's own code or handle a
/// request.
fn is_user((note, roles): (&Note, &Roles)) -> bool {
    !matches!(roles.client, Client::Reader(_) | Client::Writer(_))
        && (roles.server.is_conn() || note.has_own_frame)
        && !note.is_benign
}

/// What is the same for all stacks with the same calls, found out once.
pub(in crate::findings) struct PerBody<T>(Vec<Option<T>>);

impl<T: Copy> PerBody<T> {
    pub(in crate::findings) fn new(tables: &Tables) -> Self {
        PerBody(vec![None; tables.n_bodies])
    }

    /// What `of` says of the first stack with these calls.
    pub(in crate::findings) fn of(&mut self, stack: &Stack, of: impl FnOnce(&Stack) -> T) -> T {
        *self.0[stack.body.index()].get_or_insert_with(|| of(stack))
    }
}

fn note(stack: &Stack) -> Note {
    let class = benign(stack);
    let is_benign = class.is_some();
    // A record of debug=1 with one address and no line is a goroutine that has not begun: all it has
    // is the address it will return to.
    let has_begun = !matches!(&*stack.frames, [only] if only.func.starts_with("0x"));
    let mut origins = stack.frames.iter().map(|frame| frame.origin);
    Note {
        is_benign,
        is_own_wait: !is_benign && runs_own_code(stack),
        accepts: class == Some("benign-accept-loop"),
        has_own_frame: has_begun && origins.any(|origin| origin == Origin::Application),
        class: class_of(stack),
    }
}

impl super::Facts<'_> {
    /// What is known about a stack.
    pub(in crate::findings) fn note(&self, stack: StackId) -> Note {
        self.ctx.notes.notes[stack.index()]
    }
}
