//! Where the user's own code is on a stack, or whose name to show instead.

use std::collections::BTreeMap;

use super::Facts;
use crate::message::Arg;
use crate::model::{Origin, Stack, StackFrame, StackId};
use crate::order::sort_by;

/// The innermost frame of the user's own code: on the stack, else the creator.
pub(in crate::findings) fn nearest(stack: &Stack) -> Option<&StackFrame> {
    stack
        .frames
        .iter()
        .chain(stack.creator.as_ref())
        .find(|frame| frame.origin == Origin::Application)
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

/// The places in the user's own code where these goroutines wait, most frequent first.
pub(in crate::findings) fn places(
    facts: &Facts<'_>,
    goroutines: impl IntoIterator<Item = (u32, u64)>,
) -> Vec<(String, u64)> {
    let mut by_stack: BTreeMap<StackId, u64> = BTreeMap::new();
    // Most come in runs of one stack.
    let mut run: Option<(StackId, u64)> = None;
    for (idx, n) in goroutines {
        let stack = facts.stack(idx);
        match &mut run {
            Some((last, sum)) if *last == stack => *sum += n,
            _ => {
                if let Some((last, sum)) = run.replace((stack, n)) {
                    *by_stack.entry(last).or_default() += sum;
                }
            }
        }
    }
    if let Some((last, sum)) = run {
        *by_stack.entry(last).or_default() += sum;
    }
    places_of(facts, &by_stack)
}

/// The same for goroutines that are counted by stack.
pub(in crate::findings) fn places_of(
    facts: &Facts<'_>,
    by_stack: &BTreeMap<StackId, u64>,
) -> Vec<(String, u64)> {
    let mut by_place: BTreeMap<String, u64> = BTreeMap::new();
    for (&stack, n) in by_stack {
        if let Some(frame) = nearest(facts.ctx.tables.stack(stack)) {
            *by_place.entry(place(frame)).or_default() += n;
        }
    }
    by_count(by_place)
}

/// The most frequent first.
pub(super) fn by_count(by_place: BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut found: Vec<(String, u64)> = by_place.into_iter().collect();
    sort_by(&mut found, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found
}

/// At most three of [`places`], and how many more there are.
pub(in crate::findings) fn listed(places: &[(String, u64)]) -> Option<Arg> {
    const SHOWN: usize = 3;
    let shown = places.iter().take(SHOWN).map(|(place, _)| place.clone());
    (!places.is_empty()).then(|| Arg::List {
        shown: shown.collect(),
        more: places.len().saturating_sub(SHOWN) as u64,
    })
}

/// At most three names, and how many more there are.
pub(in crate::findings) fn names(names: &[String]) -> Arg {
    const SHOWN: usize = 3;
    Arg::List {
        shown: names.iter().take(SHOWN).cloned().collect(),
        more: names.len().saturating_sub(SHOWN) as u64,
    }
}
