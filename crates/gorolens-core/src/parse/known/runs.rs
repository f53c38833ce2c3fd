//! Lines of several calls compared at once: of whole goroutines, as a rule.
//!
//! Goroutines with one stack mostly have arguments of the same length too. So the lines between two
//! nodes of the trie are kept as they stood in a text, with the digits marked that vary, and a text
//! that has this shape is known to lead to the same node, with its arguments at the same places.

use std::ops::Range;

use super::atom::{Atom, Fit, Kind};
use super::shape::Shape;
use crate::model::STALE;
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
    /// The first arguments of the watched frames.
    pointers: Box<[Pointer]>,
    /// The number of the creator, where the stack ends here.
    creator: Creator,
    /// The run from the root that came lately after this one.
    next: u32,
}

/// Where the digits of a first argument stand, `None` when it has none.
type Pointer = Option<(Range<u32>, Stale)>;

/// [`STALE`] or 0.
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

/// All runs, by the node where they begin; those from the root also by the state of the goroutine.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
    lists: Vec<List>,
    /// State → position in `lists`, or [`NONE`].
    roots: Vec<u32>,
    /// Of all shapes.
    bytes: usize,
    /// The run from the root that was taken last.
    last: Option<u32>,
}

/// Runs that begin at one node, the one taken last first.
#[derive(Debug)]
struct List {
    runs: [u32; MOST],
    len: usize,
    /// How often no run could be kept for want of room.
    refused: u32,
}

/// Stands for no run and no list.
pub(super) const NONE: u32 = u32::MAX;
/// Runs of one list.
const MOST: usize = 8;
/// A full list takes a new run every so many times that one is offered.
const PATIENCE: u32 = 16;
/// Bytes of all runs together.
const MOST_BYTES: usize = 4 << 20;

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
            let from = part.at + part.atom.head.len();
            let args = from..from + part.fit.variable;
            let registers = args.end + part.atom.tail.len()..part.at + part.fit.len;
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
                pointers.push(first_pointer(text, from));
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

/// Where the first of these arguments is, which begin at `at`, as [`frame::first_pointer`] reads it.
fn first_pointer(args: &[u8], at: usize) -> Pointer {
    let (_, len) = hex_value(args)?;
    let stale = match args.get(len) {
        Some(b'?') => STALE,
        _ => 0,
    };
    Some((at as u32 + 2..(at + len) as u32, stale))
}

/// The value of the hexadecimal digits at this place.
fn value(text: &[u8], place: &Range<u32>) -> u64 {
    let digits = &text[place.start as usize..place.end as usize];
    digits.iter().fold(0u64, |value, &digit| {
        // `0` is 0x30; letters are 9 more than their last four bits.
        value << 4 | u64::from((digit & 0xf) + 9 * (digit >> 6))
    })
}

impl Runs {
    /// The run at this position.
    pub fn run(&self, at: u32) -> &Run {
        &self.runs[at as usize]
    }

    /// A run from the root, for goroutines in this state, that `text` begins with.
    pub fn first(&mut self, state: usize, text: &[u8]) -> Option<u32> {
        let last = self.last.take();
        let expected = last.map_or(NONE, |last| self.runs[last as usize].next);
        let found = match self.runs.get(expected as usize) {
            Some(run) if run.shape.fits(text) => Some(expected),
            _ => {
                let list = self.roots.get(state).copied().unwrap_or(NONE);
                self.find(list, text)
            }
        };
        if let (Some(last), Some(found)) = (last, found) {
            self.runs[last as usize].next = found;
        }
        self.last = found;
        found
    }

    /// A run of this list that `text` begins with.
    pub fn find(&mut self, list: u32, text: &[u8]) -> Option<u32> {
        let list = self.lists.get_mut(list as usize)?;
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

    /// The list of runs from the root for goroutines in this state.
    pub fn root(&mut self, state: usize) -> u32 {
        if state >= self.roots.len() {
            self.roots.resize(state + 1, NONE);
        }
        if self.roots[state] == NONE {
            self.roots[state] = self.new_list();
        }
        self.roots[state]
    }

    /// An empty list.
    pub fn new_list(&mut self) -> u32 {
        self.lists.push(List {
            runs: [NONE; MOST],
            len: 0,
            refused: 0,
        });
        self.lists.len() as u32 - 1
    }

    /// Whether the list would take a run of `len` bytes.
    pub fn wants(&mut self, list: u32, len: usize) -> bool {
        let list = &mut self.lists[list as usize];
        if list.len < MOST {
            return self.bytes + len <= MOST_BYTES;
        }
        list.refused += 1;
        list.refused.is_multiple_of(PATIENCE)
    }

    /// Adds a run to a list, in the place of the one not taken for longest when there is no room.
    pub fn keep(&mut self, list: u32, run: Run) {
        let list = &mut self.lists[list as usize];
        self.bytes += run.len();
        let at = match list.len {
            MOST => {
                let at = list.runs[MOST - 1];
                self.bytes -= self.runs[at as usize].len();
                self.runs[at as usize] = run;
                at
            }
            _ => {
                list.len += 1;
                self.runs.push(run);
                self.runs.len() as u32 - 1
            }
        };
        list.runs.copy_within(..list.len - 1, 1);
        list.runs[0] = at;
    }
}
