//! `\n`, `\t`, `#012` → the characters they stand for.

/// Who wrote the escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Inside the quotes of a JSON or Go string.
    Quoted,
    /// Without quotes: only line ends and tabs were escaped, each in one way.
    Bare(Spelling),
    /// rsyslog: `#` and three octal digits.
    Octal,
}

/// How a line end and a tab are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    line_end: &'static [u8],
    tab: &'static [u8],
}

/// Longer ones first: they end like shorter ones.
const SPELLINGS: [Spelling; 7] = {
    const fn spelling(line_end: &'static [u8], tab: &'static [u8]) -> Spelling {
        Spelling { line_end, tab }
    }
    [
        spelling(br"\\r\\n", br"\\t"),
        spelling(br"\\n", br"\\t"),
        spelling(br"\r\n", br"\t"),
        spelling(br"\n", br"\t"),
        spelling(br"\x0a", br"\x09"),
        spelling(br"\u000a", br"\u0009"),
        spelling(br"\012", br"\011"),
    ]
};

/// How the line end is written that `text` begins with; `None` when it begins otherwise.
pub(super) fn spelling(text: &[u8]) -> Option<Spelling> {
    let begins = |it: &&Spelling| begins_with(text, it.line_end);
    SPELLINGS.iter().find(begins).copied()
}

/// How the line ends of `text` are written that have a tab behind them.
pub(super) fn spelling_before_tab(text: &[u8]) -> Option<Spelling> {
    let is_there = |it: &&Spelling| {
        let mut all = memchr::memchr_iter(b'\\', text).map(|at| &text[at..]);
        all.any(|text| {
            begins_with(text, it.line_end) && begins_with(&text[it.line_end.len()..], it.tab)
        })
    };
    SPELLINGS.iter().find(is_there).copied()
}

/// Whatever the case of hexadecimal digits.
fn begins_with(text: &[u8], escape: &[u8]) -> bool {
    let head = text.get(..escape.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(escape))
}

/// The text that `raw` stands for.
pub(super) fn text(raw: &[u8], style: Style) -> Vec<u8> {
    let mut text = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(&byte) = rest.first() {
        let len = match style {
            Style::Quoted => quoted(rest, &mut text),
            Style::Bare(spelling) => bare(spelling, rest, &mut text),
            Style::Octal => octal(rest, &mut text),
        };
        if len == 0 {
            text.push(byte);
        }
        rest = &rest[len.max(1)..];
    }
    text
}

/// A cell of a table after its opening quote, and what stands behind it: two quotes stand for one, and one ends it.
pub(super) fn cell(text: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut cell = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'"', rest) {
        cell.extend_from_slice(&rest[..at]);
        if rest.get(at + 1) != Some(&b'"') {
            return (cell, &rest[at + 1..]);
        }
        cell.push(b'"');
        rest = &rest[at + 2..];
    }
    cell.extend_from_slice(rest);
    (cell, &[])
}

/// Length of a string after its opening quote, up to the closing one or the end.
pub(super) fn quoted_len(text: &[u8]) -> usize {
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// Writes what an escape stands for; its length, 0 when there is none.
fn quoted(text: &[u8], to: &mut Vec<u8>) -> usize {
    let [b'\\', kind, ..] = text else { return 0 };
    match kind {
        b'n' => to.push(b'\n'),
        b't' => to.push(b'\t'),
        b'r' => {}
        b'b' | b'f' | b'a' | b'v' => to.push(b' '),
        b'x' => return hex(text, 2, to),
        b'u' => return hex(text, 4, to),
        b'U' => return hex(text, 8, to),
        other => to.push(*other),
    }
    2
}

/// `\x41`, `\u0041`: two bytes and `digits` more.
fn hex(text: &[u8], digits: usize, to: &mut Vec<u8>) -> usize {
    let code = text.get(2..2 + digits);
    let code = code.and_then(|code| std::str::from_utf8(code).ok());
    let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
    let Some(code) = code else { return 0 };
    match (digits, u8::try_from(code)) {
        (2, Ok(byte)) => to.push(byte),
        _ => {
            let char = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            to.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    2 + digits
}

fn bare(spelling: Spelling, text: &[u8], to: &mut Vec<u8>) -> usize {
    for (escape, byte) in [(spelling.line_end, b'\n'), (spelling.tab, b'\t')] {
        if text[0] == b'\\' && begins_with(text, escape) {
            to.push(byte);
            return escape.len();
        }
    }
    0
}

fn octal(text: &[u8], to: &mut Vec<u8>) -> usize {
    match text {
        [b'#', b'0', b'1', b'2', ..] => to.push(b'\n'),
        [b'#', b'0', b'1', b'1', ..] => to.push(b'\t'),
        [b'#', b'0', b'1', b'5', ..] => {}
        _ => return 0,
    }
    4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles() {
        let bare = |line_end: &str| Style::Bare(spelling(line_end.as_bytes()).expect(line_end));
        let cases = [
            (r#"a\n\tb\"\u003c\\n\q"#, Style::Quoted, "a\n\tb\"<\\nq"),
            (r"a\n\tb\q", bare(r"\n"), "a\n\tb\\q"),
            (r"a\\n\\tb\n", bare(r"\\n"), "a\n\tb\\n"),
            (r"a\r\n\tb", bare(r"\r\n"), "a\n\tb"),
            (r"a\x0A\x09b", bare(r"\x0A"), "a\n\tb"),
            ("a#012#011b#1", Style::Octal, "a\n\tb#1"),
            (r"\u00", Style::Quoted, r"\u00"),
        ];
        for (raw, style, expected) in cases {
            assert_eq!(text(raw.as_bytes(), style), expected.as_bytes(), "{raw}");
        }
    }

    #[test]
    fn cells() {
        assert_eq!(
            cell(br#"a ""b"",c",d"#),
            (br#"a "b",c"#.to_vec(), &b",d"[..])
        );
        assert_eq!(cell(b"a").0, b"a");
    }

    #[test]
    fn where_a_string_ends() {
        assert_eq!(quoted_len(br#"a\"b" c"#), 4);
        assert_eq!(quoted_len(br"a\"), 2);
        assert_eq!(quoted_len(b"ab"), 2);
    }
}
