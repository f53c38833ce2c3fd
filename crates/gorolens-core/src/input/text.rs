//! Text → lines → the parser whose form they have.

use crate::collect::Collector;
use crate::lines::{Line, Lines};
use crate::parse::{Debug1, Debug2};
use crate::repair::{self, Repairs, Stage};

/// One text while it is being read.
#[derive(Debug)]
pub(super) struct Text {
    lines: Lines,
    repairs: Repairs<Forms>,
    size: u64,
}

impl Text {
    pub fn new(max_line: usize) -> Self {
        Text {
            lines: Lines::new(max_line),
            repairs: repair::before(Forms::new()),
            size: 0,
        }
    }

    /// The next bytes, cut anywhere.
    pub fn push(&mut self, chunk: &[u8], out: &mut Collector) {
        self.size += chunk.len() as u64;
        out.ledger.read(chunk.len() as u64);
        let mut at = 0;
        while let Some(line) = self.lines.next(chunk, &mut at) {
            self.repairs.line(&line, out);
        }
    }

    pub fn finish(mut self, out: &mut Collector) {
        if let Some(line) = self.lines.last() {
            self.repairs.line(&line, out);
        }
        self.repairs.finish(self.size, out);
    }
}

/// The parsers, and which one has the word.
#[derive(Debug)]
struct Forms {
    current: Form,
    debug1: Debug1,
    debug2: Debug2,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Debug1,
    /// Goroutines one by one, and whatever is no dump at all.
    Debug2,
}

impl Stage for Forms {
    fn line(&mut self, line: &Line<'_>, out: &mut Collector) {
        self.take(line, out);
    }

    fn finish(&mut self, size: u64, out: &mut Collector) {
        self.debug1.finish(out);
        self.debug2.finish(size, out);
    }

    fn is_idle(&self) -> bool {
        self.current == Form::Debug2
    }
}

impl Forms {
    fn new() -> Self {
        Forms {
            current: Form::Debug2,
            debug1: Debug1::default(),
            debug2: Debug2::new(),
        }
    }

    fn take(&mut self, line: &Line<'_>, out: &mut Collector) {
        if self.current != Form::Debug1 && Debug1::begins(line.text) {
            self.debug2.end_dump(out);
            self.current = Form::Debug1;
        }
        if self.current == Form::Debug1 {
            if self.debug1.line(line, out) {
                return;
            }
            if self.debug1.stays(line) {
                return out.set_aside_bad(line);
            }
            self.debug1.finish(out);
            self.current = Form::Debug2;
        }
        self.debug2.line(line, out);
    }
}
