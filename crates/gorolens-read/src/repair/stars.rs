//! `sync.(_Mutex).Lock`, `sync.(Mutex).Lock`, `sync.(\*Mutex).Lock` → `sync.(*Mutex).Lock`.
//!
//! Markdown takes two stars for the ends of an emphasis. Who copies the rendered text loses both,
//! formatters write `_` instead, and others put a backslash before each. Go prints a receiver in
//! parentheses only when it is a pointer, so what stood there is certain.

/// Whether a star is missing somewhere in `line`.
pub(super) fn is_missing(line: &[u8]) -> bool {
    first(line, 0).is_some()
}

/// `line` with its stars; `None` when none is missing.
pub(super) fn restored(line: &[u8]) -> Option<Vec<u8>> {
    let mut restored = Vec::with_capacity(line.len() + 2);
    let mut from = 0;
    while let Some((at, len)) = first(line, from) {
        restored.extend_from_slice(&line[from..at]);
        restored.push(b'*');
        from = at + len;
    }
    restored.extend_from_slice(&line[from..]);
    (from > 0).then_some(restored)
}

/// Where the first star is missing from `from` on, and the length of what stands in its place.
fn first(line: &[u8], from: usize) -> Option<(usize, usize)> {
    let opens = memchr::memchr_iter(b'(', &line[from..]).map(|at| from + at);
    opens
        .filter(|&at| at > from && line[at - 1] == b'.' && is_in_name(&line[..at - 1]))
        .find_map(|at| Some((at + 1, instead(&line[at + 1..])?)))
}

/// Whether `before`, the line up to a `.(`, ends in the path of a package and not in Go code such as
/// `if v, ok := x.(T).f()`.
fn is_in_name(before: &[u8]) -> bool {
    let text = before.trim_ascii_start();
    let is_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-/.~%\\".contains(byte);
    let first = text.strip_prefix(b"created by ").unwrap_or(text);
    !first.is_empty() && (first.iter().all(is_path) || first.starts_with(b"#"))
}

/// Length of what stands instead of the star before `T).method`; `None` when it is there.
fn instead(text: &[u8]) -> Option<usize> {
    let len = match text {
        [b'*', ..] => return None,
        [b'\\', b'*', ..] => 2,
        [b'_', ..] => 1,
        _ => 0,
    };
    let receiver = &text[len..];
    let end = memchr::memchr(b')', receiver)?;
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
    let name = memchr::memchr(b'[', &receiver[..end]).unwrap_or(end);
    let is_type = name > 0 && !receiver[0].is_ascii_digit() && receiver[..name].iter().all(is_part);
    let is_method = matches!(&receiver[end + 1..], [b'.', next, ..] if is_part(next));
    (is_type && is_method).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_took() {
        let cases = [
            ("sync.(_Mutex).Lock(...)", "sync.(*Mutex).Lock(...)"),
            (
                "net/http.(Server).Serve(0xc0, {0x1, 0x2})",
                "net/http.(*Server).Serve(0xc0, {0x1, 0x2})",
            ),
            (
                r"a.b/c.(\*pool[...]).run.func1()",
                "a.b/c.(*pool[...]).run.func1()",
            ),
            (
                "created by net/http.(_Transport).dialConn in goroutine 7",
                "created by net/http.(*Transport).dialConn in goroutine 7",
            ),
            (
                "#\t0x6f\tnet/http.(persistConn).readLoop+0x5\t/go/net/http/transport.go:2205",
                "#\t0x6f\tnet/http.(*persistConn).readLoop+0x5\t/go/net/http/transport.go:2205",
            ),
        ];
        for (line, expected) in cases {
            assert!(is_missing(line.as_bytes()), "{line}");
            let restored = restored(line.as_bytes()).expect(line);
            assert_eq!(String::from_utf8_lossy(&restored), expected);
            assert!(!is_missing(&restored), "{expected}");
        }
    }

    #[test]
    fn what_is_as_it_should_be() {
        for line in [
            "sync.(*Mutex).Lock(0xc000010000)",
            "main.main.func1()",
            "main.f(...)",
            "if v, ok := x.(T).f(); ok {",
            "see main.(T)",
            "main.(0x1).f()",
            ".(T).f()",
        ] {
            assert_eq!(restored(line.as_bytes()), None, "{line}");
        }
    }
}
