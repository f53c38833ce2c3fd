//! Lines that a terminal broke at its width, or a mail between its words or at its 76 characters.
//!
//! The width is learned from the first line that is visibly torn and makes sense together with the
//! next one. From then on every line of that width is tried with the next one, because a tear can
//! leave a line that looks whole: `main.go:12` of `main.go:128 +0x1d`. What is broken between words has
//! no such width, and what a mail broke otherwise (quoted-printable, RFC 2045) ends with `=`.

use std::borrow::Cow;

use super::{Piece, Stage, is_plain, is_structural};
use crate::collect::Collector;
use crate::lines::Line;
use crate::parse::{Debug1, frame, header};
use crate::problem::RepairKind;

/// Puts torn lines together.
#[derive(Debug)]
pub(crate) struct Wrapped<N> {
    pub(super) next: N,
    width: Option<usize>,
    /// Whether broken lines end with `=`.
    is_mail: bool,
    held: Option<Piece>,
}

/// What a line was broken at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seam {
    /// The width of a terminal.
    Width,
    /// A blank, which is gone.
    Word,
    /// A `=` that means nothing else.
    Mail,
}

/// Narrower terminals than this are not considered.
const MIN_WIDTH: usize = 40;
/// Wider ones neither.
const MAX_WIDTH: usize = 400;
/// Characters of a line in a mail.
const MAIL_WIDTH: usize = 76;
/// Pieces of one line.
const MAX_PIECES: usize = 64;

impl<N> Wrapped<N> {
    pub fn new(next: N) -> Self {
        Wrapped {
            next,
            width: None,
            is_mail: false,
            held: None,
        }
    }
}

impl<N: Stage> Stage for Wrapped<N> {
    fn line(&mut self, line: &Line<'_>, out: &mut Collector) {
        let decoded = match self.is_mail {
            true => without_escapes(line.text),
            false => Cow::Borrowed(line.text),
        };
        let line = &Line {
            text: &decoded,
            ..*line
        };
        if let Some(mut held) = self.held.take() {
            let is_full = self.width.is_some() && width(line.text) == self.width;
            if let Some(seam) = seam(&held.text, line.text, is_full, self.is_mail) {
                match seam {
                    Seam::Width => self.width = self.width.or_else(|| width(&held.text)),
                    Seam::Word => held.text.push(b' '),
                    Seam::Mail => held.text.truncate(held.text.len() - 1),
                }
                self.is_mail |= seam == Seam::Mail;
                out.repaired(RepairKind::WrappedLines);
                held.extend(line);
                let goes_on = match seam {
                    Seam::Width => is_full,
                    Seam::Word => is_torn(&held.text),
                    Seam::Mail => is_soft(line.text),
                };
                if goes_on && held.text.len() < MAX_WIDTH * MAX_PIECES {
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
        self.held.is_none() && self.width.is_none() && !self.is_mail && self.next.is_idle()
    }
}

impl<N> Wrapped<N> {
    fn may_be_torn(&self, text: &[u8]) -> bool {
        if self.width.is_none() && is_plain(text) {
            return false;
        }
        if self.is_mail && is_soft(text) {
            return true;
        }
        if is_soft(text) && Debug1::begins_headless(&text[..text.len() - 1]) {
            return true;
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
    let other = trimmed.starts_with(b"created by ") || header::is_header(trimmed);
    call || args || place || other || Debug1::is_torn(trimmed)
}

/// Whether `text` may be broken behind its last character, `=`.
fn is_soft(text: &[u8]) -> bool {
    (MIN_WIDTH..=MAIL_WIDTH).contains(&text.len()) && text.ends_with(b"=")
}

/// `text` without the escapes of mails.
fn without_escapes(text: &[u8]) -> Cow<'_, [u8]> {
    let mut found = memchr::memmem::find_iter(text, b"=3D").peekable();
    if found.peek().is_none() {
        return text.into();
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut from = 0;
    for at in found {
        decoded.extend_from_slice(&text[from..=at]);
        from = at + b"=3D".len();
    }
    decoded.extend_from_slice(&text[from..]);
    decoded.into()
}

/// Whether and how `next` continues `held`: together they make sense, or do so with a third line when `next`
/// looks broken as well; `next` alone does not.
fn seam(held: &[u8], next: &[u8], is_full: bool, is_mail: bool) -> Option<Seam> {
    if is_mail && held.ends_with(b"=") {
        return Some(Seam::Mail);
    }
    let is_rest = is_rest_of_place(held, next) || Debug1::is_torn(held.trim_ascii_start());
    if next.trim_ascii().is_empty() || (is_structural(next) && !is_rest) {
        return None;
    }
    let is_whole = |text: &[u8]| {
        is_structural(text)
            || Debug1::is_frame(text.trim_ascii_start())
            || Debug1::begins_headless(text)
    };
    let (seam, joined, more) = if is_soft(held) && !is_whole(held) {
        let joined = [&held[..held.len() - 1], next].concat();
        (Seam::Mail, joined, is_soft(next))
    } else if (held.ends_with(b",") || Debug1::lacks_place(held.trim_ascii())) && next[0] != b' ' {
        // Go prints a blank behind each comma, and in a profile before each place.
        (
            Seam::Word,
            [held, b" ", next].concat(),
            next.ends_with(b","),
        )
    } else {
        let more = is_full && !is_structural(held);
        (Seam::Width, [held, next].concat(), more)
    };
    let joined = joined
        .strip_suffix(b"=")
        .filter(|_| more && seam == Seam::Mail)
        .unwrap_or(&joined);
    (is_whole(joined) || (more && is_torn(joined))).then_some(seam)
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
        let cases: [(&str, &str, Option<Seam>); 15] = [
            ("main.f(0x1, {0x2", ", 0x3})", Some(Seam::Width)),
            ("\t/app/main.go:12", "8 +0x1d", Some(Seam::Width)),
            ("        d:/go/main.", "go:128 +0x1d", Some(Seam::Width)),
            ("created by main.main in gorout", "ine 7", Some(Seam::Width)),
            ("main.f(0x1, {0x2,", "0x3})", Some(Seam::Word)),
            ("main.f(0x1, {0x2,", "0x3},", Some(Seam::Word)),
            ("main.f(0x1, {0x2,", " 0x3})", Some(Seam::Width)),
            ("#  0x1  main.f+0x1   /ap", "p/main.go:9", Some(Seam::Width)),
            (
                "net/http.(*conn).serve(0xc0000a87e0, {0x=",
                "7c3d10, 0x1})",
                Some(Seam::Mail),
            ),
            (
                "net/http.(*conn).serve(0xc0000a87e0, {0x=",
                "7c3d10, 0xc00007d350, 0xc00007d350, 0xc=",
                Some(Seam::Mail),
            ),
            ("main.f(0x1)", "\t/app/main.go:9 +0x1d", None),
            ("main.f(0x1, {0x2", "\t/app/main.go:9 +0x1d", None),
            ("main.f(0x1)", "some log line", None),
            ("        d:/go/main.", "main.f(0x1)", None),
            ("        d:/go/main.go:9 +0x1", "go:75 +0x65c", None),
        ];
        for (held, next, expected) in cases {
            let found = seam(held.as_bytes(), next.as_bytes(), false, false);
            assert_eq!(found, expected, "{held} {next}");
        }
        assert_eq!(*without_escapes(b"a=3Db=3D"), *b"a=b=");
    }
}
