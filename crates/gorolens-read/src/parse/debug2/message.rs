//! The messages of crashes, as the automaton meets them.

use super::super::crash;
use super::super::scan::trim;
use super::super::section::Section;
use super::Debug2;
use crate::collect::{Collector, CrashText};
use crate::lines::Line;
use crate::problem::ProblemKind;

/// Lines that fit nothing after a crash message, until it is given up as one.
const MAX_STRANGE_LINES: u32 = 100;

impl Debug2 {
    /// The first line of a crash.
    pub(super) fn crash_start(
        &mut self,
        start: crash::Start,
        line: &Line<'_>,
        out: &mut Collector,
    ) {
        self.end_goroutine(out);
        self.section = Section::Message;
        self.message_open = true;
        self.strange_lines = 0;
        self.in_crash = true;
        out.notes_crash(true);
        self.headerless = start == crash::Start::Exception;
        if !self.continues {
            let text = crash::caught(line.text).unwrap_or(line.text);
            let text = String::from_utf8_lossy(trim(text)).into_owned();
            self.name_crash(start, text, line.offset);
        }
        self.understood(line, out);
    }

    /// Names the crash after its first line, or after the error that follows a reason.
    fn name_crash(&mut self, start: crash::Start, text: String, offset: u64) {
        let is_reason = start == crash::Start::Reason;
        match &mut self.crash {
            None => self.crash = Some(CrashText { text, offset }),
            Some(crash) if self.crash_is_reason && !is_reason => crash.text = text,
            Some(_) => return,
        }
        self.crash_is_reason = is_reason;
    }

    /// A line of a crash message. After an empty line it may be anything.
    pub(super) fn message_line(&mut self, line: &Line<'_>, out: &mut Collector) {
        if self.message_open {
            return self.understood(line, out);
        }
        out.ledger.set_aside(ProblemKind::SkippedText, line);
        self.strange_lines += 1;
        if self.strange_lines > MAX_STRANGE_LINES {
            self.section = Section::Outside;
            self.in_crash = false;
            out.notes_crash(false);
            self.crash = None;
        }
    }

    /// Whether the first goroutine after `panic: …` was text of the message: up to Go 1.22 its
    /// lines are printed as they are. The failing goroutine is printed once and has frames.
    pub(super) fn is_message_before(&self, next_id: u64) -> bool {
        self.block.id == next_id || self.block.frames.is_empty()
    }

    pub(super) fn crash_is_panic(&self) -> bool {
        let text = self.crash.as_ref().map(|crash| &*crash.text);
        text.is_some_and(|text| text.starts_with("panic: "))
    }
}
