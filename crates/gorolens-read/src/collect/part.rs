//! Parts of an input, taken up in order.

use std::ops::Range;

use super::journal::Journal;
use super::{Collector, CrashText, Ledger, Placed, RepairCounts};
use crate::model::{Goroutine, PartTables};

/// What a part of an input has in it; see [`Part`](crate::part::Part).
#[derive(Debug)]
pub struct PartResult {
    pub(super) span: Range<u64>,
    /// Lines in it.
    pub(super) lines: u64,
    pub(super) end: PartEnd,
    pub(super) journal: Journal,
    pub(super) tables: PartTables,
    pub(super) ledger: Ledger,
    /// Repairs after its last goroutine.
    pub(super) repairs: RepairCounts,
}

/// How a part ends.
#[derive(Debug, Default)]
pub(super) enum PartEnd {
    /// It has no beginning: it is empty.
    #[default]
    Empty,
    /// A goroutine begins behind it. Whether it makes no difference to that one what was before.
    Header(bool),
    /// The input ends, with a message that no goroutine followed.
    Input(Option<CrashText>),
}

/// Why parts do not make up an input. Nothing has been added then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// They are not the parts of adjoining ranges from the first byte to the last.
    Gap,
    /// The input is compressed, in UTF-16, or in a form that is read from its beginning only.
    Form,
    /// A part ends in the middle of something, such as a crash message or a log prefix, or the next
    /// one depends on it.
    Context,
    /// There are more stacks or problems than the limits allow.
    Limits,
}

impl PartResult {
    /// The bytes of the input that it has read.
    pub fn span(&self) -> Range<u64> {
        self.span.clone()
    }

    /// Number of goroutines in it.
    pub fn n_goroutines(&self) -> u64 {
        self.journal.goroutines.len() as u64
    }
}

impl Collector {
    /// From now on goroutines are noted, not put into dumps.
    pub fn only_note(&mut self) {
        self.journal = Some(Box::default());
    }

    /// Whether they are.
    pub fn is_only_noted(&self) -> bool {
        self.journal.is_some()
    }

    /// Something was said that a part cannot say.
    pub fn is_special(&mut self) {
        if let Some(journal) = &mut self.journal {
            journal.is_special = true;
        }
    }

    /// It matters whether a crash has begun; `has_begun` in what was read so far.
    pub fn asks_for_crash(&mut self, has_begun: bool) {
        if let Some(journal) = &mut self.journal {
            journal.asks_for_crash |= !has_begun && journal.crash.is_none();
        }
    }

    /// A crash has begun, or has turned out to be none.
    pub fn notes_crash(&mut self, has_begun: bool) {
        if let Some(journal) = &mut self.journal {
            journal.crash = Some(has_begun);
        }
    }

    /// A goroutine would end here, if one had begun.
    pub fn ends_nothing(&mut self) {
        if let Some(journal) = &mut self.journal
            && !std::mem::replace(&mut journal.has_ended, true)
        {
            journal.first_repairs = std::mem::take(&mut self.pending_repairs);
        }
    }

    /// Goroutines noted so far.
    pub fn n_noted(&self) -> usize {
        self.journal.as_ref().map_or(0, |it| it.goroutines.len())
    }

    /// The part ends before a header, which `ends_one`: a goroutine that has been noted just now.
    pub fn hand_over(&mut self, is_ready: bool, ends_one: bool, lines: u64) {
        if let Some(journal) = &mut self.journal {
            journal.lines = lines;
            journal.leaves_open = ends_one;
            journal.end = PartEnd::Header(is_ready);
        }
    }

    /// What was noted of these bytes of the input.
    pub fn into_part(mut self, span: Range<u64>) -> PartResult {
        let mut journal = *self.journal.take().unwrap_or_default();
        journal.goroutines.shrink();
        PartResult {
            span,
            lines: journal.lines,
            end: std::mem::take(&mut journal.end),
            journal,
            tables: self.interner.into_part(),
            ledger: self.ledger,
            repairs: self.pending_repairs,
        }
    }

    /// Whether these parts, in this order, are an input. The first has begun with its first byte.
    pub fn fit(&self, parts: &[PartResult]) -> Result<(), Unfit> {
        let mut at = 0;
        let mut has_ended = false;
        let mut crash = false;
        for part in parts {
            if part.span.start != at || (has_ended && !part.span.is_empty()) {
                return Err(Unfit::Gap);
            }
            at = part.span.end;
            match part.end {
                PartEnd::Header(false) => return Err(Unfit::Context),
                PartEnd::Header(true) | PartEnd::Empty => {}
                PartEnd::Input(_) => has_ended = true,
            }
            if part.journal.is_special {
                return Err(Unfit::Form);
            }
            if crash && part.journal.asks_for_crash {
                return Err(Unfit::Context);
            }
            crash = part.journal.crash.unwrap_or(crash);
        }
        let stacks = parts.iter().map(|part| part.tables.n_stacks());
        let stacks = self.interner.tables().n_stacks() + stacks.sum::<usize>();
        let ledgers = parts.iter().map(|part| &part.ledger);
        if stacks > self.limits.max_stacks || !self.ledger.has_room_for(ledgers) {
            return Err(Unfit::Limits);
        }
        // What stands without a header counts as goroutines only where nothing else does in the whole input.
        if at > 0 && parts.iter().all(|part| part.n_goroutines() == 0) {
            return Err(Unfit::Form);
        }
        // Without a byte there is nothing that could end.
        match has_ended || at == 0 {
            true => Ok(()),
            false => Err(Unfit::Gap),
        }
    }

    /// Takes up parts that [`fit`](Self::fit); the input has been started.
    pub fn take_up(&mut self, parts: Vec<PartResult>) {
        let mut lines = 0;
        let mut is_open = false;
        let is_empty = parts.iter().all(|part| part.span.is_empty());
        for part in parts {
            self.add_repairs(&part.journal.first_repairs);
            if is_open {
                self.settle_repairs();
            }
            is_open = match part.end {
                PartEnd::Empty => is_open,
                _ => part.journal.leaves_open,
            };
            self.ledger.take_up(part.ledger, lines);
            lines += part.lines;
            let ids = self.interner.take_up(part.tables);
            let running = self.interner.state(b"running");
            let is_running = |goroutine: &Goroutine| ids.state(goroutine.state) == running;
            part.journal
                .replay(is_running, |placed, mut crash, pointers, repairs| {
                    repairs.iter().for_each(|repairs| self.add_repairs(repairs));
                    let mut placed = Placed {
                        goroutine: Goroutine {
                            stack: ids.stack(placed.goroutine.stack),
                            state: ids.state(placed.goroutine.state),
                            labels: ids.labels(placed.goroutine.labels),
                            ..placed.goroutine
                        },
                        ..placed
                    };
                    self.place(&mut placed, &mut crash, pointers);
                });
            self.add_repairs(&part.repairs);
            if let PartEnd::Input(mut crash) = part.end {
                self.end_input(part.span.end, &mut crash);
            }
        }
        if is_empty {
            self.end_input(0, &mut None);
        }
    }

    fn add_repairs(&mut self, repairs: &RepairCounts) {
        self.has_repairs = true;
        for (count, more) in self.pending_repairs.iter_mut().zip(repairs) {
            *count += more;
        }
    }
}
