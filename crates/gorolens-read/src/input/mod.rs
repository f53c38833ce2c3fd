//! Bytes → text: what an input is, from its first bytes, and the way from there to lines.
//!
//! Its name does not matter. Compression is undone and what comes out is looked at again, so a
//! gzip of a gzip of UTF-16 is read as well; how often is limited.

mod archive;
mod base64;
mod crc;
mod detect;
mod gunzip;
mod quiet;
mod tar;
mod text;
mod utf16;
mod zip;

use self::archive::Files;
use self::base64::Base64;
use self::detect::Kind;
use self::gunzip::Gunzip;
use self::tar::Tar;
use self::text::Text;
use self::utf16::Utf16;
use self::zip::Zip;
use crate::collect::Collector;
use crate::limits::Limits;
use crate::parse::protobuf;
use crate::problem::{ProblemKind, RepairKind};

/// Whether an input that begins with these bytes is text as it is.
pub(crate) fn is_plain_text(head: &[u8]) -> bool {
    let head = &head[..head.len().min(detect::HEAD)];
    detect::kind(head) == Kind::Text
}

/// One input while it is being read.
#[derive(Debug)]
pub(crate) struct Input {
    stage: Stage,
    /// How many times something was unpacked to get here.
    depth: usize,
}

/// What is done with the next bytes.
#[derive(Debug)]
enum Stage {
    /// The first bytes, while they are too few to tell.
    Head(Vec<u8>),
    /// Text in UTF-8, or in something close to it.
    Text(Box<Text>),
    /// Text in UTF-16.
    Utf16(Utf16, Box<Text>),
    /// base64 of what the inner input is.
    Base64(Base64, Box<Input>),
    /// gzip of what the inner input is.
    Gzip(Box<Gunzip>, Box<Input>),
    /// zip of inputs, and its size.
    Zip(Box<Zip>, Files, u64),
    /// tar of inputs, and its size.
    Tar(Tar, Files, u64),
    /// A protobuf profile: it is read as a whole. Bytes beyond the limit are counted only.
    Profile(Vec<u8>, u64),
    /// A form that is recognised and not read; its name and its size.
    Unread(&'static str, u64),
}

/// Nested compression beyond this is taken for an attack.
const MAX_DEPTH: usize = 4;

impl Input {
    /// At the first byte.
    pub fn new() -> Self {
        Input::at_depth(0)
    }

    fn at_depth(depth: usize) -> Self {
        Input {
            stage: Stage::Head(Vec::new()),
            depth,
        }
    }

    /// The next bytes, cut anywhere.
    pub fn push(&mut self, chunk: &[u8], out: &mut Collector) {
        if let Stage::Head(head) = &mut self.stage {
            let mut taken = 0;
            while !detect::is_enough(head) {
                // One size after the other, so that the cuts decide nothing.
                let size = detect::next_size(head.len());
                let more = (chunk.len() - taken).min(size - head.len());
                if more == 0 {
                    return;
                }
                head.extend_from_slice(&chunk[taken..taken + more]);
                taken += more;
            }
            let head = std::mem::take(head);
            self.settle(&head, out);
            self.feed(&head, out);
            self.feed(&chunk[taken..], out);
        } else {
            self.feed(chunk, out);
        }
    }

    /// Text in the middle of an input, at `offset`.
    pub fn of_text_at(offset: u64, limits: &Limits) -> Self {
        let mut text = Text::new(limits, offset);
        text.expect_header();
        Input {
            stage: Stage::Text(Box::new(text)),
            depth: 0,
        }
    }

    /// Ends a part of the input; the next part begins with the header of a goroutine.
    pub fn hand_over(&mut self, out: &mut Collector) {
        self.settle_head(out);
        match &mut self.stage {
            Stage::Text(text) => text.hand_over(out),
            _ => out.hand_over(false, false, 0),
        }
    }

    /// Decides what the input is.
    fn settle(&mut self, head: &[u8], out: &mut Collector) {
        if detect::kind(head) != Kind::Text {
            out.is_special();
        }
        let text = || Box::new(Text::new(&out.limits, 0));
        self.stage = match detect::kind(head) {
            Kind::Base64 if self.depth < MAX_DEPTH => {
                let inner = Box::new(Input::at_depth(self.depth + 1));
                Stage::Base64(Base64::default(), inner)
            }
            Kind::Gzip if self.depth < MAX_DEPTH => {
                let inner = Box::new(Input::at_depth(self.depth + 1));
                Stage::Gzip(Box::new(Gunzip::new(out.limits.max_unpacked)), inner)
            }
            Kind::Zip if self.depth < MAX_DEPTH => {
                let zip = Zip::new(out.limits.max_unpacked, out.limits.max_files);
                let files = Files::new(out, self.depth + 1);
                Stage::Zip(Box::new(zip), files, 0)
            }
            Kind::Tar if self.depth < MAX_DEPTH => {
                let files = Files::new(out, self.depth + 1);
                Stage::Tar(Tar::new(out.limits.max_files), files, 0)
            }
            Kind::Base64 | Kind::Gzip | Kind::Zip | Kind::Tar => {
                Stage::Unread("an archive in an archive in an archive", 0)
            }
            Kind::Utf16(order) => Stage::Utf16(Utf16::new(order), text()),
            Kind::Profile => Stage::Profile(Vec::new(), 0),
            Kind::Unread(name) => Stage::Unread(name, 0),
            Kind::Text => Stage::Text(text()),
        };
    }

    fn feed(&mut self, chunk: &[u8], out: &mut Collector) {
        match &mut self.stage {
            Stage::Head(head) => head.extend_from_slice(chunk),
            Stage::Text(text) => text.push(chunk, out),
            Stage::Utf16(decoder, text) => decoder.push(chunk, |utf8| text.push(utf8, out)),
            Stage::Base64(decoder, inner) => decoder.push(chunk, |bytes| inner.push(bytes, out)),
            Stage::Gzip(gunzip, inner) => gunzip.push(chunk, |bytes| inner.push(bytes, out)),
            Stage::Zip(zip, files, size) => {
                zip.push(chunk, |event| files.take(&event, out));
                *size += chunk.len() as u64;
            }
            Stage::Tar(tar, files, size) => {
                tar.push(chunk, |event| files.take(&event, out));
                *size += chunk.len() as u64;
            }
            Stage::Profile(bytes, size) => {
                let room = out.limits.max_profile.saturating_sub(bytes.len());
                bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
                *size += chunk.len() as u64;
            }
            Stage::Unread(_, size) => *size += chunk.len() as u64,
        }
    }

    /// Decides what the input is, if it has not shown yet: no more bytes come.
    fn settle_head(&mut self, out: &mut Collector) {
        if let Stage::Head(head) = &mut self.stage {
            let head = std::mem::take(head);
            self.settle(&head, out);
            self.feed(&head, out);
        }
    }

    /// Ends the input; gives the offset after its last byte.
    pub fn finish(mut self, out: &mut Collector) {
        self.settle_head(out);
        match self.stage {
            Stage::Head(_) => out.end_input(0, &mut None),
            Stage::Text(text) => text.finish(out),
            Stage::Utf16(decoder, mut text) => {
                decoder.finish(|utf8| text.push(utf8, out));
                out.repaired(RepairKind::Encoding);
                text.finish(out);
            }
            Stage::Base64(decoder, inner) => {
                out.repaired(RepairKind::Encoding);
                if decoder.has_strange() {
                    let text = "base64: what is none of it was left out";
                    out.ledger.note(ProblemKind::Damaged, 1, 0, text.as_bytes());
                }
                inner.finish(out);
            }
            Stage::Gzip(gunzip, inner) => {
                out.repaired(RepairKind::Compressed);
                for (kind, text) in gunzip.troubles() {
                    out.ledger.note(kind, 1, 0, text.as_bytes());
                }
                inner.finish(out);
            }
            Stage::Zip(zip, mut files, size) => {
                zip.finish(|event| files.take(&event, out));
                files.finish(size, "zip: no file is in it", out);
            }
            Stage::Tar(tar, mut files, size) => {
                tar.finish(|event| files.take(&event, out));
                files.finish(size, "tar: no file is in it", out);
            }
            Stage::Profile(bytes, size) => finish_profile(&bytes, size, out),
            Stage::Unread(name, size) => {
                out.ledger.read(size);
                out.set_aside_all(ProblemKind::UnsupportedFormat, size, name);
                out.end_input(size, &mut None);
            }
        }
    }
}

fn finish_profile(bytes: &[u8], size: u64, out: &mut Collector) {
    out.ledger.read(size);
    if size > bytes.len() as u64 {
        let text = "the profile is larger than the limit";
        out.set_aside_all(ProblemKind::TooLarge, size, text);
    } else {
        protobuf::read(bytes, out);
    }
    out.end_input(size, &mut None);
}
