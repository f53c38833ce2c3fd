//! What Delve prints for `goroutines`, with or without stacks (`-t`).
//!
//! ```text
//!   Goroutine 4 - User: /app/main.go:22 main.(*cache).refill (0x4b4b36) [chan receive]
//!     0  0x0000000000437816 in runtime.gopark
//!         at /usr/lib/go-1.19/src/runtime/proc.go:364
//! ```
//!
//! With `-group userloc` it lists five of each place, and how many there are:
//!
//! ```text
//! /app/main.go:22 in main.(*cache).refill
//!   Goroutine 4 - User: /app/main.go:22 main.(*cache).refill (0x4b4b36) [chan receive]
//!   Total: 31
//! ```
//!
//! A session lists the same goroutines again with every command, so they are gathered by id, and
//! each keeps its longest stack. Delve looks the reason up by number: one that is older than the
//! program's Go prints wrong reasons.

use super::labels::{self, Label};
use super::scan::{Scan, trim};
use super::{frame, header};
use crate::collect::{Block, Collector};
use crate::lines::Line;
use crate::model::{FastMap, FrameId};
use crate::problem::ProblemKind;
use crate::report::Format;

/// Reads one session.
#[derive(Debug, Default)]
pub(crate) struct Delve {
    goroutines: Vec<Listed>,
    by_id: FastMap<u64, usize>,
    current: Option<Listed>,
    /// The function of a frame whose place comes next.
    func: Option<Vec<u8>>,
    /// Where the goroutines since the last total are, when all are at one place.
    group: Option<Group>,
    /// How many there are at each place of which some are listed.
    totals: Vec<Total>,
}

/// Goroutines that were listed one after the other.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Group {
    At(FrameId),
    Mixed,
}

/// How many goroutines of a place there are, and the last of those that were listed.
#[derive(Debug)]
struct Total {
    count: u32,
    last: Listed,
}

#[derive(Clone, Debug, Default)]
struct Listed {
    id: u64,
    line: u64,
    offset: u64,
    /// Where none is printed the stack tells it.
    state: Option<Vec<u8>>,
    labels: Vec<Label>,
    /// Where the list says it is; used when there is no stack.
    place: Option<FrameId>,
    frames: Vec<FrameId>,
}

impl Listed {
    /// As the collector takes it, standing for `count` goroutines.
    fn block(self, count: u32, out: &mut Collector) -> Block {
        let frames = match self.frames.is_empty() {
            true => self.place.into_iter().collect(),
            false => self.frames,
        };
        let state = match &self.state {
            Some(state) => out.interner.state(state),
            None => out.interner.state_from_stack(&frames),
        };
        Block {
            id: self.id,
            line: self.line,
            offset: self.offset,
            is_running: self.state.as_deref() == Some(b"running"),
            state,
            labels: out.interner.labels(self.labels),
            frames: frames.into_iter().map(|frame| (frame, 0)).collect(),
            count,
            ..Block::default()
        }
    }
}

/// Number, file, line, function and state.
type Heading<'a> = (u64, &'a [u8], u32, &'a [u8], Option<&'a [u8]>);

/// `Goroutine 4 - User: FILE:LINE FUNC (0x…) [reason]`: number, file, line, function, state.
fn listed(text: &[u8]) -> Option<Heading<'_>> {
    let text = trim(text);
    let text = text.strip_prefix(b"(dlv)").map_or(text, trim);
    let text = text.strip_prefix(b"*").map_or(text, trim);
    let mut scan = Scan::new(text);
    if !scan.eat(b"Goroutine ") {
        return None;
    }
    let id = scan.number()?;
    let kinds: [&[u8]; 4] = [b" - User: ", b" - Runtime: ", b" - Go: ", b" - Start: "];
    kinds.iter().find(|kind| scan.eat(kind))?;
    let open = memchr::memmem::rfind(scan.rest(), b" (0x")?;
    let (place, rest) = scan.rest().split_at(open);
    let space = memchr::memrchr(b' ', place)?;
    let (place, func) = (&place[..space], &place[space + 1..]);
    let colon = memchr::memrchr(b':', place)?;
    let line = Scan::new(&place[colon + 1..]).number()?;
    let line = u32::try_from(line).unwrap_or(0);
    Some((id, &place[..colon], line, func, state(rest)))
}

/// The reason in ` (0x4b4b36) [chan receive 12345]`, without its timestamp. A goroutine on a thread
/// runs; of others old versions print nothing.
fn state(text: &[u8]) -> Option<&[u8]> {
    let Some(open) = memchr::memchr(b'[', text) else {
        let is_on_thread = memchr::memmem::find(text, b" (thread ").is_some();
        return is_on_thread.then_some(b"running");
    };
    let reason = text[open + 1..].strip_suffix(b"]")?;
    let word = memchr::memrchr(b' ', reason).map_or(0, |at| at + 1);
    match is_time(&reason[word..]) {
        true => Some(trim(&reason[..word])),
        false => Some(reason),
    }
}

/// Whether the word is when the wait began, on a clock that nobody else reads: `12345`, or what one
/// version made of it, `457314h58m45.572259763s`.
fn is_time(word: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_digit() || b".hmsn".contains(byte) || *byte >= 0x80;
    word.first().is_some_and(u8::is_ascii_digit) && word.iter().all(is_part)
}

impl Delve {
    /// Whether a list begins with this line.
    pub fn begins(text: &[u8]) -> bool {
        listed(text).is_some()
    }

    /// Takes a line of the session; what is none of a list is set aside.
    pub fn line(&mut self, line: &Line<'_>, out: &mut Collector) {
        let text = trim(line.text);
        let taken = text.is_empty()
            || text == b"(truncated)"
            || self.heading(line, out)
            || self.detail(text, out)
            || is_group(text)
            || self.total(text)
            || (text.starts_with(b"[") && text.ends_with(b" goroutines]"));
        match taken {
            true => out.ledger.understood(line.size),
            false => out.ledger.set_aside(ProblemKind::SkippedText, line),
        }
    }

    fn heading(&mut self, line: &Line<'_>, out: &mut Collector) -> bool {
        let Some((id, file, number, func, state)) = listed(line.text) else {
            return false;
        };
        self.keep();
        let place = out.interner.frame(func, file, number);
        self.group = match self.group {
            None => Some(Group::At(place)),
            Some(Group::At(known)) if known == place => self.group,
            Some(_) => Some(Group::Mixed),
        };
        self.current = Some(Listed {
            id,
            line: line.number,
            offset: line.offset,
            state: state.map(<[u8]>::to_vec),
            place: Some(place),
            ..Listed::default()
        });
        true
    }

    /// A frame, its place, or the labels.
    fn detail(&mut self, text: &[u8], out: &mut Collector) -> bool {
        let Some(current) = &mut self.current else {
            return false;
        };
        if let Some(place) = text.strip_prefix(b"at ") {
            let (Some(func), Some(site)) = (self.func.take(), site(place)) else {
                return false;
            };
            let frame = out.interner.frame(&func, site.0, site.1);
            if current.frames.len() < out.limits.max_frames {
                current.frames.push(frame);
            }
            return true;
        }
        if let Some(map) = text.strip_prefix(b"Labels: ") {
            let map = [map, b"}"].concat();
            return labels::parse(&mut Scan::new(&map), &mut current.labels);
        }
        let func = frame_func(text);
        self.func = func.map(<[u8]>::to_vec);
        func.is_some()
    }

    /// How many goroutines the group has that was listed last. Of a group by label only some places
    /// are known, so its total says nothing about the others.
    fn total(&mut self, text: &[u8]) -> bool {
        let count = text.strip_prefix(b"Total: ");
        let count = count.and_then(|count| Scan::new(count).number());
        let (Some(count), Some(group)) = (count, self.group.take()) else {
            return false;
        };
        let (Group::At(_), Some(last)) = (group, &self.current) else {
            return false;
        };
        self.totals.push(Total {
            count: u32::try_from(count).unwrap_or(u32::MAX),
            last: Listed {
                id: 0,
                labels: Vec::new(),
                ..last.clone()
            },
        });
        true
    }

    /// Keeps the goroutine just read, unless the same one was listed with a longer stack.
    fn keep(&mut self) {
        self.func = None;
        let Some(mut current) = self.current.take() else {
            return;
        };
        match self.by_id.get(&current.id) {
            Some(&at) => {
                let known = &mut self.goroutines[at];
                if current.labels.is_empty() {
                    current.labels = std::mem::take(&mut known.labels);
                }
                if current.frames.len() > known.frames.len() {
                    known.frames = current.frames;
                }
                known.labels = current.labels;
            }
            None => {
                self.by_id.insert(current.id, self.goroutines.len());
                self.goroutines.push(current);
            }
        }
    }

    /// Ends the session.
    pub fn finish(&mut self, out: &mut Collector) {
        self.keep();
        if self.goroutines.is_empty() {
            return;
        }
        self.by_id.clear();
        out.begin_profile(Format::Delve, self.goroutines[0].offset);
        let mut at: FastMap<Option<FrameId>, u32> = FastMap::default();
        for listed in self.goroutines.drain(..) {
            *at.entry(listed.place).or_default() += 1;
            let block = listed.block(1, out);
            out.add(&block, &mut None);
        }
        for Total { count, last } in self.totals.drain(..) {
            let listed = at.entry(last.place).or_default();
            let more = count.saturating_sub(*listed);
            *listed += more;
            if more > 0 {
                let block = last.block(more, out);
                out.add(&block, &mut None);
            }
        }
    }

    /// Whether another form begins with this line.
    pub fn ends_before(text: &[u8]) -> bool {
        header::is_header(trim(text)) || super::Debug1::begins(text)
    }
}

/// `/app/main.go:22 in main.(*cache).refill`: the place of a group.
fn is_group(text: &[u8]) -> bool {
    memchr::memmem::find(text, b" in ").is_some_and(|at| {
        site(&text[..at]).is_some_and(|(file, _)| file.contains(&b'.'))
            && frame::is_name(&text[at + 4..])
    })
}

/// `0  0x0000000000437816 in runtime.gopark`.
fn frame_func(text: &[u8]) -> Option<&[u8]> {
    let mut scan = Scan::new(text);
    scan.digits()?;
    if !trim(scan.rest()).starts_with(b"0x") {
        return None;
    }
    let at = memchr::memmem::find(scan.rest(), b" in ")?;
    Some(trim(&scan.rest()[at + 4..])).filter(|func| frame::is_name(func))
}

/// `/app/main.go:22`; Delve prints `?` for what it does not know.
fn site(text: &[u8]) -> Option<(&[u8], u32)> {
    let colon = memchr::memrchr(b':', text)?;
    let line = Scan::new(&text[colon + 1..]).number()?;
    Some((&text[..colon], u32::try_from(line).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        let text = b"(dlv)   Goroutine 4 - User: /a b/main.go:22 main.(*cache).refill (0x4b4b36) [chan receive 123]";
        let (id, file, line, func, state) = listed(text).expect("a goroutine");
        assert_eq!((id, file, line), (4, &b"/a b/main.go"[..], 22));
        assert_eq!(
            (func, state),
            (&b"main.(*cache).refill"[..], Some(&b"chan receive"[..]))
        );
        let text = b"* Goroutine 8 - User: /app/main.go:31 main.f (0x4b4ee0) (thread 21708)";
        assert_eq!(listed(text).expect("a goroutine").4, Some(&b"running"[..]));
        let reasons = [
            (
                " (0x4b4ee0) [chan send 457314h58m45.572259763s]",
                Some("chan send"),
            ),
            (
                " (0x4b4ee0) [chan receive (nil chan)]",
                Some("chan receive (nil chan)"),
            ),
            (" (0x105c7f9)", None),
        ];
        for (text, reason) in reasons {
            assert_eq!(
                super::state(text.as_bytes()),
                reason.map(str::as_bytes),
                "{text}"
            );
        }
        assert_eq!(
            frame_func(b"0  0x0000000000437816 in runtime.gopark"),
            Some(&b"runtime.gopark"[..])
        );
    }
}
