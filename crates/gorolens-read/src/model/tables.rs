//! The distinct stacks, states and label sets of an analysis.

use std::sync::Arc;

use super::ancestry::Ancestor;
use super::ids::{AncestryId, BodyId, GroupId, LabelSetId, StackId, StateId};
use super::origin::Origin;

/// One call: a function at a call site. The texts are shared between stacks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StackFrame {
    /// The name as Go prints it, with `%2e` and the like decoded: `net/http.(*conn).serve`.
    pub func: Arc<str>,
    /// The path as printed; empty when there is none.
    pub file: Arc<str>,
    /// One-based line; 0 when there is none.
    pub line: u32,
    /// Whose code it is.
    pub origin: Origin,
}

/// The `go` statement that started a goroutine.
pub type Creator = StackFrame;

/// One distinct stack: frames and creator.
#[derive(Clone, Debug)]
pub struct Stack {
    /// Its signature.
    pub id: GroupId,
    /// Innermost first; the report shares them.
    pub frames: Arc<[StackFrame]>,
    /// The `go` statement, when the dump shows it.
    pub creator: Option<Creator>,
    /// Positions in `frames` of the watched functions ([`super::is_watched`]), ascending.
    pub watched: Arc<[u16]>,
    /// Names `frames`.
    pub body: BodyId,
    /// What [`may_have`](Stack::may_have) looks at.
    pub(crate) marks: Marks,
}

/// A small summary of function names: most questions for a function end here, with a no.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks(u128);

impl Marks {
    /// The summary of the function of one frame.
    pub fn of(frame: &StackFrame) -> Self {
        Marks(Self::bit(&frame.func).unwrap_or(0))
    }

    /// The summary of what both sum up.
    pub fn with(self, other: Self) -> Self {
        Marks(self.0 | other.0)
    }

    /// One of 128 bits, from the last bytes of the name; short names have none.
    fn bit(name: &str) -> Option<u128> {
        let last = u64::from_le_bytes(*name.as_bytes().last_chunk()?);
        Some(1 << (last.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57))
    }
}

impl Stack {
    /// The innermost frame outside package runtime. Crash text at system level and profiles show
    /// `runtime.gopark` and friends on top of the frame that debug=2 shows first.
    pub fn top(&self) -> Option<&StackFrame> {
        self.frames
            .iter()
            .find(|frame| !frame.func.starts_with("runtime."))
    }

    /// The outermost frame: the function the `go` statement called.
    pub fn root(&self) -> Option<&StackFrame> {
        self.frames
            .iter()
            .rev()
            .find(|frame| &*frame.func != "runtime.goexit")
    }

    /// Whether a running goroutine with this stack is writing a goroutine profile over HTTP or to a
    /// file (`runtime/pprof/pprof.go`, all versions).
    pub fn is_dump_taker(&self) -> bool {
        self.frames
            .iter()
            .take(3)
            .any(|frame| &*frame.func == "runtime/pprof.writeGoroutineStacks")
    }

    /// Whether any frame's function is exactly `func`.
    pub fn has(&self, func: &str) -> bool {
        self.may_have(func) && self.frames.iter().any(|frame| &*frame.func == func)
    }

    /// Whether any function may end in `name`. A no is certain.
    pub fn may_have(&self, name: &str) -> bool {
        Marks::bit(name).is_none_or(|bit| self.marks.0 & bit != 0)
    }
}

/// pprof labels, sorted by key.
pub(crate) type LabelSet = Vec<(Box<str>, Box<str>)>;

/// Everything goroutines refer to by id. Grows only; ids stay valid.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    pub(crate) stacks: Vec<Stack>,
    pub(crate) states: Vec<Arc<str>>,
    pub(crate) labels: Vec<LabelSet>,
    pub(crate) ancestries: Vec<Vec<Ancestor>>,
    /// Different [`Stack::body`]s there are.
    pub n_bodies: usize,
}

impl Tables {
    /// The stack an id names.
    pub fn stack(&self, id: StackId) -> &Stack {
        &self.stacks[id.index()]
    }

    /// Number of stacks.
    pub fn n_stacks(&self) -> usize {
        self.stacks.len()
    }

    /// Number of states.
    pub fn n_states(&self) -> usize {
        self.states.len()
    }

    /// All stacks, by first appearance.
    pub fn stacks(&self) -> impl Iterator<Item = (StackId, &Stack)> {
        self.stacks
            .iter()
            .enumerate()
            .map(|(at, stack)| (StackId(at as u32), stack))
    }

    /// The text of a state: `chan receive (nil chan)`, without minutes and suffixes.
    pub fn state(&self, id: StateId) -> &str {
        &self.states[id.index()]
    }

    /// The same, to be kept.
    pub fn shared_state(&self, id: StateId) -> &Arc<str> {
        &self.states[id.index()]
    }

    /// The goroutines that led to one, the nearest first.
    pub fn ancestry(&self, id: AncestryId) -> &[Ancestor] {
        self.ancestries.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// The labels of a set, sorted by key.
    pub fn labels(&self, id: LabelSetId) -> &[(Box<str>, Box<str>)] {
        self.labels.get(id.index()).map_or(&[], Vec::as_slice)
    }
}
