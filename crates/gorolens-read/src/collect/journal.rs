//! What a part of an input has in it, to be taken up later as if it were read then.
//!
//! Which dump a goroutine belongs to depends on all goroutines before it. So a part only notes what
//! would have been said to the [`Collector`](super::Collector), and the parts are taken up in order.

use super::part::PartEnd;
use super::{CrashText, Placed, RepairCounts};
use crate::model::{Goroutine, Goroutines};

/// What was said about the goroutines of a part.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    /// With the ids of the part's own tables.
    pub goroutines: Goroutines,
    /// Crash messages, each before the goroutine at this position.
    pub crashes: Vec<(u32, CrashText)>,
    /// Repairs in and before the goroutine at this position.
    pub repairs: Vec<(u32, RepairCounts)>,
    /// Repairs before anything would have ended a goroutine of the part before: they are counted when
    /// that one ends, with it.
    pub first_repairs: RepairCounts,
    /// Whether that point has been reached.
    pub has_ended: bool,
    /// Whether the last goroutine would have ended with what follows the part.
    pub leaves_open: bool,
    /// Positions of goroutines in a thread's section of a crash.
    pub continues: Vec<u32>,
    /// From this position on, the oldest Go that prints such headers, where that is not what
    /// [`plain_minor`] gives.
    pub minors: Vec<(u32, u16)>,
    /// Whether anything was said that a part cannot say.
    pub is_special: bool,
    /// Whether it matters if a crash has begun before the part.
    pub asks_for_crash: bool,
    /// Whether a crash has begun in the part, if anything is said about that.
    pub crash: Option<bool>,
    /// Lines of the part.
    pub lines: u64,
    pub end: PartEnd,
}

/// Oldest Go that prints the header and creator of a plain goroutine.
fn plain_minor(goroutine: &Goroutine) -> u16 {
    if goroutine.creator_id > 0 { 21 } else { 0 }
}

impl Journal {
    pub fn place(
        &mut self,
        placed: &Placed,
        crash: Option<CrashText>,
        pointers: &[u64],
        repairs: &RepairCounts,
    ) {
        let at = self.goroutines.len() as u32;
        self.is_special |= placed.ancestry.is_some();
        self.crashes.extend(crash.map(|crash| (at, crash)));
        if repairs.iter().any(|&count| count > 0) {
            self.repairs.push((at, *repairs));
        }
        if placed.continues {
            self.continues.push(at);
        }
        let minor = placed.header_minor;
        let minor = if minor == plain_minor(&placed.goroutine) {
            0
        } else {
            minor
        };
        if self.minors.last().map_or(0, |last| last.1) != minor {
            self.minors.push((at, minor));
        }
        self.goroutines.push(&placed.goroutine, pointers);
    }

    /// What was said about each goroutine, in order: itself, the crash before it, its pointers and
    /// its repairs. `is_running` tells it from the state.
    pub fn replay(
        self,
        is_running: impl Fn(&Goroutine) -> bool,
        mut each: impl FnMut(Placed, Option<CrashText>, &[u64], Option<RepairCounts>),
    ) {
        let mut crashes = self.crashes.into_iter().peekable();
        let mut repairs = self.repairs.into_iter().peekable();
        let mut continues = self.continues.into_iter().peekable();
        let mut minors = self.minors.into_iter().peekable();
        let mut minor = 0;
        for goroutine in self.goroutines.iter() {
            let at = goroutine.at;
            if let Some((_, next)) = minors.next_if(|it| it.0 == at) {
                minor = next;
            }
            let placed = Placed {
                is_running: is_running(&goroutine),
                continues: continues.next_if_eq(&at).is_some(),
                header_minor: if minor == 0 {
                    plain_minor(&goroutine)
                } else {
                    minor
                },
                ancestry: None,
                goroutine,
            };
            let crash = crashes.next_if(|it| it.0 == at).map(|it| it.1);
            let repairs = repairs.next_if(|it| it.0 == at).map(|it| it.1);
            each(
                placed,
                crash,
                &self.goroutines.pointers(at as usize),
                repairs,
            );
        }
    }
}
