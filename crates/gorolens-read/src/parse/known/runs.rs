//! Lines of several calls compared at once: of whole goroutines, as a rule.
//!
//! Goroutines with one stack mostly have arguments of the same length too. So the lines between two
//! nodes of the trie are kept as they stood in a text, with the digits marked that vary, and a text
//! that has this shape is known to lead to the same node, with its arguments at the same places.

use std::ops::Range;

use super::atom::{Atom, Fit, Kind};
use super::shape::{BLOCK, Shape};
use crate::model::{FastMap, Kept};
use crate::parse::frame;
use crate::parse::scan::{Scan, hex_value};

/// The lines from one node to another, in one layout.
#[derive(Debug)]
pub(super) struct Run {
    shape: Shape,
    /// Where it leads.
    pub to: u32,
    /// Calls, call sites and what else stands for a frame.
    pub n_atoms: u32,
    /// Oldest Go that prints such arguments.
    pub args_minor: u16,
    /// The kept arguments of the watched frames.
    pointers: Box<[Pointer]>,
    /// The number of the creator, where the stack ends here.
    creator: Creator,
    /// The run from the root that came lately after this one.
    next: u32,
}

/// Where the digits of a kept argument stand, `None` when it has none.
type Pointer = Option<(Range<u32>, Stale)>;

/// [`STALE`](crate::model::STALE) or 0.
type Stale = u64;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Creator {
    /// The stack goes on.
    Later,
    /// It ends with an empty line, and there is no number.
    None,
    /// It ends with an empty line, and the number stands here.
    At(Range<u32>),
}

/// All runs, by the node where they begin and by how they begin.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
    lists: Vec<List>,
    /// [`key`] → position in `lists`.
    by_key: FastMap<u64, u32>,
    /// Of all shapes.
    bytes: usize,
    /// The run from the root that was taken last.
    last: Option<u32>,
}

/// Runs that begin alike, the one taken last first.
#[derive(Debug)]
struct List {
    runs: [u32; MOST],
    len: usize,
    /// How often no run could be kept for want of room.
    refused: u32,
}

/// Stands for no run.
const NONE: u32 = u32::MAX;
/// Runs of one list.
const MOST: usize = 6;
/// A full list takes a new run every so many times that one is offered.
const PATIENCE: u32 = 16;
/// Bytes of all runs together.
const MOST_BYTES: usize = 4 << 20;

/// What becomes of a new run.
pub(super) enum Offer {
    /// There is room.
    Taken,
    /// There is room only in the place of one of these.
    Instead([u32; MOST]),
    /// It is too early for another one.
    Refused,
}

/// A call of a run to be made.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub atom: &'a Atom,
    /// Where its lines begin in the run.
    pub at: usize,
    pub fit: Fit,
}

impl Run {
    /// The run of these parts. `text` is all their lines, with the empty line when the stack `ends`.
    pub fn new(text: &[u8], parts: &[Part<'_>], ends: bool, to: u32) -> Option<Run> {
        let mut shape = Shape::of(text)?;
        let mut pointers = Vec::new();
        let mut creator = if ends { Creator::None } else { Creator::Later };
        let mut args_minor = 0;
        for part in parts {
            let from = part.at + part.atom.head_len();
            let args = from..from + part.fit.variable;
            let registers = args.end + part.atom.tail_len()..part.at + part.fit.len;
            shape.mark_values(registers)?;
            if part.atom.kind == Kind::CreatorIn {
                creator = Creator::At(args.start as u32..args.end as u32);
                shape.mark_digits(args)?;
                continue;
            }
            shape.mark_values(args.clone())?;
            let text = text.get(args)?;
            args_minor = args_minor.max(frame::args_minor(text));
            if part.atom.is_watched {
                pointers.push(pointer(text, from, part.atom.kept));
            }
        }
        Some(Run {
            shape,
            to,
            n_atoms: parts.len() as u32,
            args_minor,
            pointers: pointers.into(),
            creator,
            next: NONE,
        })
    }

    /// Bytes of its lines.
    pub fn len(&self) -> usize {
        self.shape.len()
    }

    /// Takes the pointers and the creator's number out of a text of this shape; 0 for no number.
    #[allow(
        clippy::option_option,
        reason = "the outer one gives up, the inner one goes on"
    )]
    pub fn take(&self, text: &[u8], pointers: &mut Vec<u64>) -> Option<Option<u64>> {
        for pointer in &self.pointers {
            pointers.push(match pointer {
                Some((place, stale)) => value(text, place) | stale,
                None => 0,
            });
        }
        match &self.creator {
            Creator::Later => Some(None),
            Creator::None => Some(Some(0)),
            Creator::At(place) => {
                let mut scan = Scan::new(&text[place.start as usize..place.end as usize]);
                let id = scan.number().filter(|&id| id > 0)?;
                scan.rest().is_empty().then_some(Some(id))
            }
        }
    }
}

/// Where the one that is kept of these arguments is, which begin at `at`.
fn pointer(args: &[u8], at: usize, kept: Kept) -> Pointer {
    let (place, stale) = frame::kept_place(args, kept)?;
    Some(((at + place.start) as u32..(at + place.end) as u32, stale))
}

/// The value of the hexadecimal digits at this place.
fn value(text: &[u8], place: &Range<u32>) -> u64 {
    let (from, to) = (place.start as usize, place.end as usize);
    let len = to - from;
    let eight = |at: usize| text.get(at..)?.first_chunk().map(eight_digits);
    match len {
        1..=8 => eight(from).map(|it| it >> (32 - 4 * len)),
        9..=16 => eight(from)
            .zip(eight(to - 8))
            .map(|(high, low)| (high >> (64 - 4 * len)) << 32 | low),
        _ => None,
    }
    .unwrap_or_else(|| hex_value(&text[from - 2..to]).map_or(0, |(value, _)| value))
}

/// The value of eight hexadecimal digits. What is no digit spoils its own four bits only.
fn eight_digits(text: &[u8; 8]) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let text = u64::from_be_bytes(*text);
    // `0` is 0x30; letters are 9 more than their last four bits.
    let digits = (text & (EACH * 0xf)) + (text >> 6 & EACH) * 9;
    let digits = digits & (EACH * 0xf);
    let pairs = (digits | digits >> 4) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff;
    (fours | fours >> 16) & 0xffff_ffff
}

impl Runs {
    /// The run at this position.
    pub fn run(&self, at: u32) -> &Run {
        &self.runs[at as usize]
    }

    /// A run from the root that `text` begins with.
    pub fn first(&mut self, text: &[u8]) -> Option<u32> {
        let last = self.last.take();
        let expected = last.map_or(NONE, |last| self.runs[last as usize].next);
        let found = match self.runs.get(expected as usize) {
            Some(run) if run.shape.fits(text) => Some(expected),
            _ => self.find(0, text),
        };
        if let (Some(last), Some(found)) = (last, found) {
            self.runs[last as usize].next = found;
        }
        self.last = found;
        found
    }

    /// A run from this node that `text` begins with.
    pub fn find(&mut self, node: u32, text: &[u8]) -> Option<u32> {
        let list = *self.by_key.get(&key(node, text)?)?;
        let list = &mut self.lists[list as usize];
        for at in 0..list.len {
            let run = list.runs[at];
            if self.runs[run as usize].shape.fits(text) {
                list.runs.copy_within(..at, 1);
                list.runs[0] = run;
                return Some(run);
            }
        }
        None
    }

    /// What becomes of a new run from this node that begins like `text`.
    pub fn offer(&mut self, node: u32, text: &[u8]) -> Offer {
        let list = key(node, text).and_then(|key| self.by_key.get(&key));
        let Some(list) = list.map(|&at| &mut self.lists[at as usize]) else {
            return Offer::Taken;
        };
        if list.len < MOST {
            return Offer::Taken;
        }
        list.refused += 1;
        match list.refused % PATIENCE {
            1 => Offer::Instead(list.runs),
            _ => Offer::Refused,
        }
    }

    /// Drops those runs of the list for `text` whose end `goes`.
    pub fn drop_runs(&mut self, node: u32, text: &[u8], goes: impl Fn(u32) -> bool) {
        let list = key(node, text).and_then(|key| self.by_key.get(&key));
        let Some(list) = list.map(|&at| &mut self.lists[at as usize]) else {
            return;
        };
        let mut kept = 0;
        for at in 0..list.len {
            let run = list.runs[at];
            if goes(self.runs[run as usize].to) {
                self.bytes -= self.runs[run as usize].shape.clear();
            } else {
                list.runs[kept] = run;
                kept += 1;
            }
        }
        list.len = kept;
    }

    /// Adds a run from this node, made from `text`, when all runs together do not get too large.
    pub fn keep(&mut self, node: u32, text: &[u8], run: Run) {
        let Some(key) = key(node, text) else { return };
        let next = self.lists.len() as u32;
        let at = *self.by_key.entry(key).or_insert(next);
        if at == next {
            self.lists.push(List {
                runs: [NONE; MOST],
                len: 0,
                refused: 0,
            });
        }
        let list = &mut self.lists[at as usize];
        let is_full = list.len == MOST;
        let freed = match is_full {
            true => self.runs[list.runs[MOST - 1] as usize].len(),
            false => 0,
        };
        if self.bytes + run.len() > MOST_BYTES + freed {
            return;
        }
        self.bytes = self.bytes + run.len() - freed;
        let at = match is_full {
            true => {
                let at = list.runs[MOST - 1];
                self.runs[at as usize] = run;
                at
            }
            false => {
                list.len += 1;
                self.runs.push(run);
                self.runs.len() as u32 - 1
            }
        };
        list.runs.copy_within(..list.len - 1, 1);
        list.runs[0] = at;
    }
}

/// Tells apart what begins at a node: by its first bytes, whatever the digits in them are.
fn key(node: u32, text: &[u8]) -> Option<u64> {
    let text: &[u8; BLOCK] = text.first_chunk()?;
    let (words, _) = text.as_chunks();
    let mut sum = u64::from(node).wrapping_mul(FACTORS[0]);
    for (word, factor) in words.iter().zip(FACTORS) {
        let word = without_digits(u64::from_le_bytes(*word));
        sum = sum.wrapping_add((word ^ (word >> 29)).wrapping_mul(factor));
    }
    Some(sum ^ (sum >> 32))
}

/// Eight characters with zeros for hexadecimal digits. Eight at once, for programs compiled for size
/// have no loops that the compiler widens by itself.
fn without_digits(text: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let text = text & (EACH * 0x7f);
    let beyond = |last: u8| text + EACH * u64::from(0x7f - last);
    let is_digit = beyond(b'0' - 1) & !beyond(b'9') | beyond(b'a' - 1) & !beyond(b'f');
    let first_bits = is_digit & (EACH * 0x80);
    text & !(first_bits | (first_bits - (first_bits >> 7)))
}

/// Odd numbers without a pattern, from the digits of π.
const FACTORS: [u64; 8] = [
    0x243f_6a88_85a3_08d3,
    0x1319_8a2e_0370_7345,
    0xa409_3822_299f_31d1,
    0x082e_fa98_ec4e_6c89,
    0x4528_21e6_38d0_1377,
    0xbe54_66cf_34e9_0c6d,
    0xc0ac_29b7_c97c_50dd,
    0x3f84_d5b5_b547_0917,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_every_length() {
        for digits in [
            "0",
            "f",
            "72",
            "1000",
            "c000123456",
            "2486bf58080",
            "7fffffff",
            "123456789abcdef0",
        ] {
            for behind in ["", ")", "?, 0x1})", "\u{7f}zZ~~~~~~~~"] {
                let text = format!("f(0x{digits}{behind}");
                let place = 4..4 + digits.len() as u32;
                let expected = u64::from_str_radix(digits, 16).unwrap();
                assert_eq!(value(text.as_bytes(), &place), expected, "{text}");
            }
        }
        assert_eq!(value(b"0x00000000000000000012", &(2..22)), 0x12);
    }

    #[test]
    fn hexadecimal_digits_are_left_out() {
        for byte in 0..0x80 {
            let is_digit = matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            let expected = [
                b'x',
                if is_digit { 0 } else { byte },
                b'(',
                0,
                0,
                b'?',
                b'/',
                b'G',
            ];
            let text = [b'x', byte, b'(', b'9', b'f', b'?', b'/', b'G'];
            assert_eq!(
                without_digits(u64::from_le_bytes(text)).to_le_bytes(),
                expected
            );
        }
    }

    #[test]
    fn digits_do_not_tell_texts_apart() {
        let text =
            |name: &str| format!("main.{name}(0xc000, 0x1)\n\t/app/main.go:9 +0x1d\n").repeat(2);
        let (a, b) = (text("work12"), text("work94"));
        assert_eq!(key(7, a.as_bytes()), key(7, b.as_bytes()));
        assert_ne!(key(7, a.as_bytes()), key(8, a.as_bytes()));
        assert_ne!(key(7, a.as_bytes()), key(7, text("work123").as_bytes()));
        assert_eq!(key(7, b"short"), None);
    }
}
