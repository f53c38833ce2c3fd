//! tar → files: blocks of 512 bytes, a header before the blocks of each file (POSIX `ustar`, and what GNU
//! and pax archives put before a header whose name is too long for it).

use super::archive::Event;
use crate::problem::ProblemKind;

/// Bytes of a header, and what sizes are rounded up to.
pub(super) const BLOCK: usize = 512;

/// Takes an archive apart.
#[derive(Debug)]
pub(super) struct Tar {
    /// The header being read.
    head: Vec<u8>,
    body: Body,
    /// Bytes of the body that are still to come, and those that fill its last block.
    left: u64,
    padding: u64,
    /// What the archive says in a body of its own about the next name.
    long_name: Vec<u8>,
    files_left: usize,
    /// Whether a file has begun whose end was not told: that of the last one comes with the archive's, so
    /// that what is wrong there is said of it.
    is_open: bool,
    ended: bool,
}

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Body {
    File,
    /// The next file's name: GNU.
    Name,
    /// Records about the next file, its name among them: pax.
    Records,
    /// Of a folder, a link or a device.
    Nothing,
}

/// Longer names are cut off.
const MAX_NAME: u64 = 1 << 16;

/// Whether `head` begins with a header.
pub(super) fn begins(head: &[u8]) -> bool {
    let head = head.get(..BLOCK);
    head.is_some_and(|head| head[257..].starts_with(b"ustar") && has_sum(head))
}

impl Tar {
    /// Gives at most `files` files.
    pub fn new(files: usize) -> Self {
        Tar {
            head: Vec::new(),
            body: Body::Nothing,
            left: 0,
            padding: 0,
            long_name: Vec::new(),
            files_left: files,
            is_open: false,
            ended: false,
        }
    }

    /// The next bytes, cut anywhere; `each` gets what is in them.
    pub fn push(&mut self, mut chunk: &[u8], mut each: impl FnMut(Event<'_>)) {
        while !chunk.is_empty() && !self.ended {
            chunk = if self.left > 0 {
                self.body(chunk, &mut each)
            } else if self.padding > 0 {
                let n = within(self.padding, chunk);
                self.padding -= n as u64;
                &chunk[n..]
            } else {
                self.header(chunk, &mut each)
            };
        }
    }

    /// Ends the archive.
    pub fn finish(mut self, mut each: impl FnMut(Event<'_>)) {
        if self.left > 0 || !self.head.is_empty() {
            let text = "tar: the archive ends early";
            each(Event::Trouble(ProblemKind::CutGoroutine, text));
        }
        self.close(&mut each);
    }

    fn body<'a>(&mut self, chunk: &'a [u8], each: &mut impl FnMut(Event<'_>)) -> &'a [u8] {
        let (bytes, rest) = chunk.split_at(within(self.left, chunk));
        self.left -= bytes.len() as u64;
        match self.body {
            Body::File => each(Event::Bytes(bytes)),
            Body::Name | Body::Records => {
                let room = MAX_NAME as usize - self.long_name.len().min(MAX_NAME as usize);
                self.long_name
                    .extend_from_slice(&bytes[..bytes.len().min(room)]);
            }
            Body::Nothing => {}
        }
        if self.left == 0 {
            self.end_body();
        }
        rest
    }

    fn end_body(&mut self) {
        if self.body == Body::Records {
            self.long_name = path_of(&self.long_name).to_vec();
        }
    }

    /// Tells the end of the last file.
    fn close(&mut self, each: &mut impl FnMut(Event<'_>)) {
        if std::mem::take(&mut self.is_open) {
            each(Event::End);
        }
    }

    fn header<'a>(&mut self, chunk: &'a [u8], each: &mut impl FnMut(Event<'_>)) -> &'a [u8] {
        let (bytes, rest) = chunk.split_at(chunk.len().min(BLOCK - self.head.len()));
        self.head.extend_from_slice(bytes);
        if self.head.len() == BLOCK {
            let head = std::mem::take(&mut self.head);
            self.begin_body(&head, each);
        }
        rest
    }

    fn begin_body(&mut self, head: &[u8], each: &mut impl FnMut(Event<'_>)) {
        // Blocks of zeros end an archive.
        if head.iter().all(|&byte| byte == 0) {
            self.ended = true;
            return;
        }
        let size = number(&head[124..136]).filter(|_| has_sum(head));
        let Some(size) = size else {
            return self.end(
                ProblemKind::Damaged,
                "tar: a header is damaged; the rest is not read",
                each,
            );
        };
        self.left = size;
        self.padding = size.next_multiple_of(BLOCK as u64) - size;
        self.body = match head[156] {
            b'0' | 0 | b'7' => Body::File,
            b'L' => Body::Name,
            b'x' => Body::Records,
            _ => Body::Nothing,
        };
        match self.body {
            Body::File if self.files_left == 0 => {
                let text = "tar: more files than the limit; the rest is not read";
                return self.end(ProblemKind::TooLarge, text, each);
            }
            Body::File => self.begin_file(head, each),
            Body::Name | Body::Records => self.long_name.clear(),
            Body::Nothing => {}
        }
        if self.left == 0 {
            self.end_body();
        }
    }

    fn begin_file(&mut self, head: &[u8], each: &mut impl FnMut(Event<'_>)) {
        self.close(each);
        self.files_left -= 1;
        self.is_open = true;
        let long = std::mem::take(&mut self.long_name);
        let name = match until_zero(&long) {
            b"" => short_name(head),
            long => long.to_vec(),
        };
        each(Event::Begin(&String::from_utf8_lossy(&name)));
    }

    /// Says why nothing more is read.
    fn end(&mut self, kind: ProblemKind, text: &'static str, each: &mut impl FnMut(Event<'_>)) {
        each(Event::Trouble(kind, text));
        self.close(each);
        self.ended = true;
        self.left = 0;
    }
}

/// How many of `left` bytes are in `chunk`.
fn within(left: u64, chunk: &[u8]) -> usize {
    usize::try_from(left).unwrap_or(usize::MAX).min(chunk.len())
}

/// The name that is in the header: `prefix/name`.
fn short_name(head: &[u8]) -> Vec<u8> {
    let (name, prefix) = (until_zero(&head[..100]), until_zero(&head[345..500]));
    // GNU has other things in the place of the prefix.
    match head[257..].starts_with(b"ustar\0") && !prefix.is_empty() {
        true => [prefix, b"/", name].concat(),
        false => name.to_vec(),
    }
}

/// The value of `path` among records like `30 mtime=1700000000.5\n`.
fn path_of(records: &[u8]) -> &[u8] {
    let mut lines = records.split(|&byte| byte == b'\n');
    let path =
        |line: &'_ [u8]| memchr::memmem::find(line, b" path=").map(|at| at + b" path=".len());
    lines
        .find_map(|line| path(line).map(|at| &line[at..]))
        .unwrap_or_default()
}

fn until_zero(text: &[u8]) -> &[u8] {
    &text[..memchr::memchr(0, text).unwrap_or(text.len())]
}

/// A number in octal digits, or GNU's: the first bit set, and the bytes of the number behind it.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] == 0x80 {
        let mut bytes = field[1..].iter();
        return bytes.try_fold(0u64, |n, &byte| {
            n.checked_mul(256)?.checked_add(byte.into())
        });
    }
    let digits = until_zero(field).trim_ascii();
    digits.iter().try_fold(0u64, |n, byte| match byte {
        b'0'..=b'7' => n.checked_mul(8)?.checked_add(u64::from(byte - b'0')),
        _ => None,
    })
}

/// Whether a header has the sum of its bytes in it, itself counted as blanks.
fn has_sum(head: &[u8]) -> bool {
    let sum = |bytes: &[u8]| bytes.iter().map(|&byte| u64::from(byte)).sum::<u64>();
    let blanks = 8 * u64::from(b' ');
    number(&head[148..156]) == Some(sum(&head[..148]) + blanks + sum(&head[156..]))
}
