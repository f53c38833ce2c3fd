//! Gives equal frames, stacks, states and label sets the same id.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::ancestry::Ancestor;
use super::func::{Func, decode};
use super::ids::{AncestryId, BodyId, LabelSetId, StackId, StateId};
use super::origin::{Origin, SourceFile};
use super::tables::{LabelSet, Marks, Stack, StackFrame, Tables};
use super::{is_watched, state, version};
use crate::group::signature::Signatures;

/// A map with a hash that is fast on text.
pub type FastMap<K, V> = HashMap<K, V, BuildHasherDefault<TextHasher>>;

/// XXH3 of everything written, each piece seeded with the hash before.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextHasher(u64);

impl Hasher for TextHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    fn write_u64(&mut self, value: u64) {
        // SplitMix64's finalizer: ids are often consecutive, tables want spread bits.
        let mut z = (self.0 ^ value).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        self.0 = z ^ (z >> 31);
    }

    fn write_u16(&mut self, value: u16) {
        self.write_u64(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Names one distinct call: function, file and line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FrameId(u32);

/// An ancestor as read: frames, innermost first, and the `go` statement that started it.
pub(crate) type AncestorFrames = (Vec<FrameId>, Option<FrameId>);

/// Builds [`Tables`].
#[derive(Debug)]
pub(crate) struct Interner {
    pub(super) tables: Tables,
    max_stacks: usize,
    /// Names of functions and paths. Spellings that decode to the same name share a text.
    texts: Vec<Arc<str>>,
    text_ids: ByHash,
    /// Texts of function and file, and the line → frame.
    frame_ids: FastMap<(u32, u32, u32), FrameId>,
    pub(super) frames: Vec<StackFrame>,
    origins: Origins,
    /// What every stack with one of `frames` asks about it.
    facts: Vec<FrameFacts>,
    bodies: Vec<Body>,
    body_ids: ByHash,
    /// Positions in `frames` of the calls of all bodies.
    calls: Vec<u32>,
    /// Body and the position of the creator in `frames`, or [`NO_CREATOR`] → stack.
    stack_ids: FastMap<(u32, u32), StackId>,
    /// Position of the creator of each stack in `frames`, or [`NO_CREATOR`].
    creators: Vec<u32>,
    signatures: Signatures,
    /// Oldest Go that prints each stack as it stands.
    pub(super) stack_minors: Vec<u16>,
    beyond_limit: Option<StackId>,
    states: FastMap<Box<[u8]>, StateId>,
    labels: FastMap<LabelSet, LabelSetId>,
    ancestries: FastMap<Vec<AncestorFrames>, AncestryId>,
    /// Calls that are being looked up.
    key: Vec<u32>,
}

/// The calls that stacks with different creators share, and what all of them ask about it.
#[derive(Debug)]
struct Body {
    frames: Arc<[StackFrame]>,
    watched: Arc<[u16]>,
    marks: Marks,
    /// Oldest Go that has all functions.
    minor: u16,
    /// Where its calls end in [`Interner::calls`].
    calls_end: usize,
}

/// Whose code the files are, as far as it was found out.
#[derive(Debug, Default)]
struct Origins(Vec<Option<KnownFile>>);

/// About a file.
#[derive(Clone, Copy, Debug)]
struct KnownFile {
    /// Position of the name of a function in it.
    func: u32,
    /// Bytes of the package's path in that.
    package_len: usize,
    origin: Origin,
}

impl Origins {
    /// Whose code this function in this file is, both positions in `texts`.
    fn of(&mut self, texts: &[Arc<str>], func: u32, file: u32) -> Origin {
        let name = &*texts[func as usize];
        let package = Func::split(name).package;
        let known = self.0.get(file as usize).copied().flatten();
        // It depends on the file and the package, but for functions of C and the like, which have none.
        if let Some(known) = known.filter(|_| !package.is_empty())
            && texts[known.func as usize].get(..known.package_len) == Some(package)
        {
            return known.origin;
        }
        let origin = Origin::of(name, &SourceFile::new(&texts[file as usize]));
        if self.0.len() <= file as usize {
            self.0.resize(file as usize + 1, None);
        }
        self.0[file as usize] = Some(KnownFile {
            func,
            package_len: package.len(),
            origin,
        });
        origin
    }
}

/// Positions of things by their hashes: with many of them, a table of numbers grows in a fraction of the time
/// that one of the things themselves takes.
#[derive(Debug, Default)]
pub struct ByHash(FastMap<u64, u32>);

impl ByHash {
    /// The position of the thing with this hash that `is_it`, or else where to [`insert`](Self::insert) it.
    pub fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Result<u32, u64> {
        let mut place = hash;
        while let Some(&at) = self.0.get(&place) {
            if is_it(at) {
                return Ok(at);
            }
            place = place.wrapping_add(1);
        }
        Err(place)
    }

    /// Adds a thing at the place that [`find`](Self::find) gave.
    pub fn insert(&mut self, place: u64, at: u32) {
        self.0.insert(place, at);
    }
}

#[derive(Clone, Copy, Debug)]
struct FrameFacts {
    /// Oldest Go that has the function.
    minor: u16,
    is_watched: bool,
    marks: Marks,
}

/// Stands for the creator of a stack without one.
const NO_CREATOR: u32 = u32::MAX;

/// Function of the only frame of the stack that stands for all stacks beyond the limit.
const BEYOND_LIMIT: &str = "(stacks beyond the limit)";

impl Interner {
    /// Empty tables that take `max_stacks` distinct stacks.
    pub fn new(max_stacks: usize) -> Self {
        let mut interner = Interner {
            tables: Tables::default(),
            max_stacks,
            texts: Vec::new(),
            text_ids: ByHash::default(),
            frame_ids: FastMap::default(),
            frames: Vec::new(),
            origins: Origins::default(),
            facts: Vec::new(),
            bodies: Vec::new(),
            body_ids: ByHash::default(),
            calls: Vec::new(),
            stack_ids: FastMap::default(),
            creators: Vec::new(),
            signatures: Signatures::default(),
            stack_minors: Vec::new(),
            beyond_limit: None,
            states: FastMap::default(),
            labels: FastMap::default(),
            ancestries: FastMap::default(),
            key: Vec::new(),
        };
        interner.labels(Vec::new());
        interner.state(b"");
        interner
    }

    /// What has been interned so far.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The tables, complete.
    pub fn into_tables(self) -> Tables {
        self.tables
    }

    /// The oldest Go (the number after `1.`) that prints `stack` as it stands; 0 when any does.
    pub fn stack_minor(&self, stack: StackId) -> u16 {
        self.stack_minors.get(stack.index()).copied().unwrap_or(0)
    }

    /// A call: `func` as printed, with its escapes.
    pub fn frame(&mut self, func: &[u8], file: &[u8], line: u32) -> FrameId {
        let func = match memchr::memchr(b'%', func) {
            Some(_) => self.text(&decode(func)),
            None => self.raw_text(func),
        };
        let file = self.raw_text(file);
        self.add_frame(func, file, line, None)
    }

    /// A call that another interner has taken apart.
    pub fn known_frame(&mut self, frame: &StackFrame) -> FrameId {
        let (func, file) = (self.text(&frame.func), self.text(&frame.file));
        self.add_frame(func, file, frame.line, Some(frame.origin))
    }

    /// The call with these texts; `origin` is found out if it is not known.
    fn add_frame(&mut self, func: u32, file: u32, line: u32, origin: Option<Origin>) -> FrameId {
        let next = FrameId(self.frames.len() as u32);
        let id = *self.frame_ids.entry((func, file, line)).or_insert(next);
        if id == next {
            let origin = origin.unwrap_or_else(|| self.origins.of(&self.texts, func, file));
            let func = self.texts[func as usize].clone();
            let file = self.texts[file as usize].clone();
            let frame = StackFrame {
                func,
                file,
                line,
                origin,
            };
            self.facts.push(FrameFacts {
                minor: version::oldest_for(&frame),
                is_watched: is_watched(&frame),
                marks: Marks::of(&frame),
            });
            self.frames.push(frame);
        }
        id
    }

    fn raw_text(&mut self, text: &[u8]) -> u32 {
        // What is known is UTF-8.
        self.find_text(text)
            .unwrap_or_else(|place| match std::str::from_utf8(text) {
                Ok(text) => self.add_text(text, place),
                Err(_) => self.text(&String::from_utf8_lossy(text)),
            })
    }

    fn text(&mut self, text: &str) -> u32 {
        let found = self.find_text(text.as_bytes());
        found.unwrap_or_else(|place| self.add_text(text, place))
    }

    /// The position of a text, or else where to [`add`](Self::add_text) it.
    fn find_text(&self, text: &[u8]) -> Result<u32, u64> {
        let is_it = |at| self.texts[at as usize].as_bytes() == text;
        self.text_ids.find(xxh3_64(text), is_it)
    }

    fn add_text(&mut self, text: &str, place: u64) -> u32 {
        let at = self.texts.len() as u32;
        self.texts.push(text.into());
        self.text_ids.insert(place, at);
        at
    }

    /// A stack, innermost frame first; `minor` says what its arguments prove about the Go version.
    /// Beyond the limit all new stacks are one, and the flag says so.
    pub fn stack(
        &mut self,
        frames: impl Iterator<Item = FrameId>,
        creator: Option<FrameId>,
        minor: u16,
    ) -> (StackId, bool) {
        self.key.clear();
        self.key.extend(frames.map(|id| id.0));
        let hash = hash_of(&self.key);
        let is_it = |at| self.calls_of(BodyId(at)) == self.key;
        match self.body_ids.find(hash, is_it) {
            Ok(body) => self.stack_on(BodyId(body), creator, minor),
            Err(_) if !self.has_room() => (self.beyond_limit(), false),
            Err(place) => {
                let body = self.push_body();
                self.body_ids.insert(place, body.0);
                self.stack_on(body, creator, minor)
            }
        }
    }

    /// The same, where another stack is known to have the same frames.
    pub fn stack_like(
        &mut self,
        like: StackId,
        creator: Option<FrameId>,
        minor: u16,
    ) -> (StackId, bool) {
        self.stack_on(self.tables.stack(like).body, creator, minor)
    }

    fn stack_on(&mut self, body: BodyId, creator: Option<FrameId>, minor: u16) -> (StackId, bool) {
        let key = (body.0, creator.map_or(NO_CREATOR, |id| id.0));
        if !self.has_room() {
            return match self.stack_ids.get(&key) {
                Some(&id) => (id, true),
                None => (self.beyond_limit(), false),
            };
        }
        let next = StackId(self.tables.stacks.len() as u32);
        let id = *self.stack_ids.entry(key).or_insert(next);
        if id == next {
            self.push_stack(body, key.1, minor);
        }
        (id, true)
    }

    /// The positions of its calls in the table of frames, innermost first.
    fn calls_of(&self, body: BodyId) -> &[u32] {
        let at = body.index();
        let from = at
            .checked_sub(1)
            .map_or(0, |before| self.bodies[before].calls_end);
        &self.calls[from..self.bodies[at].calls_end]
    }

    /// The positions of its calls in the table of frames, innermost first, and of its creator.
    pub(super) fn calls(&self, stack: StackId) -> (&[u32], Option<u32>) {
        let creator = self.creators[stack.index()];
        let calls = self.calls_of(self.tables.stack(stack).body);
        (calls, Some(creator).filter(|&it| it != NO_CREATOR))
    }

    /// Whether there is room for another stack.
    pub fn has_room(&self) -> bool {
        self.stack_ids.len() < self.max_stacks
    }

    /// Whether the first argument of this call is kept.
    pub fn is_watched(&self, frame: FrameId) -> bool {
        self.facts[frame.0 as usize].is_watched
    }

    fn beyond_limit(&mut self) -> StackId {
        if let Some(id) = self.beyond_limit {
            return id;
        }
        let (func, file) = (self.text(BEYOND_LIMIT), self.text(""));
        let frame = self.add_frame(func, file, 0, Some(Origin::Application));
        self.key.clear();
        self.key.push(frame.0);
        let body = self.push_body();
        let id = self.push_stack(body, NO_CREATOR, 0);
        self.beyond_limit = Some(id);
        id
    }

    /// A new body with the calls in `key`.
    fn push_body(&mut self) -> BodyId {
        let (mut marks, mut minor) = (Marks::default(), 0);
        let mut watched = Vec::new();
        for (at, &call) in self.key.iter().enumerate() {
            let facts = self.facts[call as usize];
            minor = minor.max(facts.minor);
            marks = marks.with(facts.marks);
            if facts.is_watched {
                watched.extend(u16::try_from(at).ok());
            }
        }
        let frames = self
            .key
            .iter()
            .map(|&call| self.frames[call as usize].clone());
        let id = BodyId(self.bodies.len() as u32);
        self.calls.extend_from_slice(&self.key);
        self.bodies.push(Body {
            frames: frames.collect(),
            watched: watched.into(),
            marks,
            minor,
            calls_end: self.calls.len(),
        });
        self.tables.n_bodies = self.bodies.len();
        id
    }

    /// A new stack; `creator` is a position in `frames` or [`NO_CREATOR`].
    fn push_stack(&mut self, body: BodyId, creator: u32, minor: u16) -> StackId {
        let minor_of = |facts: &FrameFacts| facts.minor;
        let creator_minor = self.facts.get(creator as usize).map_or(0, minor_of);
        self.creators.push(creator);
        let creator = self.frames.get(creator as usize).cloned();
        let Body {
            frames,
            watched,
            marks,
            ..
        } = &self.bodies[body.index()];
        let oldest = minor
            .max(self.bodies[body.index()].minor)
            .max(creator_minor);
        self.stack_minors.push(oldest);
        self.tables.stacks.push(Stack {
            id: self.signatures.of(body, frames, creator.as_ref()),
            body,
            marks: *marks,
            frames: frames.clone(),
            creator,
            watched: watched.clone(),
        });
        StackId(self.tables.stacks.len() as u32 - 1)
    }

    /// A wait reason or status, without its suffixes.
    pub fn state(&mut self, text: &[u8]) -> StateId {
        if let Some(&id) = self.states.get(text) {
            return id;
        }
        let Ok(next) = u16::try_from(self.tables.states.len()) else {
            return StateId(u16::MAX);
        };
        self.states.insert(text.into(), StateId(next));
        let text = match next {
            u16::MAX => "(states beyond the limit)".into(),
            _ => String::from_utf8_lossy(text).into(),
        };
        self.tables.states.push(text);
        StateId(next)
    }

    /// The state that these frames, innermost first, tell.
    pub fn state_from_stack(&mut self, frames: &[FrameId]) -> StateId {
        let frames = frames.iter().map(|id| &self.frames[id.0 as usize]);
        let state = state::from_stack(frames.map(|it| (&*it.func, it.line)));
        self.state(state.as_bytes())
    }

    /// Whether a goroutine in this state, told by its stack, is parked.
    pub fn is_wait(&self, state: StateId) -> bool {
        let known = self.tables.states.get(usize::from(state.0));
        known.is_some_and(|state| state::parks(state))
    }

    /// The ancestors of a goroutine, the nearest first; `None` when there are none, and for new
    /// ones beyond the limit of stacks.
    pub fn ancestry(&mut self, ancestors: &[AncestorFrames]) -> Option<AncestryId> {
        if let Some(&id) = self.ancestries.get(ancestors) {
            return Some(id);
        }
        let next = self.tables.ancestries.len();
        if ancestors.is_empty() || next >= self.max_stacks {
            return None;
        }
        let call = |id: &FrameId| self.frames[id.0 as usize].clone();
        let ancestor = |(frames, creator): &AncestorFrames| Ancestor {
            frames: frames.iter().map(call).collect(),
            creator: creator.as_ref().map(call),
        };
        let resolved = ancestors.iter().map(ancestor).collect();
        self.tables.ancestries.push(resolved);
        let id = AncestryId(next as u32);
        self.ancestries.insert(ancestors.to_vec(), id);
        Some(id)
    }

    /// A set of labels, sorted by key.
    pub fn labels(&mut self, labels: LabelSet) -> LabelSetId {
        if let Some(&id) = self.labels.get(&labels) {
            return id;
        }
        let id = LabelSetId(self.tables.labels.len() as u32);
        self.tables.labels.push(labels.clone());
        self.labels.insert(labels, id);
        id
    }
}

fn hash_of(key: &[u32]) -> u64 {
    let mut hasher = TextHasher::default();
    key.iter().for_each(|&at| hasher.write_u32(at));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_things_share_an_id() {
        let mut interner = Interner::new(100);
        let a = interner.frame(b"gopkg.in/yaml%2ev3.F", b"/y.go", 1);
        let b = interner.frame(b"gopkg.in/yaml%252ev3.F", b"/y.go", 1);
        let c = interner.frame(b"gopkg.in/yaml%2ev3.F", b"/y.go", 2);
        assert_eq!(a, b);
        assert_ne!(a, c);
        let one = interner.stack([a, c].into_iter(), None, 0);
        assert_eq!(one, interner.stack([b, c].into_iter(), None, 0));
        assert_ne!(one, interner.stack([a].into_iter(), Some(c), 0));
        assert_eq!(
            &*interner.tables().stack(one.0).frames[0].func,
            "gopkg.in/yaml.v3.F"
        );
        assert_eq!(interner.state(b"select"), interner.state(b"select"));
        assert_eq!(interner.labels(Vec::new()), LabelSetId::EMPTY);
    }

    #[test]
    fn stacks_beyond_the_limit_are_one() {
        let mut interner = Interner::new(1);
        let frames: Vec<FrameId> = (0..3)
            .map(|n| interner.frame(b"main.f", b"/f.go", n))
            .collect();
        let (first, fits) = interner.stack([frames[0]].into_iter(), None, 0);
        assert!(fits);
        let (second, fits) = interner.stack([frames[1]].into_iter(), None, 0);
        assert!(!fits);
        assert_eq!(
            (second, false),
            interner.stack([frames[2]].into_iter(), None, 0)
        );
        assert_eq!(
            (first, true),
            interner.stack([frames[0]].into_iter(), None, 0)
        );
    }

    #[test]
    fn a_flood_of_states_stays_within_the_table() {
        let mut interner = Interner::new(1);
        for n in 0..70_000u32 {
            interner.state(n.to_string().as_bytes());
        }
        assert_eq!(interner.tables().states.len(), 1 << 16);
        assert_eq!(interner.state(b"69999"), StateId(u16::MAX));
    }
}
