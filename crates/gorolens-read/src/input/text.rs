//! Text → lines → the parser whose form they have.

use super::quiet;
use crate::collect::{Collector, Placed};
use crate::limits::Limits;
use crate::lines::{Line, Lines};
use crate::model::{Goroutine, StackId};
use crate::parse::{Debug1, Debug2, Delve, Known, Raw, Recognised, Says, Traces, foreign};
use crate::problem::ProblemKind;
use crate::repair::{self, Repairs, Stage};
use crate::report::Format;

/// One text while it is being read.
#[derive(Debug)]
pub(super) struct Text {
    lines: Lines,
    repairs: Repairs<Forms>,
    known: Known,
    /// Offset after the last byte.
    size: u64,
    /// Up to here nothing is out of the ordinary for a log.
    clear: u64,
}

/// Bytes of a log that are looked at before its lines are passed over.
const LOOK_AHEAD: usize = 64 << 10;

impl Text {
    /// Text whose first byte is at `offset`.
    pub fn new(limits: &Limits, offset: u64) -> Self {
        Text {
            lines: Lines::new(limits.max_line, offset),
            repairs: repair::before(Forms::new()),
            known: Known::new(limits.max_line, limits.max_frames),
            size: offset,
            clear: 0,
        }
    }

    /// The next bytes, cut anywhere.
    pub fn push(&mut self, chunk: &[u8], out: &mut Collector) {
        self.size += chunk.len() as u64;
        out.ledger.read(chunk.len() as u64);
        let mut at = 0;
        loop {
            at += self.known(&chunk[at..], out);
            at += self.pass_over(&chunk[at..], out);
            match self.lines.next(chunk, &mut at) {
                Some(line) => self.repairs.line(&line, out),
                None => break,
            }
        }
    }

    /// Sets aside the lines at the beginning of `text` that are certainly of a log. Their length.
    fn pass_over(&mut self, text: &[u8], out: &mut Collector) -> usize {
        let is_between = repair::last(&mut self.repairs).debug2.is_between_dumps();
        if !is_between || out.is_only_noted() || !self.repairs.is_idle() {
            return 0;
        }
        let Some((offset, number)) = self.lines.fresh().zip(Some(self.lines.count() + 1)) else {
            return 0;
        };
        if self.clear <= offset {
            let ahead = &text[..text.len().min(LOOK_AHEAD)];
            self.clear = offset + quiet::clear_len(ahead) as u64;
        }
        let clear = text.len().min((self.clear - offset) as usize);
        let (mut size, mut lines) = (0, 0);
        for end in memchr::memchr_iter(b'\n', &text[..clear]) {
            let line = &text[size..end];
            if line.len() > out.limits.max_line || !quiet::is_quiet(line) {
                break;
            }
            size = end + 1;
            lines += 1;
        }
        if lines > 0 {
            let kind = ProblemKind::SkippedText;
            let first = text[..size].split(|&byte| byte == b'\n').next();
            let first = first.unwrap_or_default();
            out.ledger
                .set_aside_lines(kind, (number, offset), first, lines, size as u64);
            repair::last(&mut self.repairs).debug2.passes_over_text();
            self.lines.pass(size as u64, lines);
        }
        size
    }

    /// Takes the goroutines at the beginning of `text` that look like some before, without reading
    /// them line by line. Their length.
    fn known(&mut self, text: &[u8], out: &mut Collector) -> usize {
        if !text.starts_with(b"goroutine ") || !self.repairs.is_idle() {
            return 0;
        }
        let Some(offset) = self.lines.fresh() else {
            return 0;
        };
        let forms = repair::last(&mut self.repairs);
        let (mut len, mut lines) = (0, 0);
        while let Some(found) =
            self.known
                .recognise(&text[len..], offset + len as u64, &mut out.interner)
        {
            // What is taken here leaves the parsers as they are.
            if len == 0 && !forms.debug2.yields_to_header(out) {
                break;
            }
            let Some(stack) = self.known.stack(&found, &text[len..], &mut out.interner) else {
                break;
            };
            let (id, says) = self.known.header(&found);
            let mut placed = placed(&found, id, says, stack, offset + len as u64);
            out.place(&mut placed, &mut None, &self.known.pointers);
            len += found.len;
            lines += found.lines;
        }
        out.ledger.understood(len as u64);
        self.lines.pass(len as u64, lines);
        len
    }

    /// A header comes next, and nothing unusual has been seen before.
    pub fn expect_header(&mut self) {
        repair::expect_header(&mut self.repairs);
    }

    /// Ends a part of the text; the next part begins with a header.
    pub fn hand_over(&mut self, out: &mut Collector) {
        self.expect_header();
        let before = out.n_noted();
        let is_ready = self.lines.fresh().is_some()
            && self.repairs.is_idle()
            && repair::last(&mut self.repairs).debug2.yields_to_header(out);
        let ends_one = out.n_noted() > before;
        out.hand_over(is_ready, ends_one, self.lines.count());
    }

    /// Ends the text.
    pub fn finish(mut self, out: &mut Collector) {
        if let Some(line) = self.lines.last() {
            self.repairs.line(&line, out);
        }
        self.repairs.finish(self.size, out);
    }
}

/// The goroutine that was recognised at this place.
fn placed(found: &Recognised, id: u64, says: &Says, stack: StackId, offset: u64) -> Placed {
    Placed {
        goroutine: Goroutine {
            at: 0,
            id,
            offset,
            creator_id: found.creator_id,
            stack,
            state: says.state,
            labels: says.labels,
            wait_minutes: says.wait_minutes,
            count: 1,
            flags: says.flags,
        },
        is_running: says.is_running,
        continues: false,
        header_minor: found.header_minor,
        ancestry: None,
    }
}

/// The parsers, and which one has the word.
#[derive(Debug)]
struct Forms {
    current: Form,
    debug1: Debug1,
    debug2: Debug2,
    delve: Delve,
    raw: Raw,
    traces: Traces,
    /// Whether the last profile was one of something else than goroutines: its records look the same.
    is_other_profile: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Debug1,
    /// Goroutines one by one, and whatever is no dump at all.
    Debug2,
    Delve,
    /// From `WARNING: DATA RACE` to the next line of `=`: recognised, not read.
    Race,
    Raw,
    Traces,
}

impl Stage for Forms {
    fn line(&mut self, line: &Line<'_>, out: &mut Collector) {
        self.switch(line, out);
        let taken = match self.current {
            Form::Debug1 => self.debug1(line, out),
            Form::Raw => self.raw.line(line, out),
            Form::Traces => self.traces.line(line, out),
            Form::Delve => {
                self.delve.line(line, out);
                true
            }
            Form::Race => {
                out.ledger.set_aside(ProblemKind::UnsupportedFormat, line);
                if foreign::is_race_rule(line.text.trim_ascii()) {
                    self.current = Form::Debug2;
                }
                true
            }
            Form::Debug2 => false,
        };
        if !taken {
            self.leave(out);
            self.debug2.line(line, out);
        }
    }

    fn finish(&mut self, size: u64, out: &mut Collector) {
        self.leave(out);
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
            delve: Delve::default(),
            raw: Raw::default(),
            traces: Traces::default(),
            is_other_profile: false,
        }
    }

    /// Gives the word to the parser whose form begins with this line.
    fn switch(&mut self, line: &Line<'_>, out: &mut Collector) {
        let text = line.text;
        let form = if Debug1::begins(text) {
            self.is_other_profile = false;
            Form::Debug1
        } else if self.is_headless_profile(text) {
            Form::Debug1
        } else if Delve::begins(text) {
            Form::Delve
        } else if Traces::begins(text) {
            Form::Traces
        } else if Raw::begins(text) {
            Form::Raw
        } else if foreign::is_race(text.trim_ascii()) {
            out.suggest_format(Format::Race);
            Form::Race
        } else if self.current == Form::Delve && Delve::ends_before(text) {
            Form::Debug2
        } else {
            return;
        };
        if self.current != form {
            self.leave(out);
            self.debug2.end_dump(out);
            self.current = form;
        }
    }

    /// Whether the line is a record of goroutines without a heading before it.
    fn is_headless_profile(&mut self, text: &[u8]) -> bool {
        if self.current != Form::Debug2 {
            return false;
        }
        self.is_other_profile |= foreign::is_heading(text);
        !self.is_other_profile && Debug1::begins_headless(text)
    }

    fn debug1(&mut self, line: &Line<'_>, out: &mut Collector) -> bool {
        if self.debug1.line(line, out) {
            return true;
        }
        let stays = self.debug1.stays(line);
        if stays {
            out.set_aside_bad(line);
        }
        stays
    }

    /// Ends what the current parser was reading; [`Debug2`] has the word.
    fn leave(&mut self, out: &mut Collector) {
        match self.current {
            Form::Debug1 => self.debug1.finish(out),
            Form::Delve => self.delve.finish(out),
            Form::Raw => self.raw.finish(out),
            Form::Traces => {
                self.traces.finish(out);
                self.traces = Traces::default();
            }
            Form::Debug2 | Form::Race => {}
        }
        self.current = Form::Debug2;
    }
}
