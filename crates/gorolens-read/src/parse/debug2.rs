//! The text that Go prints: `debug=2`, `runtime.Stack`, panics, fatal errors, signals.
//!
//! One automaton reads lines and keeps whatever it can: a line that fits no rule is set aside and
//! the goroutine goes on. What ends a goroutine is the next header, never an empty line, because
//! empty lines get lost and doubled on the way. Lines are told apart by their form, not by their
//! indentation, which gets lost as well.
//!
//! ADVICE FOR CHANGES. Every line must reach the [`Ledger`](crate::collect::Ledger) exactly once:
//! as understood, as set aside, or held back in `pending` or `bad_header` until it is one of these.
//! A test adds up the bytes of every sample.

mod message;
mod orphans;

use self::orphans::Orphans;
use super::scan::trim;
use super::section::{Pending, Section};
use super::{crash, foreign, frame, header};
use crate::collect::{Block, Collector, CrashText, Held};
use crate::lines::{End, Line};
use crate::model::{Goroutine, kept};
use crate::problem::{ProblemKind, RepairKind};

/// The automaton.
#[derive(Debug)]
pub(crate) struct Debug2 {
    section: Section,
    /// The goroutine being read; meaningful in Goroutine, Complete and Ancestor.
    block: Block,
    /// Whether `block` is to be added when it ends.
    open: bool,
    pending: Pending,
    held: Held,
    held_func: Vec<u8>,
    held_pointer: u64,
    /// Whether another writer broke into the call site that `pending` waits for: what looks like
    /// one without a tab is only the end of it.
    torn: bool,
    /// The header of `block` when it was cut or damaged.
    bad_header: Option<Held>,
    /// Whether the line before was empty.
    after_blank: bool,
    /// Whether empty lines stand between calls and call sites, where Go prints none.
    spaced: bool,
    /// A crash message that no goroutine has followed yet.
    crash: Option<CrashText>,
    /// Whether only the reason of the crash is known yet.
    crash_is_reason: bool,
    in_crash: bool,
    /// Whether the line before was a header.
    after_header: bool,
    /// In Message: whether no empty line has come yet.
    message_open: bool,
    /// In Message: lines set aside since the empty line.
    strange_lines: u32,
    /// `block` is the first goroutine after `panic: …`, so it may be part of the message.
    maybe_message: bool,
    /// A thread's section of a crash, after `-----`.
    continues: bool,
    /// `block` began with goleak's heading.
    after_goleak: bool,
    /// Windows prints the failing goroutine without a header.
    headerless: bool,
    frames_left: usize,
    orphans: Orphans,
    /// The line before is the beginning of a header, and the input ends there.
    ends_in_header: bool,
}

/// Ancestors kept of one goroutine; people ask Go for ten.
const MAX_ANCESTORS: usize = 1000;

impl Debug2 {
    /// At the beginning of an input.
    pub fn new() -> Self {
        Debug2 {
            section: Section::Outside,
            block: Block::default(),
            open: false,
            pending: Pending::Nothing,
            held: Held::default(),
            held_func: Vec::new(),
            held_pointer: 0,
            torn: false,
            bad_header: None,
            after_blank: true,
            spaced: false,
            crash: None,
            crash_is_reason: false,
            in_crash: false,
            after_header: false,
            message_open: false,
            strange_lines: 0,
            maybe_message: false,
            continues: false,
            after_goleak: false,
            headerless: false,
            frames_left: 0,
            orphans: Orphans::default(),
            ends_in_header: false,
        }
    }

    /// Takes the next line.
    pub fn line(&mut self, line: &Line<'_>, out: &mut Collector) {
        let text = trim(line.text);
        if line.lost > 0 {
            out.ledger.set_aside(ProblemKind::LongLine, line);
        } else if text.is_empty() {
            out.ledger.understood(line.size);
            self.message_open = false;
            self.orphans.end_stack();
            let header_before = self.after_header && self.block.frames.is_empty();
            self.spaced |= header_before && self.pending == Pending::Nothing && !self.after_blank;
        } else if !self.call_site(line, text, out) {
            self.resolve_pending(out);
            self.dispatch(line, text, out);
        }
        self.ends_in_header = line.end == End::Input && header::is_cut(text);
        self.after_blank = text.is_empty();
        self.after_header &= self.after_blank || line.number == self.block.line;
    }

    /// Ends the goroutine being read, if a header that comes next would only do that. False when
    /// the header means more here, as after a crash message.
    pub fn yields_to_header(&mut self, out: &mut Collector) -> bool {
        let plain = self.pending == Pending::Nothing
            && !self.after_goleak
            && !self.maybe_message
            && !self.continues
            && !self.spaced
            && self.crash.is_none()
            && self.section != Section::Message;
        if plain {
            self.end_goroutine(out);
            self.section = Section::Outside;
            self.after_blank = true;
        }
        plain
    }

    /// Whether a line of text that belongs to nothing would only be set aside.
    pub fn is_between_dumps(&self) -> bool {
        self.section == Section::Outside
            && self.pending == Pending::Nothing
            && !self.open
            && !self.in_crash
            && !self.after_goleak
            && self.crash.is_none()
    }

    /// Such lines were set aside.
    pub fn passes_over_text(&mut self) {
        self.orphans.end_stack();
        self.after_blank = false;
        self.after_header = false;
    }

    /// Another form begins.
    pub fn end_dump(&mut self, out: &mut Collector) {
        self.resolve_pending(out);
        self.end_goroutine(out);
        self.section = Section::Outside;
    }

    /// Ends the input after `size` bytes.
    pub fn finish(&mut self, size: u64, out: &mut Collector) {
        if self.pending != Pending::Nothing {
            self.block.flags.cut = true;
        }
        self.resolve_pending(out);
        let headless = self.block.frames.is_empty() && !self.block.flags.unavailable;
        if self.open && headless && self.section == Section::Goroutine && self.bad_header.is_none()
        {
            self.block.flags.cut = true;
            let (line, offset) = (self.block.line, self.block.offset);
            out.ledger
                .note(ProblemKind::CutGoroutine, line, offset, b"");
        }
        self.end_goroutine(out);
        if self.ends_in_header {
            out.ends_in_header();
        }
        self.orphans.finish(out);
        out.end_input(size, &mut self.crash);
    }

    /// Takes the call site that `pending` waits for, or a line that stands in between by accident.
    fn call_site(&mut self, line: &Line<'_>, text: &[u8], out: &mut Collector) -> bool {
        if self.pending == Pending::Nothing {
            return false;
        }
        let site = frame::site(line.text);
        if self.torn && site.is_some_and(|site| !site.tab) {
            self.odd_line(line, out);
            self.resolve_pending(out);
            return true;
        }
        if site.is_some() || frame::is_c_site(text) {
            if !self.in_stack() {
                self.orphan(line, out);
                return true;
            }
            // Another writer's line in between says nothing.
            let adjoins = line.number <= self.held.number + 1;
            self.spaced = self.after_blank || (self.spaced && !adjoins);
            self.understood(line, out);
            out.ledger.understood(self.held.size);
            if let Some(site) = site.filter(|site| !site.tab || site.indented) {
                out.repaired(match site.tab {
                    true => RepairKind::Indentation,
                    false => RepairKind::TabReplaced,
                });
            }
            let (file, number) = site.map_or((&b""[..], 0), |site| (site.file, site.line));
            self.commit(file, number, out);
            return true;
        }
        let stays = self.in_stack()
            && !self.after_gap()
            && self.pending != Pending::MaybeCall
            && !self.is_structure(line, text, out);
        if stays {
            self.torn |= line.text.first() == Some(&b'\t');
            self.odd_line(line, out);
        }
        stays
    }

    /// Whether the empty line before means something: not where they stand everywhere.
    fn after_gap(&self) -> bool {
        self.after_blank && !self.spaced
    }

    /// Whether the sections' frames are somebody's.
    fn in_stack(&self) -> bool {
        matches!(
            self.section,
            Section::Goroutine | Section::Ancestor | Section::System
        )
    }

    /// Whether a crash has begun. What a part of an input cannot know of is noted.
    fn is_in_crash(&self, out: &mut Collector) -> bool {
        out.asks_for_crash(self.in_crash);
        self.in_crash
    }

    /// Whether the line belongs to the text of a crash.
    fn is_crash_line(&self, text: &[u8], out: &mut Collector) -> bool {
        let may_be = self.in_crash || out.is_only_noted();
        may_be && crash::belongs(text) && self.is_in_crash(out)
    }

    /// Whether the line begins something, so that nothing can be pending any more.
    fn is_structure(&self, line: &Line<'_>, text: &[u8], out: &mut Collector) -> bool {
        header::is_header(text)
            || frame::call(text).is_some_and(|call| call.strict)
            || frame::created(text).is_some()
            || frame::ancestor(text).is_some()
            || frame::is_elided(text)
            || crash::start(line.text).is_some()
            || self.is_crash_line(text, out)
    }

    /// Uses the pending line and its call site.
    fn commit(&mut self, file: &[u8], line: u32, out: &mut Collector) {
        let pending = std::mem::replace(&mut self.pending, Pending::Nothing);
        match (self.section, pending) {
            (Section::Goroutine, Pending::Creator) => {
                self.block.creator = Some(out.interner.frame(&self.held_func, file, line));
                self.section = Section::Complete;
            }
            (Section::Goroutine, _) => self.push_frame(file, line, out),
            (Section::Ancestor, pending) => self.push_ancestor(pending, file, line, out),
            _ => {}
        }
    }

    /// Adds the held call as a frame of the goroutine.
    fn push_frame(&mut self, file: &[u8], line: u32, out: &mut Collector) {
        match self.frames_left {
            0 => {}
            1 => self.too_many_frames(out),
            _ => {
                let frame = out.interner.frame(&self.held_func, file, line);
                self.block.frames.push((frame, self.held_pointer));
                self.frames_left -= 1;
            }
        }
    }

    /// Adds the held call as a frame, or as the creator, of the ancestor being read.
    fn push_ancestor(&mut self, pending: Pending, file: &[u8], line: u32, out: &mut Collector) {
        let Some((frames, creator)) = self.block.ancestors.last_mut() else {
            return;
        };
        let frame = out.interner.frame(&self.held_func, file, line);
        match (pending, self.frames_left) {
            (Pending::Creator, _) => *creator = Some(frame),
            (_, 0) => {}
            (_, 1) => self.too_many_frames(out),
            _ => {
                frames.push(frame);
                self.frames_left -= 1;
            }
        }
    }

    /// Notes the first frame that is not kept.
    fn too_many_frames(&mut self, out: &mut Collector) {
        let (number, offset) = (self.held.number, self.held.offset);
        let kind = ProblemKind::TooManyFrames;
        out.ledger.note(kind, number, offset, &self.held.text);
        self.frames_left = 0;
    }

    /// Nothing can follow any more for the pending line: keeps the call without its call site, or
    /// sets the line aside.
    fn resolve_pending(&mut self, out: &mut Collector) {
        let pending = self.pending;
        if pending == Pending::Nothing {
            return;
        }
        let kind = match self.section {
            _ if self.block.flags.cut && self.open => ProblemKind::CutGoroutine,
            Section::Goroutine | Section::Ancestor | Section::System => ProblemKind::BadLine,
            _ => ProblemKind::SkippedText,
        };
        if self.in_stack() && pending != Pending::MaybeCall {
            out.ledger.understood(self.held.size);
            let (number, offset) = (self.held.number, self.held.offset);
            out.ledger.note(kind, number, offset, &self.held.text);
            self.commit(b"", 0, out);
        } else {
            out.ledger.set_aside_held(kind, &self.held);
        }
        self.pending = Pending::Nothing;
    }

    /// Takes a line when nothing is pending.
    fn dispatch(&mut self, line: &Line<'_>, text: &[u8], out: &mut Collector) {
        // Since Go 1.23 the further lines of a message begin with a tab.
        let in_message = self.section == Section::Message && line.text.first() == Some(&b'\t');
        if in_message {
            out.ledger.understood(line.size);
        } else if header::is_header(text) {
            self.header(line, text, out);
        } else if let Some(header) = header::goleak(text) {
            self.end_goroutine(out);
            out.continue_goleak(line.offset);
            self.begin_with(header, line, text, out);
            self.after_goleak = true;
        } else if let Some((count, header)) = header::grouped(text) {
            self.begin_with(header, line, text, out);
            self.block.count = count;
            self.block.flags.thread = false;
        } else if text == b"]" && self.after_goleak
            || text.ends_with(b"found unexpected goroutines:")
        {
            self.understood(line, out);
        } else if let Some(start) = crash::start(line.text) {
            self.crash_start(start, line, out);
        } else if text == b"-----" && self.is_in_crash(out) {
            self.end_goroutine(out);
            self.section = Section::Message;
            self.continues = true;
            self.understood(line, out);
        } else if text == b"runtime stack:" && self.is_in_crash(out) {
            self.end_goroutine(out);
            self.section = Section::System;
            self.understood(line, out);
        } else {
            self.body(line, text, out);
        }
    }

    /// A line inside a section.
    fn body(&mut self, line: &Line<'_>, text: &[u8], out: &mut Collector) {
        let goroutine = self.section == Section::Goroutine;
        let stack = self.in_stack();
        if let Some(created) = frame::created(text) {
            if let Some(id) = created.goroutine.filter(|_| goroutine) {
                self.block.creator_id = id;
                self.block.header_minor = self.block.header_minor.max(21);
            }
            self.hold(Pending::Creator, line, created.func, 0);
            self.indented(line, out);
        } else if let Some(call) = frame::call(text) {
            self.call(line, call, out);
        } else if stack && (frame::is_elided(text) || frame::is_non_go(text)) {
            self.stand_in(line, text, out);
        } else if goroutine && frame::is_unavailable(text) {
            self.block.flags.unavailable = true;
            self.understood(line, out);
        } else if self.open && frame::ancestor(text).is_some() {
            self.section = Section::Ancestor;
            if self.block.ancestors.len() < MAX_ANCESTORS {
                self.block.ancestors.push((Vec::new(), None));
            }
            self.understood(line, out);
        } else if self.is_crash_line(text, out) {
            self.understood(line, out);
        } else {
            self.other(line, text, out);
        }
    }

    /// A call: of the goroutine, or of nobody's when there is no header before it.
    fn call(&mut self, line: &Line<'_>, call: frame::Call<'_>, out: &mut Collector) {
        if self.headerless && self.section == Section::Message {
            self.begin(0, line, out);
            self.block.state = out.interner.state(b"running");
            self.block.is_running = true;
        }
        self.block.args_minor = self.block.args_minor.max(frame::args_minor(call.args));
        let pending = match call.strict {
            true => Pending::Call,
            false => Pending::MaybeCall,
        };
        let value = frame::kept_value(call.args, kept(call.func));
        self.hold(pending, line, call.func, value);
        if self.in_stack() {
            self.indented(line, out);
        }
    }

    /// A line that Go prints in place of frames: it is a frame of its own, without a call site.
    fn stand_in(&mut self, line: &Line<'_>, text: &[u8], out: &mut Collector) {
        self.hold(Pending::Call, line, text, 0);
        self.understood(line, out);
        self.commit(b"", 0, out);
    }

    /// A line that no rule takes.
    fn other(&mut self, line: &Line<'_>, text: &[u8], out: &mut Collector) {
        self.orphans.end_stack();
        let stack = self.in_stack();
        if !stack
            && (frame::is_elided(text) || line.text[0] == b'\t' && frame::site(line.text).is_some())
        {
            self.end_goroutine(out);
            self.section = Section::Outside;
            out.ledger.set_aside(ProblemKind::OrphanFrames, line);
        } else if self.section == Section::Message {
            self.message_line(line, out);
        } else if stack && !self.after_gap() && frame::site(line.text).is_some() {
            self.odd_line(line, out);
        } else if stack && !self.after_gap() && frame::is_name(text) && line.end != End::Input {
            self.hold(Pending::MaybeCall, line, text, 0);
        } else if stack && !self.after_gap() {
            self.odd_line(line, out);
        } else {
            self.end_goroutine(out);
            self.section = Section::Outside;
            let kind = foreign::kind(text);
            if let Some(advice) = foreign::advice(text) {
                out.ledger.advise(kind, line, advice);
            }
            out.ledger.set_aside(kind, line);
        }
    }

    /// A line inside a stack that does not belong there; at the end of the input, the beginning of
    /// one that does.
    fn odd_line(&mut self, line: &Line<'_>, out: &mut Collector) {
        let kind = match line.end {
            End::Input => ProblemKind::CutGoroutine,
            _ => ProblemKind::BadLine,
        };
        self.block.flags.cut |= line.end == End::Input;
        out.ledger.set_aside(kind, line);
    }

    /// A header: ends the goroutine before and begins the next.
    fn header(&mut self, line: &Line<'_>, text: &[u8], out: &mut Collector) {
        let Some(header) = header::parse(text) else {
            self.end_goroutine(out);
            self.section = Section::Outside;
            return out.ledger.set_aside(ProblemKind::BadHeader, line);
        };
        if self.after_goleak && self.block.id == header.id && self.block.frames.is_empty() {
            // goleak up to 1.2 prints Go's own header below its heading.
            self.open = false;
        }
        self.begin_with(header, line, text, out);
    }

    /// Begins the goroutine of a header.
    fn begin_with(
        &mut self,
        header: header::Header<'_>,
        line: &Line<'_>,
        text: &[u8],
        out: &mut Collector,
    ) {
        let is_running = header.state == b"running";
        if self.maybe_message && is_running && self.is_message_before(header.id) {
            self.open = false;
        }
        self.end_goroutine(out);
        self.begin(header.id, line, out);
        self.block.is_running = is_running;
        self.block.wait_minutes = header.minutes.unwrap_or(Goroutine::NO_MINUTES);
        self.block.header_minor = header.min_minor;
        self.block.flags = header.flags;
        self.block.flags.thread = header.id == 0;
        self.block.state = out.interner.state(header.state);
        self.block.labels = out.interner.labels(header.labels);
        if header.whole {
            let trailing = header.trailing as u64;
            out.ledger.understood(line.size - trailing);
            if trailing > 0 {
                let tail = &text[text.len() - header.trailing..];
                let kind = ProblemKind::BadLine;
                out.ledger.set_aside_tail(kind, line, trailing, tail);
            }
        } else {
            let mut held = Held::default();
            held.set(line);
            self.bad_header = Some(held);
        }
        self.indented(line, out);
    }

    /// Begins a goroutine.
    fn begin(&mut self, id: u64, line: &Line<'_>, out: &mut Collector) {
        self.orphans.report(out);
        self.maybe_message = self.section == Section::Message && self.crash_is_panic();
        self.section = Section::Goroutine;
        self.open = true;
        self.after_header = true;
        self.headerless = false;
        self.frames_left = out.limits.max_frames.saturating_add(1);
        let mut frames = std::mem::take(&mut self.block.frames);
        frames.clear();
        self.block = Block {
            id,
            offset: line.offset,
            line: line.number,
            frames,
            continues: self.continues,
            ..Block::default()
        };
    }

    /// Adds the goroutine that was being read, if there is one.
    fn end_goroutine(&mut self, out: &mut Collector) {
        if let Some(header) = self.bad_header.take() {
            let kind = ProblemKind::BadHeader;
            if self.block.frames.is_empty() {
                out.ledger.set_aside_held(kind, &header);
                self.open = false;
            } else {
                out.ledger.understood(header.size);
                let (number, offset) = (header.number, header.offset);
                out.ledger.note(kind, number, offset, &header.text);
            }
        }
        self.maybe_message = false;
        if std::mem::take(&mut self.open) {
            out.add(&self.block, &mut self.crash);
        } else {
            out.ends_nothing();
        }
    }

    /// Holds a line back until the next one shows what it is.
    fn hold(&mut self, pending: Pending, line: &Line<'_>, func: &[u8], pointer: u64) {
        self.pending = pending;
        self.torn = false;
        self.held.set(line);
        self.held_func.clear();
        self.held_func.extend_from_slice(func);
        self.held_pointer = pointer;
    }

    /// The whole line was understood.
    fn understood(&mut self, line: &Line<'_>, out: &mut Collector) {
        out.ledger.understood(line.size);
        if line.end == End::Return {
            out.repaired(RepairKind::CarriageReturn);
        }
    }

    /// Counts blanks before a line that Go prints in column 0, and its line end.
    fn indented(&mut self, line: &Line<'_>, out: &mut Collector) {
        if line.text.first().is_some_and(u8::is_ascii_whitespace) {
            out.repaired(RepairKind::Indentation);
        }
        if line.end == End::Return {
            out.repaired(RepairKind::CarriageReturn);
        }
    }
}
