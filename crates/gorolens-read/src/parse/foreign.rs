//! Text that is no goroutine dump, but says what it is.

use super::header;
use crate::problem::ProblemKind;

/// How a line that no rule takes is reported.
pub(crate) fn kind(text: &[u8]) -> ProblemKind {
    if header::is_upper_case(text) || is_panicparse(text) || is_unread(text) {
        ProblemKind::UnsupportedFormat
    } else if OTHER.iter().any(|start| text.starts_with(start)) || is_index_page(text) {
        ProblemKind::NotADump
    } else {
        ProblemKind::SkippedText
    }
}

/// Beginnings of forms that show goroutines and are not read: gdb, `go tool pprof -top` and others.
const UNREAD: [&[u8]; 4] = [
    b"[New LWP ",
    b"#0  runtime.gopark (",
    b"Showing nodes accounting for ",
    b"Active filters:",
];

fn is_unread(text: &[u8]) -> bool {
    UNREAD.iter().any(|start| text.starts_with(start))
}

/// Whether the line heads a bucket of panicparse: `12: select [3~147 minutes] [Created by http.f @ a.go:7]`.
fn is_panicparse(text: &[u8]) -> bool {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0
        && text[digits..].starts_with(b": ")
        && text.ends_with(b"]")
        && memchr::memmem::find(text, b" [Created by ").is_some()
}

/// What to capture instead of the form that a line begins.
pub(crate) fn advice(text: &[u8]) -> Option<&'static str> {
    if header::is_upper_case(text) {
        Some("the text was turned into capitals, which loses names: give it as Go printed it")
    } else if text.starts_with(b"Showing nodes") || text.starts_with(b"Active filters:") {
        Some("pprof's tables lose the stacks: give the profile itself, or -traces, or debug=2")
    } else if is_panicparse(text) {
        Some("panicparse's text has lost packages and ids: give what was piped into it")
    } else if is_unread(text) {
        Some(
            "gdb shows threads and no wait reasons: give debug=2, kill -QUIT, or Delve's goroutines -t",
        )
    } else {
        None
    }
}

/// Beginnings of other profiles and of the answers of a server that gave no profile.
const OTHER: [&[u8]; 8] = [
    b"heap profile: ",
    b"--- contention:",
    b"--- mutex:",
    b"threadcreate profile: total ",
    b"seconds and debug params are incompatible",
    b"404 page not found",
    b"Unknown profile",
    b"Could not enable CPU profiling",
];

/// Whether the line is the heading of a profile, as `threadcreate profile: total 12`.
pub(crate) fn is_heading(text: &[u8]) -> bool {
    text.last().is_some_and(u8::is_ascii_digit)
        && text.first().is_some_and(|byte| !byte.is_ascii_whitespace())
        && memchr::memmem::find(text, b" profile: total ").is_some()
}

/// The page `/debug/pprof/` itself, saved instead of a dump.
fn is_index_page(text: &[u8]) -> bool {
    text.contains(&b'<') && memchr::memmem::find(text, b"<title>/debug/pprof/</title>").is_some()
}

/// Whether a line of `=` can be the frame of a race report.
pub(crate) fn is_race_rule(text: &[u8]) -> bool {
    text.len() >= 10 && text.iter().all(|&byte| byte == b'=')
}

/// Whether a race report begins with this line.
pub(crate) fn is_race(text: &[u8]) -> bool {
    text == b"WARNING: DATA RACE"
}
