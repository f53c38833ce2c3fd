//! The layers that log collectors, editors and mails put around a line, and what is inside.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::shape::Shape;
use super::unescape::{self, Spelling, Style};
use super::{chars, is_plausible, is_site, json};
use crate::parse::{Debug1, crash, frame, header};

/// One thing to take off.
#[derive(Clone, Debug)]
pub(super) enum Layer {
    /// `Nov 23 04:21:07 host app[4711]: `.
    Prefix(Shape),
    /// `2026-11-23T04:21:07Z stderr F `: the tag `P` says that the line goes on in the next record.
    Container(Shape),
    /// `level=error msg="` and everything after the closing quote.
    Quoted(Shape),
    /// `2026-11-23,web-3,`: cells of a table before the text, which has quotes where it needs them; and the
    /// number of those behind it.
    Cell(Shape, usize),
    /// ` │` after each line, or a `$`.
    Suffix(Vec<u8>),
    /// A JSON record; the text is in the string with this key, or in a series of them. When those
    /// strings end with a line end, one without it goes on in the next record.
    Record { key: Vec<u8>, ends: bool },
}

/// A line without its envelope; it may have line ends of its own.
pub(super) struct Inside<'a> {
    pub text: Cow<'a, [u8]>,
    pub goes_on: bool,
}

/// What lines are searched for, prepared once.
struct Finders {
    record: Finder<'static>,
    list: Finder<'static>,
    line_end: Finder<'static>,
    goroutine: Finder<'static>,
    frame: Finder<'static>,
    created: Finder<'static>,
    octal_tab: Finder<'static>,
    quoted_tab: Finder<'static>,
    octal_line_end: Finder<'static>,
    crashes: [Finder<'static>; 5],
}

static FIND: LazyLock<Finders> = LazyLock::new(|| Finders {
    record: Finder::new(b"{\""),
    list: Finder::new(b"[\""),
    line_end: Finder::new(b"\\n"),
    goroutine: Finder::new(b"goroutine"),
    frame: Finder::new(b"#\t0x"),
    created: Finder::new(b"created by "),
    octal_tab: Finder::new(b"#011"),
    quoted_tab: Finder::new(br#""\t"#),
    octal_line_end: Finder::new(b"#012"),
    crashes: [
        Finder::new(b"panic: "),
        Finder::new(b"fatal error: "),
        Finder::new(b"SIGQUIT: quit"),
        Finder::new(b"SIGSEGV: segmentation"),
        Finder::new(b"SIGABRT: abort"),
    ],
});

/// Whether `line` shows no layer and has no escapes.
pub(super) fn leaves(line: &[u8]) -> bool {
    learn(line).is_none() && matches!(unescaped(line), Cow::Borrowed(_))
}

/// `text` without these layers; `None` when it does not have them.
pub(super) fn unwrap<'a>(layers: &[Layer], text: &'a [u8]) -> Option<Inside<'a>> {
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
            let Some(quoted) = shape.strip(text) else {
                return bare_value(inner, shape, text);
            };
            let len = unescape::quoted_len(quoted);
            Some(lines_inside(
                inner,
                unescape::text(&quoted[..len], Style::Quoted),
            ))
        }
        Layer::Cell(shape, n_behind) => {
            let cell = shape.strip(text)?;
            match cell.strip_prefix(b"\"") {
                Some(quoted) => Some(lines_inside(inner, unescape::cell(quoted).0)),
                None => unwrap(inner, without_cells(cell, *n_behind)?),
            }
        }
        Layer::Suffix(suffix) => {
            let line = text.trim_ascii_end();
            unwrap(
                inner,
                line.strip_suffix(&suffix[..])
                    .map_or(text, <[u8]>::trim_ascii_end),
            )
        }
        Layer::Record { key, ends } => {
            let record = Some(text).filter(|text| json::is_record(text))?;
            if let Some(series) = series(record, key, inner) {
                return Some(lines_inside(inner, series));
            }
            let text = json::fields(record).find(|field| field.key == key)?.text();
            let goes_on = *ends && !text.ends_with(b"\n");
            let mut inside = lines_inside(inner, text);
            inside.goes_on |= goes_on;
            Some(inside)
        }
    }
}

/// The lines in a record of records: what the query interfaces of log stores answer. `None` when there
/// are not two, or when most make no sense next to each other. The times among them are numbers.
fn series(record: &[u8], key: &[u8], inner: &[Layer]) -> Option<Vec<u8>> {
    let with_key = json::fields(record).filter(|field| field.key == key);
    let lines: Vec<Vec<u8>> = with_key
        .filter(|field| !field.raw.iter().all(u8::is_ascii_digit))
        .map(|field| field.text())
        .collect();
    let fit = |line: &&Vec<u8>| {
        unwrap(inner, first_line(line)).is_some_and(|it| is_plausible_inside(first_line(&it.text)))
    };
    if lines.len() < 2 || lines.iter().filter(fit).count() * 2 < lines.len() {
        return None;
    }
    let lines = lines
        .iter()
        .map(|line| line.strip_suffix(b"\n").unwrap_or(line));
    Some(lines.collect::<Vec<&[u8]>>().join(&b'\n'))
}

/// A value without its quotes: loggers write `key=value` so when the value has no blank.
fn bare_value<'a>(inner: &[Layer], shape: &Shape, text: &'a [u8]) -> Option<Inside<'a>> {
    let value = shape.without_quote()?.strip(text)?;
    let len = memchr::memchr(b' ', value).unwrap_or(value.len());
    unwrap(inner, &value[..len])
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

pub(super) fn first_line(text: &[u8]) -> &[u8] {
    text.split(|&byte| byte == b'\n').next().unwrap_or(text)
}

/// Whether `text`, unescaped, is several lines of which one soon makes sense.
pub(super) fn is_many_lines(text: &[u8]) -> bool {
    let text = unescaped(text);
    let lines = text.split(|&byte| byte == b'\n').skip(1);
    let full = lines.filter(|line| !line.trim_ascii().is_empty());
    full.take(8).any(is_plausible_inside)
}

/// Whether `text`, from the string of a record, can stand next to a header.
pub(super) fn is_plausible_inside(text: &[u8]) -> bool {
    is_plausible(&chars::cleaned(text.to_vec()))
}

/// The layers around what Go prints in `text`; `None` when there are none.
pub(super) fn learn(text: &[u8]) -> Option<Vec<Layer>> {
    if let Some(open) = record_start(text)
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
    if is_site(prefix) {
        return None;
    }
    if let Some(quote) = open_cell(prefix) {
        let (cell, behind) = unescape::cell(&text[quote + 1..]);
        let mut layers = vec![Layer::Cell(Shape::of(&text[..quote]), n_cells(behind))];
        layers.extend(learn(first_line(&cell)).unwrap_or_default());
        return Some(layers);
    }
    let mut layers = match open_quote(prefix) {
        _ if prefix.trim_ascii().is_empty() => Vec::new(),
        Some(quote) => vec![Layer::Quoted(Shape::of(&prefix[..=quote]))],
        None => outer(prefix),
    };
    if let Some(Layer::Cell(_, n_behind)) = layers.last_mut() {
        *n_behind = behind_first(&text[at..]).map_or(0, n_cells);
        return Some(layers);
    }
    let suffix = suffix(&text[at..]).or_else(|| other_side(prefix, &text[at..]));
    layers.extend(suffix.map(|it| Layer::Suffix(it.to_vec())));
    (!layers.is_empty()).then_some(layers)
}

/// Where a record begins, or a list of strings.
fn record_start(text: &[u8]) -> Option<usize> {
    let (record, list) = (FIND.record.find(text), FIND.list.find(text));
    record.into_iter().chain(list).min()
}

/// What ends each line of a frame or a table: a few characters behind a header that are no word and no
/// quote. Or a terminal's escape that was copied as text, `^[[0m`.
fn suffix(text: &[u8]) -> Option<&[u8]> {
    let behind = behind_first(text)?.trim_ascii();
    let fits = (1..=6).contains(&behind.len()) && !behind.iter().any(is_strange);
    (fits || is_visible_escape(behind)).then_some(behind)
}

/// What a line of a frame may have of its text.
fn is_strange(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"\"'\\<".contains(byte)
}

/// The same behind another line: what stands before it as well, after a blank.
fn other_side<'a>(prefix: &[u8], text: &'a [u8]) -> Option<&'a [u8]> {
    let text = text.trim_ascii_end();
    let last = &text[memchr::memrchr(b' ', text)? + 1..];
    let fits = (1..=3).contains(&last.len()) && !last.iter().any(is_strange);
    (fits && prefix.trim_ascii().ends_with(last)).then_some(last)
}

/// `^[[0m`, `ESC[0m`, or `[0m` alone where the character before it was lost.
fn is_visible_escape(text: &[u8]) -> bool {
    let starts: [&[u8]; 2] = [b"^[", b"ESC"];
    let start = starts.iter().find_map(|it| text.strip_prefix(*it));
    let inner = start.unwrap_or(text).strip_prefix(b"[");
    let inner = inner.and_then(|it| it.strip_suffix(b"m"));
    inner.is_some_and(|it| it.len() < 12 && it.iter().all(|b| b.is_ascii_digit() || *b == b';'))
}

/// The number of cells in `text`, which stands behind one.
fn n_cells(text: &[u8]) -> usize {
    let is_more = text.trim_ascii_start().first() == Some(&b',');
    memchr::memchr_iter(b',', text).filter(|_| is_more).count()
}

/// `text` without its last `n` cells.
fn without_cells(text: &[u8], n: usize) -> Option<&[u8]> {
    (0..n).try_fold(text, |text, _| Some(&text[..memchr::memrchr(b',', text)?]))
}

/// What stands behind the header or heading at the beginning of `text`.
fn behind_first(text: &[u8]) -> Option<&[u8]> {
    let header = header::parse(text).filter(|header| header.whole);
    let behind = header.map(|header| &text[text.len() - header.trailing..]);
    behind.or_else(|| Debug1::behind_heading(text))
}

/// The quote in `prefix` that opens a cell which does not end in it.
fn open_cell(prefix: &[u8]) -> Option<usize> {
    let mut quotes = memchr::memchr_iter(b'"', prefix);
    let open = quotes.by_ref().step_by(2).last()?;
    let is_open = memchr::memchr(b'"', &prefix[open + 1..]).is_none();
    let is_indented = prefix[..open].trim_ascii().is_empty();
    let follows = !is_indented && matches!(&prefix[..open], [.., b',' | b';' | b'\t']);
    (is_open && follows).then_some(open)
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
        _ if prefix.ends_with(b",") => vec![Layer::Cell(Shape::of(prefix), 0)],
        _ => vec![Layer::Prefix(Shape::of(prefix))],
    }
}

/// The layers of a JSON record with something Go prints in one of its strings.
fn learn_record(record: &[u8]) -> Option<Vec<Layer>> {
    json::fields(record).find_map(|field| {
        let text = chars::cleaned(field.text());
        let line = text
            .split(|&byte| byte == b'\n')
            .find(|line| marker(line).is_some())?;
        let mut layers = vec![Layer::Record {
            key: field.key.to_vec(),
            ends: text.ends_with(b"\n"),
        }];
        layers.extend(learn(line).unwrap_or_default());
        Some(layers)
    })
}

/// Where a quoted dump begins: the quote before a header that is followed by an escaped line end.
fn quoted_dump(text: &[u8]) -> Option<usize> {
    let mut headers = FIND.goroutine.find_iter(text);
    headers.find_map(|at| {
        let quote = open_quote(&text[..at])?;
        let is_first =
            header::is_header(&text[at..]) || Debug1::behind_heading(&text[at..]).is_some();
        let fits = is_first && FIND.line_end.find(&text[at..]).is_some();
        fits.then_some(quote)
    })
}

/// Where `prefix` ends with a quote, or with one and the escape of a colour.
fn open_quote(prefix: &[u8]) -> Option<usize> {
    let escapes: [&[u8]; 2] = [b"\\x1b[", b"\\u001b["];
    let quote = memchr::memrchr(b'"', prefix)?;
    let behind = &prefix[quote + 1..];
    let is_colour = behind.len() < 16 && escapes.iter().any(|it| behind.starts_with(it));
    (behind.is_empty() || is_colour).then_some(quote)
}

/// Where something that Go prints begins.
pub(super) fn marker(text: &[u8]) -> Option<usize> {
    let goroutine = FIND.goroutine.find_iter(text).find(|&at| {
        let text = &text[at..];
        header::is_header(text) || Debug1::behind_heading(text).is_some()
    });
    let creator = FIND
        .created
        .find_iter(text)
        .find(|&at| frame::created(&text[at..]).is_some());
    // A line of debug=1 has tabs of its own: `#`, address, function and call site. The `#` may be lost.
    let own = match Debug1::may_continue(text.trim_ascii_start()) {
        true => 0,
        false => FIND.frame.find(text).unwrap_or(text.len()),
    };
    let tab = memchr::memchr_iter(b'\t', &text[..own]).find(|&at| {
        let site = frame::site(&text[at..]);
        site.is_some_and(|site| !site.file.contains(&b'\t'))
    });
    let octal_tab = FIND
        .octal_tab
        .find(text)
        .filter(|&at| frame::site(&text[at + 4..]).is_some());
    // The first line of a list of records may be one, when the newest comes first.
    let quoted_tab = FIND.quoted_tab.find(text).map(|at| at + 1).filter(|&at| {
        let site = &text[at + 2..];
        frame::site(&site[..unescape::quoted_len(site)]).is_some()
    });
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
    [goroutine, creator, tab, octal_tab, quoted_tab, crash]
        .into_iter()
        .flatten()
        .min()
}

/// `text` with the escapes of whole lines undone.
pub(super) fn unescaped(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr3(b'#', b'\\', b'^', text).is_none() {
        return text.into();
    }
    if let Some(line) = with_tabs(text) {
        return line.into();
    }
    if text.starts_with(b"#011") || FIND.octal_line_end.find(text).is_some() {
        return unescape::text(text, Style::Octal).into();
    }
    match line_ends(text) {
        Some(spelling) => unescape::text(text, Style::Bare(spelling)).into(),
        None => text.into(),
    }
}

/// A call site or a line of a profile whose tabs were written as `^I` by `cat -T`, or as `\t`; in a profile also
/// as `#011`.
fn with_tabs(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.trim_ascii_start();
    let escape = [&b"^I"[..], b"\\t", b"#011"]
        .into_iter()
        .find(|it| text.strip_prefix(b"#").unwrap_or(text).starts_with(it))?;
    if text[0] != b'#' {
        let site = &text[escape.len()..];
        return is_site(site).then(|| [b"\t", site].concat());
    }
    let mut line = Vec::with_capacity(text.len());
    let mut from = 0;
    for at in memchr::memmem::find_iter(text, escape) {
        line.extend_from_slice(&text[from..at]);
        line.push(b'\t');
        from = at + escape.len();
    }
    line.extend_from_slice(&text[from..]);
    Some(line)
}

/// How the line ends of `text` are written, if it is a dump on one line: the one behind a header, or
/// `\n\t`, which comes after every call; a Windows path that has it by chance begins no such line.
fn line_ends(text: &[u8]) -> Option<Spelling> {
    let trimmed = text.trim_ascii_start();
    let behind = behind_first(trimmed);
    if behind.is_none() && !header::is_header(trimmed) && crash::start(trimmed).is_none() {
        return None;
    }
    let behind = behind.and_then(unescape::spelling);
    behind.or_else(|| unescape::spelling_before_tab(text))
}

#[cfg(test)]
mod tests {
    use super::super::is_plain;
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
            (
                r#"7,web-3,"goroutine 7 [select, 3 minutes]:""#,
                "goroutine 7 [select, 3 minutes]:",
            ),
            ("│ goroutine 7 [select]:   │", "goroutine 7 [select]:"),
            ("goroutine 7 [select]:$", "goroutine 7 [select]:"),
            (
                r#"["goroutine 7 [select]:","main.f()"]"#,
                "goroutine 7 [select]:\nmain.f()",
            ),
            (
                r#"{"values":[["17","goroutine 7 [select]:"],["18","main.f()"]]}"#,
                "goroutine 7 [select]:\nmain.f()",
            ),
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

    #[test]
    fn the_tabs_of_a_profile_are_no_prefix() {
        for line in [
            "#\t0x63a888\tnet/http.HandlerFunc.ServeHTTP+0x28\t/usr/local/go/src/net/http/server.go:2358",
            "#\t0x4893e4\tinternal/poll.runtime_pollWait+0x84\t\t/usr/local/go/src/runtime/netpoll.go:351",
            "#\t0x63a888\tnet/http.HandlerFunc.ServeHTTP+0x28\tnet/http/server.go:2358",
        ] {
            assert!(learn(line.as_bytes()).is_none(), "{line}");
        }
    }
}
