//! The lines of a stack: calls, call sites, `created by`, and what stands in for frames left out.

use std::ops::Range;

use super::scan::{Scan, hex_value, is_hex, trim};
use crate::model::{Kept, STALE};

/// `main.(*pool).worker(0xc000010000, {0x1, 0x2?})`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Call<'a> {
    /// As printed, `%2e` still in it.
    pub func: &'a [u8],
    /// Between the parentheses.
    pub args: &'a [u8],
    /// Whether `args` reads like arguments. Otherwise only a call site in the next line proves
    /// that this is a call and not prose.
    pub strict: bool,
}

/// Reads a call: a name without blanks and, at the end of the line, balanced parentheses.
pub(crate) fn call(text: &[u8]) -> Option<Call<'_>> {
    let text = trim(text);
    let inner_end = text.len().checked_sub(1)?;
    if text[inner_end] != b')' {
        return None;
    }
    let open = opening(&text[..inner_end])?;
    let (func, args) = (&text[..open], &text[open + 1..inner_end]);
    is_name(func).then_some(Call {
        func,
        args,
        strict: args.iter().all(|&b| is_arg_byte(b)),
    })
}

/// Position of the parenthesis that the end of `text` would close.
fn opening(text: &[u8]) -> Option<usize> {
    let mut depth = 0usize;
    for (at, &byte) in text.iter().enumerate().rev() {
        match byte {
            b')' => depth += 1,
            b'(' if depth == 0 => return Some(at),
            b'(' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The bytes of `0x1, {0x2?, _}, ...`. Written without branches: it is applied to many at once.
pub(crate) const fn is_arg_byte(byte: u8) -> bool {
    let letter = (byte | 0x20).wrapping_sub(b'a') < 6;
    let digit = byte.wrapping_sub(b'0') < 10;
    let mark = (byte == b'x') | (byte == b',') | (byte == b' ') | (byte == b'{') | (byte == b'}');
    let sign = (byte == b'?') | (byte == b'_') | (byte == b'.');
    letter | digit | mark | sign
}

/// Whether `text` can be the name of a function: no blanks outside the brackets of type arguments.
pub(crate) fn is_name(text: &[u8]) -> bool {
    let mut depth = 0usize;
    for &byte in text {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b' ' if depth == 0 => return false,
            0..b' ' | b'"' | b'=' | b'<' | b'>' if depth == 0 => return false,
            _ => {}
        }
    }
    text.first()
        .is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80)
}

/// The oldest Go (the number after `1.`) that prints such arguments; 0 when any does.
pub(crate) fn args_minor(args: &[u8]) -> u16 {
    if args.contains(&b'?') {
        18
    } else if args.contains(&b'{') {
        17
    } else {
        0
    }
}

/// The argument that is kept of a watched call ([`Kept`]), with [`STALE`] when it carries `?`; 0 when
/// there is none.
pub(crate) fn kept_value(args: &[u8], kept: Kept) -> u64 {
    let value = |(place, stale): (Range<usize>, u64)| {
        let (value, _) = hex_value(&args[place.start - 2..])?;
        Some(value | stale)
    };
    kept_place(args, kept).and_then(value).unwrap_or(0)
}

/// Where the digits of that argument stand, and [`STALE`] or 0.
pub(crate) fn kept_place(args: &[u8], kept: Kept) -> Option<(Range<usize>, u64)> {
    let at = match kept {
        Kept::First => 0,
        Kept::Last => memchr::memmem::rfind(args, b"0x")?,
    };
    let (_, len) = hex_value(&args[at..])?;
    let rest = &args[at + len..];
    let is_stale = rest.first() == Some(&b'?');
    // Behind the last one nothing is left out, and nothing but ends of structs follows.
    let ends = || rest[usize::from(is_stale)..].iter().all(|&b| b == b'}');
    if kept == Kept::Last && !ends() {
        return None;
    }
    Some((at + 2..at + len, if is_stale { STALE } else { 0 }))
}

/// `/usr/local/go/src/net/http/server.go:2104 +0x7d2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Site<'a> {
    /// Up to the last colon.
    pub file: &'a [u8],
    /// One-based; what is over 32 bits reads as 0.
    pub line: u32,
    /// Whether a tab stands before it, as Go prints it.
    pub tab: bool,
    /// Whether something stands before the tab.
    pub indented: bool,
}

/// Reads a call site, by its form: `FILE:LINE`, then nothing or ` +0x… fp=0x… sp=0x… pc=0x…`.
/// Without the tab that Go prints, the file must look like a source file.
pub(crate) fn site(text: &[u8]) -> Option<Site<'_>> {
    let indent = text
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count();
    let tab = text[..indent].contains(&b'\t');
    let indented = tab && text.first() != Some(&b'\t');
    let text = trim(text);
    let (place, offset) = cut_tail(text);
    let colon = memchr::memrchr(b':', place)?;
    let (file, digits) = (&place[..colon], &place[colon + 1..]);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let line = Scan::new(digits).number();
    // Behind a tab of its own it is part of a longer line.
    if file.contains(&b'\t') {
        return None;
    }
    let proven = (tab && !file.is_empty()) || (offset && is_file(file)) || is_source(file);
    proven.then_some(Site {
        file,
        line: line.and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
        tab,
        indented,
    })
}

/// The text before ` +0x…`, ` fp=0x…` or ` pc=0x…`, and whether there was such a tail.
fn cut_tail(text: &[u8]) -> (&[u8], bool) {
    let mut place = text;
    while let Some(space) = memchr::memrchr(b' ', place) {
        let word = &place[space + 1..];
        let value = [&b"+"[..], b"fp=", b"sp=", b"pc="]
            .iter()
            .find_map(|name| word.strip_prefix(*name));
        match value {
            Some(value) if is_hex(value) || is_redacted(value) => place = &place[..space],
            _ => break,
        }
    }
    (place, place.len() < text.len())
}

/// Whether somebody has put something in the place of an address: `0x<redacted>`, `0xXXXX`, `***`.
fn is_redacted(value: &[u8]) -> bool {
    let put = value.strip_prefix(b"0x").unwrap_or(value);
    let is_mark = |byte: &u8| b"<*[#xX?._-".contains(byte);
    put.len() < 32 && put.first().is_some_and(is_mark) && !put.contains(&b' ')
}

/// Whether `text` can be a path at all.
fn is_file(text: &[u8]) -> bool {
    !text.is_empty() && !text.iter().any(|&b| b < b' ')
}

/// Whether `text` looks like the path of a source file, so that `localhost:8080` in a log line does
/// not pass for a call site.
fn is_source(text: &[u8]) -> bool {
    const ENDINGS: [&[u8]; 14] = [
        b".go", b".s", b".c", b".h", b".cc", b".cpp", b".cgo", b".y", b".templ", b".rl",
        b".goyacc", b".S", b".m", b".tmpl",
    ];
    const NAMES: [&[u8]; 3] = [b"<autogenerated>", b"??", b"?"];
    is_file(text)
        && (NAMES.contains(&text) || ENDINGS.iter().any(|ending| text.ends_with(ending)))
        && memchr::memmem::find(text, b"://").is_none()
}

/// `created by net/http.(*Server).Serve in goroutine 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Created<'a> {
    /// The function that holds the `go` statement.
    pub func: &'a [u8],
    /// The goroutine that ran it (Go 1.21+).
    pub goroutine: Option<u64>,
}

/// Reads a `created by` line.
pub(crate) fn created(text: &[u8]) -> Option<Created<'_>> {
    let text = trim(text).strip_prefix(b"created by ")?;
    // With stray bytes in it, a line need not be read to its end.
    let damaged = std::str::from_utf8(text).is_err();
    let (func, goroutine) = match creator_number(text) {
        Some(at) => {
            let mut scan = Scan::new(&text[at + b" in goroutine ".len()..]);
            let id = scan.number().filter(|_| scan.rest().is_empty() || damaged);
            (&text[..at], id)
        }
        None if damaged => (
            text.split(|&byte| byte == b' ').next().unwrap_or(text),
            None,
        ),
        None => (text, None),
    };
    is_name(func).then_some(Created { func, goroutine })
}

/// Where ` in goroutine ` stands last.
fn creator_number(text: &[u8]) -> Option<usize> {
    const BEFORE: &[u8] = b" in goroutine ";
    let digits = text.iter().rev().take_while(|it| it.is_ascii_digit());
    let at = text.len().checked_sub(digits.count() + BEFORE.len());
    // Where Go prints it, it need not be searched for.
    at.filter(|&at| text[at..].starts_with(BEFORE))
        .or_else(|| memchr::memmem::rfind(text, BEFORE))
}

/// Whether the line is one of Go's own stand-ins for frames that it left out:
/// `...16 frames elided...` (1.21+), `...additional frames elided...`.
pub(crate) fn is_elided(text: &[u8]) -> bool {
    let inner = trim(text)
        .strip_prefix(b"...")
        .and_then(|rest| rest.strip_suffix(b" frames elided..."));
    inner.is_some_and(|what| {
        what == b"additional" || (!what.is_empty() && what.iter().all(u8::is_ascii_digit))
    })
}

/// Whether the line is `non-Go function at pc=0x4b3c10` (a C frame without a symbol).
pub(crate) fn is_non_go(text: &[u8]) -> bool {
    trim(text).starts_with(b"non-Go function")
}

/// Whether the line stands for the stack of a goroutine that ran when the program crashed.
pub(crate) fn is_unavailable(text: &[u8]) -> bool {
    trim(text).starts_with(b"goroutine running on other thread; stack unavailable")
}

/// The number in `[originating from goroutine 7]:` (`GODEBUG=tracebackancestors=N`).
pub(crate) fn ancestor(text: &[u8]) -> Option<u64> {
    let mut scan = Scan::new(trim(text));
    if !scan.eat(b"[originating from goroutine ") {
        return None;
    }
    let id = scan.number()?;
    (scan.eat(b"]:") && scan.rest().is_empty()).then_some(id)
}

/// Whether the line is where a C frame is: `\tpc=0x4b3c10` or `\tfile.c:9 pc=0x4b3c10`, as printed
/// for programs with `runtime.SetCgoTraceback`.
pub(crate) fn is_c_site(text: &[u8]) -> bool {
    let text = trim(text);
    let word = memchr::memrchr(b' ', text).map_or(text, |space| &text[space + 1..]);
    word.strip_prefix(b"pc=").is_some_and(is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &[u8]) -> &str {
        std::str::from_utf8(text).unwrap()
    }

    #[test]
    fn calls() {
        let cases = [
            ("main.main()", "main.main", ""),
            ("main.f(...)", "main.f", "..."),
            (
                "main.(*T).M(0x1, {0x2, 0x3})",
                "main.(*T).M",
                "0x1, {0x2, 0x3}",
            ),
            ("main.Sum[...](...)", "main.Sum[...]", "..."),
            (
                "main.(*Stack[...]).Map[...](...)",
                "main.(*Stack[...]).Map[...]",
                "...",
            ),
            (
                "main.(*session).(main.expire)-fm()",
                "main.(*session).(main.expire)-fm",
                "",
            ),
            (
                "panic({0x5d62f0?, 0x4ec930?})",
                "panic",
                "{0x5d62f0?, 0x4ec930?}",
            ),
            ("main.größe(0x1)", "main.größe", "0x1"),
            (
                "9fans.net/go/acme.(*Win).Ctl(_, 0x1, ...)",
                "9fans.net/go/acme.(*Win).Ctl",
                "_, 0x1, ...",
            ),
        ];
        for (text, func, args) in cases {
            let call = call(text.as_bytes()).expect(text);
            assert_eq!((show(call.func), show(call.args)), (func, args));
            assert!(call.strict, "{text}");
        }
    }

    #[test]
    fn bytes_of_arguments() {
        let bytes: Vec<u8> = (0..=255).filter(|&byte| is_arg_byte(byte)).collect();
        assert_eq!(bytes, b" ,.0123456789?ABCDEF_abcdefx{}");
    }

    #[test]
    fn prose_is_no_call() {
        for text in ["", ")", "(x)", "it failed (again)", "main.main", "x=f(1)"] {
            assert_eq!(call(text.as_bytes()), None, "{text}");
        }
        assert!(!call(b"retry(attempt five)").unwrap().strict);
    }

    #[test]
    fn sites() {
        let cases = [
            ("\t/app/main.go:9 +0x1d", "/app/main.go", 9),
            ("\t/app/main.go:9", "/app/main.go", 9),
            ("    /app/main.go:9 +0x1d", "/app/main.go", 9),
            ("/app/main.go:9", "/app/main.go", 9),
            (
                "\tC:/Users/dev/app/main.go:12 +0x1",
                "C:/Users/dev/app/main.go",
                12,
            ),
            ("\t/a dir/b: c (d).go:7 +0x1", "/a dir/b: c (d).go", 7),
            (
                "\t<autogenerated>:1 +0x3c fp=0xc000060d48 sp=0xc000060d10 pc=0x653edc",
                "<autogenerated>",
                1,
            ),
            ("\t/x.s:1357 fp=0xc0000d9fe0 sp=0xc0000d9fd8", "/x.s", 1357),
            ("\tviews/list.templ:15 +0x1", "views/list.templ", 15),
            ("\tweird name:3", "weird name", 3),
        ];
        for (text, file, line) in cases {
            let site = site(text.as_bytes()).expect(text);
            assert_eq!((show(site.file), site.line), (file, line));
        }
    }

    #[test]
    fn log_lines_are_no_sites() {
        for text in [
            "2026/11/23 04:21:07",
            "listening on localhost:8080",
            "http://example.com/x.go:80",
            ":8080",
            "\t:0",
            "error: 5",
            "main.f(0x1)",
        ] {
            assert_eq!(site(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn creators() {
        let read = |text: &'static str| created(text.as_bytes());
        let with = read("created by net/http.(*Server).Serve in goroutine 1").unwrap();
        assert_eq!(
            (show(with.func), with.goroutine),
            ("net/http.(*Server).Serve", Some(1))
        );
        let without = read("created by time.goFunc").unwrap();
        assert_eq!(
            (show(without.func), without.goroutine),
            ("time.goFunc", None)
        );
        assert_eq!(read("created by John Smith in 2020"), None);
    }

    #[test]
    fn pointers() {
        let first = |args| kept_value(args, Kept::First);
        assert_eq!(first(b"0xc000010000, 0x1"), 0xc0_0001_0000);
        assert_eq!(first(b"0xc0?, 0x1"), 0xc0 | STALE);
        assert_eq!(first(b"{0xc0, 0x1}"), 0);
        assert_eq!(first(b"..."), 0);
        assert_eq!(first(b""), 0);
    }

    #[test]
    fn last_arguments() {
        let last = |args| kept_value(args, Kept::Last);
        assert_eq!(last(b"0xc0, {0x7a, 0x98}, {0xc1?, 0x2?, 0x0?}"), STALE);
        assert_eq!(last(b"0xc0, {0x1?, 0x2?, 0xab60?}"), 0xab60 | STALE);
        assert_eq!(last(b"0xc0, 0xab60"), 0xab60);
        assert_eq!(last(b"0xc0, {0x1?, ...}"), 0);
        assert_eq!(last(b"..."), 0);
        assert_eq!(last(b""), 0);
    }
}
