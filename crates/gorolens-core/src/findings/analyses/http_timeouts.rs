//! Whether the clients of requests in flight have a Timeout.
//!
//! A request that its Client's Timeout bounds was given a deadline made from `time.Now`, one without
//! has the zero time. `net/http.send` takes it as its last argument, and the dump prints the words of it
//! ([`HTTP_SEND`]). Go 1.18+ marks all of them with `?`; the last one, a pointer, is right all the same
//! in every dump of Go 1.19–1.27 looked at. Older ones print other words there. A deadline of the
//! request's context, or of the Transport, is not in it.

use super::Facts;
use super::http_conns::Member;
use super::notes::PerBody;
use crate::model::{HTTP_SEND, STALE, Stack};

/// Requests by what `net/http.send` shows; those that do not show it are in neither.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::findings) struct Timeouts {
    /// No Client.Timeout.
    pub(in crate::findings) without: u64,
    /// One of whatever length.
    pub(in crate::findings) with: u64,
}

impl Timeouts {
    /// What these callers show.
    pub(in crate::findings) fn of(
        facts: &Facts<'_>,
        callers: impl IntoIterator<Item = Member>,
    ) -> Timeouts {
        let mut slots = PerBody::new(facts.ctx.tables);
        let mut found = Timeouts::default();
        for (idx, n) in callers {
            let stack = facts.ctx.tables.stack(facts.stack(idx));
            let Some(slot) = slots.of(stack, slot_of) else {
                continue;
            };
            let values = facts.ctx.dump.watched(&facts.goroutine(idx));
            match values.get(slot) {
                Some(&STALE) => found.without += n,
                Some(value) if value & STALE != 0 => found.with += n,
                _ => {}
            }
        }
        found
    }
}

fn slot_of(stack: &Stack) -> Option<usize> {
    let is_send = |at: &u16| &*stack.frames[usize::from(*at)].func == HTTP_SEND;
    stack.watched.iter().position(is_send)
}
