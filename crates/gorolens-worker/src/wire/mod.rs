//! What page and worker tell each other.

mod groups;
mod outcome;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

pub use groups::{GroupRow, GroupTable, Site, TextId};
pub use outcome::Outcome;

/// What the page asks.
#[derive(Serialize, Deserialize)]
pub enum Request {
    /// Analyse these; they become the dumps of one report. Sent once, first.
    Open {
        /// In the order of the report's dumps.
        sources: Vec<Source>,
    },
    /// Name some goroutines of a group.
    Ids {
        /// Index of the group in [`GroupTable::rows`].
        group: u32,
        /// Index of the first id wanted.
        from: u32,
        /// At most so many.
        limit: u32,
    },
    /// Write the report out.
    Export {
        /// In which form.
        form: ExportForm,
    },
}

/// One input: its bytes stay with the browser until the worker reads them piece by piece.
#[derive(Serialize, Deserialize)]
pub struct Source {
    /// Shown in the report.
    pub name: String,
    /// A file, or pasted text.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub blob: web_sys::Blob,
}

/// The forms of [`Request::Export`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportForm {
    /// The published report format.
    Json,
    /// For an incident ticket.
    Markdown,
}

/// What the worker tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// It is loaded and listens; requests sent before would be lost.
    Ready,
    /// So much was read; at most every 100 ms.
    Progress {
        /// Bytes read. `f64` because JavaScript numbers end at 2^53.
        read: f64,
        /// Bytes in all sources.
        total: f64,
    },
    /// The analysis is complete.
    Done {
        /// An [`Outcome`] in postcard's form. One field of bytes crosses faster than objects.
        outcome: ByteBuf,
    },
    /// The answer to [`Request::Ids`].
    Ids {
        /// As asked.
        group: u32,
        /// As asked.
        from: u32,
        /// In order of input.
        ids: Vec<f64>,
    },
    /// The answer to [`Request::Export`].
    Exported {
        /// As asked.
        form: ExportForm,
        /// The document.
        text: String,
    },
    /// The analysis ended without a report: a source could not be read, or the worker broke.
    Failed {
        /// For the user: what happened.
        message: String,
    },
}
