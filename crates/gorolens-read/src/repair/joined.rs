//! Lines that were run together: a goroutine on one line, or a header glued to the line before.

use super::{Stage, is_site};
use crate::collect::Collector;
use crate::lines::{End, Line};
use crate::parse::{crash, frame, header};
use crate::problem::RepairKind;

/// Takes joined lines apart.
#[derive(Debug)]
pub(crate) struct Joined<N> {
    pub(super) next: N,
}

impl<N> Joined<N> {
    pub fn new(next: N) -> Self {
        Joined { next }
    }
}

impl<N: Stage> Stage for Joined<N> {
    fn line(&mut self, line: &Line<'_>, out: &mut Collector) {
        match parts(line.text) {
            Some(parts) => {
                out.repaired(RepairKind::JoinedLines);
                self.hand_on(line, &parts, out);
            }
            None => self.next.line(line, out),
        }
    }

    fn finish(&mut self, size: u64, out: &mut Collector) {
        self.next.finish(size, out);
    }

    fn is_idle(&self) -> bool {
        self.next.is_idle()
    }
}

impl<N: Stage> Joined<N> {
    /// Hands the parts on; each takes the blanks behind it along.
    fn hand_on(&mut self, line: &Line<'_>, parts: &[&[u8]], out: &mut Collector) {
        let (mut offset, mut left) = (line.offset, line.size);
        for (at, text) in parts.iter().enumerate() {
            let is_last = at + 1 == parts.len();
            let size = match is_last {
                true => left,
                false => left.min(text.len() as u64 + 1),
            };
            let end = if is_last { line.end } else { End::Newline };
            let number = line.number;
            let lost = if is_last { line.lost } else { 0 };
            self.next.line(
                &Line {
                    text,
                    offset,
                    number,
                    size,
                    end,
                    lost,
                },
                out,
            );
            offset += size;
            left -= size;
        }
    }
}

/// Whether `line` is one line.
pub(super) fn leaves(line: &[u8]) -> bool {
    parts(line).is_none()
}

/// The lines that `text` was made of; `None` when it is one line.
fn parts(text: &[u8]) -> Option<Vec<&[u8]>> {
    let trimmed = text.trim_ascii();
    if header::is_header(trimmed) {
        let header = header::parse(trimmed)?;
        return (header.whole && header.trailing > 0).then(|| take_apart(trimmed))?;
    }
    memchr::memchr(b'[', text)?;
    if let Some(at) = glued_header(text) {
        let mut all = vec![&text[..at]];
        all.extend(parts(&text[at..]).unwrap_or_else(|| vec![&text[at..]]));
        return Some(all);
    }
    let at = header_behind_message(text)?;
    let mut all = vec![text[..at].trim_ascii_end()];
    all.extend(take_apart(&text[at..])?);
    Some(all)
}

/// Where a header begins behind the message of a crash, on the same line.
fn header_behind_message(text: &[u8]) -> Option<usize> {
    crash::start(text)?;
    next_header(text, 1)
}

/// Where the next header begins from `from` on.
fn next_header(text: &[u8], from: usize) -> Option<usize> {
    let headers = memchr::memmem::find_iter(&text[from..], b" goroutine ").map(|at| from + at + 1);
    headers.into_iter().find(|&at| {
        let header = header::parse(&text[at..]);
        header.is_some_and(|it| it.whole)
    })
}

/// Where a header begins in the middle of a line that would be a call site without it.
fn glued_header(text: &[u8]) -> Option<usize> {
    let headers = memchr::memmem::find_iter(text, b"goroutine ").filter(|&at| at > 0);
    headers
        .filter(|&at| header::is_header(&text[at..]))
        .find(|&at| is_site(&text[..at]))
}

/// Headers, calls and call sites in a row. What stands among them after the first call is a part up to the
/// next header; `None` when it comes before.
fn take_apart(text: &[u8]) -> Option<Vec<&[u8]>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut is_site = false;
    while !rest.is_empty() {
        let len = match is_site {
            true => site_len(rest),
            false => line_len(rest),
        };
        let other = || (parts.len() > 2).then(|| next_header(rest, 0).unwrap_or(rest.len()));
        let len = len.or_else(other)?;
        let part = &rest[..len];
        is_site = !is_site && (frame::call(part).is_some() || frame::created(part).is_some());
        parts.push(part);
        rest = rest[len..].trim_ascii_start();
    }
    Some(parts)
}

/// Length of the line at the beginning of `text` that is no call site.
fn line_len(text: &[u8]) -> Option<usize> {
    if header::is_header(text) {
        let header = header::parse(text).filter(|header| header.whole)?;
        return Some(text.len() - header.trailing);
    }
    if let Some(rest) = text.strip_prefix(b"created by ") {
        return Some(text.len() - rest.len() + creator_len(rest));
    }
    if text.starts_with(b"[originating from goroutine ") {
        return memchr::memmem::find(text, b"]:").map(|at| at + 2);
    }
    if text.starts_with(b"...") {
        return memchr::memmem::find(text, b" elided...").map(|at| at + b" elided...".len());
    }
    call_len(text)
}

/// Length of a name and ` in goroutine 7` after it.
fn creator_len(text: &[u8]) -> usize {
    let name = text
        .iter()
        .take_while(|byte| !byte.is_ascii_whitespace())
        .count();
    let rest = &text[name..];
    match rest.strip_prefix(b" in goroutine ") {
        Some(id) => {
            let digits = id.iter().take_while(|byte| byte.is_ascii_digit()).count();
            text.len() - id.len() + digits
        }
        None => name,
    }
}

/// Length up to the first closing parenthesis outside all others that a blank follows.
fn call_len(text: &[u8]) -> Option<usize> {
    let mut depth = 0usize;
    for (at, &byte) in text.iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.checked_sub(1)?,
            b' ' | b'\t' if depth == 0 => return None,
            _ => {}
        }
        let ends = text.get(at + 1).is_none_or(u8::is_ascii_whitespace);
        if byte == b')' && depth == 0 && ends {
            return frame::call(&text[..=at]).map(|_| at + 1);
        }
    }
    None
}

/// Length up to the first `:LINE`, with ` +0x… fp=0x… sp=0x… pc=0x…` after it.
fn site_len(text: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b':', text).find_map(|colon| {
        let after = &text[colon + 1..];
        let digits = after
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let rest = &after[digits..];
        let ends = rest.first().is_none_or(u8::is_ascii_whitespace);
        let values = [&b" +0x"[..], b" fp=0x", b" sp=0x", b" pc=0x"];
        let rest = values.iter().fold(rest, |rest, name| value(rest, name));
        (digits > 0 && ends).then_some(text.len() - rest.len())
    })
}

/// What comes behind a value of this name, if one is there.
fn value<'a>(text: &'a [u8], name: &[u8]) -> &'a [u8] {
    let is_digit = |byte: &&u8| byte.is_ascii_hexdigit();
    text.strip_prefix(name)
        .map_or(text, |hex| &hex[hex.iter().take_while(is_digit).count()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let parts = parts(text.as_bytes()).expect(text);
        let parts: Vec<&str> = parts
            .iter()
            .map(|it| std::str::from_utf8(it).unwrap())
            .collect();
        assert_eq!(parts, expected);
    }

    #[test]
    fn joined_lines() {
        check(
            "goroutine 7 [select]: main.(*T).f(0x1, {0x2}) \t/a b.go:9 +0x1d main.g(...) /c.go:8 \
             created by main.main in goroutine 1 /app/main.go:5 +0x2 goroutine 8 [select]: main.g() /c.go:8",
            &[
                "goroutine 7 [select]:",
                "main.(*T).f(0x1, {0x2})",
                "/a b.go:9 +0x1d",
                "main.g(...)",
                "/c.go:8",
                "created by main.main in goroutine 1",
                "/app/main.go:5 +0x2",
                "goroutine 8 [select]:",
                "main.g()",
                "/c.go:8",
            ],
        );
        check(
            "\t/app/main.go:5 +0xbagoroutine 8 [select]:",
            &["\t/app/main.go:5 +0xba", "goroutine 8 [select]:"],
        );
    }

    #[test]
    fn one_line_stays() {
        for text in [
            "goroutine 7 [select]:",
            "goroutine 7 [select]: it hangs here",
            "main.f()",
            "",
        ] {
            assert!(parts(text.as_bytes()).is_none(), "{text}");
        }
    }
}
