//! What container runtimes write: each line of a program, or a piece of it, in a record of its own.
//!
//! Two forms are unmistakable, so a line of them is unwrapped whatever it holds: CRI
//! (`2026-11-23T04:21:07.1Z stderr F text`) and the json-file driver of Docker
//! (`{"log":"text\n","stream":"stderr","time":"…"}`). Both cut lines of 16 KiB and more into
//! pieces, and what a program's own logger put around a dump shows only when they are whole again.

use std::borrow::Cow;

use super::{Piece, Stage, json};
use crate::collect::Collector;
use crate::lines::Line;
use crate::problem::RepairKind;

/// Unwraps records and puts pieces together.
#[derive(Debug)]
pub(crate) struct Transport<N> {
    pub(super) next: N,
    /// Lines of stdout and of stderr that go on.
    partial: [Option<Piece>; 2],
}

/// A record.
struct Record<'a> {
    text: Cow<'a, [u8]>,
    stream: Stream,
    /// Whether the line goes on in the next record of the stream.
    goes_on: bool,
    kind: RepairKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stream {
    Out,
    Err,
}

impl<N> Transport<N> {
    pub fn new(next: N) -> Self {
        Transport {
            next,
            partial: [None, None],
        }
    }
}

impl<N: Stage> Stage for Transport<N> {
    fn line(&mut self, line: &Line<'_>, out: &mut Collector) {
        let Some(record) = record(line.text) else {
            self.flush(out);
            return self.next.line(line, out);
        };
        out.repaired(record.kind);
        let inner = Line {
            text: &record.text,
            ..*line
        };
        let partial = &mut self.partial[record.stream as usize];
        if !record.goes_on && partial.is_none() {
            return self.next.line(&inner, out);
        }
        out.repaired(RepairKind::PartialLines);
        let piece = match partial {
            Some(piece) => {
                piece.extend(&inner);
                piece
            }
            None => partial.insert(Piece::of(&inner)),
        };
        if (!record.goes_on || piece.text.len() > out.limits.max_line)
            && let Some(piece) = partial.take()
        {
            self.next.line(&piece.line(), out);
        }
    }

    fn finish(&mut self, size: u64, out: &mut Collector) {
        self.flush(out);
        self.next.finish(size, out);
    }

    fn is_idle(&self) -> bool {
        self.partial.iter().all(Option::is_none) && self.next.is_idle()
    }
}

impl<N: Stage> Transport<N> {
    fn flush(&mut self, out: &mut Collector) {
        for piece in self.partial.iter_mut().filter_map(Option::take) {
            self.next.line(&piece.line(), out);
        }
    }
}

/// Whether `line` is no record.
pub(super) fn leaves(line: &[u8]) -> bool {
    record(line).is_none()
}

fn record(text: &[u8]) -> Option<Record<'_>> {
    match text.first()? {
        b'0'..=b'9' => cri(text),
        b'{' => docker(text),
        _ => None,
    }
}

/// `2026-11-23T04:21:07.1Z stderr F text`; the tag `P` says that the line goes on.
fn cri(text: &[u8]) -> Option<Record<'_>> {
    let (time, rest) = text.split_at(memchr::memchr(b' ', text)?);
    let is_time = (20..40).contains(&time.len()) && time[4] == b'-' && time[10] == b'T';
    let (stream, rest) = match rest.strip_prefix(b" stderr ") {
        Some(rest) => (Stream::Err, rest),
        None => (Stream::Out, rest.strip_prefix(b" stdout ")?),
    };
    let (goes_on, rest) = match rest {
        [b'P', rest @ ..] => (true, rest),
        [b'F', rest @ ..] => (false, rest),
        _ => return None,
    };
    let text = match rest {
        [b' ', text @ ..] => text,
        [] => rest,
        _ => return None,
    };
    is_time.then_some(Record {
        text: text.into(),
        stream,
        goes_on,
        kind: RepairKind::LogPrefix,
    })
}

/// `{"log":"text\n","stream":"stderr",…}`; a text without a line end goes on.
fn docker(text: &[u8]) -> Option<Record<'_>> {
    if !text.starts_with(b"{\"log\":\"") {
        return None;
    }
    let mut fields = json::fields(text);
    let mut log = fields.next()?.text();
    let stream = fields.find(|field| field.key == b"stream")?;
    let stream = match stream.raw {
        b"stderr" => Stream::Err,
        b"stdout" => Stream::Out,
        _ => return None,
    };
    let goes_on = log.last() != Some(&b'\n');
    log.truncate(log.len() - usize::from(!goes_on));
    Some(Record {
        text: log.into(),
        stream,
        goes_on,
        kind: RepairKind::JsonLines,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records() {
        let cases = [
            ("2026-11-23T04:21:07Z stderr F \tx", "\tx", false),
            ("2026-11-23T04:21:07.123+01:00 stdout P x", "x", true),
            ("2026-11-23T04:21:07Z stdout F", "", false),
            (r#"{"log":"a\tb\n","stream":"stderr"}"#, "a\tb", false),
            (
                r#"{"log":"a\n\n","time":"x","stream":"stdout"}"#,
                "a\n",
                false,
            ),
            (r#"{"log":"a","stream":"stdout"}"#, "a", true),
        ];
        for (line, text, goes_on) in cases {
            let record = record(line.as_bytes()).expect(line);
            assert_eq!((&*record.text, record.goes_on), (text.as_bytes(), goes_on));
        }
        for line in [
            "2026-11-23T04:21:07Z stderr X x",
            "2026-11-23T04:21:07Z stderr Fx",
            "2026-11-23 stderr F x",
            r#"{"log":"x"}"#,
            r#"{"msg":"x","stream":"stdout"}"#,
            "main.f()",
        ] {
            assert!(leaves(line.as_bytes()), "{line}");
        }
    }
}
