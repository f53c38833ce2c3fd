//! Gives equal frames, stacks, states and label sets the same id.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::ancestry::Ancestor;
use super::func::decode;
use super::ids::{AncestryId, LabelSetId, StackId, StateId};
use super::origin::{Origin, SourceFile};
use super::tables::{LabelSet, Marks, Stack, StackFrame, Tables};
use super::{is_watched, state, version};
use crate::group::signature;

/// A map with a hash that is fast on text.
pub(crate) type FastMap<K, V> = HashMap<K, V, BuildHasherDefault<TextHasher>>;

/// XXH3 of everything written, each piece seeded with the hash before.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TextHasher(u64);

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
    /// What every stack with one of `frames` asks about it.
    facts: Vec<FrameFacts>,
    stack_ids: ByHash,
    /// Of all stacks: frames, then the creator or [`NO_CREATOR`].
    keys: Vec<u32>,
    /// Where the key of each stack ends.
    key_ends: Vec<usize>,
    /// Oldest Go that prints each stack as it stands.
    pub(super) stack_minors: Vec<u16>,
    beyond_limit: Option<StackId>,
    states: FastMap<Box<[u8]>, StateId>,
    labels: FastMap<LabelSet, LabelSetId>,
    ancestries: FastMap<Vec<AncestorFrames>, AncestryId>,
    key: Vec<u32>,
}

/// Positions of things by their hashes: with many of them, a table of numbers grows in a fraction of the time
/// that one of the things themselves takes.
#[derive(Debug, Default)]
struct ByHash(FastMap<u64, u32>);

impl ByHash {
    /// The position of the thing with this hash that `is_it`, or else where to [`insert`](Self::insert) it.
    fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Result<u32, u64> {
        let mut place = hash;
        while let Some(&at) = self.0.get(&place) {
            if is_it(at) {
                return Ok(at);
            }
            place = place.wrapping_add(1);
        }
        Err(place)
    }

    fn insert(&mut self, place: u64, at: u32) {
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

/// Ends the key of a stack without a creator.
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
            facts: Vec::new(),
            stack_ids: ByHash::default(),
            keys: Vec::new(),
            key_ends: Vec::new(),
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
            let func = self.texts[func as usize].clone();
            let file = self.texts[file as usize].clone();
            let origin = origin.unwrap_or_else(|| Origin::of(&func, &SourceFile::new(&file)));
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
        self.text(&String::from_utf8_lossy(text))
    }

    fn text(&mut self, text: &str) -> u32 {
        let (texts, hash) = (&self.texts, xxh3_64(text.as_bytes()));
        let found = self.text_ids.find(hash, |at| &*texts[at as usize] == text);
        found.unwrap_or_else(|place| {
            let at = self.texts.len() as u32;
            self.texts.push(text.into());
            self.text_ids.insert(place, at);
            at
        })
    }

    /// A stack, innermost frame first; `minor` says what its arguments prove about the Go version.
    /// Beyond the limit all new stacks are one, and the flag says so.
    pub fn stack(
        &mut self,
        frames: impl Iterator<Item = FrameId>,
        creator: Option<FrameId>,
        minor: u16,
    ) -> (StackId, bool) {
        self.stack_like(None, frames, creator, minor)
    }

    /// The same, where another stack may be known to have the same frames: they are kept once.
    pub fn stack_like(
        &mut self,
        like: Option<StackId>,
        frames: impl Iterator<Item = FrameId>,
        creator: Option<FrameId>,
        minor: u16,
    ) -> (StackId, bool) {
        self.key.clear();
        self.key.extend(frames.map(|id| id.0));
        self.key.push(creator.map_or(NO_CREATOR, |id| id.0));
        let hash = hash_of(&self.key);
        let is_it = |at| self.key_of(StackId(at)) == self.key;
        let place = match self.stack_ids.find(hash, is_it) {
            Ok(at) => return (StackId(at), true),
            Err(place) => place,
        };
        if !self.has_room() {
            return (self.beyond_limit(), false);
        }
        let key = std::mem::take(&mut self.key);
        let id = self.push_stack(like, &key, minor);
        self.key = key;
        self.stack_ids.insert(place, id.0);
        (id, true)
    }

    /// Its frames, then its creator or [`NO_CREATOR`].
    fn key_of(&self, stack: StackId) -> &[u32] {
        let at = stack.index();
        let from = at.checked_sub(1).map_or(0, |before| self.key_ends[before]);
        &self.keys[from..self.key_ends[at]]
    }

    /// The positions of its calls in the table of frames, innermost first, and of its creator.
    pub(super) fn calls(&self, stack: StackId) -> (&[u32], Option<u32>) {
        let (&creator, calls) = self
            .key_of(stack)
            .split_last()
            .unwrap_or((&NO_CREATOR, &[]));
        (calls, Some(creator).filter(|&it| it != NO_CREATOR))
    }

    /// Whether there is room for another stack.
    pub fn has_room(&self) -> bool {
        self.stack_ids.0.len() < self.max_stacks
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
        let id = self.push_stack(None, &[frame.0, NO_CREATOR], 0);
        self.beyond_limit = Some(id);
        id
    }

    /// A new stack: its frames, then its creator or [`NO_CREATOR`].
    fn push_stack(&mut self, like: Option<StackId>, key: &[u32], minor: u16) -> StackId {
        let (&creator, calls) = key.split_last().unwrap_or((&NO_CREATOR, &[]));
        let mut marks = Marks::default();
        let mut oldest = minor;
        for &call in calls {
            let facts = self.facts[call as usize];
            oldest = oldest.max(facts.minor);
            marks = marks.with(facts.marks);
        }
        let facts = self.facts.get(creator as usize);
        oldest = oldest.max(facts.map_or(0, |facts| facts.minor));
        let (frames, watched) = match like {
            Some(like) => {
                let like = self.tables.stack(like);
                (like.frames.clone(), like.watched.clone())
            }
            None => self.frames_of(calls),
        };
        let creator = self.frames.get(creator as usize).cloned();
        self.stack_minors.push(oldest);
        self.keys.extend_from_slice(key);
        self.key_ends.push(self.keys.len());
        self.tables.stacks.push(Stack {
            id: signature::of(&frames, creator.as_ref()),
            marks,
            frames,
            creator,
            watched,
        });
        StackId(self.tables.stacks.len() as u32 - 1)
    }

    /// The frames, and which of them are watched.
    fn frames_of(&self, calls: &[u32]) -> (Arc<[StackFrame]>, Vec<u16>) {
        let frames = calls.iter().map(|&call| self.frames[call as usize].clone());
        let watched = (0..calls.len()).filter(|&at| self.facts[calls[at] as usize].is_watched);
        let watched = watched.filter_map(|at| u16::try_from(at).ok());
        (frames.collect(), watched.collect())
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
