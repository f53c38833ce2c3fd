//! The profile of `/debug/pprof/goroutine` without `debug`: a `perftools.profiles.Profile` message.
//!
//! Written by Go's `runtime/pprof/proto.go`. Read here field by field from the bytes, with nothing
//! trusted: lengths, ids and indices may lie. A message that breaks off keeps what came before.

mod wire;

use crate::collect::{Block, Collector};
use crate::model::{FastMap, Flags, FrameId};
use crate::problem::ProblemKind;
use crate::report::Format;
use wire::{Value, fields};

/// A profile, its strings still by number.
#[derive(Default)]
struct Profile<'a> {
    strings: Vec<&'a [u8]>,
    samples: Vec<Sample>,
    locations: FastMap<u64, Location>,
    functions: FastMap<u64, Function>,
    sample_types: Vec<u64>,
    duration_nanos: i64,
    is_cut: bool,
}

#[derive(Default)]
struct Sample {
    locations: Vec<u64>,
    values: Vec<i64>,
    /// Numbers of key and value.
    labels: Vec<(u64, u64)>,
}

#[derive(Default)]
struct Location {
    address: u64,
    /// Function and line, innermost first.
    lines: Vec<(u64, i64)>,
}

#[derive(Clone, Copy, Default)]
struct Function {
    name: u64,
    file: u64,
}

/// Whether `head`, the first bytes of an input, can be a profile. Any field may come first, and text
/// may begin with the same bytes, so the fields must have the types that a profile has.
pub(crate) fn is_profile(head: &[u8]) -> bool {
    // Small numbers are everywhere in a profile, and in no text.
    let mut fits = head.iter().any(|byte| matches!(byte, 1..=8));
    let mut n_fields = 0;
    let whole = fields(head, |number, value| {
        n_fields += 1;
        fits &= match (number, value) {
            // sample_type, period_type: { type, unit }, both numbers of strings.
            (1 | 11, Value::Bytes(bytes)) => bytes.is_empty() || bytes[0] == 0x08,
            (2..=5, Value::Bytes(bytes)) => bytes.first().is_none_or(|&tag| is_tag(tag)),
            (6, Value::Bytes(_)) | (7..=10 | 12..=14, Value::Number(_)) => true,
            _ => false,
        };
    });
    fits && (n_fields >= 2 || (whole && n_fields == 1))
}

/// Whether a message of a profile can begin with this byte: fields 1 to 10, numbers or bytes.
fn is_tag(byte: u8) -> bool {
    matches!(byte >> 3, 1..=10) && matches!(byte & 7, 0 | 2)
}

/// Reads a whole profile of `bytes.len()` bytes.
pub(crate) fn read(bytes: &[u8], out: &mut Collector) {
    let profile = profile(bytes);
    if !profile.is_of_goroutines() {
        return out.set_aside_all(
            ProblemKind::NotADump,
            bytes.len() as u64,
            &profile.kind_text(),
        );
    }
    out.begin_profile(Format::Protobuf, 0);
    out.ledger.understood(bytes.len() as u64);
    if profile.is_cut {
        let text = b"the profile breaks off";
        out.ledger.note(ProblemKind::CutGoroutine, 1, 0, text);
    }
    profile.note_delta(out);
    let frames = profile.frames(out);
    for sample in &profile.samples {
        profile.add(sample, &frames, out);
    }
}

impl<'a> Profile<'a> {
    fn string(&self, number: u64) -> &'a [u8] {
        usize::try_from(number)
            .ok()
            .and_then(|at| self.strings.get(at))
            .copied()
            .unwrap_or_default()
    }

    fn is_of_goroutines(&self) -> bool {
        let known = |&number: &u64| self.string(number) == b"goroutine";
        self.is_of_leaks() || self.sample_types.iter().any(known)
    }

    fn is_of_leaks(&self) -> bool {
        let known = |&number: &u64| self.string(number) == b"goroutineleak";
        self.sample_types.iter().any(known)
    }

    fn kind_text(&self) -> String {
        let names = self.sample_types.iter().map(|&number| self.string(number));
        let names: Vec<_> = names.map(String::from_utf8_lossy).collect();
        format!("a pprof profile of: {}", names.join(", "))
    }

    /// `?seconds=N` gives the difference of two profiles; negative counts are stacks that went.
    fn note_delta(&self, out: &mut Collector) {
        let negative = |sample: &Sample| sample.values.iter().any(|&value| value < 0);
        if self.duration_nanos > 0 || self.samples.iter().any(negative) {
            let text = b"the profile is the difference of two: counts are changes, not goroutines";
            out.ledger.note(ProblemKind::Delta, 1, 0, text);
        }
    }

    /// The frames of each location, innermost first.
    fn frames(&self, out: &mut Collector) -> FastMap<u64, Vec<FrameId>> {
        let mut ids: Vec<u64> = self.locations.keys().copied().collect();
        ids.sort_unstable();
        let frames_of = |id: u64| (id, self.location_frames(&self.locations[&id], out));
        ids.into_iter().map(frames_of).collect()
    }

    fn location_frames(&self, location: &Location, out: &mut Collector) -> Vec<FrameId> {
        if location.lines.is_empty() {
            let address = format!("{:#x}", location.address);
            return vec![out.interner.frame(address.as_bytes(), b"", 0)];
        }
        let mut frames = Vec::new();
        for &(function, line) in &location.lines {
            let function = self.functions.get(&function).copied().unwrap_or_default();
            let name = without_type_arguments(self.string(function.name));
            let line = u32::try_from(line).unwrap_or(0);
            frames.push(out.interner.frame(&name, self.string(function.file), line));
        }
        frames
    }

    fn add(&self, sample: &Sample, frames: &FastMap<u64, Vec<FrameId>>, out: &mut Collector) {
        let Some(&value) = sample.values.first() else {
            return;
        };
        if value < 0 {
            out.goroutines_gone(value.unsigned_abs());
        }
        let Ok(count @ 1..) = u32::try_from(value.min(i64::from(u32::MAX))) else {
            return;
        };
        let stack = sample.locations.iter().filter_map(|id| frames.get(id));
        let stack: Vec<FrameId> = stack
            .flatten()
            .copied()
            .take(out.limits.max_frames)
            .collect();
        let state = out.interner.state_from_stack(&stack);
        let text = |number| String::from_utf8_lossy(self.string(number)).into();
        let mut labels: Vec<_> = sample
            .labels
            .iter()
            .map(|&(k, v)| (text(k), text(v)))
            .collect();
        labels.sort();
        let block = Block {
            state,
            flags: Flags::in_profile(self.is_of_leaks(), !stack.is_empty()),
            labels: out.interner.labels(labels),
            frames: stack.into_iter().map(|frame| (frame, 0)).collect(),
            count,
            ..Block::default()
        };
        out.add(&block, &mut None);
    }
}

/// The name as the text forms print it: `main.(*Stack[...]).Push`, so that the same function has
/// the same name in every form.
pub(super) fn without_type_arguments(name: &[u8]) -> Vec<u8> {
    let mut short = Vec::with_capacity(name.len());
    let mut depth = 0usize;
    for &byte in name {
        if byte == b']' {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            short.push(byte);
        }
        if byte == b'[' {
            if depth == 0 {
                short.extend_from_slice(b"...");
            }
            depth += 1;
        }
    }
    short
}

fn profile(bytes: &[u8]) -> Profile<'_> {
    let mut profile = Profile::default();
    let whole = fields(bytes, |number, value| match (number, value) {
        (1, Value::Bytes(bytes)) => profile.sample_types.push(first_number(bytes)),
        (2, Value::Bytes(bytes)) => profile.samples.push(sample(bytes)),
        (4, Value::Bytes(bytes)) => {
            let (id, location) = location(bytes);
            profile.locations.insert(id, location);
        }
        (5, Value::Bytes(bytes)) => {
            let (id, function) = function(bytes);
            profile.functions.insert(id, function);
        }
        (6, Value::Bytes(bytes)) => profile.strings.push(bytes),
        (10, Value::Number(nanos)) => profile.duration_nanos = nanos as i64,
        _ => {}
    });
    profile.is_cut = !whole;
    profile
}

/// Field 1 of a message.
fn first_number(bytes: &[u8]) -> u64 {
    let mut first = 0;
    fields(bytes, |number, value| {
        if let (1, Value::Number(value)) = (number, value) {
            first = value;
        }
    });
    first
}

fn sample(bytes: &[u8]) -> Sample {
    let mut sample = Sample::default();
    fields(bytes, |number, value| match number {
        1 => value.numbers(|location| sample.locations.push(location)),
        2 => value.numbers(|value| sample.values.push(value as i64)),
        3 => {
            if let Value::Bytes(bytes) = value {
                sample.labels.extend(label(bytes));
            }
        }
        _ => {}
    });
    sample
}

/// Key and text of a label; numeric labels are not goroutine labels.
fn label(bytes: &[u8]) -> Option<(u64, u64)> {
    let (mut key, mut text) = (0, 0);
    fields(bytes, |number, value| match (number, value) {
        (1, Value::Number(number)) => key = number,
        (2, Value::Number(number)) => text = number,
        _ => {}
    });
    (key != 0 && text != 0).then_some((key, text))
}

fn location(bytes: &[u8]) -> (u64, Location) {
    let (mut id, mut location) = (0, Location::default());
    fields(bytes, |number, value| match (number, value) {
        (1, Value::Number(number)) => id = number,
        (3, Value::Number(number)) => location.address = number,
        (4, Value::Bytes(bytes)) => location.lines.push(line(bytes)),
        _ => {}
    });
    (id, location)
}

fn line(bytes: &[u8]) -> (u64, i64) {
    let (mut function, mut line) = (0, 0);
    fields(bytes, |number, value| match (number, value) {
        (1, Value::Number(number)) => function = number,
        (2, Value::Number(number)) => line = number as i64,
        _ => {}
    });
    (function, line)
}

fn function(bytes: &[u8]) -> (u64, Function) {
    let (mut id, mut function) = (0, Function::default());
    fields(bytes, |number, value| match (number, value) {
        (1, Value::Number(number)) => id = number,
        (2, Value::Number(number)) => function.name = number,
        (4, Value::Number(number)) => function.file = number,
        _ => {}
    });
    (id, function)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_arguments() {
        let cases = [
            (
                "main.(*Stack[go.shape.map[string][]*main.conn]).Block",
                "main.(*Stack[...]).Block",
            ),
            ("main.Sum[...]", "main.Sum[...]"),
            ("main.f", "main.f"),
            ("main.(*A[int]).Map[string]", "main.(*A[...]).Map[...]"),
        ];
        for (name, short) in cases {
            assert_eq!(without_type_arguments(name.as_bytes()), short.as_bytes());
        }
    }

    #[test]
    fn text_is_no_profile() {
        assert!(!is_profile(b"\ngoroutine 1 [running]:"));
        assert!(!is_profile(b"\n\n\n"));
        assert!(!is_profile(b""));
        assert!(!is_profile(b"=== RUN   TestFast"));
        assert!(!is_profile(
            b"2026/11/23 04:09:23 READY and more than forty-eight bytes of it"
        ));
        assert!(!is_profile(b"Zebra crossing, goroutine 1 [running]:"));
        assert!(is_profile(&[0x0a, 4, 8, 1, 16, 2]));
        assert!(is_profile(&[0x5a, 4, 8, 1, 16, 2, 0x60, 1]));
    }
}
