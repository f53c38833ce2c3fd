//! What the files of an archive become: an input each, named after the archive and the file.

use super::{Input, Stage};
use crate::collect::Collector;
use crate::problem::{ProblemKind, RepairKind};

/// What an archive gives, in order.
#[derive(Debug)]
pub(super) enum Event<'a> {
    /// A file begins; the one before has ended.
    Begin(&'a str),
    /// It is not read, for this reason. Its bytes come as they are in the archive.
    Unread(&'static str),
    /// Its next bytes.
    Bytes(&'a [u8]),
    /// Something is wrong with it.
    Trouble(ProblemKind, &'static str),
    /// It ends.
    End,
}

/// Hands each file to an input of its own.
#[derive(Debug)]
pub(super) struct Files {
    /// Name of the archive.
    name: String,
    depth: usize,
    current: Option<Box<Input>>,
    /// The dump that its first file becomes.
    first: usize,
    /// Files begun.
    count: usize,
}

impl Files {
    /// Of an archive that is the current input, unpacked `depth` times.
    pub fn new(out: &Collector, depth: usize) -> Self {
        Files {
            name: out.input_name().to_owned(),
            first: out.n_finished(),
            depth,
            current: None,
            count: 0,
        }
    }

    pub fn take(&mut self, event: &Event<'_>, out: &mut Collector) {
        match (event, &mut self.current) {
            (Event::Begin(name), current) => {
                self.count += 1;
                out.start_file(&format!("{}/{name}", self.name));
                *current = Some(Box::new(Input::at_depth(self.depth)));
            }
            (Event::Unread(reason), Some(input)) => input.stage = Stage::Unread(reason, 0),
            (Event::Bytes(bytes), Some(input)) => input.push(bytes, out),
            (Event::Trouble(kind, text), Some(_)) => out.ledger.note(*kind, 1, 0, text.as_bytes()),
            (Event::End, current) => {
                if let Some(input) = current.take() {
                    out.repaired(RepairKind::Compressed);
                    input.finish(out);
                }
            }
            _ => {}
        }
    }
    /// Ends the archive, of `size` bytes; `empty` says that no file was in it.
    pub fn finish(self, size: u64, empty: &str, out: &mut Collector) {
        if self.count > 0 {
            return out.end_archive(self.first);
        }
        out.ledger.read(size);
        out.set_aside_all(ProblemKind::NotADump, size, empty);
        out.end_input(size, &mut None);
    }
}
