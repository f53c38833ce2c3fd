//! The header of a goroutine: `goroutine 7 [chan receive, 5 minutes, locked to thread]:`.
//!
//! Printed by `goroutineheader` in Go's `runtime/traceback.go`. What has been added since Go 1.0:
//! `, N minutes` (1.3), `, locked to thread` (1.4), `(scan)` (1.6), `gp= m= mp=` in crashes (1.22),
//! `, synctest group N` (1.24), `(durable)` and `, synctest bubble N` (1.25), ` labels:{…}` inside
//! the brackets (1.26), `(leaked)` and ` {…}` after the brackets (1.27).

use super::labels::{self, Label};
use super::scan::Scan;
use crate::model::Flags;

/// What a header says, borrowed from its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header<'a> {
    /// The goroutine's number.
    pub id: u64,
    /// Wait reason or status, without its suffixes. Unknown annotations stay in it.
    pub state: &'a [u8],
    /// `, N minutes`.
    pub minutes: Option<u32>,
    /// The yes-or-no annotations.
    pub flags: Flags,
    /// pprof labels, sorted by key.
    pub labels: Vec<Label>,
    /// The oldest Go (the number after `1.`) that prints such a header; 0 when any does.
    pub min_minor: u16,
    /// Whether the header ends as it should; otherwise it was cut or damaged.
    pub whole: bool,
    /// Bytes at the end of the line that are not part of the header.
    pub trailing: usize,
}

impl Header<'_> {
    /// Of which only the number has been read.
    fn of(id: u64) -> Self {
        Header {
            id,
            state: b"",
            minutes: None,
            flags: Flags::default(),
            labels: Vec::new(),
            min_minor: 0,
            whole: false,
            trailing: 0,
        }
    }
}

/// Whether `text` (without leading blanks) begins like a header: `goroutine 7 [` or `gp=`, or the
/// beginning of one that was cut.
pub(crate) fn is_header(text: &[u8]) -> bool {
    let mut scan = Scan::new(text);
    scan.eat(b"goroutine ")
        && scan.digits().is_some()
        && (scan.rest().starts_with(b" [") || scan.rest().starts_with(b" gp="))
}

/// Whether `text`, at the end of an input, is the beginning of a header.
pub(crate) fn is_cut(text: &[u8]) -> bool {
    const BEGINNING: &[u8] = b"goroutine ";
    match text.strip_prefix(BEGINNING) {
        Some(rest) => {
            rest.iter().all(u8::is_ascii_digit) || parse(text).is_some_and(|header| !header.whole)
        }
        None => !text.is_empty() && BEGINNING.starts_with(text),
    }
}

/// Whether some tool turned the header into capitals: names and states are then lost.
pub(crate) fn is_upper_case(text: &[u8]) -> bool {
    let mut scan = Scan::new(text);
    scan.eat(b"GOROUTINE ") && scan.digits().is_some() && scan.eat(b" [")
}

/// Reads a header; `None` when `text` is not one or its number cannot be read.
pub(crate) fn parse(text: &[u8]) -> Option<Header<'_>> {
    let mut scan = Scan::new(text);
    if !scan.eat(b"goroutine ") {
        return None;
    }
    let id = scan.number()?;
    let mut header = Header::of(id);
    if scan.eat(b" gp=") {
        thread_part(&mut scan);
        header.min_minor = 22;
    }
    if !scan.eat(b" [") {
        return None;
    }
    header.whole = bracket(&mut scan, &mut header) && tail(&mut scan, &mut header);
    header.trailing = if header.whole { scan.rest().len() } else { 0 };
    Some(header)
}

/// Reads goleak's own heading: `[Goroutine 22 in state IO wait, 2 minutes, with main.f on top of the
/// stack:`. The bracket opens the list and stands only before the first.
pub(crate) fn goleak(text: &[u8]) -> Option<Header<'_>> {
    let mut scan = Scan::new(text.strip_prefix(b"[").unwrap_or(text));
    if !scan.eat(b"Goroutine ") {
        return None;
    }
    let id = scan.number()?;
    if !scan.eat(b" in state ") {
        return None;
    }
    let rest = scan.rest().strip_suffix(b" on top of the stack:")?;
    let state = &rest[..memchr::memmem::rfind(rest, b", with ")?];
    let mut header = Header::of(id);
    header.whole = true;
    bracket(&mut Scan::new(state), &mut header);
    Some(header)
}

/// Reads what tools print that have grouped a dump: `23 goroutines [chan send, 4 minutes]:`. With it
/// comes how many there are; nothing is known about their numbers.
pub(crate) fn grouped(text: &[u8]) -> Option<(u32, Header<'_>)> {
    if !text.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let mut scan = Scan::new(text);
    let count = u32::try_from(scan.number()?).ok()?;
    let is_counted = scan.eat(b" goroutines [") || scan.eat(b" goroutine [");
    let mut header = Header::of(0);
    header.whole = is_counted && bracket(&mut scan, &mut header) && tail(&mut scan, &mut header);
    (header.whole && scan.rest().is_empty() && count > 0).then_some((count, header))
}

/// `0xc000006c40 m=nil` or `0xc000006c40 m=0 mp=0x98b2a0`.
fn thread_part(scan: &mut Scan<'_>) {
    while let Some(byte) = scan.peek() {
        if scan.rest().starts_with(b" [") || byte == b'[' {
            break;
        }
        scan.skip(1);
    }
}

/// Everything up to and with `]`. False when the line ends before it.
fn bracket<'a>(scan: &mut Scan<'a>, header: &mut Header<'a>) -> bool {
    let from = scan.rest();
    let mut state_len = state_len(from);
    header.state = &from[..state_len];
    scan.skip(state_len);
    loop {
        if scan.eat(b"]") {
            return true;
        }
        if scan.rest().is_empty() {
            return false;
        }
        if scan.rest().starts_with(b" labels:{") {
            scan.skip(b" labels:{".len());
            header.min_minor = header.min_minor.max(26);
            if !labels::parse(scan, &mut header.labels) {
                return false;
            }
        } else if !annotation(scan, header) {
            // An annotation of a later Go: keep it, so that it is shown.
            state_len = from.len() - scan.rest().len() + unknown_len(scan.rest());
            header.state = &from[..state_len];
            scan.skip(state_len - (from.len() - scan.rest().len()));
        }
    }
}

/// Length of the state itself: up to the first suffix, annotation or bracket. The parentheses of
/// `select (no cases)` belong to it.
fn state_len(text: &[u8]) -> usize {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let over = rest.starts_with(b", ")
            || rest.starts_with(b"]")
            || rest.starts_with(b" labels:{")
            || SUFFIXES.iter().any(|(suffix, _)| rest.starts_with(suffix));
        if over {
            break;
        }
        at += 1;
    }
    at
}

/// Length of an annotation nobody knows, at least 1.
fn unknown_len(text: &[u8]) -> usize {
    1 + state_len(text.get(1..).unwrap_or_default())
}

/// Sets a flag of the header.
type SetFlag = fn(&mut Flags);

/// Suffixes of the state, in the order of their bytes.
const SUFFIXES: [(&[u8], SetFlag); 4] = [
    (b" (durable)", |flags| flags.durable = true),
    (b" (leaked)", |flags| flags.leaked = true),
    (b" (scan)", |_| {}),
    (b" (synctest)", |flags| flags.durable = true),
];

/// One suffix or `, …`. False when it is not known.
fn annotation(scan: &mut Scan<'_>, header: &mut Header<'_>) -> bool {
    for (suffix, set) in SUFFIXES {
        if scan.eat(suffix) {
            set(&mut header.flags);
            let since = match suffix {
                b" (durable)" => 25,
                b" (leaked)" => 26,
                b" (synctest)" => 24,
                _ => 6,
            };
            header.min_minor = header.min_minor.max(since);
            return true;
        }
    }
    let before = *scan;
    if scan.eat(b", locked to thread") {
        header.flags.locked = true;
        return true;
    }
    if scan.eat(b", synctest group ") || scan.eat(b", synctest bubble ") {
        header.min_minor = header.min_minor.max(24);
        return scan.digits().is_some() || restore(scan, before);
    }
    if scan.eat(b", ")
        && let Some(minutes) = scan.number()
        && scan.eat(b" minute")
    {
        scan.eat(b"s");
        // More than eight thousand years would read as "no minutes".
        header.minutes = Some(u32::try_from(minutes).unwrap_or(u32::MAX).min(u32::MAX - 1));
        return true;
    }
    restore(scan, before)
}

fn restore<'a>(scan: &mut Scan<'a>, before: Scan<'a>) -> bool {
    *scan = before;
    false
}

/// `:` or ` {key: value}:` after the bracket.
fn tail(scan: &mut Scan<'_>, header: &mut Header<'_>) -> bool {
    if scan.eat(b" {") {
        header.min_minor = header.min_minor.max(27);
        if !labels::parse(scan, &mut header.labels) {
            return false;
        }
    }
    scan.eat(b":")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str) -> Header<'_> {
        let header = parse(text.as_bytes()).expect("a header");
        assert!(is_header(text.as_bytes()));
        header
    }

    #[test]
    fn beginnings_of_headers() {
        for text in [
            "g",
            "goroutine ",
            "goroutine 17",
            "goroutine 17 [sel",
            "goroutine 17 [",
        ] {
            assert!(is_cut(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "goroutine 17 [select]:",
            "gone",
            "goroutine profile: total 3",
        ] {
            assert!(!is_cut(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn every_annotation() {
        let cases: [(&str, &str, Option<u32>, u16); 22] = [
            ("[chan receive]:", "chan receive", None, 0),
            ("[IO wait, 147 minutes]:", "IO wait", Some(147), 0),
            ("[select, 1 minutes]:", "select", Some(1), 0),
            (
                "[syscall, 3 minutes, locked to thread]:",
                "syscall",
                Some(3),
                0,
            ),
            ("[running, locked to thread]:", "running", None, 0),
            (
                "[chan receive (scan), 2 minutes]:",
                "chan receive",
                Some(2),
                6,
            ),
            ("[select (no cases)]:", "select (no cases)", None, 0),
            (
                "[GC worker (idle), 9 minutes]:",
                "GC worker (idle)",
                Some(9),
                0,
            ),
            (
                "[chan receive (nil chan) (leaked)]:",
                "chan receive (nil chan)",
                None,
                26,
            ),
            (
                "[chan receive (synctest), synctest group 7]:",
                "chan receive",
                None,
                24,
            ),
            ("[sleep (durable), synctest bubble 1]:", "sleep", None, 25),
            (
                "[chan receive, synctest bubble 1]:",
                "chan receive",
                None,
                24,
            ),
            (
                "[chan send (leaked), locked to thread]:",
                "chan send",
                None,
                26,
            ),
            (
                "[running labels:{\"phase\": \"a ] b\"}]:",
                "running",
                None,
                26,
            ),
            (
                "[select] {handler: /v1/orders, tenant: acme}:",
                "select",
                None,
                27,
            ),
            (
                "[select, 3 minutes] {empty: , newline: \"a\\nb]:\"}:",
                "select",
                Some(3),
                27,
            ),
            (
                "[select, 3 minutes, in orbit]:",
                "select, 3 minutes, in orbit",
                Some(3),
                0,
            ),
            ("[waiting for the moon]:", "waiting for the moon", None, 0),
            ("[???]:", "???", None, 0),
            ("[]:", "", None, 0),
            (
                "gp=0xc000006c40 m=nil [IO wait, 2 minutes]:",
                "IO wait",
                Some(2),
                22,
            ),
            ("gp=0x98a300 m=0 mp=0x98b2a0 [idle]:", "idle", None, 22),
        ];
        for (tail, state, minutes, min_minor) in cases {
            let text = format!("goroutine 7 {tail}");
            let header = read(&text);
            assert_eq!(String::from_utf8_lossy(header.state), state, "{text}");
            assert_eq!(header.minutes, minutes, "{text}");
            assert_eq!(header.min_minor, min_minor, "{text}");
            assert!(header.whole, "{text}");
            assert_eq!((header.id, header.trailing), (7, 0), "{text}");
        }
    }

    #[test]
    fn flags() {
        let header = read("goroutine 1 [chan send (leaked), locked to thread]:");
        assert!(header.flags.leaked && header.flags.locked && !header.flags.durable);
    }

    #[test]
    fn a_cut_header_is_not_whole() {
        for text in [
            "goroutine 10 [c",
            "goroutine 10 [",
            "goroutine 10 [select, 3 min",
            "goroutine 10 [select] {handler: /v1",
            "goroutine 10 [select]",
        ] {
            assert!(!read(text).whole, "{text}");
        }
    }

    #[test]
    fn other_text_is_no_header() {
        for text in [
            "goroutine running on other thread; stack unavailable",
            "goroutine profile: total 3",
            "goroutine 7",
            "goroutine  7 [select]:",
            "goroutine 99999999999999999999999 [select]:",
        ] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn headings_of_groups() {
        let (count, header) = grouped(b"23 goroutines [chan send, 4 minutes]:").expect("a group");
        assert_eq!(
            (count, header.state, header.minutes),
            (23, &b"chan send"[..], Some(4))
        );
        for text in [
            "23 goroutines [chan send",
            "0 goroutines [select]:",
            "23 goroutines [3 idle]: ok",
        ] {
            assert!(grouped(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn headings_of_goleak() {
        let text = "[Goroutine 22 in state IO wait, 2 minutes, with main.f on top of the stack:";
        let header = goleak(text.as_bytes()).expect("a heading");
        assert_eq!(
            (header.id, header.state, header.minutes),
            (22, &b"IO wait"[..], Some(2))
        );
        assert!(goleak(b"Goroutine 4 - User: /x.go:1 main.f (0x1)").is_none());
    }

    #[test]
    fn text_after_the_colon_is_counted() {
        assert_eq!(read("goroutine 7 [select]: main.f()").trailing, 9);
    }
}
