//! Lines that only crashes print: messages, signals, registers.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::scan::{is_hex, trim};

/// How a crash begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// `panic: …`: a message, which up to Go 1.22 may hold anything, headers included.
    Panic,
    /// `fatal error: …`.
    Fatal,
    /// `SIGQUIT: quit` and other signals.
    Signal,
    /// `Exception 0xc0000005 …` (Windows): the failing goroutine has no header.
    Exception,
    /// `runtime: goroutine stack exceeds …`: says why; the error itself comes after it.
    Reason,
}

/// Lines that the runtime prints before `fatal error: …`.
const REASONS: [&[u8]; 5] = [
    b"runtime: goroutine stack exceeds ",
    b"runtime: sp=0x",
    b"runtime: out of memory",
    b"runtime: program exceeds ",
    b"unexpected fault address 0x",
];

/// The message of a panic that a server caught, after whatever the logger put before it.
pub(crate) fn caught(text: &[u8]) -> Option<&[u8]> {
    static MESSAGE: LazyLock<Finder<'static>> =
        LazyLock::new(|| Finder::new(b"http: panic serving "));
    let at = MESSAGE.find(text)?;
    Some(&text[at..])
}

/// Whether a line (not indented) begins a crash.
pub(crate) fn start(text: &[u8]) -> Option<Start> {
    if REASONS.iter().any(|reason| text.starts_with(reason)) {
        Some(Start::Reason)
    } else if caught(text).is_some() || text.starts_with(b"panic: ") {
        Some(Start::Panic)
    } else if text.starts_with(b"fatal error: ") {
        Some(Start::Fatal)
    } else if is_signal(text) {
        Some(Start::Signal)
    } else if text.starts_with(b"Exception 0x") {
        Some(Start::Exception)
    } else {
        None
    }
}

/// `SIGQUIT: quit`.
fn is_signal(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"SIG") else {
        return false;
    };
    let name = rest
        .iter()
        .take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        .count();
    name > 0 && rest[name..].starts_with(b": ")
}

/// Whether a line belongs to crash text besides messages and goroutines.
pub(crate) fn belongs(text: &[u8]) -> bool {
    const STARTS: [&[u8]; 16] = [
        b"[signal ",
        b"PC=0x",
        b"signal arrived during ",
        b"instruction bytes:",
        b"runtime: ",
        b"stack: frame=",
        b"panic during panic",
        b"unexpected fault address ",
        b"exit status ",
        b"panic: ",
        b"fatal error: ",
        b"[recovered",
        b"goexit ",
        b"Aborted",
        b"*** Test killed with quit",
        b"FAIL",
    ];
    let text = trim(text);
    text == b"-----"
        || STARTS.iter().any(|start| text.starts_with(start))
        || is_registers(text)
        || is_memory(text)
}

/// `rax    0xca`, or two of them on one line (mips, ppc64, riscv64).
fn is_registers(text: &[u8]) -> bool {
    let mut words = text
        .split(|b| b.is_ascii_whitespace())
        .filter(|word| !word.is_empty());
    let mut pairs = 0;
    while let Some(name) = words.next() {
        let is_name = name.len() <= 8
            && name[0].is_ascii_lowercase()
            && name
                .iter()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if !is_name || !words.next().is_some_and(is_hex) {
            return false;
        }
        pairs += 1;
    }
    pairs == 1 || pairs == 2
}

/// `000000c000046f00:  0000000000000000 …`: memory around a frame that could not be unwound.
fn is_memory(text: &[u8]) -> bool {
    let digits = text.iter().take_while(|b| b.is_ascii_hexdigit()).count();
    (8..=16).contains(&digits) && text[digits..].starts_with(b": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts() {
        assert_eq!(start(b"panic: boom"), Some(Start::Panic));
        assert_eq!(
            start(b"fatal error: all goroutines are asleep - deadlock!"),
            Some(Start::Fatal)
        );
        assert_eq!(start(b"SIGQUIT: quit"), Some(Start::Signal));
        assert_eq!(
            start(b"Exception 0xc0000005 0x0 0x0 0x4a"),
            Some(Start::Exception)
        );
        assert_eq!(start(b"SIG: x"), None);
        assert_eq!(start(b"panicking: no"), None);
    }

    #[test]
    fn crash_lines() {
        for text in [
            "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4]",
            "PC=0x45b6f3 m=0 sigcode=0",
            "rax    0xfffffffffffffffc",
            "r0   0x0\tr1   0x1",
            "-----",
            "000000c000046f00:  0000000000000000  0000000000000000",
            "\tpanic: second [recovered]",
        ] {
            assert!(belongs(text.as_bytes()), "{text}");
        }
        for text in ["listening on :8080", "main.f(0x1)", "x", "a b 0x1 c"] {
            assert!(!belongs(text.as_bytes()), "{text}");
        }
    }
}
