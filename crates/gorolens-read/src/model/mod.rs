//! What Go means: goroutines, stacks, wait reasons, whose code a frame is.
//!
//! A [`Dump`] holds compact [`Goroutine`] records; the distinct stacks, states and label sets they
//! name are in [`Tables`], shared by all dumps of an analysis, so that dumps can be compared.

mod ancestry;
mod column;
mod func;
mod goroutines;
mod id_set;
mod ids;
mod intern;
mod origin;
mod part;
mod pointers;
mod state;
mod tables;
pub(crate) mod version;
mod watch;

pub use ancestry::{Ancestor, Descent};
pub use func::Func;
pub use goroutines::Goroutines;
pub use id_set::IdSet;
pub use ids::{AncestryId, BodyId, GroupId, LabelSetId, StackId, StateId};
pub(crate) use intern::{AncestorFrames, FrameId, Interner};
pub use intern::{ByHash, FastMap};
pub use origin::Origin;
pub(crate) use part::PartTables;
pub use pointers::Pointers;
pub use tables::{Creator, Stack, StackFrame, Tables};
pub use version::GoVersion;
pub use watch::{HTTP_SEND, Kept, is_watched, kept};

use crate::report::Format;

/// One parsed dump of one process.
#[derive(Clone, Debug)]
pub struct Dump {
    /// The name the caller gave the input.
    pub name: String,
    /// Number of the input it stands in, from 0.
    pub input: usize,
    /// The form it was printed in.
    pub format: Format,
    /// The Go version that printed it, as far as it tells.
    pub go_version: Option<GoVersion>,
    /// Bytes of input that belong to it.
    pub bytes: u64,
    /// First line of a crash message, if any.
    pub crash: Option<String>,
    /// In order of input.
    pub goroutines: Goroutines,
    /// The ids of its goroutines.
    pub ids: IdSet,
    /// Those goroutines whose ancestors are shown, in order of input.
    pub descents: Vec<Descent>,
    /// Goroutines that have gone, when this is the difference of two profiles.
    pub gone: u64,
    /// Whether the text ends in the middle of a goroutine's header.
    pub is_cut: bool,
}

impl Dump {
    /// Number of goroutines, those of counted records included; of the difference of two profiles,
    /// the change.
    pub fn n_goroutines(&self) -> u64 {
        self.goroutines.total().saturating_sub(self.gone)
    }

    /// The arguments that are kept of `goroutine`'s watched frames ([`is_watched`], [`kept`]), parallel to
    /// [`Stack::watched`]. 0 where the dump has none (`(...)`, profiles). A value that Go marks as
    /// possibly stale (`0xc000?`, Go 1.18+) has [`STALE`] set.
    pub fn watched(&self, goroutine: &Goroutine) -> Pointers {
        self.goroutines.pointers(goroutine.at as usize)
    }
}

/// Marks a pointer that Go printed with `?`: the register may have been re-used.
pub const STALE: u64 = 1 << 63;

/// One goroutine of a debug=2 dump, or a counted record of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goroutine {
    /// Its position in the dump.
    pub at: u32,
    /// The number after the word `goroutine`; 0 in profiles, which have none.
    pub id: u64,
    /// Zero-based byte offset of the header in the input as given.
    pub offset: u64,
    /// The goroutine in `created by … in goroutine N` (Go 1.21+); 0 when absent.
    pub creator_id: u64,
    /// Frames and creator.
    pub stack: StackId,
    /// Wait reason or status, without its suffixes.
    pub state: StateId,
    /// pprof labels.
    pub labels: LabelSetId,
    /// Whole minutes, [`Goroutine::NO_MINUTES`] when the header has none.
    pub wait_minutes: u32,
    /// Goroutines this record stands for: 1, or the count of a profile's record.
    pub count: u32,
    /// What else the header and the end of the text say.
    pub flags: Flags,
}

impl Goroutine {
    /// [`Goroutine::wait_minutes`] of a header without minutes.
    pub const NO_MINUTES: u32 = u32::MAX;

    /// Whole minutes of waiting. `None` means less than one **or** not yet seen by a collection.
    pub fn minutes(&self) -> Option<u32> {
        (self.wait_minutes != Self::NO_MINUTES).then_some(self.wait_minutes)
    }
}

/// Yes-or-no facts of a goroutine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `locked to thread`.
    pub locked: bool,
    /// `(leaked)`: found unreachable by a goroutineleak profile.
    pub leaked: bool,
    /// `(durable)` or `(synctest)`: blocked inside a synctest bubble.
    pub durable: bool,
    /// The text ends before the goroutine does.
    pub cut: bool,
    /// `goroutine running on other thread; stack unavailable`.
    pub unavailable: bool,
    /// `goroutine 0`: the scheduler's stack of a thread, not a goroutine of the program.
    pub thread: bool,
    /// Printed before in the same crash: once as unavailable, once with its thread.
    pub repeated: bool,
}

impl Flags {
    /// Of a goroutine in a profile: a `goroutineleak` profile holds no others than leaked ones.
    /// `runtime/mprof.go` (Go 1.27) may count one more than it finds, which gives an empty stack.
    pub(crate) fn in_profile(of_leaks: bool, has_stack: bool) -> Flags {
        Flags {
            leaked: of_leaks && has_stack,
            ..Flags::default()
        }
    }

    /// As the bits of one number.
    pub(crate) fn bits(self) -> u8 {
        let flags = [
            self.locked,
            self.leaked,
            self.durable,
            self.cut,
            self.unavailable,
            self.thread,
            self.repeated,
        ];
        let bit = |(at, is_set): (usize, bool)| u8::from(is_set) << at;
        flags.into_iter().enumerate().map(bit).sum()
    }

    /// What [`bits`](Self::bits) gave.
    pub(crate) fn from_bits(bits: u8) -> Self {
        let is_set = |at: u8| bits >> at & 1 == 1;
        Flags {
            locked: is_set(0),
            leaked: is_set(1),
            durable: is_set(2),
            cut: is_set(3),
            unavailable: is_set(4),
            thread: is_set(5),
            repeated: is_set(6),
        }
    }
}
