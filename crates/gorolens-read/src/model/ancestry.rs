//! Who started the starters: what `GODEBUG=tracebackancestors=N` prints below a goroutine.
//!
//! Few dumps have it, so it stands beside the goroutines and not in them.

use super::ids::{AncestryId, StackId};
use super::tables::StackFrame;

/// The stack of a goroutine at the moment it started the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ancestor {
    /// Innermost first.
    pub frames: Vec<StackFrame>,
    /// The `go` statement that started it, when the dump shows it.
    pub creator: Option<StackFrame>,
}

/// The ancestors of one goroutine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Descent {
    /// Position of the goroutine in its dump.
    pub goroutine: u32,
    /// Its stack.
    pub stack: StackId,
    /// Its ancestors, the nearest first: [`Tables::ancestry`](super::Tables::ancestry).
    pub ancestry: AncestryId,
}
