//! Lines that a terminal broke at its width.
//!
//! The width is learned from the first line that is visibly torn and makes sense together with the
//! next one. From then on every line of that width is tried with the next one, because a tear can
//! leave a line that looks whole: `main.go:12` of `main.go:128 +0x1d`.

use super::{Piece, Stage, is_plain, is_structural};
use crate::collect::Collector;
use crate::lines::Line;
use crate::parse::{frame, header};
use crate::problem::RepairKind;

/// Puts torn lines together.
#[derive(Debug)]
pub(crate) struct Wrapped<N> {
    pub(super) next: N,
    width: Option<usize>,
    held: Option<Piece>,
}

/// Narrower terminals than this are not considered.
const MIN_WIDTH: usize = 40;
/// Wider ones neither.
const MAX_WIDTH: usize = 400;
/// Pieces of one line.
const MAX_PIECES: usize = 64;

impl<N> Wrapped<N> {
    pub fn new(next: N) -> Self {
        Wrapped {
            next,
            width: None,
            held: None,
        }
    }
}

impl<N: Stage> Stage for Wrapped<N> {
    fn line(&mut self, line: &Line<'_>, out: &mut Collector) {
        if let Some(mut held) = self.held.take() {
            let is_full = self.width.is_some() && width(line.text) == self.width;
            if joins(&held.text, line.text, is_full) {
                self.width = self.width.or_else(|| width(&held.text));
                out.repaired(RepairKind::WrappedLines);
                held.extend(line);
                if is_full && held.text.len() < MAX_WIDTH * MAX_PIECES {
                    self.held = Some(held);
                } else {
                    self.next.line(&held.line(), out);
                }
                return;
            }
            self.next.line(&held.line(), out);
        }
        if self.may_be_torn(line.text) {
            self.held = Some(Piece::of(line));
        } else {
            self.next.line(line, out);
        }
    }

    fn finish(&mut self, size: u64, out: &mut Collector) {
        if let Some(held) = self.held.take() {
            self.next.line(&held.line(), out);
        }
        self.next.finish(size, out);
    }

    fn is_idle(&self) -> bool {
        self.held.is_none() && self.width.is_none() && self.next.is_idle()
    }
}

impl<N> Wrapped<N> {
    fn may_be_torn(&self, text: &[u8]) -> bool {
        if self.width.is_none() && is_plain(text) {
            return false;
        }
        match self.width {
            Some(learned) => width(text) == Some(learned),
            None => is_torn(text) && width(text).is_some(),
        }
    }
}

/// Columns of a line, when a terminal can be that wide. Tabs are gone from what terminals show.
fn width(text: &[u8]) -> Option<usize> {
    if text.len() < MIN_WIDTH || text.len() > 4 * MAX_WIDTH {
        return None;
    }
    let columns = String::from_utf8_lossy(text).chars().count();
    (MIN_WIDTH..=MAX_WIDTH)
        .contains(&columns)
        .then_some(columns)
}

/// Whether `text` is the beginning of a line that Go prints, and not all of it.
fn is_torn(text: &[u8]) -> bool {
    let trimmed = text.trim_ascii_start();
    if is_structural(text) {
        return false;
    }
    let open = memchr::memchr(b'(', trimmed);
    let call =
        open.is_some_and(|open| frame::is_name(&trimmed[..open])) && !trimmed.contains(&b' ');
    let args = open.is_some_and(|open| {
        frame::is_name(&trimmed[..open]) && memchr::memmem::find(&trimmed[open..], b"0x").is_some()
    });
    let place = trimmed.len() < text.len() && trimmed.contains(&b'/') && !trimmed.contains(&b' ');
    call || args || place || trimmed.starts_with(b"created by ") || header::is_header(trimmed)
}

/// Whether `next` continues `held`: together they make sense, or do so with a third line when `next`
/// is as wide as the terminal; `next` alone does not.
fn joins(held: &[u8], next: &[u8], is_full: bool) -> bool {
    let is_whole = is_structural(next) && !is_rest_of_place(held, next);
    if next.trim_ascii().is_empty() || is_whole {
        return false;
    }
    let joined = [held, next].concat();
    is_structural(&joined) || (is_full && is_torn(&joined) && !is_structural(held))
}

/// Whether `next` looks like a place, `go:75 +0x65c`, but is the end of `/app/main.`: where one place
/// is indented, they all are.
fn is_rest_of_place(held: &[u8], next: &[u8]) -> bool {
    let is_indented = |text: &[u8]| text.first().is_some_and(u8::is_ascii_whitespace);
    frame::site(next).is_some() && is_indented(held) && !is_indented(next) && !is_structural(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_lines() {
        for text in [
            "net/http/pprof.handler.ServeHTTP({0x378473ea2191, 0x9}, {0xa67da0, 0x378473fd400",
            "        /usr/local/go/src/internal/poll/fd_poll_runti",
            "goroutine 7 [select, 5 min",
        ] {
            assert!(is_torn(text.as_bytes()), "{text}");
        }
        for text in [
            "main.f(0x1)",
            "\t/app/main.go:9 +0x1d",
            "GET /metrics (cached)",
            "created by main.main",
        ] {
            assert!(!is_torn(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_continues_what() {
        assert!(joins(b"main.f(0x1, {0x2", b", 0x3})", false));
        assert!(joins(b"\t/app/main.go:12", b"8 +0x1d", false));
        assert!(joins(b"        d:/go/main.", b"go:128 +0x1d", false));
        assert!(joins(b"created by main.main in gorout", b"ine 7", false));
        assert!(!joins(b"main.f(0x1)", b"\t/app/main.go:9 +0x1d", false));
        assert!(!joins(
            b"main.f(0x1, {0x2",
            b"\t/app/main.go:9 +0x1d",
            false
        ));
        assert!(!joins(b"main.f(0x1)", b"some log line", false));
        assert!(!joins(b"        d:/go/main.", b"main.f(0x1)", false));
        assert!(!joins(
            b"        d:/go/main.go:9 +0x1",
            b"go:75 +0x65c",
            false
        ));
    }
}
