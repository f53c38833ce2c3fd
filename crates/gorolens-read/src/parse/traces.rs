//! What `go tool pprof -traces` prints for a profile of goroutines.
//!
//! ```text
//! Type: goroutine
//! -----------+-----------------------------------------------
//!     tenant:  acme
//!          3   runtime.gopark
//!              main.work
//! ```
//!
//! There are functions only: no files, lines or ids.

use super::frame;
use super::scan::{Scan, trim};
use crate::collect::{Block, Collector};
use crate::lines::Line;
use crate::model::{Flags, FrameId};
use crate::problem::ProblemKind;
use crate::report::Format;

/// Reads the traces after a `Type: goroutine` line.
#[derive(Debug, Default)]
pub(crate) struct Traces {
    count: u64,
    line: u64,
    offset: u64,
    labels: Vec<(Box<str>, Box<str>)>,
    frames: Vec<FrameId>,
    begun: bool,
    /// Whether it is a `goroutineleak` profile.
    of_leaks: bool,
}

const LEAKS_TYPE: &[u8] = b"Type: goroutineleak";

impl Traces {
    /// Whether the line is pprof's heading for a profile of goroutines.
    pub fn begins(text: &[u8]) -> bool {
        matches!(trim(text), b"Type: goroutine" | LEAKS_TYPE)
    }

    /// Takes a line; false when it is not part of traces.
    pub fn line(&mut self, line: &Line<'_>, out: &mut Collector) -> bool {
        let text = trim(line.text);
        if Self::begins(text) {
            self.finish(out);
            self.of_leaks = text == LEAKS_TYPE;
        }
        if Self::begins(text) || text.starts_with(b"Time: ") || text.starts_with(b"Duration: ") {
            out.ledger.understood(line.size);
            return true;
        }
        if text.starts_with(b"-----------+-") {
            self.finish(out);
            self.begun = true;
        } else if !self.begun {
            return false;
        } else if !text.is_empty() && !self.body(line, text, out) {
            // The second line of a label with a line end in it.
            out.ledger.set_aside(ProblemKind::BadLine, line);
            return true;
        }
        out.ledger.understood(line.size);
        true
    }

    fn body(&mut self, line: &Line<'_>, text: &[u8], out: &mut Collector) -> bool {
        let mut scan = Scan::new(text);
        let count = scan.number();
        if let Some(count) = count.filter(|_| self.frames.is_empty() && scan.eat(b"   ")) {
            self.count = count;
            (self.line, self.offset) = (line.number, line.offset);
            return self.frame(scan.rest(), out);
        }
        match memchr::memmem::find(text, b":  ") {
            Some(colon) if self.frames.is_empty() => {
                let text_before = text;
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into();
                let label = (
                    text(&text_before[..colon]),
                    text(trim(&text_before[colon + 3..])),
                );
                self.labels.push(label);
                true
            }
            _ => !self.frames.is_empty() && self.frame(text, out),
        }
    }

    fn frame(&mut self, text: &[u8], out: &mut Collector) -> bool {
        let func = trim(text.strip_suffix(b"(inline)").unwrap_or(text));
        let is_name = frame::is_name(func);
        if is_name {
            self.frames.push(out.interner.frame(func, b"", 0));
        }
        is_name
    }

    /// Ends the trace.
    pub fn finish(&mut self, out: &mut Collector) {
        let mut labels = std::mem::take(&mut self.labels);
        if self.frames.is_empty() {
            return;
        }
        out.continue_profile(Format::PprofTraces, self.offset);
        labels.sort();
        let frames = std::mem::take(&mut self.frames);
        let block = Block {
            line: self.line,
            offset: self.offset,
            state: out.interner.state_from_stack(&frames),
            flags: Flags::in_profile(self.of_leaks, true),
            labels: out.interner.labels(labels),
            frames: frames.into_iter().map(|frame| (frame, 0)).collect(),
            count: u32::try_from(self.count).unwrap_or(u32::MAX),
            ..Block::default()
        };
        out.add(&block, &mut None);
    }
}
