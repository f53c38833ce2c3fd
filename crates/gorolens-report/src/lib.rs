//! The published report of Gorolens: what the command line prints and the page shows.
//!
//! [`Report`] is the JSON contract `gorolens-report`, version 1: serialisable twins of the plain
//! types of `gorolens-core`, which knows no JSON. The format has its own schema
//! ([`JSON_SCHEMA`]), page (`docs/report-format.md`) and changelog, because other tools are built
//! on it.
//!
//! ```
//! use gorolens_report::Report;
//!
//! let mut analysis = gorolens_core::Analysis::new(gorolens_core::Limits::default());
//! analysis.start_input("dump.txt");
//! analysis.push(b"goroutine 7 [select]:\nmain.wait()\n\t/app/main.go:9 +0x1d\n");
//! let report = Report::from(analysis.finish());
//! assert_eq!(report.schema, "gorolens-report");
//! assert_eq!(report, Report::from_json(&report.to_json()).unwrap());
//! ```
//!
//! Besides JSON there are text for a terminal, Markdown for a ticket, and the forms of other tools:
//! SARIF, collapsed stacks, speedscope and pprof.
//!
//! The sentences of the findings come from a catalogue of messages, `locales/<language>/*.ftl`, in
//! every [`Lang`].
//!
//! Invariant: no judgement on goroutines here; this crate only words what the core found.
#![forbid(unsafe_code)]

mod catalogue;
mod convert;
mod export;
mod html;
mod lang;
mod link;
mod markdown;
mod outline;
mod redact;
mod stack;
mod text;
mod types;
mod words;

pub use lang::{Lang, UnknownLang};
pub use redact::{Redacted, Redaction, Replacement};
pub use text::TextOptions;
pub use types::{
    AgeRange, Ages, Ancestor, Ancestry, Certainty, Cost, Coverage, CreatedBy, Dump, Evidence,
    Finding, Frame, Group, Link, LookAlike, Mark, Normal, Objects, Origin, Problem, Remedy, Repair,
    Report, Severity, Totals, Triage, WaitMinutes,
};

/// The name of the format, in the field `schema`.
pub const SCHEMA: &str = "gorolens-report";

/// The version of the format, in the field `version`. It grows when a reader of the version before
/// could go wrong: a field that left or changed its meaning. New fields do not change it.
pub const VERSION: u32 = 1;

/// The JSON Schema (draft 2020-12) of what this release writes.
pub const JSON_SCHEMA: &str = include_str!("../schema/gorolens-report-1.schema.json");

impl Report {
    /// The report on one line.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a report has only string keys and plain numbers")
    }

    /// The report with line breaks and indentation.
    pub fn to_json_pretty(&self) -> String {
        serde_json::to_string_pretty(self).expect("a report has only string keys and plain numbers")
    }

    /// Reads a report of this version. Fields it does not know are ignored.
    pub fn from_json(json: &str) -> Result<Report, serde_json::Error> {
        serde_json::from_str(json)
    }
}
