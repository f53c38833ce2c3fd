//! gzip → bytes (RFC 1952), in pieces, so that a small file cannot fill the memory.

use flate2::{Decompress, FlushDecompress, Status};

use crate::problem::ProblemKind;

/// Unpacks chunks.
#[derive(Debug)]
pub(super) struct Gunzip {
    stage: Stage,
    /// The header that is being read.
    header: Vec<u8>,
    inflate: Decompress,
    buffer: Vec<u8>,
    left: u64,
}

/// What the next byte belongs to.
#[derive(Debug)]
enum Stage {
    Header,
    Body,
    /// Checksum and size: bytes to go.
    Trailer(usize),
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
                Stage::Trailer(to_go) => {
                    let taken = chunk.len().min(to_go);
                    chunk = &chunk[taken..];
                    self.stage = match to_go - taken {
                        0 => Stage::Header,
                        to_go => Stage::Trailer(to_go),
                    };
                }
                Stage::Stuck(..) => return,
            }
        }
    }

    fn header<'a>(&mut self, chunk: &'a [u8]) -> &'a [u8] {
        self.header.push(chunk[0]);
        match header_len(&self.header) {
            Ok(true) => {
                self.header.clear();
                self.inflate.reset(false);
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
        each(&self.buffer[..allowed as usize]);
        self.stage = match status {
            _ if allowed < given => {
                let text = "gzip: more bytes than the limit; the rest is not read";
                Stage::Stuck(ProblemKind::TooLarge, text)
            }
            Ok(Status::StreamEnd) => Stage::Trailer(TRAILER),
            Ok(_) if taken > 0 || given > 0 => Stage::Body,
            _ => Stage::Stuck(ProblemKind::CutGoroutine, "gzip: the data is damaged"),
        };
        &chunk[taken..]
    }

    /// What kept the input from being read to its end.
    pub fn trouble(&self) -> Option<(ProblemKind, &'static str)> {
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
        (unpacked, gunzip.trouble().is_none())
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
}
