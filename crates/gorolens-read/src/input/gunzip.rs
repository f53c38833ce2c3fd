//! gzip → bytes (RFC 1952), in pieces, so that a small file cannot fill the memory.

use flate2::{Decompress, FlushDecompress, Status};

use super::crc::Crc;
use crate::problem::ProblemKind;

/// Unpacks chunks.
#[derive(Debug)]
pub(super) struct Gunzip {
    stage: Stage,
    /// The header that is being read.
    header: Vec<u8>,
    inflate: Decompress,
    /// Checksum and number of the member's bytes.
    sum: Crc,
    /// The checksum and size that the member tells.
    trailer: Vec<u8>,
    /// Members read to their end.
    members: u64,
    /// Whether a member had other bytes than it tells.
    differs: bool,
    buffer: Vec<u8>,
    left: u64,
}

/// What the next byte belongs to.
#[derive(Debug)]
enum Stage {
    Header,
    Body,
    /// Checksum and size.
    Trailer,
    /// Nothing more can be unpacked, and why.
    Stuck(ProblemKind, &'static str),
}

const PIECE: usize = 1 << 16;
const TRAILER: usize = 8;

impl Gunzip {
    /// Gives at most `max` bytes.
    pub fn new(max: u64) -> Self {
        Gunzip {
            stage: Stage::Header,
            header: Vec::new(),
            inflate: Decompress::new(false),
            sum: Crc::new(),
            trailer: Vec::new(),
            members: 0,
            differs: false,
            buffer: vec![0; PIECE],
            left: max,
        }
    }

    /// The next bytes, cut anywhere; `each` gets what is in them.
    pub fn push(&mut self, mut chunk: &[u8], mut each: impl FnMut(&[u8])) {
        while !chunk.is_empty() {
            match self.stage {
                Stage::Header => chunk = self.header(chunk),
                Stage::Body => chunk = self.body(chunk, &mut each),
                Stage::Trailer => chunk = self.trailer(chunk),
                Stage::Stuck(..) => return,
            }
        }
    }

    fn trailer<'a>(&mut self, chunk: &'a [u8]) -> &'a [u8] {
        let taken = chunk.len().min(TRAILER - self.trailer.len());
        self.trailer.extend_from_slice(&chunk[..taken]);
        if self.trailer.len() == TRAILER {
            let told = [
                self.sum.sum().to_le_bytes(),
                self.sum.amount().to_le_bytes(),
            ];
            self.differs |= self.trailer != told.concat();
            self.trailer.clear();
            self.members += 1;
            self.stage = Stage::Header;
        }
        &chunk[taken..]
    }

    fn header<'a>(&mut self, chunk: &'a [u8]) -> &'a [u8] {
        // Tapes and disks pad with zeros.
        if self.members > 0 && self.header.is_empty() && chunk[0] == 0 {
            return &chunk[1..];
        }
        self.header.push(chunk[0]);
        match header_len(&self.header) {
            Ok(true) => {
                self.header.clear();
                self.inflate.reset(false);
                self.sum.reset();
                self.stage = Stage::Body;
            }
            Ok(false) => {}
            Err(()) => {
                let text = "gzip: what follows is no gzip member";
                self.stage = Stage::Stuck(ProblemKind::NotADump, text);
            }
        }
        &chunk[1..]
    }

    fn body<'a>(&mut self, chunk: &'a [u8], each: &mut impl FnMut(&[u8])) -> &'a [u8] {
        let (before_in, before_out) = (self.inflate.total_in(), self.inflate.total_out());
        let flush = FlushDecompress::None;
        let status = self.inflate.decompress(chunk, &mut self.buffer, flush);
        let taken = (self.inflate.total_in() - before_in) as usize;
        let given = self.inflate.total_out() - before_out;
        let allowed = given.min(self.left);
        self.left -= allowed;
        self.sum.update(&self.buffer[..given as usize]);
        each(&self.buffer[..allowed as usize]);
        self.stage = match status {
            _ if allowed < given => {
                let text = "gzip: more bytes than the limit; the rest is not read";
                Stage::Stuck(ProblemKind::TooLarge, text)
            }
            Ok(Status::StreamEnd) => Stage::Trailer,
            Ok(_) if taken > 0 || given > 0 => Stage::Body,
            _ => Stage::Stuck(ProblemKind::Damaged, "gzip: the data is damaged"),
        };
        &chunk[taken..]
    }

    /// What is wrong with the input.
    pub fn troubles(&self) -> impl Iterator<Item = (ProblemKind, &'static str)> {
        let text = "gzip: the checksum does not fit; bytes are damaged or missing";
        let differs = self.differs.then_some((ProblemKind::Damaged, text));
        differs.into_iter().chain(self.end())
    }

    /// What kept the input from being read to its end.
    fn end(&self) -> Option<(ProblemKind, &'static str)> {
        match self.stage {
            Stage::Header if self.header.is_empty() => None,
            Stage::Stuck(kind, text) => Some((kind, text)),
            _ => Some((ProblemKind::CutGoroutine, "gzip: the file ends early")),
        }
    }
}

/// Whether `bytes` are a whole header; an error when they cannot be the beginning of one.
fn header_len(bytes: &[u8]) -> Result<bool, ()> {
    const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
    const MAX: usize = 1 << 16;
    let fits = bytes.iter().zip(MAGIC).all(|(&byte, magic)| byte == magic);
    if !fits || bytes.len() > MAX {
        return Err(());
    }
    let Some(&flags) = bytes.get(3) else {
        return Ok(false);
    };
    let mut at = 10;
    if flags & 4 != 0 {
        let Some(&[low, high]) = bytes.get(at..at + 2).and_then(|it| it.first_chunk()) else {
            return Ok(false);
        };
        at += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    for text in [8, 16] {
        if flags & text == 0 {
            continue;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        match memchr::memchr(0, rest) {
            Some(end) => at += end + 1,
            None => return Ok(false),
        }
    }
    at += if flags & 2 != 0 { 2 } else { 0 };
    Ok(bytes.len() >= at)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn pack(text: &[u8]) -> Vec<u8> {
        let level = flate2::Compression::default();
        let name = flate2::GzBuilder::new().filename("dump.txt");
        let mut packer = name.write(Vec::new(), level);
        packer.write_all(text).unwrap();
        packer.finish().unwrap()
    }

    fn unpack(bytes: &[u8], size: usize, max: u64) -> (Vec<u8>, bool) {
        let mut gunzip = Gunzip::new(max);
        let mut unpacked = Vec::new();
        for chunk in bytes.chunks(size) {
            gunzip.push(chunk, |piece| unpacked.extend_from_slice(piece));
        }
        let whole = gunzip.troubles().next().is_none();
        (unpacked, whole)
    }

    #[test]
    fn several_members_in_any_cut() {
        let mut bytes = pack(b"goroutine 1 ");
        bytes.extend(pack(b"[running]:\n"));
        for size in 1..bytes.len() {
            let whole = (b"goroutine 1 [running]:\n".to_vec(), true);
            assert_eq!(unpack(&bytes, size, 1000), whole);
        }
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bytes = pack(&vec![0; 1 << 22]);
        let (unpacked, whole) = unpack(&bytes, 1 << 20, 100_000);
        assert_eq!((unpacked.len(), whole), (100_000, false));
    }

    #[test]
    fn a_cut_file_gives_what_is_there() {
        let bytes = pack(b"goroutine 1 [running]:\n");
        for len in 1..bytes.len() {
            assert!(!unpack(&bytes[..len], 3, 1000).1, "{len} bytes");
        }
    }

    #[test]
    fn a_wrong_checksum_keeps_the_text() {
        let text = b"goroutine 1 [running]:\n";
        let mut bytes = pack(text);
        let at = bytes.len() - TRAILER;
        bytes[at] ^= 1;
        bytes.extend(pack(text));
        for size in [1, 7, 1000] {
            assert_eq!(unpack(&bytes, size, 1000), (text.repeat(2), false));
        }
    }

    #[test]
    fn zeros_after_the_last_member_are_padding() {
        let mut bytes = pack(b"text");
        bytes.extend([0; 600]);
        assert_eq!(unpack(&bytes, 100, 1000), (b"text".to_vec(), true));
        bytes.push(b'x');
        assert_eq!(unpack(&bytes, 100, 1000), (b"text".to_vec(), false));
    }
}
