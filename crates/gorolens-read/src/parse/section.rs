//! The states of the automaton for text ([`Debug2`](super::Debug2)), each with the lines that lead
//! to it and away from it.

/// Where the automaton stands between two calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Text around goroutines.
    ///
    /// Signature: anything that no rule takes.
    /// from: the beginning; Goroutine, Complete, Ancestor, System by a line that does not belong.
    /// to: Goroutine by a header; Message by the beginning of a crash.
    Outside,
    /// The message of a crash. Up to Go 1.22 its lines may hold anything.
    ///
    /// Signature: `panic: …`, `fatal error: …`, `SIGQUIT: quit`, then `[signal …]`, `PC=…`.
    /// from: any; also from every section by `-----`.
    /// to: Goroutine by a header that is not indented; System by `runtime stack:`.
    Message,
    /// Frames of the scheduler's stack. They are no goroutine's.
    ///
    /// Signature: `runtime stack:`.
    /// from: Message, Goroutine.
    /// to: Goroutine by a header; Outside by text.
    System,
    /// The body of a goroutine.
    ///
    /// Signature: `goroutine 7 [select]:`.
    /// from: any.
    /// to: Complete by the call site after `created by`; Ancestor; Outside by text after an empty
    /// line.
    Goroutine,
    /// After the `go` statement of a goroutine: it has no further frames of its own.
    ///
    /// Signature: the call site after `created by …`.
    /// from: Goroutine.
    /// to: Ancestor; Goroutine by a header; Outside by anything else.
    Complete,
    /// The stack of a goroutine that created the one above, as it was then
    /// (`GODEBUG=tracebackancestors=N`).
    ///
    /// Signature: `[originating from goroutine 7]:`.
    /// from: Goroutine, Complete, Ancestor.
    /// to: Goroutine by a header; Outside by text after an empty line.
    Ancestor,
}

/// What the line held in `pending` waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pending {
    /// Nothing is held.
    Nothing,
    /// A call that reads like one; its call site should come next.
    Call,
    /// A line that is a call only if a call site comes next: odd arguments, or a bare symbol of C.
    MaybeCall,
    /// `created by …`; the `go` statement should come next.
    Creator,
}
