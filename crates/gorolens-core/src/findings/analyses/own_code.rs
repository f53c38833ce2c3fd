//! Where the user's own code is on a stack, or whose name to show instead.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Facts;
use crate::message::Arg;
use crate::model::{FastMap, Origin, Stack, StackFrame, StackId};
use crate::order::sort_by;

/// The innermost frame of the user's own code: on the stack, else the creator.
pub(in crate::findings) fn nearest(stack: &Stack) -> Option<&StackFrame> {
    stack
        .frames
        .iter()
        .chain(stack.creator.as_ref())
        .find(|frame| frame.origin == Origin::Application)
}

/// The outermost frame of the user's own code on the stack.
pub(in crate::findings) fn outermost(stack: &Stack) -> Option<&StackFrame> {
    let mut frames = stack.frames.iter().rev();
    frames.find(|frame| frame.origin == Origin::Application)
}

/// Whether a stack stands in the function of `frame`, further down: it has come past `frame`'s line,
/// unless it is in a loop.
pub(in crate::findings) fn has_passed(stack: &Stack, frame: &StackFrame) -> bool {
    let mut frames = stack.frames.iter();
    frames.any(|it| it.func == frame.func && it.file == frame.file && it.line > frame.line)
}

/// Whether the compiler made this function for a `go` statement with arguments: `go f(x)` runs
/// `main.main.gowrap1` (Go 1.22+; `main.main·dwrap·1` since 1.17), which does nothing but call.
pub(in crate::findings) fn is_wrapper(func: &str) -> bool {
    func.contains(".gowrap") || func.contains("·dwrap·")
}

/// `main.fetch (/app/main.go:12)`.
pub(in crate::findings) fn place(frame: &StackFrame) -> String {
    match (&*frame.file, frame.line) {
        ("", _) => frame.func.to_string(),
        (file, 0) => format!("{} ({file})", frame.func),
        (file, line) => format!("{} ({file}:{line})", frame.func),
    }
}

/// Places in the user's own code: the most frequent, and how many there are.
#[derive(Clone, Debug, Default)]
pub(in crate::findings) struct Places {
    /// The most frequent first, ties by their texts; no more than [`SHOWN`].
    first: Vec<(String, u64)>,
    n: usize,
    /// The functions of all places.
    funcs: Vec<Arc<str>>,
    /// Goroutines at all places.
    total: u64,
}

impl Places {
    /// Goroutines at the most frequent one.
    pub(in crate::findings) fn most(&self) -> u64 {
        self.first.first().map_or(0, |it| it.1)
    }

    /// Goroutines at all of them.
    pub(in crate::findings) fn total(&self) -> u64 {
        self.total
    }

    /// Whether there are some, and the functions of all of them pass `test`.
    pub(in crate::findings) fn are_all(&self, test: impl Fn(&str) -> bool) -> bool {
        self.n > 0 && self.funcs.iter().all(|func| test(func))
    }
}

/// Places that a sentence names.
const SHOWN: usize = 3;

/// Places while goroutines are counted. Their texts are made at the end, of few.
#[derive(Default)]
struct Counted<'a> {
    /// Addresses of the shared texts, and the line → position in `found`.
    positions: FastMap<(usize, usize, u32), u32>,
    found: Vec<(&'a StackFrame, u64)>,
}

impl<'a> Counted<'a> {
    fn add(&mut self, stack: &'a Stack, n: u64) {
        let Some(frame) = nearest(stack) else { return };
        let line = if frame.file.is_empty() { 0 } else { frame.line };
        let address = |text: &str| text.as_ptr() as usize;
        let key = (address(&frame.func), address(&frame.file), line);
        let next = self.found.len() as u32;
        let at = *self.positions.entry(key).or_insert(next);
        if at == next {
            self.found.push((frame, 0));
        }
        self.found[at as usize].1 += n;
    }

    fn finish(self) -> Places {
        let mut first: Vec<(&StackFrame, u64)> = Vec::with_capacity(SHOWN + 1);
        for &it in &self.found {
            let is_before = |other: &(&StackFrame, u64)| {
                other
                    .1
                    .cmp(&it.1)
                    .reverse()
                    .then_with(|| by_text(other.0, it.0))
                    == Ordering::Less
            };
            let at = first.iter().take_while(|other| is_before(other)).count();
            if at < SHOWN {
                first.insert(at, it);
                first.truncate(SHOWN);
            }
        }
        Places {
            first: first
                .into_iter()
                .map(|(frame, n)| (place(frame), n))
                .collect(),
            n: self.found.len(),
            funcs: self.found.iter().map(|it| it.0.func.clone()).collect(),
            total: self.found.iter().map(|it| it.1).sum(),
        }
    }
}

/// As the [`place`]s are in order.
fn by_text(a: &StackFrame, b: &StackFrame) -> Ordering {
    match a.func.starts_with(&*b.func) || b.func.starts_with(&*a.func) {
        true => place(a).cmp(&place(b)),
        false => a.func.cmp(&b.func),
    }
}

/// The places in the user's own code where these goroutines wait.
pub(in crate::findings) fn places(
    facts: &Facts<'_>,
    goroutines: impl IntoIterator<Item = (u32, u64)>,
) -> Places {
    let mut counted = Counted::default();
    // Most come in runs of one stack.
    let mut run: Option<(StackId, u64)> = None;
    for (idx, n) in goroutines {
        let stack = facts.stack(idx);
        match &mut run {
            Some((last, sum)) if *last == stack => *sum += n,
            _ => {
                if let Some((last, sum)) = run.replace((stack, n)) {
                    counted.add(facts.ctx.tables.stack(last), sum);
                }
            }
        }
    }
    if let Some((last, sum)) = run {
        counted.add(facts.ctx.tables.stack(last), sum);
    }
    counted.finish()
}

/// The same for goroutines that are counted by stack.
pub(in crate::findings) fn places_of(
    facts: &Facts<'_>,
    by_stack: &BTreeMap<StackId, u64>,
) -> Places {
    let mut counted = Counted::default();
    for (&stack, &n) in by_stack {
        counted.add(facts.ctx.tables.stack(stack), n);
    }
    counted.finish()
}

/// The first [`Places`], and how many more there are; `None` when there are none.
pub(in crate::findings) fn listed(places: &Places) -> Option<Arg> {
    list(&places.first, places.n)
}

/// The same for places that are counted already.
pub(in crate::findings) fn listed_by_count(by_place: BTreeMap<String, u64>) -> Option<Arg> {
    let mut found: Vec<(String, u64)> = by_place.into_iter().collect();
    sort_by(&mut found, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list(&found, found.len())
}

/// Of `n` places these come first.
fn list(first: &[(String, u64)], n: usize) -> Option<Arg> {
    let shown = first.iter().take(SHOWN).map(|(place, _)| place.clone());
    (n > 0).then(|| Arg::List {
        shown: shown.collect(),
        more: n.saturating_sub(SHOWN) as u64,
    })
}

/// At most three names, and how many more there are.
pub(in crate::findings) fn names(names: &[String]) -> Arg {
    Arg::List {
        shown: names.iter().take(SHOWN).cloned().collect(),
        more: names.len().saturating_sub(SHOWN) as u64,
    }
}
