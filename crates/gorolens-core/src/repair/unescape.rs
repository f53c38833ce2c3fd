//! `\n`, `\t`, `#012` → the characters they stand for.

/// Who wrote the escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Inside the quotes of a JSON or Go string.
    Quoted,
    /// Without quotes: only line ends and tabs were escaped.
    Bare,
    /// rsyslog: `#` and three octal digits.
    Octal,
}

/// The text that `raw` stands for.
pub(super) fn text(raw: &[u8], style: Style) -> Vec<u8> {
    let mut text = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(&byte) = rest.first() {
        let len = match style {
            Style::Quoted => quoted(rest, &mut text),
            Style::Bare => bare(rest, &mut text),
            Style::Octal => octal(rest, &mut text),
        };
        if len == 0 {
            text.push(byte);
        }
        rest = &rest[len.max(1)..];
    }
    text
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

fn bare(text: &[u8], to: &mut Vec<u8>) -> usize {
    match text {
        [b'\\', b'n', ..] => to.push(b'\n'),
        [b'\\', b't', ..] => to.push(b'\t'),
        _ => return 0,
    }
    2
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
        let cases = [
            (r#"a\n\tb\"\u003c\\n\q"#, Style::Quoted, "a\n\tb\"<\\nq"),
            (r"a\n\tb\q", Style::Bare, "a\n\tb\\q"),
            ("a#012#011b#1", Style::Octal, "a\n\tb#1"),
            (r"\u00", Style::Quoted, r"\u00"),
        ];
        for (raw, style, expected) in cases {
            assert_eq!(text(raw.as_bytes(), style), expected.as_bytes(), "{raw}");
        }
    }

    #[test]
    fn where_a_string_ends() {
        assert_eq!(quoted_len(br#"a\"b" c"#), 4);
        assert_eq!(quoted_len(br"a\"), 2);
        assert_eq!(quoted_len(b"ab"), 2);
    }
}
