//! Lines of a log that certainly have nothing to do with a dump: told by their bytes, not read.
//!
//! A dump often stands somewhere in a log of gigabytes. The repairs and the parsers look at each line
//! from many sides; here a line is passed over when nothing that any of them looks for can be in it.
//! What is not certain is left to them, and a property test holds both ways to the same report.

use crate::parse::{Debug1, crash, foreign, frame};
use crate::problem::ProblemKind;

/// Bytes that are looked at together.
const AT_ONCE: usize = 16;

/// What every line has in it that is a part of a dump, of a crash or of a record of a container.
const WORDS: [[u8; 4]; 7] = [
    *b"orou", *b"OROU", *b"d by", *b"pani", *b"fata", *b" std", *b"SIG\0",
];

/// Length of the beginning of `text` in which no word begins and no byte is out of the ordinary.
pub(super) fn clear_len(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(window) = text.get(at..).and_then(|rest| rest.first_chunk()) {
        if is_odd(window) {
            break;
        }
        at += AT_ONCE;
    }
    at
}

/// Whether a word begins in the first [`AT_ONCE`] bytes, or one of these is out of the ordinary.
/// Without branches, so that the compiler can look at all of them at once.
fn is_odd(window: &[u8; AT_ONCE + 3]) -> bool {
    let mut odd = [0u8; AT_ONCE];
    for at in 0..AT_ONCE {
        let byte = window[at];
        let is_print = (byte.wrapping_sub(b' ') < 0x5f) | (byte == b'\n');
        let is_mark = (byte == b'&') | (byte == b'<') | (byte == b'\\') | (byte == b'#');
        odd[at] |= u8::from(!is_print | is_mark);
    }
    for [a, b, c, d] in WORDS {
        for at in 0..AT_ONCE {
            let begins = (window[at] == a) & (window[at + 1] == b) & (window[at + 2] == c);
            odd[at] |= u8::from(begins & ((d == 0) | (window[at + 3] == d)));
        }
    }
    odd != [0; AT_ONCE]
}

/// Whether a line of ordinary bytes without words is of no interest to anybody.
pub(super) fn is_quiet(line: &[u8]) -> bool {
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return false;
    };
    // A name has no blanks, so nothing after the first blank can be the arguments of a call.
    let is_no_call = *first == b'['
        || memchr::memchr3(b' ', b'(', b'[', line).is_none_or(|at| line[at] == b' ' && at > 0);
    is_no_call
        && !begins_something(*first, line)
        && (!last.is_ascii_hexdigit() || frame::site(line).is_none())
}

/// Whether the line begins like a form that is told by its first line.
fn begins_something(first: u8, line: &[u8]) -> bool {
    match first {
        b'{' => line.starts_with(b"{\"log\""),
        b'0'..=b'9' | b'[' => {
            foreign::kind(line) != ProblemKind::SkippedText || Debug1::begins_headless(line)
        }
        b'a'..=b'z' | b'A'..=b'Z' => {
            foreign::kind(line) != ProblemKind::SkippedText
                || foreign::is_heading(line)
                || crash::start(line).is_some()
                || foreign::is_race(line.trim_ascii())
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_seen_wherever_they_begin() {
        let log = b"2026/11/23 04:21:07 INFO request served path=/v1/orders status=200 took=12ms\n";
        let text = log.repeat(3);
        assert!(clear_len(&text) + AT_ONCE + 3 > text.len());
        for word in WORDS {
            let word: Vec<u8> = word.iter().copied().filter(|&byte| byte != 0).collect();
            for at in 0..text.len() - 30 {
                let mut odd = text.clone();
                odd[at..at + word.len()].copy_from_slice(&word);
                assert!(clear_len(&odd) <= at, "{at}");
            }
        }
        for byte in [0, 9, 13, 27, b'&', b'<', b'#', b'\\', 0x80, 0xff] {
            let mut odd = text.clone();
            odd[40] = byte;
            assert!(clear_len(&odd) <= 40, "{byte}");
        }
    }

    #[test]
    fn lines_of_logs() {
        for line in [
            "2026/11/23 04:21:07 INFO request (cached) status=200",
            "[GIN] 2026/11/23 - 04:21:07 | 200 | GET /metrics(x)",
            "time=2026-11-23T04:21:07Z level=info msg=\"hello world\"",
            r#"{"level":"info","msg":"hello (x)","n":5}"#,
            "I1123 04:21:07.123456       1 main.go:31] started",
        ] {
            assert!(is_quiet(line.as_bytes()), "{line}");
        }
        for line in [
            "",
            "main.f(0x1)",
            " indented",
            "x at main.go:12",
            "404 page not found",
            "40 @ 0x48a1ca 0x44a477",
            "conns profile: total 3",
            "Exception 0xc0000005 0x0 0x0 0x4a",
            "-----",
            r#"{"log":"x"}"#,
        ] {
            assert!(!is_quiet(line.as_bytes()), "{line}");
        }
    }
}
