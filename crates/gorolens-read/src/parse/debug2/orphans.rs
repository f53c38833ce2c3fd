//! Stacks without a goroutine header: a log that lost its beginning, a quote in an issue.
//!
//! Next to goroutines they are only reported. Where an input has nothing else they are what the
//! reader wants to know about, so each is read as a goroutine.

use super::super::frame;
use super::super::section::{Pending, Section};
use super::Debug2;
use crate::collect::{Block, Collector, Held};
use crate::lines::Line;
use crate::model::FrameId;
use crate::problem::ProblemKind;
use crate::report::Format;

/// Those of the input so far.
#[derive(Debug, Default)]
pub(super) struct Orphans {
    stacks: Vec<Orphan>,
    /// Whether the last one may go on.
    is_open: bool,
    /// A goroutine has been read: they are only reported.
    has_parents: bool,
}

#[derive(Debug)]
struct Orphan {
    block: Block,
    /// Where it stands: in one piece, unless something else was in between.
    spans: Vec<Span>,
}

/// Lines without another one between them.
#[derive(Debug)]
struct Span {
    number: u64,
    offset: u64,
    /// Of its first line.
    text: Vec<u8>,
    lines: u64,
    size: u64,
}

/// Stacks that are kept; more of them are no quote.
const MAX: usize = 1000;

impl Debug2 {
    /// The pending line and its call site belong to no goroutine.
    pub(super) fn orphan(&mut self, line: &Line<'_>, out: &mut Collector) {
        self.end_goroutine(out);
        if self.section == Section::Complete {
            self.section = Section::Outside;
        }
        let pending = std::mem::replace(&mut self.pending, Pending::Nothing);
        if !self.keep_orphan(pending, line, out) {
            let kind = ProblemKind::OrphanFrames;
            out.ledger.set_aside_held(kind, &self.held);
            out.ledger.set_aside(kind, line);
        }
    }

    /// Keeps the held line and its call site for the case that no goroutine comes.
    fn keep_orphan(&mut self, pending: Pending, line: &Line<'_>, out: &mut Collector) -> bool {
        // Lines from the last to the first are a log with more in it than a quote.
        let is_moot = line.number < self.held.number || self.orphans.is_moot(out);
        let Some(site) = frame::site(line.text).filter(|_| !is_moot) else {
            return false;
        };
        let frame = out.interner.frame(&self.held_func, site.file, site.line);
        self.orphans.add(
            &self.held,
            line,
            (frame, self.held_pointer),
            pending == Pending::Creator,
            out.limits.max_frames,
        );
        true
    }
}

impl Orphans {
    /// Whether nobody will want a further frame.
    pub fn is_moot(&self, out: &Collector) -> bool {
        let is_full = self.stacks.len() >= MAX && !self.is_open;
        self.has_parents || is_full || out.is_only_noted()
    }

    /// A call with its call site that stand in no goroutine; a `go` statement ends its stack.
    pub fn add(
        &mut self,
        call: &Held,
        site: &Line<'_>,
        (frame, pointer): (FrameId, u64),
        is_creator: bool,
        max_frames: usize,
    ) {
        if !self.is_open {
            self.stacks.push(Orphan::new(call));
        }
        self.is_open = !is_creator;
        let Some(orphan) = self.stacks.last_mut() else {
            return;
        };
        orphan.extend(call, site);
        if is_creator {
            orphan.block.creator = Some(frame);
        } else if orphan.block.frames.len() < max_frames {
            orphan.block.frames.push((frame, pointer));
        }
    }

    /// What follows is not of the same stack.
    pub fn end_stack(&mut self) {
        self.is_open = false;
    }

    /// The input has a goroutine, so they are only reported.
    pub fn report(&mut self, out: &mut Collector) {
        self.has_parents = true;
        self.is_open = false;
        for orphan in self.stacks.drain(..) {
            for span in orphan.spans {
                let (kind, first) = (ProblemKind::OrphanFrames, (span.number, span.offset));
                out.ledger
                    .set_aside_lines(kind, first, &span.text, span.lines, span.size);
            }
        }
    }

    /// The input ends. Without any goroutine, these are all there is.
    pub fn finish(&mut self, out: &mut Collector) {
        if self.has_parents || !out.is_without_goroutines() {
            return self.report(out);
        }
        if !self.stacks.is_empty() {
            out.suggest_format(Format::Stacks);
        }
        for mut orphan in self.stacks.drain(..) {
            let frames = orphan.block.frames.iter().map(|&(frame, _)| frame);
            let frames: Vec<FrameId> = frames.collect();
            orphan.block.state = match frames.is_empty() {
                true => out.interner.state(b"unknown"),
                false => out.interner.state_from_stack(&frames),
            };
            for span in &orphan.spans {
                out.ledger.understood(span.size);
            }
            if let Some(first) = orphan.spans.first() {
                let kind = ProblemKind::MissingHeader;
                out.ledger
                    .note(kind, first.number, first.offset, &first.text);
            }
            out.add(&orphan.block, &mut None);
        }
    }
}

impl Orphan {
    fn new(first: &Held) -> Self {
        let block = Block {
            offset: first.offset,
            line: first.number,
            ..Block::default()
        };
        Orphan {
            block,
            spans: Vec::new(),
        }
    }

    /// It stands in these lines as well.
    fn extend(&mut self, call: &Held, site: &Line<'_>) {
        self.add_line(call.number, call.offset, call.size, &call.text);
        self.add_line(site.number, site.offset, site.size, site.text);
    }

    fn add_line(&mut self, number: u64, offset: u64, size: u64, text: &[u8]) {
        match self.spans.last_mut() {
            Some(last) if last.offset + last.size == offset => {
                last.lines = number + 1 - last.number;
                last.size += size;
            }
            _ => self.spans.push(Span {
                number,
                offset,
                text: text.to_vec(),
                lines: 1,
                size,
            }),
        }
    }
}
