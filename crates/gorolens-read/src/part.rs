//! One input read in several parts, by several threads or workers, with the report of a single pass.
//!
//! Each part is given a range of bytes. It begins with the first goroutine after the range begins
//! that stands where Go prints one, after an empty line, and ends where the part of the next range
//! begins; so every goroutine is read by one part, and no part needs to know another. A part notes
//! what it read ([`PartResult`]), as plain data that fits through a pipe, and
//! [`Reading::add_parts`](crate::Reading::add_parts) takes the parts up in order, as if they were read then.
//!
//! ```
//! use gorolens_read::part::{Part, PartResult};
//! use gorolens_read::{Limits, Reading};
//!
//! let goroutine = |n| format!("goroutine {n} [select]:\nmain.wait()\n\t/app/main.go:9 +0x1d\n\n");
//! let dump: String = (1..=10).map(goroutine).collect();
//! let half = dump.len() as u64 / 2;
//! let mut parts = Vec::new();
//! for range in [0..half, half..dump.len() as u64] {
//!     let from = range.start as usize;
//!     let mut part = Part::new(Limits::default(), range);
//!     for chunk in dump.as_bytes()[from..].chunks(16) {
//!         if !part.push(chunk) {
//!             break;
//!         }
//!     }
//!     parts.push(PartResult::from_bytes(&part.finish().to_bytes()).expect("its own bytes"));
//! }
//! let mut reading = Reading::new(Limits::default());
//! reading.add_parts("dump.txt", parts).expect("a plain dump");
//! assert_eq!(reading.finish().dumps[0].n_goroutines(), 10);
//! ```
//!
//! Not every input can be split: what is compressed, in UTF-16, in JSON or behind log prefixes, what
//! has several forms, and what a crash message runs through. [`Part::may_split`] says no to most of
//! them from their first bytes; [`Reading::add_parts`](crate::Reading::add_parts) notices all, and then
//! the caller reads the input as a whole.

use std::ops::Range;

pub use crate::collect::{PartResult, Unfit};

use crate::collect::Collector;
use crate::input::{self, Input};
use crate::limits::Limits;
use crate::parse::header;

/// A part of an input while it is being read.
#[derive(Debug)]
pub struct Part {
    out: Collector,
    range: Range<u64>,
    /// Offset of the first goroutine, once it is found.
    start: u64,
    /// Offset of the first byte that is not read.
    at: u64,
    stage: Stage,
    /// Bytes from `at` on that may be the beginning of a goroutine.
    held: Vec<u8>,
}

#[derive(Debug)]
enum Stage {
    /// No goroutine has begun after the beginning of the range.
    Seeking,
    Reading(Box<Input>),
    /// The next part begins at `at`.
    Done,
}

/// Bytes that tell the beginning of a goroutine: an empty line, a word, a number of up to 20 digits.
const MOST_HELD: usize = 48;

impl Part {
    /// The part for these bytes of an input.
    pub fn new(limits: Limits, range: Range<u64>) -> Self {
        let mut out = Collector::new(limits);
        out.only_note();
        Part {
            out,
            start: range.start,
            at: range.start,
            stage: match (range.start, range.end) {
                (0, 0) => Stage::Done,
                (0, _) => Stage::Reading(Box::new(Input::new())),
                _ => Stage::Seeking,
            },
            range,
            held: Vec::new(),
        }
    }

    /// Whether an input that begins with these bytes (64 KiB, or all there are) looks as if it could
    /// be split.
    pub fn may_split(head: &[u8]) -> bool {
        input::is_plain_text(head) && next_start(head).is_some()
    }

    /// The next bytes of the input, cut anywhere: from the beginning of the range on, and beyond its
    /// end for as long as this gives true. False: the part is complete, what is left of the chunk
    /// belongs to the next one.
    pub fn push(&mut self, chunk: &[u8]) -> bool {
        match self.stage {
            Stage::Done => false,
            Stage::Seeking => self.seek(chunk),
            Stage::Reading(_) => self.read(chunk),
        }
    }

    /// Looks for the first goroutine.
    fn seek(&mut self, chunk: &[u8]) -> bool {
        self.held.extend_from_slice(chunk);
        let Some(at) = next_start(&self.held) else {
            let passed = self.held.len().saturating_sub(MOST_HELD);
            self.held.drain(..passed);
            self.at += passed as u64;
            return true;
        };
        let held = std::mem::take(&mut self.held);
        self.at += at as u64;
        self.start = self.at;
        if self.start - EMPTY_LINE >= self.range.end {
            self.stage = Stage::Done;
            return false;
        }
        self.stage = Stage::Reading(Box::new(Input::of_text_at(self.at, &self.out.limits)));
        self.read(&held[at..])
    }

    /// Reads what is in the range, and beyond it up to the next goroutine.
    fn read(&mut self, chunk: &[u8]) -> bool {
        let inside = self
            .range
            .end
            .saturating_sub(self.at)
            .min(chunk.len() as u64);
        let (inside, beyond) = chunk.split_at(inside as usize);
        self.feed(inside);
        self.held.extend_from_slice(beyond);
        let held = std::mem::take(&mut self.held);
        let (end, is_over) = match next_start(&held) {
            Some(end) => (end, true),
            None => (held.len().saturating_sub(MOST_HELD), false),
        };
        self.feed(&held[..end]);
        if is_over {
            self.hand_over();
            return false;
        }
        self.held.extend_from_slice(&held[end..]);
        true
    }

    fn feed(&mut self, bytes: &[u8]) {
        if let Stage::Reading(input) = &mut self.stage {
            input.push(bytes, &mut self.out);
            self.at += bytes.len() as u64;
        }
    }

    fn hand_over(&mut self) {
        if let Stage::Reading(input) = &mut self.stage {
            input.hand_over(&mut self.out);
            self.stage = Stage::Done;
        }
    }

    /// Ends the part. When [`push`](Self::push) has not given false, the input ends here as well.
    pub fn finish(mut self) -> PartResult {
        let held = std::mem::take(&mut self.held);
        self.feed(&held);
        match self.stage {
            Stage::Reading(input) => input.finish(&mut self.out),
            Stage::Seeking => {
                self.at += held.len() as u64;
                self.start = self.at;
            }
            Stage::Done => {}
        }
        self.out.into_part(self.start..self.at)
    }
}

/// Bytes of the line ends before a goroutine.
const EMPTY_LINE: u64 = 2;

/// Where in `text` the first goroutine begins behind an empty line.
fn next_start(text: &[u8]) -> Option<usize> {
    let starts = memchr::memmem::find_iter(text, b"\n\ngoroutine ").map(|at| at + 2);
    starts
        .into_iter()
        .find(|&at| header::is_header(&text[at..]))
}
