//! What log collectors, editors and mails wrap around each line.
//!
//! Nothing is assumed about formats. A line that holds something Go prints, but not at its
//! beginning, shows what stands before it; when the next line has the same shape and makes sense
//! without it, both are unwrapped, and so is every line of that shape after them.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::shape::Shape;
use super::unescape::{self, Style};
use super::{Piece, Stage, is_plain, is_plausible, is_structural, json, split};
use crate::collect::Collector;
use crate::lines::Line;
use crate::parse::{Debug1, crash, frame, header};
use crate::problem::RepairKind;

/// What lines are searched for, prepared once.
struct Finders {
    record: Finder<'static>,
    quoted: Finder<'static>,
    goroutine: Finder<'static>,
    created: Finder<'static>,
    octal_tab: Finder<'static>,
    octal_line_end: Finder<'static>,
    bare_line_end: Finder<'static>,
    crashes: [Finder<'static>; 5],
}

static FIND: LazyLock<Finders> = LazyLock::new(|| Finders {
    record: Finder::new(b"{\""),
    quoted: Finder::new(b"\"goroutine "),
    goroutine: Finder::new(b"goroutine"),
    created: Finder::new(b"created by "),
    octal_tab: Finder::new(b"#011"),
    octal_line_end: Finder::new(b"#012"),
    bare_line_end: Finder::new(b"\\n\\t"),
    crashes: [
        Finder::new(b"panic: "),
        Finder::new(b"fatal error: "),
        Finder::new(b"SIGQUIT: quit"),
        Finder::new(b"SIGSEGV: segmentation"),
        Finder::new(b"SIGABRT: abort"),
    ],
});

/// Unwraps lines.
///
/// Invariant: at most one of `candidate` and `partial` holds lines, and they are handed on before
/// any line after them.
#[derive(Debug)]
pub(crate) struct Envelope<N> {
    pub(super) next: N,
    /// From the outside in; empty when lines come as they are.
    layers: Vec<Layer>,
    candidate: Option<Candidate>,
    /// The beginning of a line that was cut into records.
    partial: Option<Piece>,
}

/// A line that may be the first of a new envelope.
#[derive(Debug)]
struct Candidate {
    held: Piece,
    layers: Vec<Layer>,
    /// Lines after it that do not have this envelope: another writer's.
    between: Vec<Piece>,
}

/// Lines of another writer before the second line of an envelope must have come.
const MAX_BETWEEN: usize = 16;

/// One thing to take off.
#[derive(Clone, Debug)]
enum Layer {
    /// `Nov 23 04:21:07 host app[4711]: `.
    Prefix(Shape),
    /// `2026-11-23T04:21:07Z stderr F `: the tag `P` says that the line goes on in the next record.
    Container(Shape),
    /// `level=error msg="` and everything after the closing quote.
    Quoted(Shape),
    /// A JSON record; the text is in the string with this key. When those strings end with a line
    /// end, one without it goes on in the next record.
    Record { key: Vec<u8>, ends: bool },
}

/// A line without its envelope; it may have line ends of its own.
struct Inside<'a> {
    text: Cow<'a, [u8]>,
    goes_on: bool,
}

impl<N> Envelope<N> {
    pub fn new(next: N) -> Self {
        Envelope {
            next,
            layers: Vec::new(),
            candidate: None,
            partial: None,
        }
    }
}

impl<N: Stage> Stage for Envelope<N> {
    fn line(&mut self, line: &Line<'_>, out: &mut Collector) {
        if let Some(candidate) = self.candidate.take() {
            self.decide(candidate, line, out);
        } else {
            self.take(line, out);
        }
    }

    fn finish(&mut self, size: u64, out: &mut Collector) {
        while let Some(candidate) = self.candidate.take() {
            self.hand_on(&candidate.held.line(), out);
            self.lines(&candidate.between, out);
        }
        self.flush(out);
        self.next.finish(size, out);
    }

    fn is_idle(&self) -> bool {
        self.layers.is_empty()
            && self.candidate.is_none()
            && self.partial.is_none()
            && self.next.is_idle()
    }
}

impl<N: Stage> Envelope<N> {
    /// Unwraps a line, or holds it back when it may be the first of a new envelope.
    fn take(&mut self, line: &Line<'_>, out: &mut Collector) {
        if !self.layers.is_empty() {
            if header::is_header(line.text.trim_ascii_start()) {
                self.layers.clear();
            } else if let Some(inside) = unwrap(&self.layers, line.text) {
                return self.unwrapped(line, inside, out);
            }
            self.flush(out);
        }
        if is_plain(line.text) {
            return self.next.line(line, out);
        }
        let Some(layers) = learn(line.text) else {
            return self.hand_on(line, out);
        };
        match unwrap(&layers, line.text) {
            Some(inside) if is_many_lines(&inside.text) => {
                self.layers = layers;
                self.unwrapped(line, inside, out);
            }
            _ => {
                self.candidate = Some(Candidate {
                    held: Piece::of(line),
                    layers,
                    between: Vec::new(),
                });
            }
        }
    }

    /// Decides about the line held back, now that one after it is known.
    fn decide(&mut self, mut candidate: Candidate, next: &Line<'_>, out: &mut Collector) {
        let goes_on = unwrap(&candidate.layers, &candidate.held.text).is_some_and(|it| it.goes_on);
        let fits = unwrap(&candidate.layers, next.text)
            .map(|inside| goes_on || is_plausible(first_line(&inside.text)));
        let is_bare = is_structural(next.text);
        if fits.is_none() && !is_bare && candidate.between.len() < MAX_BETWEEN {
            candidate.between.push(Piece::of(next));
            self.candidate = Some(candidate);
            return;
        }
        let Candidate {
            held,
            layers,
            between,
        } = candidate;
        let line = held.line();
        match unwrap(&layers, &held.text) {
            Some(inside) if fits == Some(true) => {
                self.layers.clone_from(&layers);
                self.unwrapped(&line, inside, out);
            }
            // A logger's own first line, and the dump as it is after it.
            Some(inside) if is_bare && header::is_header(&inside.text) => {
                self.repaired(&layers, out);
                self.unwrapped_as(&line, &inside.text, out);
            }
            _ => self.hand_on(&line, out),
        }
        self.lines(&between, out);
        self.line(next, out);
    }

    fn lines(&mut self, pieces: &[Piece], out: &mut Collector) {
        for piece in pieces {
            self.line(&piece.line(), out);
        }
    }

    /// Hands on what was inside `line`, or keeps it until the rest of it comes.
    fn unwrapped(&mut self, line: &Line<'_>, inside: Inside<'_>, out: &mut Collector) {
        self.repaired(&self.layers, out);
        let inner = Line {
            text: &inside.text,
            ..*line
        };
        if inside.goes_on || self.partial.is_some() {
            out.repaired(RepairKind::PartialLines);
            match &mut self.partial {
                Some(partial) => partial.extend(&inner),
                None => self.partial = Some(Piece::of(&inner)),
            }
            let too_long = |piece: &Piece| piece.text.len() > out.limits.max_line;
            if !inside.goes_on || self.partial.as_ref().is_some_and(too_long) {
                self.flush(out);
            }
            return;
        }
        self.unwrapped_as(line, &inside.text, out);
    }

    fn flush(&mut self, out: &mut Collector) {
        if let Some(partial) = self.partial.take() {
            self.hand_on(&partial.line(), out);
        }
    }

    fn unwrapped_as(&mut self, line: &Line<'_>, text: &[u8], out: &mut Collector) {
        self.hand_on(&Line { text, ..*line }, out);
    }

    /// Hands a line on, its escapes undone and its own line ends heeded.
    fn hand_on(&mut self, line: &Line<'_>, out: &mut Collector) {
        let text = unescaped(line.text);
        if matches!(text, Cow::Owned(_)) {
            out.repaired(RepairKind::Escapes);
        } else if !text.contains(&b'\n') {
            return self.next.line(line, out);
        }
        let next = &mut self.next;
        split(line, &text, |part| next.line(part, out));
    }

    fn repaired(&self, layers: &[Layer], out: &mut Collector) {
        for layer in layers {
            out.repaired(match layer {
                Layer::Prefix(_) | Layer::Container(_) => RepairKind::LogPrefix,
                Layer::Quoted(_) => RepairKind::Escapes,
                Layer::Record { .. } => RepairKind::JsonLines,
            });
        }
    }
}

/// Whether `line` shows no layer and has no escapes.
pub(super) fn leaves(line: &[u8]) -> bool {
    learn(line).is_none() && matches!(unescaped(line), Cow::Borrowed(_))
}

/// `text` without these layers; `None` when it does not have them.
fn unwrap<'a>(layers: &[Layer], text: &'a [u8]) -> Option<Inside<'a>> {
    let Some((layer, inner)) = layers.split_first() else {
        return Some(Inside {
            text: text.into(),
            goes_on: false,
        });
    };
    match layer {
        Layer::Prefix(shape) => unwrap(inner, shape.strip(text)?),
        Layer::Container(shape) => {
            let (tag, rest) = shape.strip(text)?.split_at_checked(1)?;
            let mut inside = unwrap(inner, rest.strip_prefix(b" ").unwrap_or(rest))?;
            inside.goes_on |= tag == b"P";
            matches!(tag, b"P" | b"F").then_some(inside)
        }
        Layer::Quoted(shape) => {
            let quoted = shape.strip(text)?;
            let len = unescape::quoted_len(quoted);
            Some(lines_inside(
                inner,
                unescape::text(&quoted[..len], Style::Quoted),
            ))
        }
        Layer::Record { key, ends } => {
            let record = Some(text).filter(|text| json::is_record(text))?;
            let text = json::fields(record).find(|field| field.key == key)?.text();
            let goes_on = *ends && !text.ends_with(b"\n");
            let mut inside = lines_inside(inner, text);
            inside.goes_on |= goes_on;
            Some(inside)
        }
    }
}

/// Each line of `text` without these layers, or as it is when it does not have them.
fn lines_inside(layers: &[Layer], text: Vec<u8>) -> Inside<'static> {
    let text = match text.strip_suffix(b"\n") {
        Some(without) => without.to_vec(),
        None => text,
    };
    if layers.is_empty() {
        return Inside {
            text: text.into(),
            goes_on: false,
        };
    }
    let lines = text.split(|&byte| byte == b'\n');
    let inner = lines.map(|line| unwrap(layers, line).map_or(line.into(), |inside| inside.text));
    let inner: Vec<Cow<'_, [u8]>> = inner.collect();
    Inside {
        text: inner.join(&b'\n').into(),
        goes_on: false,
    }
}

fn first_line(text: &[u8]) -> &[u8] {
    text.split(|&byte| byte == b'\n').next().unwrap_or(text)
}

/// Whether `text`, unescaped, is several lines of which the second makes sense.
fn is_many_lines(text: &[u8]) -> bool {
    let text = unescaped(text);
    let mut lines = text.split(|&byte| byte == b'\n');
    lines
        .nth(1)
        .is_some_and(|line| is_plausible(line) && !line.is_empty())
}

/// The layers around what Go prints in `text`; `None` when there are none.
fn learn(text: &[u8]) -> Option<Vec<Layer>> {
    if let Some(open) = FIND.record.find(text)
        && let Some(inner) = learn_record(&text[open..])
    {
        let mut layers = outer(&text[..open]);
        layers.extend(inner);
        return Some(layers);
    }
    if let Some(quote) = quoted_dump(text) {
        return Some(vec![Layer::Quoted(Shape::of(&text[..=quote]))]);
    }
    let at = marker(text)?;
    let prefix = &text[..at];
    // A header glued to a call site is not a logger's doing.
    match prefix.trim_ascii().is_empty() || frame::site(prefix).is_some() {
        true => None,
        false if prefix.ends_with(b"\"") => Some(vec![Layer::Quoted(Shape::of(prefix))]),
        false => Some(outer(prefix)),
    }
}

/// The layer that a prefix is; none when it is empty.
fn outer(prefix: &[u8]) -> Vec<Layer> {
    let tag = prefix
        .strip_suffix(b" F ")
        .or_else(|| prefix.strip_suffix(b" P "));
    match tag {
        Some(stream) if stream.ends_with(b" stderr") || stream.ends_with(b" stdout") => {
            vec![Layer::Container(Shape::of(&prefix[..prefix.len() - 2]))]
        }
        _ if prefix.is_empty() => Vec::new(),
        _ => vec![Layer::Prefix(Shape::of(prefix))],
    }
}

/// The layers of a JSON record with something Go prints in one of its strings.
fn learn_record(record: &[u8]) -> Option<Vec<Layer>> {
    json::fields(record).find_map(|field| {
        let text = field.text();
        let line = text
            .split(|&byte| byte == b'\n')
            .find_map(|line| Some(&line[..marker(line)?]))?;
        let mut layers = vec![Layer::Record {
            key: field.key.to_vec(),
            ends: text.ends_with(b"\n"),
        }];
        if !line.trim_ascii().is_empty() {
            layers.extend(outer(line));
        }
        Some(layers)
    })
}

/// Where a quoted dump begins: the quote before a header that is followed by an escaped line end.
fn quoted_dump(text: &[u8]) -> Option<usize> {
    let headers = FIND.quoted.find_iter(text);
    headers
        .filter(|&quote| header::is_header(&text[quote + 1..]))
        .find(|&quote| memchr::memmem::find(&text[quote..], b":\\n").is_some())
}

/// Where something that Go prints begins.
fn marker(text: &[u8]) -> Option<usize> {
    let goroutine = FIND
        .goroutine
        .find_iter(text)
        .find(|&at| header::is_header(&text[at..]) || Debug1::begins(&text[at..]));
    let creator = FIND
        .created
        .find_iter(text)
        .find(|&at| frame::created(&text[at..]).is_some());
    // A line of debug=1 has tabs of its own: `#`, address, function and call site.
    let tab = memchr::memchr(b'\t', text).filter(|&at| {
        let site = frame::site(&text[at..]);
        site.is_some_and(|site| !site.file.contains(&b'\t'))
    });
    let octal_tab = FIND
        .octal_tab
        .find(text)
        .filter(|&at| frame::site(&text[at + 4..]).is_some());
    // All of them have a colon and a blank; most lines do not.
    let crashes = if text.contains(&b':') {
        &FIND.crashes[..]
    } else {
        &[]
    };
    let crash = crashes
        .iter()
        .find_map(|start| start.find(text))
        .filter(|&at| crash::start(&text[at..]).is_some());
    [goroutine, creator, tab, octal_tab, crash]
        .into_iter()
        .flatten()
        .min()
}

/// `text` with the escapes of whole lines undone.
fn unescaped(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr2(b'#', b'\\', text).is_none() {
        return text.into();
    }
    if text.starts_with(b"#011") || FIND.octal_line_end.find(text).is_some() {
        return unescape::text(text, Style::Octal).into();
    }
    // `\n\t` comes after every call; a Windows path that has it by chance begins no such line.
    let is_bare = FIND.bare_line_end.find(text).is_some();
    if is_bare && (header::is_header(text) || crash::start(text).is_some()) {
        return unescape::text(text, Style::Bare).into();
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn inside(text: &str) -> Option<String> {
        let layers = learn(text.as_bytes())?;
        let inside = unwrap(&layers, text.as_bytes())?;
        Some(String::from_utf8_lossy(&inside.text).into_owned())
    }

    #[test]
    fn one_line_shows_the_layers() {
        let cases = [
            ("orders-1  | goroutine 7 [select]:", "goroutine 7 [select]:"),
            (
                "2026-11-23T04:21:07Z stderr F goroutine 7 [select]:",
                "goroutine 7 [select]:",
            ),
            (
                r#"{"log":"goroutine 7 [select]:\n","stream":"stderr"}"#,
                "goroutine 7 [select]:",
            ),
            (
                r#"T {"a":{"msg":"x goroutine 7 [select]:"}}"#,
                "goroutine 7 [select]:",
            ),
            (
                r#"level=error msg="goroutine 7 [select]:" a=b"#,
                "goroutine 7 [select]:",
            ),
            (
                r#"x panic: "goroutine 7 [select]:\nmain.f()\n""#,
                "goroutine 7 [select]:\nmain.f()",
            ),
            ("Nov 1 created by main.main", "created by main.main"),
            ("Nov 1 \t/app/main.go:9 +0x1d", "\t/app/main.go:9 +0x1d"),
            ("Nov 1 panic: boom", "panic: boom"),
            ("> goroutine profile: total 7", "goroutine profile: total 7"),
        ];
        for (text, expected) in cases {
            assert_eq!(inside(text).as_deref(), Some(expected), "{text}");
        }
    }

    /// The shortcut must not hide a layer.
    #[test]
    fn plain_lines_have_no_layers() {
        for text in [
            "\t/app/main.go:9 +0x1d",
            "\t/a dir/b: c (d).go:7",
            "\t/a goroutine 7 [select]:.go:7",
            "\t/a panic: b/c.go:7",
            "main.(*T).f(0x1, {0x2?, ...})",
            "main.Sum[...](...)",
            "created by main.main in goroutine 7",
            "created by time.goFunc",
        ] {
            let text = text.as_bytes();
            assert!(!is_plain(text) || (learn(text).is_none() && leaves(text)));
        }
        assert!(is_plain(b"\t/app/main.go:9 +0x1d") && is_plain(b"main.f(0x1)"));
    }

    #[test]
    fn lines_without_layers() {
        for text in [
            "goroutine 7 [select]:",
            "    goroutine 7 [select]:",
            "\t/app/main.go:9 +0x1d",
            "created by main.main in goroutine 7",
            "panic: boom",
            "GET /metrics 200",
            r#"{"log":"hello"}"#,
        ] {
            assert_eq!(inside(text), None, "{text}");
        }
    }
}
