//! What page and worker tell each other.

mod groups;
mod outcome;

use serde::{Deserialize, Serialize};

use crate::report::{Finding, Lang};

pub use groups::{GroupRow, GroupTable, Site, TextId};
pub use outcome::Outcome;

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Analyse the blobs that come with the request; they become the dumps of one report. Sent
    /// once, first.
    Open {
        /// Their names, in order.
        names: Vec<String>,
        /// The language of the findings.
        lang: Lang,
    },
    /// Say the findings in another language.
    Speak {
        /// In which, from now on.
        lang: Lang,
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
#[derive(Clone, Debug)]
pub struct Source {
    /// Shown in the report.
    pub name: String,
    /// A file, or pasted text.
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
        /// Bytes read.
        read: u64,
        /// Bytes in all sources.
        total: u64,
    },
    /// The analysis is complete.
    Done {
        /// What the page shows.
        outcome: Outcome,
    },
    /// The answer to [`Request::Speak`].
    Findings {
        /// The same findings in another language.
        findings: Vec<Finding>,
    },
    /// The answer to [`Request::Ids`].
    Ids {
        /// As asked.
        group: u32,
        /// As asked.
        from: u32,
        /// In order of input.
        ids: Vec<u64>,
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
