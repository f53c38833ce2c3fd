//! What an input is, from its first bytes.

use super::base64;
use super::tar;
use super::utf16::Order;
use crate::parse::protobuf;

/// Bytes that are needed to tell.
pub(super) const HEAD: usize = tar::BLOCK;

/// As many tell most kinds.
const FIRST: usize = 64;

/// Whether the first bytes tell already. Only an archive whose first line is a name and a header of
/// numbers takes longer.
pub(super) fn is_enough(head: &[u8]) -> bool {
    let tells = |head: &[u8]| head.contains(&b'\n') || kind(head) != Kind::Text;
    head.len() >= HEAD || head.len() == FIRST && tells(head)
}

/// How many of the first bytes to look at when `len` of them are not enough.
pub(super) fn next_size(len: usize) -> usize {
    if len < FIRST { FIRST } else { HEAD }
}

/// The kinds of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Utf16(Order),
    Base64,
    Gzip,
    Zip,
    Tar,
    Profile,
    /// Recognised, not read.
    Unread(&'static str),
}

/// The kind of an input that begins with `head`: enough bytes to tell, or all there are.
pub(super) fn kind(head: &[u8]) -> Kind {
    const UNREAD: [(&[u8], &str); 4] = [
        (b"\x28\xb5\x2f\xfd", "zstd: unpack it first"),
        (b"BZh", "bzip2: unpack it first"),
        (b"\xfd7zXZ\0", "xz: unpack it first"),
        (
            b"\x7fELF",
            "a program or a core dump, not the text of a goroutine dump",
        ),
    ];
    match head {
        [0x1f, 0x8b, ..] => Kind::Gzip,
        // The second is an archive without a file.
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Kind::Zip,
        [0xff, 0xfe, ..] => Kind::Utf16(Order::Little),
        [0xfe, 0xff, ..] => Kind::Utf16(Order::Big),
        // Without a mark: ASCII shows as every other byte zero.
        [a, 0, b, 0, c, 0, ..] if [a, b, c].iter().all(|&&it| it != 0) => {
            Kind::Utf16(Order::Little)
        }
        [0, a, 0, b, 0, c, ..] if [a, b, c].iter().all(|&&it| it != 0) => Kind::Utf16(Order::Big),
        _ if tar::begins(head) => Kind::Tar,
        _ if is_trace(head) => Kind::Unread("an execution trace: it has no goroutine dump"),
        _ if protobuf::is_profile(head) => Kind::Profile,
        _ if base64::begins(head) => Kind::Base64,
        _ => {
            let known = UNREAD.iter().find(|(magic, _)| head.starts_with(magic));
            known.map_or(Kind::Text, |&(_, name)| Kind::Unread(name))
        }
    }
}

/// Whether an execution trace begins so: `go 1.22 trace` and zeros, 16 bytes in all.
/// Source: `internal/trace/raw` and `runtime/trace.go` (Go 1.22).
fn is_trace(head: &[u8]) -> bool {
    let head = &head[..head.len().min(16)];
    head.starts_with(b"go 1.") && memchr::memmem::find(head, b" trace\0").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        assert_eq!(kind(b""), Kind::Text);
        assert_eq!(kind(b"goroutine 1 [running]:"), Kind::Text);
        assert_eq!(kind(b"\n\ngoroutine 1 [running]:"), Kind::Text);
        assert_eq!(kind(b"\x1f\x8b\x08"), Kind::Gzip);
        assert_eq!(kind(b"\xff\xfeg\0"), Kind::Utf16(Order::Little));
        assert_eq!(kind(b"g\0o\0r\0"), Kind::Utf16(Order::Little));
        assert_eq!(kind(b"H4sIAAAAAAAA/4xUTW/bOBA9"), Kind::Base64);
        assert_eq!(kind(&[0x0a, 4, 8, 1, 16, 2]), Kind::Profile);
        assert_eq!(kind(b"PK\x03\x04"), Kind::Zip);
        assert!(matches!(kind(b"\x28\xb5\x2f\xfd"), Kind::Unread(_)));
        assert!(matches!(kind(b"go 1.22 trace\0\0\0"), Kind::Unread(_)));
        assert_eq!(kind(b"go 1.7 stable\ncentos 6.4\n"), Kind::Text);
    }
}
