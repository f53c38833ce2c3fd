//! What `go tool pprof -raw` prints for a profile of goroutines.
//!
//! ```text
//! PeriodType: goroutine count
//! Samples:
//! goroutine/count
//!           3: 1 2
//!                 tenant:[acme]
//! Locations
//!      1: 0x47d829 M=1 runtime.gopark /usr/local/go/src/runtime/proc.go:474:0 s=457
//!      2: 0x4e2658 M=1 main.work /app/main.go:12:0 s=12
//!              main.main /app/main.go:9:0 s=5
//! Mappings
//! ```
//!
//! A line without a number continues a location: the caller that the function was inlined into. The
//! stacks come before the table that says what they mean, so they are kept until its end.

use super::frame;
use super::protobuf::without_type_arguments;
use super::scan::{Scan, trim};
use crate::collect::{Block, Collector};
use crate::lines::Line;
use crate::model::{FastMap, Flags, FrameId};
use crate::problem::ProblemKind;
use crate::report::Format;

/// Reads one profile.
#[derive(Debug, Default)]
pub(crate) struct Raw {
    section: Section,
    samples: Vec<Sample>,
    /// Frames of each location, innermost first.
    locations: FastMap<u64, Vec<FrameId>>,
    last_location: u64,
    delta: bool,
    /// Whether it is a `goroutineleak` profile.
    of_leaks: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Section {
    #[default]
    Heading,
    Samples,
    Locations,
    Mappings,
}

#[derive(Debug)]
struct Sample {
    count: i64,
    locations: Vec<u64>,
    /// As printed; a value may go on in the next line.
    labels: Vec<u8>,
    line: u64,
    offset: u64,
}

const LEAKS_PERIOD: &[u8] = b"PeriodType: goroutineleak count";

impl Raw {
    /// Whether a profile of goroutines begins with this line.
    pub fn begins(text: &[u8]) -> bool {
        matches!(trim(text), b"PeriodType: goroutine count" | LEAKS_PERIOD)
    }

    /// Takes a line; false when it is not part of the profile.
    pub fn line(&mut self, line: &Line<'_>, out: &mut Collector) -> bool {
        let text = trim(line.text);
        let heading = match text {
            b"Samples:" => Some(Section::Samples),
            b"Locations" => Some(Section::Locations),
            b"Mappings" => Some(Section::Mappings),
            _ if Self::begins(text) => Some(Section::Heading),
            _ => None,
        };
        if heading == Some(Section::Heading) {
            self.finish(out);
            self.of_leaks = text == LEAKS_PERIOD;
        }
        self.section = heading.unwrap_or(self.section);
        let taken = heading.is_some() || text.is_empty() || self.body(line, text, out);
        match (taken, self.section) {
            (true, _) => out.ledger.understood(line.size),
            (false, Section::Samples | Section::Locations) => {
                // The second line of a label with a line end in it.
                out.ledger.set_aside(ProblemKind::BadLine, line);
            }
            (false, _) => return false,
        }
        true
    }

    fn body(&mut self, line: &Line<'_>, text: &[u8], out: &mut Collector) -> bool {
        match self.section {
            Section::Heading => {
                const STARTS: [&[u8]; 5] = [
                    b"Period: ",
                    b"Time: ",
                    b"Duration: ",
                    b"Comment: ",
                    b"Doc: ",
                ];
                let is_delta = text.starts_with(b"Duration: ");
                self.delta |= is_delta;
                STARTS.iter().any(|start| text.starts_with(start))
            }
            Section::Samples => {
                text.starts_with(b"goroutine") && text.contains(&b'/')
                    || self.sample(line, text)
                    || self.labels(text)
            }
            Section::Locations => self.location(text, out),
            Section::Mappings => Scan::new(text).number().is_some(),
        }
    }

    fn sample(&mut self, line: &Line<'_>, text: &[u8]) -> bool {
        let negative = text.starts_with(b"-");
        let mut scan = Scan::new(text.strip_prefix(b"-").unwrap_or(text));
        let Some(count) = scan.number().filter(|_| scan.eat(b":")) else {
            return false;
        };
        let mut words = scan.rest().split(u8::is_ascii_whitespace);
        let locations: Option<Vec<u64>> = words
            .by_ref()
            .filter(|word| !word.is_empty())
            .map(|word| Scan::new(word).number())
            .collect();
        let Some(locations) = locations else {
            return false;
        };
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        self.samples.push(Sample {
            count: if negative { -count } else { count },
            locations,
            labels: Vec::new(),
            line: line.number,
            offset: line.offset,
        });
        true
    }

    /// A line of labels, or the rest of one whose value has a line end in it.
    fn labels(&mut self, text: &[u8]) -> bool {
        let Some(Sample { labels, .. }) = self.samples.last_mut() else {
            return false;
        };
        let is_open = !labels.is_empty() && !labels.ends_with(b"]");
        let begins = memchr::memmem::find(text, b":[").is_some();
        if is_open || begins {
            labels.extend_from_slice(if is_open { b"\n" } else { b" " });
            labels.extend_from_slice(text);
        }
        is_open || begins
    }

    fn location(&mut self, text: &[u8], out: &mut Collector) -> bool {
        let mut scan = Scan::new(text);
        let mut text = text;
        if let Some(id) = scan.number().filter(|_| scan.eat(b": 0x")) {
            self.last_location = id;
            self.locations.insert(id, Vec::new());
            let words = trim(scan.rest());
            let address = words.iter().take_while(|it| it.is_ascii_hexdigit()).count();
            text = trim(&words[address..]);
            while text.starts_with(b"M=") || text.starts_with(b"[F]") {
                let end = memchr::memchr(b' ', text).unwrap_or(text.len());
                text = trim(&text[end..]);
            }
            if text.is_empty() {
                let frame = out
                    .interner
                    .frame(&[b"0x", &words[..address]].concat(), b"", 0);
                self.locations.entry(id).or_default().push(frame);
                return true;
            }
        }
        let Some((func, file, line)) = function(text) else {
            return false;
        };
        let frame = out
            .interner
            .frame(&without_type_arguments(func), file, line);
        self.locations
            .entry(self.last_location)
            .or_default()
            .push(frame);
        true
    }

    /// Ends the profile.
    pub fn finish(&mut self, out: &mut Collector) {
        let raw = std::mem::take(self);
        let Some(first) = raw.samples.first() else {
            return;
        };
        out.begin_profile(Format::PprofTraces, first.offset);
        if raw.delta || raw.samples.iter().any(|sample| sample.count < 0) {
            let text = b"the profile is the difference of two: counts are changes, not goroutines";
            out.ledger
                .note(ProblemKind::Delta, first.line, first.offset, text);
        }
        for sample in raw.samples {
            if sample.count < 0 {
                out.goroutines_gone(sample.count.unsigned_abs());
            }
            let Ok(count @ 1..) = u32::try_from(sample.count.min(i64::from(u32::MAX))) else {
                continue;
            };
            let stack = sample
                .locations
                .iter()
                .filter_map(|id| raw.locations.get(id));
            let limit = out.limits.max_frames;
            let frames: Vec<FrameId> = stack.flatten().copied().take(limit).collect();
            let mut labels = labels(&sample.labels);
            labels.sort();
            let block = Block {
                line: sample.line,
                offset: sample.offset,
                state: out.interner.state_from_stack(&frames),
                flags: Flags::in_profile(raw.of_leaks, !frames.is_empty()),
                labels: out.interner.labels(labels),
                frames: frames.into_iter().map(|frame| (frame, 0)).collect(),
                count,
                ..Block::default()
            };
            out.add(&block, &mut None);
        }
    }
}

/// `handler:[/v1/orders] tenant:[acme]`.
fn labels(text: &[u8]) -> Vec<(Box<str>, Box<str>)> {
    let own = |bytes: &[u8]| String::from_utf8_lossy(bytes).into();
    let mut labels = Vec::new();
    let mut rest = text;
    while let Some(open) = memchr::memmem::find(rest, b":[") {
        let value = &rest[open + 2..];
        // A value may hold brackets: it ends where the next label begins.
        let ends = |&at: &usize| at + 1 == value.len() || value[at + 1] == b' ';
        let end = memchr::memchr_iter(b']', value).find(ends);
        let len = end.unwrap_or(value.len());
        labels.push((own(trim(&rest[..open])), own(&value[..len])));
        rest = value.get(len + 1..).unwrap_or_default();
    }
    labels
}

/// `main.work /app/main.go:12:0 s=12`; the column is there since Go 1.21.
fn function(text: &[u8]) -> Option<(&[u8], &[u8], u32)> {
    let start = memchr::memmem::rfind(text, b" s=")?;
    let text = trim(&text[..start]);
    let mut depth = 0usize;
    let space = text.iter().position(|&byte| {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        byte == b' ' && depth == 0
    })?;
    let (func, place) = (&text[..space], trim(&text[space..]));
    let (before, last) = numbered(place)?;
    let (file, line) = numbered(before).unwrap_or((before, last));
    frame::is_name(func).then_some((func, file, line))
}

/// `FILE` and `LINE` of `FILE:LINE`.
fn numbered(text: &[u8]) -> Option<(&[u8], u32)> {
    let colon = memchr::memrchr(b':', text)?;
    let mut scan = Scan::new(&text[colon + 1..]);
    let number = scan.number().filter(|_| scan.rest().is_empty())?;
    Some((&text[..colon], u32::try_from(number).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions() {
        let cases = [
            (
                "main.work /app/main.go:12:0 s=12",
                "main.work",
                "/app/main.go",
                12,
            ),
            (
                "main.work /app/main.go:12 s=12",
                "main.work",
                "/app/main.go",
                12,
            ),
            (
                "main.(*S[go.shape.struct { A int }]).F C:/a b/main.go:7:3 s=1(x)",
                "main.(*S[go.shape.struct { A int }]).F",
                "C:/a b/main.go",
                7,
            ),
        ];
        for (text, func, file, line) in cases {
            let found = function(text.as_bytes()).expect(text);
            assert_eq!(found, (func.as_bytes(), file.as_bytes(), line));
        }
    }
}
