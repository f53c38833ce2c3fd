//! One dump while it is being read.

use super::{Placed, RepairCounts};
use crate::model::{
    Descent, Dump, FastMap, GoVersion, Goroutines, IdSet, Origin, Stack, StackId, Tables, version,
};
use crate::report::Format;

/// The message of a crash whose goroutines are still to come.
#[derive(Clone, Debug)]
pub(crate) struct CrashText {
    /// Its first line.
    pub text: String,
    /// Where that line is.
    pub offset: u64,
}

/// A dump that grows.
#[derive(Debug)]
pub(crate) struct DumpBuilder {
    pub dump: Dump,
    /// Offset of its first byte.
    pub start: u64,
    pub repairs: RepairCounts,
    /// Goroutines of a crash whose stack was printed as unavailable.
    unavailable: Vec<u64>,
    has_taker: bool,
    /// Oldest Go that prints these headers.
    minor: u16,
}

impl DumpBuilder {
    pub fn new(name: String, start: u64) -> Self {
        DumpBuilder {
            dump: Dump {
                name,
                input: 0,
                format: Format::Unknown,
                go_version: None,
                bytes: 0,
                crash: None,
                gone: 0,
                is_cut: false,
                goroutines: Goroutines::default(),
                ids: IdSet::default(),
                descents: Vec::new(),
            },
            start,
            repairs: RepairCounts::default(),
            unavailable: Vec::new(),
            has_taker: false,
            minor: 0,
        }
    }

    /// Whether `goroutine` shows that another dump begins. Ids are never re-used in a process, so
    /// one that comes again is from a second look at it; only a crash prints one twice itself: as
    /// unavailable among the others, and in the section of its thread.
    pub fn ends_before(
        &self,
        goroutine: &Placed,
        is_taker: bool,
        crash: Option<&CrashText>,
    ) -> bool {
        if self.dump.format.is_profile() && goroutine.goroutine.id != 0 {
            return true;
        }
        if self.dump.goroutines.is_empty() {
            return false;
        }
        let new_crash = crash.is_some()
            && (self.dump.format != Format::Crash || goroutine.is_running)
            && !goroutine.continues;
        let new_look = is_taker && self.has_taker;
        new_crash || new_look || (self.has(goroutine) && !self.may_repeat(goroutine))
    }

    fn has(&self, goroutine: &Placed) -> bool {
        goroutine.goroutine.id != 0 && self.dump.ids.contains(goroutine.goroutine.id)
    }

    fn may_repeat(&self, goroutine: &Placed) -> bool {
        self.dump.format == Format::Crash
            && (goroutine.continues
                || goroutine.goroutine.flags.unavailable
                || self.unavailable.contains(&goroutine.goroutine.id))
    }

    /// Adds a goroutine with the pointers of its watched frames; `is_taker` when it wrote the dump.
    pub fn add(&mut self, placed: &mut Placed, is_taker: bool, pointers: &[u64]) {
        let goroutine = &mut placed.goroutine;
        if matches!(self.dump.format, Format::Unknown | Format::Race) {
            self.dump.format = Format::Debug2;
        }
        goroutine.flags.repeated = goroutine.id != 0 && !self.dump.ids.insert(goroutine.id);
        if goroutine.flags.unavailable {
            self.unavailable.push(goroutine.id);
        }
        // Written when they change only: each was read back at once with its neighbour.
        if is_taker {
            self.has_taker = true;
        }
        if placed.header_minor > self.minor {
            self.minor = placed.header_minor;
        }
        if let Some(ancestry) = placed.ancestry {
            self.dump.descents.push(Descent {
                goroutine: self.dump.goroutines.len() as u32,
                stack: goroutine.stack,
                ancestry,
            });
        }
        self.dump.goroutines.push(goroutine, pointers);
    }

    /// The finished dump, with its last byte before `end`.
    pub fn finish(mut self, tables: &Tables, stack_minor: impl Fn(StackId) -> u16) -> Dump {
        self.dump.go_version = self.go_version(tables, stack_minor);
        self.dump.goroutines.shrink();
        self.dump
    }

    /// The version a library path names, or else the oldest that prints what stands here.
    fn go_version(
        &self,
        tables: &Tables,
        stack_minor: impl Fn(StackId) -> u16,
    ) -> Option<GoVersion> {
        let mut seen = vec![false; tables.n_stacks()];
        let mut states = vec![false; tables.n_states()];
        let mut minor = self.minor;
        let goroutines = &self.dump.goroutines;
        let is_told = self.dump.format.is_without_waits();
        let mut paths = FastMap::default();
        for (stack, state) in goroutines.places() {
            // Where states are missing, they are told from stacks, in the words of today.
            if !is_told && !std::mem::replace(&mut states[state.index()], true) {
                minor = minor.max(version::oldest_for_state(tables.state(state)));
            }
            if std::mem::replace(&mut seen[stack.index()], true) {
                continue;
            }
            minor = minor.max(stack_minor(stack));
            if let Some(exact) = named_version(tables.stack(stack), &mut paths) {
                return Some(exact);
            }
        }
        (minor > 0).then_some(GoVersion {
            minor,
            patch: None,
            exact: false,
        })
    }
}

/// The version that the path of a library frame names. `paths` are the addresses of those that were
/// looked at: stacks share them.
fn named_version(stack: &Stack, paths: &mut FastMap<usize, ()>) -> Option<GoVersion> {
    let library = |origin| matches!(origin, Origin::StandardLibrary | Origin::Runtime);
    stack
        .frames
        .iter()
        .chain(&stack.creator)
        .filter(|frame| library(frame.origin))
        .filter(|frame| paths.insert(frame.file.as_ptr() as usize, ()).is_none())
        .find_map(|frame| version::from_path(&frame.file))
}
