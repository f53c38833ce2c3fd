//! pprof labels in a header: `{handler: /v1/orders, tenant: "acme, inc."}`.
//!
//! Go 1.26 quotes every word; Go 1.27 leaves words of letters, digits, `.`, `/` and `_` bare, the
//! empty one included (`runtime/traceback.go`, `printlabels`).

use super::scan::Scan;

/// Key and value.
pub(crate) type Label = (Box<str>, Box<str>);

/// Reads `key: value, key: value}` up to and with the brace. False when the text breaks off.
pub(crate) fn parse(scan: &mut Scan<'_>, labels: &mut Vec<Label>) -> bool {
    loop {
        if scan.eat(b"}") {
            labels.sort();
            return true;
        }
        let Some(key) = word(scan) else { return false };
        if !scan.eat(b": ") && !scan.eat(b":") {
            return false;
        }
        let Some(value) = word(scan) else {
            return false;
        };
        labels.push((key, value));
        if !scan.eat(b", ") && !scan.rest().starts_with(b"}") {
            return false;
        }
    }
}

/// A quoted or bare word.
fn word(scan: &mut Scan<'_>) -> Option<Box<str>> {
    if scan.eat(b"\"") {
        return quoted(scan);
    }
    let bare = |b: &u8| !matches!(b, b',' | b':' | b'}' | b']' | b'"');
    let n = scan.rest().iter().take_while(|b| bare(b)).count();
    let text = String::from_utf8_lossy(&scan.rest()[..n]).into();
    scan.skip(n);
    Some(text)
}

/// The rest of a Go string after its opening quote, unescaped. `None` when the quote never closes.
pub(crate) fn quoted(scan: &mut Scan<'_>) -> Option<Box<str>> {
    let mut text = Vec::new();
    loop {
        let byte = scan.peek()?;
        scan.skip(1);
        match byte {
            b'"' => return Some(String::from_utf8_lossy(&text).into()),
            b'\\' => escape(scan, &mut text)?,
            _ => text.push(byte),
        }
    }
}

/// What follows a backslash in a Go string.
fn escape(scan: &mut Scan<'_>, text: &mut Vec<u8>) -> Option<()> {
    let kind = scan.peek()?;
    scan.skip(1);
    match kind {
        b'a' => text.push(7),
        b'b' => text.push(8),
        b'f' => text.push(12),
        b'n' => text.push(b'\n'),
        b'r' => text.push(b'\r'),
        b't' => text.push(b'\t'),
        b'v' => text.push(11),
        b'x' => text.push(code(scan, 2)? as u8),
        b'u' | b'U' => {
            let digits = if kind == b'u' { 4 } else { 8 };
            let char = char::from_u32(code(scan, digits)?).unwrap_or(char::REPLACEMENT_CHARACTER);
            text.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
        }
        other => text.push(other),
    }
    Some(())
}

/// A number of exactly `n` hexadecimal digits.
fn code(scan: &mut Scan<'_>, n: usize) -> Option<u32> {
    let digits = std::str::from_utf8(scan.rest().get(..n)?).ok()?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    scan.skip(n);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str) -> Vec<(String, String)> {
        let mut labels = Vec::new();
        assert!(
            parse(&mut Scan::new(text.as_bytes()), &mut labels),
            "{text}"
        );
        let own = |label: Label| (label.0.into(), label.1.into());
        labels.into_iter().map(own).collect()
    }

    #[test]
    fn bare_quoted_and_empty_words() {
        assert_eq!(
            read(r#"tenant: acme, empty: , "a key": "caf\u00e9, \"x\"\n"}"#),
            [
                ("a key".into(), "café, \"x\"\n".into()),
                ("empty".into(), String::new()),
                ("tenant".into(), "acme".into()),
            ]
        );
        assert_eq!(read("}"), []);
    }

    #[test]
    fn text_that_breaks_off() {
        for text in ["a: b", "a: \"b", "a", "", "a: b, c", r#"a: "\u00"#] {
            let mut labels = Vec::new();
            assert!(
                !parse(&mut Scan::new(text.as_bytes()), &mut labels),
                "{text}"
            );
        }
    }
}
