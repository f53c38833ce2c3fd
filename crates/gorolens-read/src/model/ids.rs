//! Typed ids. Those with a `u32` are made by [`Tables`](super::Tables) only and index it;
//! [`GroupId`] is stable across runs, machines and versions.

use std::fmt;

/// Names one distinct stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StackId(pub(super) u32);

/// Names the frames of a stack: stacks with other creators share it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyId(pub(super) u32);

/// Names one wait reason or status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub(super) u16);

/// Names one set of pprof labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelSetId(pub(super) u32);

/// Names the stacks of the goroutines that led to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AncestryId(pub(super) u32);

impl StackId {
    /// Position in the table of stacks.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl BodyId {
    /// Position in a table with an entry for each body.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl AncestryId {
    /// Position in the table of ancestries.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl StateId {
    /// Position in the table of states.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl LabelSetId {
    /// The empty set.
    pub const EMPTY: LabelSetId = LabelSetId(0);

    /// Position in the table of label sets.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Names a stack signature: XXH3-64 of its frames and creator. See `group/signature.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub u64);

impl fmt::Display for GroupId {
    /// Sixteen hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
