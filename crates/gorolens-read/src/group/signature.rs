//! When two goroutines have the same stack.
//!
//! The signature is made of function, file and line of every frame and of the `go` statement.
//! State, wait, arguments, ids and labels are not part of it: goroutines that stand at the same
//! place for different reasons or with different data belong together. Offsets (`+0x1d`) are not
//! either: they change with every build.
//!
//! It is the XXH3-64 (seed 0) of this text, and a change of it is a change of [`VERSION`]:
//!
//! ```text
//! version:u8  { func 0x00 file 0x00 line:u32le }…  ( 0x00 | 0x01 func 0x00 file 0x00 line:u32le )
//! ```

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{BodyId, GroupId, StackFrame};

/// Version of the serialisation above; group ids of different versions differ.
const VERSION: u8 = 1;

/// Makes signatures. Stacks that differ in the creator only have most of the text in common.
#[derive(Debug, Default)]
pub(crate) struct Signatures {
    /// By body: the text up to the creator, where there was room for it.
    texts: Vec<Box<[u8]>>,
    /// Bytes of all of them.
    bytes: usize,
    /// The text at hand.
    text: Vec<u8>,
}

/// Bytes of all texts that are kept.
const MOST_BYTES: usize = 1 << 20;

impl Signatures {
    /// The signature of a stack with these frames, innermost first, which `body` names.
    pub fn of(
        &mut self,
        body: BodyId,
        frames: &[StackFrame],
        creator: Option<&StackFrame>,
    ) -> GroupId {
        self.text.clear();
        match self.texts.get(body.index()) {
            Some(text) if !text.is_empty() => self.text.extend_from_slice(text),
            _ => self.begin(body, frames),
        }
        self.text.push(u8::from(creator.is_some()));
        if let Some(creator) = creator {
            write(creator, &mut self.text);
        }
        GroupId(xxh3_64(&self.text))
    }

    fn begin(&mut self, body: BodyId, frames: &[StackFrame]) {
        self.text.push(VERSION);
        for frame in frames {
            write(frame, &mut self.text);
        }
        if self.bytes + self.text.len() <= MOST_BYTES {
            self.bytes += self.text.len();
            let n = self.texts.len().max(body.index() + 1);
            self.texts.resize(n, Box::default());
            self.texts[body.index()] = self.text.as_slice().into();
        }
    }
}

fn write(frame: &StackFrame, text: &mut Vec<u8>) {
    text.extend_from_slice(frame.func.as_bytes());
    text.push(0);
    text.extend_from_slice(frame.file.as_bytes());
    text.push(0);
    text.extend_from_slice(&frame.line.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Origin;

    fn frame(func: &str, line: u32) -> StackFrame {
        StackFrame {
            func: func.into(),
            file: "/app/main.go".into(),
            line,
            origin: Origin::Application,
        }
    }

    fn of(frames: &[StackFrame], creator: Option<&StackFrame>) -> GroupId {
        Signatures::default().of(BodyId::default(), frames, creator)
    }

    /// Ids are part of the published format: this number only changes with `VERSION`.
    #[test]
    fn the_id_is_stable() {
        let id = of(&[frame("main.wait", 9)], Some(&frame("main.main", 5)));
        assert_eq!(id.to_string(), "eb5a3e4b1ff86e4c");
    }

    #[test]
    fn a_text_that_was_kept_gives_the_same_ids() {
        let (body, creator) = ([frame("main.wait", 9)], frame("main.main", 5));
        let mut signatures = Signatures::default();
        for creator in [None, Some(&creator), None] {
            let id = signatures.of(BodyId::default(), &body, creator);
            assert_eq!(id, of(&body, creator));
        }
    }

    #[test]
    fn frame_line_and_creator_count() {
        let base = of(&[frame("main.wait", 9)], None);
        assert_ne!(base, of(&[frame("main.wait", 10)], None));
        assert_ne!(
            base,
            of(&[frame("main.wait", 9)], Some(&frame("main.wait", 9)))
        );
        assert_ne!(
            of(&[frame("a", 1), frame("b", 1)], None),
            of(&[frame("a", 1)], Some(&frame("b", 1)))
        );
    }
}
