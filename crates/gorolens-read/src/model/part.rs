//! The tables of one part of an input, and how they become those of the whole.

use std::sync::Arc;

use super::Goroutine;
use super::ids::{LabelSetId, StackId, StateId};
use super::intern::{FastMap, FrameId, Interner};
use super::origin::{Origin, SourceFile};
use super::tables::{LabelSet, StackFrame};
use crate::bytes::{Reader, Writer};

/// Stacks, states and label sets of a part, by their ids in it.
#[derive(Debug, Default)]
pub(crate) struct PartTables {
    pub(super) frames: Vec<StackFrame>,
    pub(super) stacks: Vec<PartStack>,
    pub(super) states: Vec<Arc<str>>,
    pub(super) labels: Vec<LabelSet>,
}

/// Positions of its calls in [`PartTables::frames`].
#[derive(Debug, Default)]
pub(super) struct PartStack {
    /// Innermost first.
    pub frames: Vec<u32>,
    pub creator: Option<u32>,
    /// Oldest Go that prints it.
    pub minor: u16,
}

/// Ids of a part → ids of the whole.
#[derive(Debug)]
pub(crate) struct PartIds {
    stacks: Vec<StackId>,
    states: Vec<StateId>,
    labels: Vec<LabelSetId>,
}

impl PartTables {
    /// Number of stacks.
    pub fn n_stacks(&self) -> usize {
        self.stacks.len()
    }

    /// Whether what a goroutine refers to is in them.
    pub fn names(&self, goroutine: &Goroutine) -> bool {
        goroutine.stack.index() < self.stacks.len()
            && goroutine.state.index() < self.states.len()
            && goroutine.labels.index() < self.labels.len()
    }

    /// As bytes: texts first, then what refers to them by position.
    pub fn write(&self, out: &mut Writer) {
        let mut positions: FastMap<&str, u64> = FastMap::default();
        let mut texts: Vec<&str> = Vec::new();
        let mut position = |text| {
            let next = texts.len() as u64;
            let at = *positions.entry(text).or_insert(next);
            if at == next {
                texts.push(text);
            }
            at
        };
        let frames: Vec<[u64; 3]> = self
            .frames
            .iter()
            .map(|it| [position(&it.func), position(&it.file), u64::from(it.line)])
            .collect();
        out.list(&texts, |out, text| out.bytes(text.as_bytes()));
        out.list(&frames, |out, frame| {
            frame.iter().for_each(|&n| out.number(n))
        });
        out.list(&self.stacks, |out, stack| {
            out.list(&stack.frames, |out, &at| out.number(u64::from(at)));
            out.option(stack.creator, |out, at| out.number(u64::from(at)));
            out.number(u64::from(stack.minor));
        });
        out.list(&self.states, |out, state| out.bytes(state.as_bytes()));
        out.list(&self.labels, |out, labels| {
            out.list(labels, |out, (key, value)| {
                out.bytes(key.as_bytes());
                out.bytes(value.as_bytes());
            });
        });
    }

    /// Reads what [`write`](Self::write) wrote.
    pub fn read(input: &mut Reader<'_>) -> Option<PartTables> {
        let texts: Vec<Arc<str>> = input.list(|it| Some(it.text()?.into()))?;
        let frame = |it: &mut Reader<'_>| {
            let func = texts.get(it.small::<usize>()?)?;
            let file = texts.get(it.small::<usize>()?)?;
            Some(StackFrame {
                origin: Origin::of(func, &SourceFile::new(file)),
                func: func.clone(),
                file: file.clone(),
                line: it.small()?,
            })
        };
        let frames = input.list(frame)?;
        let is_frame = |at: &u32| (*at as usize) < frames.len();
        let stacks = input.list(|it| {
            let stack = PartStack {
                frames: it.list(Reader::small)?,
                creator: it.option(Reader::small)?,
                minor: it.small()?,
            };
            let mut calls = stack.frames.iter().chain(&stack.creator);
            calls.all(is_frame).then_some(stack)
        })?;
        let own = |it: &mut Reader<'_>| Some(it.text()?.into());
        Some(PartTables {
            states: input.list(|it| Some(it.text()?.into()))?,
            labels: input.list(|it| it.list(|it| Some((own(it)?, own(it)?))))?,
            frames,
            stacks,
        })
    }
}

impl PartIds {
    /// The id of the whole.
    pub fn stack(&self, id: StackId) -> StackId {
        self.stacks.get(id.index()).copied().unwrap_or(StackId(0))
    }

    /// The id of the whole.
    pub fn state(&self, id: StateId) -> StateId {
        self.states.get(id.index()).copied().unwrap_or_default()
    }

    /// The id of the whole.
    pub fn labels(&self, id: LabelSetId) -> LabelSetId {
        let known = self.labels.get(id.index()).copied();
        known.unwrap_or(LabelSetId::EMPTY)
    }
}

impl Interner {
    /// The tables as those of a part.
    pub fn into_part(self) -> PartTables {
        let stacks = self.tables.stacks().map(|(id, _)| {
            let (frames, creator) = self.calls(id);
            PartStack {
                frames: frames.to_vec(),
                creator,
                minor: self.stack_minor(id),
            }
        });
        let stacks = stacks.collect();
        PartTables {
            frames: self.frames,
            stacks,
            states: self.tables.states,
            labels: self.tables.labels,
        }
    }

    /// Interns what a part has, in the order in which it was seen there.
    pub fn take_up(&mut self, part: PartTables) -> PartIds {
        let frames: Vec<FrameId> = part.frames.iter().map(|it| self.known_frame(it)).collect();
        let frame = |at: &u32| frames.get(*at as usize).copied();
        let mut stacks = Vec::with_capacity(part.stacks.len());
        for stack in &part.stacks {
            let calls = stack.frames.iter().filter_map(frame);
            let creator = stack.creator.as_ref().and_then(frame);
            stacks.push(self.stack(calls, creator, stack.minor).0);
        }
        let states = part.states.iter().map(|it| self.state(it.as_bytes()));
        let states = states.collect();
        let labels = part.labels.into_iter().map(|it| self.labels(it)).collect();
        PartIds {
            stacks,
            states,
            labels,
        }
    }
}
