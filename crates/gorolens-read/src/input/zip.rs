//! zip → files (PKWARE's APPNOTE.TXT), in the order of the bytes.
//!
//! The directory at the end of an archive comes too late for a reader that sees every byte once, so
//! the header before each file is what counts. A file whose size is told only after it
//! (`archive/zip` of Go writes them so) ends where its deflate stream ends or, stored, where a
//! descriptor with its very size and checksum stands. Zip64 sizes are read.

use flate2::{Decompress, FlushDecompress, Status};

use super::archive::Event;
use super::crc::Crc;
use crate::problem::ProblemKind;

/// Takes an archive apart.
#[derive(Debug)]
pub(super) struct Zip {
    stage: Stage,
    /// The header being read, or the first bytes after a file.
    head: Vec<u8>,
    /// Stored without a size: bytes that may be the beginning of the descriptor.
    tail: Vec<u8>,
    /// The last four bytes after a file.
    window: [u8; 4],
    /// The file being read, or the last one read: its end is told when the next one begins.
    file: Option<File>,
    inflate: Decompress,
    buffer: Vec<u8>,
    bytes_left: u64,
    files_left: usize,
}

/// What the next byte belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// A header, or a descriptor before it.
    Between,
    Header,
    Body,
    /// Nothing that is read.
    Rest,
}

#[derive(Debug)]
struct File {
    method: Method,
    /// Bytes in the archive that are still to come; `None` when the header does not tell.
    left: Option<u64>,
    /// The checksum that the header tells.
    crc: Option<u32>,
    /// Checksum and number of the bytes given.
    sum: Crc,
    /// Whether its deflate stream has ended.
    ended: bool,
    /// Whether all its bytes were given.
    whole: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    Stored,
    Deflated,
    Unread,
}

const PIECE: usize = 1 << 16;
const HEADER: usize = 30;
const FILE: [u8; 4] = *b"PK\x03\x04";
const DESCRIPTOR: [u8; 4] = *b"PK\x07\x08";
/// Checksum and both sizes.
const MIN_DESCRIPTOR: usize = 12;
/// With a signature and zip64 sizes.
const MAX_DESCRIPTOR: usize = 24;

impl Zip {
    /// Gives at most `bytes` bytes of at most `files` files.
    pub fn new(bytes: u64, files: usize) -> Self {
        Zip {
            stage: Stage::Between,
            head: Vec::new(),
            tail: Vec::new(),
            window: [0; 4],
            file: None,
            inflate: Decompress::new(false),
            buffer: vec![0; PIECE],
            bytes_left: bytes,
            files_left: files,
        }
    }

    /// The next bytes, cut anywhere; `each` gets what is in them.
    pub fn push(&mut self, mut chunk: &[u8], mut each: impl FnMut(Event<'_>)) {
        while !chunk.is_empty() {
            match self.stage {
                Stage::Between => chunk = self.between(chunk, &mut each),
                Stage::Header => chunk = self.header(chunk, &mut each),
                Stage::Body => chunk = self.body(chunk, &mut each),
                Stage::Rest => return,
            }
        }
    }

    /// Ends the archive.
    pub fn finish(mut self, mut each: impl FnMut(Event<'_>)) {
        if self.stage != Stage::Rest {
            let tail = std::mem::take(&mut self.tail);
            self.give(&tail, &mut each);
            let text = "zip: the archive ends early";
            each(Event::Trouble(ProblemKind::CutGoroutine, text));
            if let Some(file) = self.file.as_mut().filter(|_| self.stage == Stage::Body) {
                file.whole = false;
            }
        }
        self.end_file(&mut each);
    }

    fn between<'a>(&mut self, chunk: &'a [u8], each: &mut impl FnMut(Event<'_>)) -> &'a [u8] {
        if self.head.len() < MAX_DESCRIPTOR {
            self.head.push(chunk[0]);
        }
        self.window.rotate_left(1);
        self.window[3] = chunk[0];
        let has_descriptor = self.file.as_ref().is_some_and(|it| it.crc.is_none());
        let in_descriptor = has_descriptor && self.head.len() < MIN_DESCRIPTOR + FILE.len();
        match self.window {
            _ if in_descriptor => {}
            FILE => {
                self.read_descriptor();
                self.head.clear();
                self.head.extend_from_slice(&FILE);
                self.stage = Stage::Header;
            }
            // The directory, and what can stand before it.
            [b'P', b'K', 1, 2] | [b'P', b'K', 5, 6] | [b'P', b'K', 6, 6..=8] => {
                self.read_descriptor();
                self.end_file(each);
                self.stage = Stage::Rest;
            }
            _ => {}
        }
        &chunk[1..]
    }

    /// Takes the checksum that stands after the file.
    fn read_descriptor(&mut self) {
        let text = self.head.strip_prefix(&DESCRIPTOR).unwrap_or(&self.head);
        if let Some(file) = self.file.as_mut().filter(|file| file.crc.is_none()) {
            file.crc = Some(u32_at(text, 0));
        }
    }

    fn header<'a>(&mut self, chunk: &'a [u8], each: &mut impl FnMut(Event<'_>)) -> &'a [u8] {
        let size = match self.head.len() {
            HEADER.. => {
                HEADER + usize::from(name_len(&self.head)) + usize::from(u16_at(&self.head, 28))
            }
            _ => HEADER,
        };
        let taken = chunk.len().min(size - self.head.len());
        self.head.extend_from_slice(&chunk[..taken]);
        let more = self.head.len() == HEADER && size == HEADER && has_variable(&self.head);
        if self.head.len() == size && !more {
            self.begin_file(each);
        }
        &chunk[taken..]
    }

    fn begin_file(&mut self, each: &mut impl FnMut(Event<'_>)) {
        let head = std::mem::take(&mut self.head);
        let name = &head[HEADER..HEADER + usize::from(name_len(&head))];
        self.stage = Stage::Between;
        if self.files_left == 0 {
            let text = "zip: more files than the limit; the rest is not read";
            each(Event::Trouble(ProblemKind::TooLarge, text));
            self.end_file(each);
            self.stage = Stage::Rest;
            return;
        }
        self.end_file(each);
        let (file, unread) = File::new(&head);
        // A folder.
        if name.ends_with(b"/") && file.left == Some(0) {
            return;
        }
        self.files_left -= 1;
        each(Event::Begin(&String::from_utf8_lossy(name)));
        if let Some(reason) = unread {
            each(Event::Unread(reason));
        }
        self.inflate.reset(false);
        if file.left != Some(0) {
            self.stage = Stage::Body;
        }
        self.file = Some(file);
    }

    fn body<'a>(&mut self, chunk: &'a [u8], each: &mut impl FnMut(Event<'_>)) -> &'a [u8] {
        let Some((method, left)) = self.file.as_ref().map(|file| (file.method, file.left)) else {
            self.stage = Stage::Between;
            return chunk;
        };
        let known = left.map(|left| usize::try_from(left).unwrap_or(usize::MAX));
        let (part, rest) = chunk.split_at(chunk.len().min(known.unwrap_or(usize::MAX)));
        let behind = match method {
            Method::Deflated => self.inflate_all(part, each),
            Method::Stored | Method::Unread if known.is_some() => {
                self.give(part, each);
                &[]
            }
            Method::Stored | Method::Unread => self.until_descriptor(part, each),
        };
        let Some(left) = left else { return behind };
        self.count_down(left - part.len() as u64, each);
        rest
    }

    /// `left` bytes of a file of known size are still to come.
    fn count_down(&mut self, left: u64, each: &mut impl FnMut(Event<'_>)) {
        let Some(file) = self.file.as_mut().filter(|_| self.stage == Stage::Body) else {
            return;
        };
        file.left = Some(left);
        if left > 0 {
            return;
        }
        if file.method == Method::Deflated && !file.ended {
            file.damaged(each);
        }
        self.begin_gap();
    }

    /// Inflates up to the end of the stream; gives what is behind it.
    fn inflate_all<'a>(
        &mut self,
        mut chunk: &'a [u8],
        each: &mut impl FnMut(Event<'_>),
    ) -> &'a [u8] {
        let mut buffer = std::mem::take(&mut self.buffer);
        while !chunk.is_empty() && self.file.as_ref().is_some_and(|file| !file.ended) {
            let (before_in, before_out) = (self.inflate.total_in(), self.inflate.total_out());
            let flush = FlushDecompress::None;
            let status = self.inflate.decompress(chunk, &mut buffer, flush);
            let taken = (self.inflate.total_in() - before_in) as usize;
            let given = (self.inflate.total_out() - before_out) as usize;
            chunk = &chunk[taken..];
            self.give(&buffer[..given], each);
            let Some(file) = &mut self.file else { break };
            match status {
                Ok(Status::StreamEnd) => file.ended = true,
                Ok(_) if taken > 0 || given > 0 => {}
                _ => file.damaged(each),
            }
        }
        self.buffer = buffer;
        // A file of unknown size ends here; of another one, what is behind its stream is nothing.
        if self
            .file
            .as_ref()
            .is_some_and(|it| it.ended && it.left.is_none())
        {
            self.begin_gap();
        }
        chunk
    }

    fn begin_gap(&mut self) {
        self.head.clear();
        self.window = [0; 4];
        self.stage = Stage::Between;
    }

    /// Gives bytes up to a descriptor that fits them.
    fn until_descriptor<'a>(
        &mut self,
        chunk: &'a [u8],
        each: &mut impl FnMut(Event<'_>),
    ) -> &'a [u8] {
        const SIZE: usize = 16;
        let before = self.tail.len();
        let mut tail = std::mem::take(&mut self.tail);
        tail.extend_from_slice(chunk);
        let mut from = 0;
        for at in memchr::memmem::find_iter(&tail, &DESCRIPTOR) {
            self.give(&tail[from..at], each);
            from = at;
            if tail.len() < at + SIZE {
                break;
            }
            if self.fits(&tail[at..at + SIZE]) {
                self.begin_gap();
                self.head.extend_from_slice(&tail[at..at + SIZE]);
                return &chunk[at + SIZE - before..];
            }
        }
        // The next descriptor may have begun already.
        let is_open = tail.len() < from + SIZE && tail[from..].starts_with(&DESCRIPTOR);
        let keep = match is_open {
            true => from,
            false => from.max(tail.len().saturating_sub(DESCRIPTOR.len() - 1)),
        };
        self.give(&tail[from..keep], each);
        tail.drain(..keep);
        self.tail = tail;
        &[]
    }

    /// Whether a descriptor tells size and checksum of the bytes given so far.
    fn fits(&self, descriptor: &[u8]) -> bool {
        self.file.as_ref().is_some_and(|file| {
            let size = u32_at(descriptor, 8) == file.sum.amount();
            size && (file.method == Method::Unread || u32_at(descriptor, 4) == file.sum.sum())
        })
    }

    fn give(&mut self, bytes: &[u8], each: &mut impl FnMut(Event<'_>)) {
        let Some(file) = &mut self.file else { return };
        if bytes.is_empty() {
            return;
        }
        let allowed = (bytes.len() as u64).min(self.bytes_left);
        self.bytes_left -= allowed;
        let given = &bytes[..allowed as usize];
        file.sum.update(given);
        each(Event::Bytes(given));
        if given.len() < bytes.len() {
            file.whole = false;
            let text = "zip: more bytes than the limit; the rest is not read";
            each(Event::Trouble(ProblemKind::TooLarge, text));
            self.end_file(each);
            self.stage = Stage::Rest;
        }
    }

    fn end_file(&mut self, each: &mut impl FnMut(Event<'_>)) {
        let Some(file) = self.file.take() else { return };
        let wrong = file.crc.is_some_and(|crc| crc != file.sum.sum());
        if file.whole && wrong && file.method != Method::Unread {
            let text = "zip: the checksum does not fit; bytes are damaged or missing";
            each(Event::Trouble(ProblemKind::Damaged, text));
        }
        each(Event::End);
    }
}

impl File {
    /// From its header, with the reason why it is not read, if it is not.
    fn new(head: &[u8]) -> (File, Option<&'static str>) {
        const ENCRYPTED: u16 = 1;
        const SIZE_FOLLOWS: u16 = 8;
        let flags = u16_at(head, 6);
        let unread = match u16_at(head, 8) {
            _ if flags & ENCRYPTED != 0 => Some("zip: an encrypted file: unpack it first"),
            0 | 8 => None,
            9 => Some("zip: packed with Deflate64: unpack it first"),
            12 => Some("zip: packed with bzip2: unpack it first"),
            14 => Some("zip: packed with LZMA: unpack it first"),
            93 => Some("zip: packed with zstd: unpack it first"),
            95 => Some("zip: packed with xz: unpack it first"),
            _ => Some("zip: packed in an unknown way: unpack it first"),
        };
        let size = match u32_at(head, 18) {
            u32::MAX => zip64_size(head).unwrap_or(u64::from(u32::MAX)),
            size => u64::from(size),
        };
        let follows = flags & SIZE_FOLLOWS != 0;
        let file = File {
            method: match u16_at(head, 8) {
                _ if unread.is_some() => Method::Unread,
                0 => Method::Stored,
                _ => Method::Deflated,
            },
            left: (!follows || size > 0).then_some(size),
            crc: (!follows).then(|| u32_at(head, 14)),
            sum: Crc::new(),
            ended: false,
            whole: true,
        };
        (file, unread)
    }

    fn damaged(&mut self, each: &mut impl FnMut(Event<'_>)) {
        self.ended = true;
        self.whole = false;
        let text = "zip: the data is damaged";
        each(Event::Trouble(ProblemKind::Damaged, text));
    }
}

/// The packed size in the zip64 field: it comes after the size unpacked.
fn zip64_size(head: &[u8]) -> Option<u64> {
    let mut extra = head.get(HEADER + usize::from(name_len(head))..)?;
    while extra.len() >= 4 {
        let len = usize::from(u16_at(extra, 2));
        let field = extra.get(4..4 + len)?;
        if u16_at(extra, 0) == 1 {
            return Some(u64::from_le_bytes(*field.get(8..16)?.first_chunk()?));
        }
        extra = &extra[4 + len..];
    }
    None
}

fn has_variable(head: &[u8]) -> bool {
    name_len(head) > 0 || u16_at(head, 28) > 0
}

fn name_len(head: &[u8]) -> u16 {
    u16_at(head, 26)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    let bytes = bytes.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |it| u16::from_le_bytes(*it))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let bytes = bytes.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |it| u32::from_le_bytes(*it))
}
