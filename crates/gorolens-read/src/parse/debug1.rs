//! The text of a counted profile: `/debug/pprof/goroutine?debug=1`.
//!
//! ```text
//! goroutine profile: total 84
//! 40 @ 0x48a1ca 0x44a477
//! # labels: {"tenant":"acme"}
//! #  0x4893c4  internal/poll.runtime_pollWait+0x84  /usr/local/go/src/runtime/netpoll.go:351
//! ```
//!
//! Where two blanks stand above, Go prints one or more tabs. Who quotes a profile often leaves the
//! heading out, and Markdown takes the `#` for its own: records are read without either.
//!
//! A record stands for all goroutines with one stack and one set of labels. It has no ids, states,
//! waits or creators; the state is told from the stack, and from the addresses of the frames that are
//! not shown (see [`super::hidden`]). Up to Go 1.7 the lines with `#` are absent
//! from `debug=0`, and only addresses are known.

use super::frame;
use super::header;
use super::hidden::{Hidden, Runtime};
use super::labels::{self, Label};
use super::scan::{Scan, hex_value, is_hex, trim};
use crate::collect::{Block, Collector};
use crate::lines::Line;
use crate::model::{Flags, FrameId};
use crate::problem::ProblemKind;
use crate::report::Format;

/// Reads the records of one profile after another.
#[derive(Debug, Default)]
pub(crate) struct Debug1 {
    record: Option<Record>,
    /// The total that the heading promises, and where it stands.
    total: Option<(u64, u64, u64)>,
    sum: u64,
    /// The records of the profile: only all of them tell what each waits for.
    pending: Vec<(Block, Hidden)>,
    /// Whether an address of the profile is not that of an instruction of four bytes.
    is_bytewise: bool,
    /// Whether it is a `goroutineleak` profile.
    of_leaks: bool,
}

#[derive(Debug)]
struct Record {
    count: u64,
    line: u64,
    offset: u64,
    labels: Vec<Label>,
    addresses: Vec<u8>,
    /// The address of the first line.
    shown: u64,
    frames: Vec<FrameId>,
}

const HEADING: &[u8] = b"goroutine profile: total ";
const LEAKS_HEADING: &[u8] = b"goroutineleak profile: total ";

/// Whether the line is the heading of a profile of goroutines: `goroutine profile: total 84`.
pub(crate) fn total(text: &[u8]) -> Option<u64> {
    let text = trim(text);
    heading(text).filter(|it| it.1.is_empty()).map(|it| it.0)
}

/// The total that the heading at the beginning of `text` promises, and what stands behind it.
fn heading(text: &[u8]) -> Option<(u64, &[u8])> {
    let rest = text
        .strip_prefix(HEADING)
        .or_else(|| text.strip_prefix(LEAKS_HEADING))?;
    let mut scan = Scan::new(rest);
    scan.number().map(|total| (total, scan.rest()))
}

/// `40 @ 0x48a1ca 0x44a477`: the count and the addresses.
fn record(text: &[u8]) -> Option<(u64, &[u8])> {
    let mut scan = Scan::new(trim(text));
    let count = scan.number()?;
    if !scan.eat(b" @") {
        return None;
    }
    let addresses = trim(scan.rest());
    let mut words = addresses
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    words.all(is_hex).then_some((count, addresses))
}

impl Debug1 {
    /// Whether a profile begins with this line.
    pub fn begins(text: &[u8]) -> bool {
        total(text).is_some()
    }

    /// What stands behind the heading at the beginning of `text`: what was put around the line.
    pub fn behind_heading(text: &[u8]) -> Option<&[u8]> {
        let behind = heading(text)?.1;
        let is_word = behind.first().is_some_and(u8::is_ascii_alphanumeric);
        (!is_word).then_some(behind)
    }

    /// Whether a profile whose heading is missing begins with this line.
    pub fn begins_headless(text: &[u8]) -> bool {
        record(text).is_some_and(|(_, addresses)| !addresses.is_empty())
    }

    /// Whether a profile can go on with this line.
    pub fn may_continue(text: &[u8]) -> bool {
        record(text).is_some()
            || text.starts_with(b"#\t0x")
            || text.starts_with(b"# labels: ")
            || text.starts_with(b"0x") && detail_frame(text).is_some()
    }

    /// Whether `text` is a line with a frame.
    pub fn is_frame(text: &[u8]) -> bool {
        text.strip_prefix(b"#")
            .is_some_and(|text| detail_frame(trim(text)).is_some())
    }

    /// Whether `text` is the beginning of one, and not all of it.
    pub fn is_torn(text: &[u8]) -> bool {
        let text = text.strip_prefix(b"#").map(trim);
        text.is_some_and(|text| text.starts_with(b"0x") && detail_frame(text).is_none())
    }

    /// Whether `text` is one up to its function and offset.
    pub fn lacks_place(text: &[u8]) -> bool {
        let plus = memchr::memmem::rfind(text, b"+0x");
        Self::is_torn(text) && plus.is_some_and(|plus| is_hex(&text[plus + 1..]))
    }

    /// Whether a line that was not taken is only in the way: the sum of the records is still below
    /// the total, and the line begins no other form.
    pub fn stays(&self, line: &Line<'_>) -> bool {
        let sum = self.sum + self.record.as_ref().map_or(0, |record| record.count);
        let more = self.total.is_some_and(|(total, ..)| sum < total);
        more && !header::is_header(trim(line.text))
    }

    /// Takes a line; false when it does not belong to a profile.
    pub fn line(&mut self, line: &Line<'_>, out: &mut Collector) -> bool {
        let text = trim(line.text);
        let taken = if let Some(total) = total(text) {
            self.begin(total, line, out);
            true
        } else if let Some((count, addresses)) = record(text) {
            self.end_record(out);
            if self.total.is_none() && self.pending.is_empty() {
                self.begin_headless(line, out);
            }
            self.record = Some(Record {
                count,
                line: line.number,
                offset: line.offset,
                labels: Vec::new(),
                addresses: addresses.to_vec(),
                shown: 0,
                frames: Vec::new(),
            });
            true
        } else if let Some(rest) = text.strip_prefix(b"#") {
            self.detail(trim(rest), out)
        } else {
            text.is_empty() || self.detail(text, out)
        };
        if taken {
            out.ledger.understood(line.size);
        }
        taken
    }

    /// A heading: a second one begins a second dump.
    fn begin(&mut self, total: u64, line: &Line<'_>, out: &mut Collector) {
        self.finish(out);
        out.begin_profile(Format::Debug1, line.offset);
        self.total = Some((total, line.number, line.offset));
        self.sum = 0;
        self.of_leaks = trim(line.text).starts_with(LEAKS_HEADING);
    }

    /// A record without a heading before it: the profile goes on, or one begins whose total nobody knows.
    fn begin_headless(&mut self, line: &Line<'_>, out: &mut Collector) {
        out.continue_profile(Format::Debug1, line.offset);
        let kind = ProblemKind::MissingHeader;
        out.ledger.note(kind, line.number, line.offset, line.text);
        self.of_leaks = false;
    }

    /// Labels or a frame, behind the `#`. False when it is neither.
    fn detail(&mut self, text: &[u8], out: &mut Collector) -> bool {
        let Some(record) = &mut self.record else {
            return false;
        };
        if let Some(map) = text.strip_prefix(b"labels: {") {
            return labels::parse(&mut Scan::new(map), &mut record.labels);
        }
        match detail_frame(text) {
            Some((func, file, line)) => {
                let frame = out.interner.frame(func, file, line);
                if record.frames.is_empty() {
                    record.shown = hex_value(text).map_or(0, |it| it.0);
                }
                if record.frames.len() < out.limits.max_frames {
                    record.frames.push(frame);
                }
                true
            }
            None => is_hex(text),
        }
    }

    fn end_record(&mut self, out: &mut Collector) {
        let Some(mut record) = self.record.take() else {
            return;
        };
        self.sum += record.count;
        if record.frames.is_empty() {
            let addresses = record.addresses.split(u8::is_ascii_whitespace);
            let known = addresses.filter(|address| !address.is_empty());
            let frames = known.take(out.limits.max_frames);
            record.frames = frames.map(|it| out.interner.frame(it, b"", 0)).collect();
        }
        record.labels.sort();
        let state = out.interner.state_from_stack(&record.frames);
        let hidden = self.hidden(&record, out.interner.is_wait(state));
        let flags = Flags::in_profile(self.of_leaks, !record.frames.is_empty());
        let block = Block {
            offset: record.offset,
            line: record.line,
            state,
            flags,
            labels: out.interner.labels(record.labels),
            frames: record.frames.into_iter().map(|frame| (frame, 0)).collect(),
            count: u32::try_from(record.count).unwrap_or(u32::MAX),
            ..Block::default()
        };
        self.pending.push((block, hidden));
    }

    /// The addresses of a record above its first line.
    fn hidden(&mut self, record: &Record, parks: bool) -> Hidden {
        let words = record.addresses.split(u8::is_ascii_whitespace);
        let values = words.filter_map(hex_value).map(|it| it.0);
        let addresses: Vec<u64> = values.collect();
        self.is_bytewise |= addresses.iter().any(|it| it % 4 != 0);
        Hidden::new(&addresses, record.shown, parks)
    }

    /// Adds the records, with the states that their addresses tell.
    fn add_pending(&mut self, out: &mut Collector) {
        let pending = std::mem::take(&mut self.pending);
        let hidden: Vec<Hidden> = pending.iter().map(|it| it.1).collect();
        let runtime = Runtime::learn(&hidden, !self.is_bytewise);
        self.is_bytewise = false;
        for (mut block, hidden) in pending {
            if let Some(state) = runtime.state(&hidden) {
                block.state = out.interner.state(state.as_bytes());
            }
            out.add(&block, &mut None);
        }
    }

    /// Ends the profile. A sum below the promised total means that records were lost.
    pub fn finish(&mut self, out: &mut Collector) {
        self.end_record(out);
        self.add_pending(out);
        let Some((total, line, offset)) = self.total.take() else {
            return;
        };
        if self.sum != total {
            let text = format!("total {total}, but the records add up to {}", self.sum);
            let kind = ProblemKind::CutGoroutine;
            out.ledger.note(kind, line, offset, text.as_bytes());
        }
    }
}

/// `0x4893c4 main.f+0x84 /app/main.go:351`. Columns are padded with tabs, or with spaces after a
/// converter, so the function ends at its last `+0x`.
fn detail_frame(text: &[u8]) -> Option<(&[u8], &[u8], u32)> {
    let (_, len) = hex_value(text)?;
    let text = trim(&text[len..]);
    let plus = memchr::memmem::rfind(text, b"+0x")?;
    let (_, len) = hex_value(&text[plus + 1..])?;
    let place = trim(&text[plus + 1 + len..]);
    let colon = memchr::memrchr(b':', place)?;
    let line = Scan::new(&place[colon + 1..]).number()?;
    let func = &text[..plus];
    let line = u32::try_from(line).unwrap_or(0);
    frame::is_name(func).then_some((func, &place[..colon], line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_records() {
        assert_eq!(total(b"goroutine profile: total 84"), Some(84));
        assert_eq!(total(b"goroutineleak profile: total 0\t"), Some(0));
        assert_eq!(total(b"heap profile: 1: 2 [3: 4]"), None);
        assert_eq!(record(b"40 @ 0x1 0x2"), Some((40, &b"0x1 0x2"[..])));
        assert_eq!(record(b"1 @"), Some((1, &b""[..])));
        assert_eq!(record(b"40 @ home"), None);
    }

    #[test]
    fn frames() {
        assert_eq!(
            detail_frame(b"0x1\tmain.(*T[...]).f+0x84\t\t/a dir/main.go:351"),
            Some((&b"main.(*T[...]).f"[..], &b"/a dir/main.go"[..], 351))
        );
        assert_eq!(
            detail_frame(b"0x1   main.f+0x84      /app/main.go:351"),
            Some((&b"main.f"[..], &b"/app/main.go"[..], 351))
        );
        assert_eq!(detail_frame(b"0x1"), None);
    }
}
