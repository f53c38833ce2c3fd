//! What page and worker tell each other.

mod bytes;
mod goroutines;
mod groups;
mod maker;
mod outcome;
mod table;

use serde::{Deserialize, Serialize};

use crate::report::{Finding, Lang, Redaction, Replacement, Triage};

pub use goroutines::{GoroutineKey, Member, NoRaw, Raw};
pub use groups::{AncestorRow, AncestryRow, GroupRow, GroupTable, Site, TextId};
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
        /// Whether they are to be read as dumps even if one looks like a report.
        as_dumps: bool,
    },
    /// Learn the sentences of a language; asked before it is to be spoken.
    Learn {
        /// Which.
        lang: Lang,
        /// As the site has them beside the page.
        messages: String,
    },
    /// Say the findings in another language.
    Speak {
        /// In which, from now on.
        lang: Lang,
    },
    /// Name some goroutines of a group.
    Ids {
        /// Index of the group in [`GroupTable`].
        group: u32,
        /// Index of the first id wanted.
        from: u32,
        /// At most so many.
        limit: u32,
    },
    /// Tell what the headers of some goroutines say.
    Members {
        /// Indices of groups in [`GroupTable`].
        groups: Vec<u32>,
        /// Index of the first goroutine wanted.
        from: u64,
        /// At most so many.
        limit: u32,
    },
    /// Look for the goroutine with an id, and for those that it started.
    Find {
        /// Index of the dump in [`Outcome::dumps`].
        dump: u32,
        /// Its number.
        id: u64,
        /// At most so many of those that it started.
        limit: u32,
    },
    /// Read the text of a goroutine again.
    Raw {
        /// Which.
        key: GoroutineKey,
    },
    /// Give the report for the writer, as a blob; an analysis writes no documents itself.
    Pack,
    /// Write the report out: that of the blob that comes with the request, or the one that was opened.
    Export {
        /// In which form.
        form: ExportForm,
        /// What the user noted about groups; becomes a part of the document.
        triage: Vec<Triage>,
        /// What is taken out of it.
        redaction: Redaction,
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

impl Source {
    /// The sources of a [`Request::Open`].
    pub(crate) fn all(names: Vec<String>, blobs: Vec<web_sys::Blob>) -> Vec<Source> {
        let sources = names.into_iter().zip(blobs);
        sources.map(|(name, blob)| Source { name, blob }).collect()
    }
}

/// The forms of [`Request::Export`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportForm {
    /// The published report format.
    Json,
    /// For an incident ticket.
    Markdown,
    /// One document without scripts.
    Html,
    /// What goes behind the `#` of the page's address; empty when the report is too long for a link.
    Link,
}

/// What the worker tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// It is loaded and listens.
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
    /// The answer to [`Request::Members`].
    Members {
        /// As asked.
        groups: Vec<u32>,
        /// As asked.
        from: u64,
        /// In order of input, whatever their group.
        members: Vec<Member>,
        /// How many there are in all.
        total: u64,
    },
    /// The answer to [`Request::Find`].
    Found {
        /// As asked.
        dump: u32,
        /// As asked.
        id: u64,
        /// The goroutine; none when it is not in the dump.
        member: Option<Member>,
        /// The first of those that it started, in order of input.
        started: Vec<Member>,
        /// How many it started.
        n_started: u64,
    },
    /// The answer to [`Request::Raw`].
    Raw {
        /// As asked.
        key: GoroutineKey,
        /// The text, or why there is none.
        raw: Raw,
    },
    /// The input looks like a report instead of a dump: the writer reads those.
    IsReport,
    /// The writer cannot read the report: perhaps it is a dump.
    NoReport,
    /// The answer to [`Request::Pack`]; the report is the blob that comes with it.
    Packed,
    /// The answer to [`Request::Export`] when no document could be written.
    NotExported {
        /// For the user: what happened.
        message: String,
    },
    /// The answer to [`Request::Export`].
    Exported {
        /// As asked.
        form: ExportForm,
        /// The document.
        text: String,
        /// What was taken out, and what stands there now.
        replaced: Vec<Replacement>,
    },
    /// The analysis ended without a report: a source could not be read, or the worker broke.
    Failed {
        /// For the user: what happened.
        message: String,
    },
}
