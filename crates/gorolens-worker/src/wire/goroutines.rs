//! Single goroutines, which stay with the worker until the page asks for some of them.

use serde::{Deserialize, Serialize};

/// Names a goroutine for as long as its analysis lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GoroutineKey {
    /// Index of its dump in [`Outcome::dumps`](super::Outcome::dumps).
    pub dump: u32,
    /// Its position among the goroutines of that dump.
    pub at: u32,
}

/// What the header of a goroutine says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// What to ask for more by.
    pub key: GoroutineKey,
    /// The number after the word `goroutine`; 0 in profiles, which have none.
    pub id: u64,
    /// Index of its group in [`GroupTable`](super::GroupTable).
    pub group: u32,
    /// Wait reason or status.
    pub state: String,
    /// Whole minutes of waiting, when the header has any.
    pub wait_minutes: Option<u32>,
    /// The id in `created by … in goroutine N` (Go 1.21+).
    pub creator_id: Option<u64>,
    /// pprof labels, sorted by key.
    pub labels: Vec<(String, String)>,
    /// Goroutines that this record of a profile stands for; else 1.
    pub count: u32,
    /// Offset of its header in the text of its input, in bytes.
    pub offset: u64,
    /// Whether it is locked to a thread.
    pub locked_to_thread: bool,
    /// Whether the text ends before it does.
    pub cut: bool,
}

/// The text of a goroutine, as it stands in the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Raw {
    /// It was read again.
    Text {
        /// From its header to its last line, as the input has it: prefixes of logs included.
        text: String,
        /// Whether the text goes on and is too long to be shown.
        cut: bool,
        /// What stands between the parentheses of each frame of its group, innermost first; `None`
        /// for a frame that is not found in the text as it is.
        arguments: Vec<Option<String>>,
    },
    /// It cannot be shown.
    Unavailable(NoRaw),
}

/// Why the text of a goroutine cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoRaw {
    /// Its input is a profile and has no text for each goroutine.
    Profile,
    /// Its input is compressed or encoded in a way in which it cannot be read from the middle.
    Packed,
    /// The input holds something else at that place now, or is gone; what the browser says.
    Changed(String),
}
