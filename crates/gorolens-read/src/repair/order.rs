//! Lines from the last to the first, as log viewers with the newest entry on top export them.
//!
//! Read so, a call site comes before its call and a header after its frames. Whether a dump is
//! reversed, or only its beginning is lost, is known at its first header: in a reversed dump no
//! call follows it.

use super::{Piece, Stage, is_structural};
use crate::collect::Collector;
use crate::lines::Line;
use crate::parse::{crash, frame, header};
use crate::problem::RepairKind;

/// Turns goroutines around.
#[derive(Debug)]
pub(crate) struct Order<N> {
    pub(super) next: N,
    direction: Direction,
    /// Lines that wait for the header (reversed) or for the decision.
    held: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    /// Nothing that Go prints has been seen.
    Unknown,
    /// A call site came first; lines are held until the first header.
    Open,
    /// The first header is held, and so many lines after it that are none of a stack.
    AfterHeader(u8),
    Forward,
    Reversed,
}

/// Lines between the first header and what tells the direction.
const MAX_BETWEEN: u8 = 16;
/// Lines held while it is open; Go prints fewer of one goroutine.
const MAX_HELD: usize = 1000;

impl<N> Order<N> {
    pub fn new(next: N) -> Self {
        Order {
            next,
            direction: Direction::Unknown,
            held: Vec::new(),
        }
    }

    /// A header comes next.
    pub(super) fn expect_header(&mut self) {
        if self.direction == Direction::Unknown {
            self.direction = Direction::Forward;
        }
    }
}

impl<N: Stage> Stage for Order<N> {
    fn line(&mut self, line: &Line<'_>, out: &mut Collector) {
        match self.direction {
            Direction::Forward => self.next.line(line, out),
            Direction::Reversed => self.reversed(line, out),
            Direction::Unknown => self.first(line, out),
            Direction::Open => self.open(line, out),
            Direction::AfterHeader(between) => self.after_header(between, line, out),
        }
    }

    fn finish(&mut self, size: u64, out: &mut Collector) {
        if matches!(self.direction, Direction::AfterHeader(_)) {
            self.direction = Direction::Reversed;
            self.release(out);
        }
        if self.direction == Direction::Reversed {
            self.held.reverse();
        }
        self.hand_on_held(out);
        self.next.finish(size, out);
    }

    fn is_idle(&self) -> bool {
        // A header, or text, is handed on at once also while nothing is known.
        matches!(self.direction, Direction::Forward | Direction::Unknown) && self.next.is_idle()
    }
}

impl<N: Stage> Order<N> {
    fn first(&mut self, line: &Line<'_>, out: &mut Collector) {
        let text = line.text.trim_ascii();
        if header::is_header(text)
            || crash::start(line.text).is_some()
            || frame::call(text).is_some()
        {
            self.direction = Direction::Forward;
        } else if frame::site(line.text).is_some() {
            self.direction = Direction::Open;
            return self.held.push(Piece::of(line));
        }
        self.next.line(line, out);
    }

    fn open(&mut self, line: &Line<'_>, out: &mut Collector) {
        self.held.push(Piece::of(line));
        if header::is_header(line.text.trim_ascii()) {
            self.direction = Direction::AfterHeader(0);
        } else if self.held.len() > MAX_HELD {
            self.direction = Direction::Forward;
            self.hand_on_held(out);
        }
    }

    fn after_header(&mut self, between: u8, line: &Line<'_>, out: &mut Collector) {
        let text = line.text.trim_ascii();
        let forward = frame::call(text).is_some_and(|call| call.strict)
            || frame::is_unavailable(text)
            || frame::created(text).is_some();
        if forward {
            self.direction = Direction::Forward;
            self.hand_on_held(out);
            self.next.line(line, out);
        } else if between < MAX_BETWEEN && !text.is_empty() && !is_structural(line.text) {
            // Of a record that is spread over several lines, or another writer's.
            self.direction = Direction::AfterHeader(between + 1);
            self.held.push(Piece::of(line));
        } else {
            self.direction = Direction::Reversed;
            self.release(out);
            self.reversed(line, out);
        }
    }

    fn reversed(&mut self, line: &Line<'_>, out: &mut Collector) {
        let is_header = header::is_header(line.text.trim_ascii());
        if !is_header && self.held.is_empty() && line.text.trim_ascii().is_empty() {
            return self.next.line(line, out);
        }
        self.held.push(Piece::of(line));
        if is_header || self.held.len() > MAX_HELD {
            self.release(out);
        }
    }

    /// Hands a reversed goroutine on, its header first.
    fn release(&mut self, out: &mut Collector) {
        self.held.reverse();
        for _ in &self.held {
            out.repaired(RepairKind::ReversedOrder);
        }
        self.hand_on_held(out);
    }

    fn hand_on_held(&mut self, out: &mut Collector) {
        for piece in self.held.drain(..) {
            self.next.line(&piece.line(), out);
        }
    }
}
