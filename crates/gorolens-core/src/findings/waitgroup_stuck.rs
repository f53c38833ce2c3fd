//! # waitgroup-stuck
//!
//! **What it shows.** Goroutines in `(*WaitGroup).Wait`.
//!
//! **Why it matters.** A worker that never calls Done, or that is stuck itself, keeps its waiter for
//! ever.
//!
//! **Remedy.** `defer wg.Done()` as the first statement of the worker; or free the workers.
//!
//! **Harmless when** it is the one wait at the end of main.
//!
//! Source: `sync/waitgroup.go`; the state is `semacquire` up to Go 1.23, `sync.WaitGroup.Wait` since.

use super::analyses::Facts;
use std::collections::BTreeMap;

use super::analyses::blocked::{Crowd, Op, enclosing};
use super::analyses::locks::owner_of;
use super::analyses::net_roles::Net;
use super::analyses::notes::PerBody;
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::model::{FastMap, IdSet, Origin, Stack, StackFrame, StackId};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "waitgroup-stuck",
    check,
};

/// So many at one place are no coincidence of timing.
const MANY: u64 = 10;
/// The largest crowds only: for each, the workers are looked for among all goroutines.
const MOST: usize = 16;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let waits = facts.crowds.iter().filter(|crowd| {
        crowd.op == Op::WaitGroup
            && crowd.n >= 3
            && facts.is_own_wait(crowd)
            && !super::is_explained(facts, acc, facts.ctx.tables.stack(crowd.stack).id)
            && !is_shared_call(facts.ctx.tables.stack(crowd.stack))
    });
    let waits: Vec<&Crowd> = waits.take(MOST).collect();
    let workers = workers(facts, &waits);
    for (crowd, mut workers) in waits.into_iter().zip(workers) {
        let again = again(facts, crowd);
        for it in &again {
            workers.remove(&it.stack);
        }
        let n_workers: u64 = workers.values().sum();
        let old = crowd.oldest.is_some_and(|age| age >= PROVES_A_MINUTE);
        let (severity, certainty) = match (n_workers, crowd.n, old) {
            // Who lets them go may have been cut off.
            (0, _, _) if facts.partial && !facts.excerpt && crowd.oldest.is_none() => continue,
            (0, _, _) if facts.partial => (Severity::Suspect, Certainty::Low),
            // A profile does not say who was started by whom, nor for how long anybody waits.
            (0, MANY.., _) if facts.is_profile() => (Severity::Suspect, Certainty::Low),
            (0, 5.., _) if facts.is_profile() => (Severity::Note, Certainty::Low),
            (0, _, _) if facts.is_profile() => continue,
            (0, _, true) => (Severity::Stuck, Certainty::High),
            // Minutes that prove less than one are more than none.
            (0, MANY.., _) if crowd.oldest.is_some() => (Severity::Stuck, Certainty::Medium),
            (0, _, _) if facts.age >= PROVES_A_MINUTE && crowd.oldest.is_none() => {
                (Severity::Suspect, Certainty::Low)
            }
            (0, _, _) => (Severity::Suspect, Certainty::Medium),
            // Their workers wait for others as well, and nobody works.
            (_, MANY.., _) if all_blocked(facts, &workers) => (Severity::Suspect, Certainty::Low),
            // Each waits for the end of connections: whether those are in use is another question.
            (_, _, _) if all_at_network(facts, &workers) => (Severity::Note, Certainty::Low),
            (_, _, _) if crowd.oldest.is_some_and(|age| age >= 5) => {
                (Severity::Suspect, Certainty::Low)
            }
            _ => continue,
        };
        let again = again.iter().map(|it| it.n).sum();
        acc.push(finding(
            facts,
            crowd,
            &workers,
            again,
            (severity, certainty),
        ));
    }
}

/// Whether each worker waits to send or for a lock: then none of them gets to its Done by itself.
fn all_blocked(facts: &Facts<'_>, workers: &ByStack) -> bool {
    let stacks: Vec<StackId> = workers.keys().copied().collect();
    let mut crowds = facts.crowds_of(&stacks);
    crowds.retain(|it| !facts.note(it.stack).is_benign);
    !crowds.is_empty() && crowds.iter().all(|it| it.op == Op::Send || it.op.is_lock())
}

/// Whether all workers read from or write to the network.
fn all_at_network(facts: &Facts<'_>, workers: &ByStack) -> bool {
    let stacks: Vec<StackId> = workers.keys().copied().collect();
    let crowds = facts.crowds_of(&stacks);
    let is_net = |it: &&Crowd| matches!(facts.net.of(it), Net::Read | Net::Copy);
    !crowds.is_empty() && crowds.iter().all(is_net)
}

/// Callers of singleflight wait for the first of them: `singleflight-stuck` judges them.
fn is_shared_call(stack: &Stack) -> bool {
    stack
        .frames
        .iter()
        .any(|frame| frame.func.ends_with("singleflight.(*Group).Do"))
}

/// Goroutines by stack, with how many there are of each.
type ByStack = BTreeMap<StackId, u64>;

/// For each crowd, the goroutines that may be workers of those who wait: started by one of them (Go
/// 1.21+), by the function that waits, or by a method of a type that is on the waiters' stack. All
/// goroutines are looked at once for all crowds, which is why a crowd is a bit here.
fn workers(facts: &Facts<'_>, waits: &[&Crowd]) -> Vec<ByStack> {
    let mut found = vec![ByStack::new(); waits.len()];
    if waits.is_empty() {
        return found;
    }
    let (families, ids) = (families(facts, waits), Ids::new(facts, waits));
    let stack = |it: &&Crowd| facts.ctx.tables.stack(it.stack);
    let own = |it| own_code::nearest(stack(it)).map_or("", |own| &*own.func);
    let waiting: Vec<&str> = waits.iter().map(own).collect();
    let mains = (0..waits.len()).filter(|&at| waits[at].has_main || is_by_main(waits[at]));
    let mains = mains.fold(0, |all, at| all | 1 << at);
    let mut by_body = PerBody::new(facts.ctx.tables);
    for (at, crowd) in waits.iter().enumerate() {
        for leader in leaders(facts, crowd) {
            *found[at].entry(leader.stack).or_default() += leader.n;
        }
    }
    // What accepts connections, say, is nobody's worker.
    let busy = facts.crowds.iter();
    for other in busy.filter(|it| !facts.note(it.stack).is_benign) {
        let stack = facts.ctx.tables.stack(other.stack);
        let (runs_library, tasks) = by_body.of(stack, |stack| {
            (
                stack.frames.iter().all(is_helpers),
                tasks_of(&waiting, stack),
            )
        });
        // A library's watchman over the waiter's request or context does no work of theirs.
        if runs_library && stack.creator.iter().all(is_helpers) {
            continue;
        }
        let by_func = |it: &StackFrame| families.get(family(&it.func)).copied().unwrap_or(0);
        // What the main goroutine has started works for main, and for what main has started.
        let theirs = if is_by_main(other) { mains } else { !0 };
        let creator = stack.creator.as_ref().map_or(0, by_func) & theirs;
        let by_func = creator | tasks;
        let mut add = |bits: u32, n: u64| {
            let crowds = waits.iter().zip(&mut found).enumerate();
            let these =
                crowds.filter(|(at, (it, _))| bits >> at & 1 == 1 && it.stack != other.stack);
            these.for_each(|(_, (_, found))| *found.entry(other.stack).or_default() += n);
        };
        if by_func != 0 {
            add(by_func, other.n);
        }
        if other.with_parent > 0 && ids.has_started(other.stack) {
            for (idx, n) in other.members.iter() {
                let by_id = ids.of(facts.creator(idx)) & !by_func;
                if by_id != 0 {
                    add(by_id, n);
                }
            }
        }
    }
    found
}

/// Goroutines that have passed the wait in the function that waits and are at work further down, for those who
/// come later: the first caller of a call that is shared, as in `singleflight`.
fn leaders<'f>(facts: &'f Facts<'_>, crowd: &Crowd) -> Vec<&'f Crowd> {
    passed(facts, crowd, |it| it.op != Op::WaitGroup)
}

/// Those that wait there a second time: leaders that wait for a call, perhaps for their own.
fn again<'f>(facts: &'f Facts<'_>, crowd: &Crowd) -> Vec<&'f Crowd> {
    passed(facts, crowd, |it| it.op == Op::WaitGroup)
}

fn passed<'f>(
    facts: &'f Facts<'_>,
    crowd: &Crowd,
    is_wanted: impl Fn(&Crowd) -> bool,
) -> Vec<&'f Crowd> {
    let Some(own) = own_code::nearest(facts.ctx.tables.stack(crowd.stack)) else {
        return Vec::new();
    };
    let mut same = facts.crowds_of(&facts.index.with(&own.func));
    let has_passed = |it: &Crowd| own_code::has_passed(facts.ctx.tables.stack(it.stack), own);
    same.retain(|it| is_wanted(it) && has_passed(it));
    same
}

/// Whether the main goroutine has started all of them (Go 1.21+).
fn is_by_main(crowd: &Crowd) -> bool {
    crowd.with_parent > 0 && crowd.by_main == crowd.n
}

/// Whether it is code of the standard library. A helper runs nothing else, and was started by it; but a
/// WaitGroup starts goroutines for its caller (Go 1.25+).
fn is_helpers(frame: &StackFrame) -> bool {
    matches!(frame.origin, Origin::Runtime | Origin::StandardLibrary)
        && !frame.func.starts_with("sync.(*WaitGroup).Go")
}

/// The crowds of which a stack runs a function literal of those who wait: the worker of a pool was
/// started by the pool, and works for whoever gave it the task.
fn tasks_of(waiting: &[&str], stack: &Stack) -> u32 {
    let is_literal = |frame: &StackFrame, of: &str| {
        frame
            .func
            .strip_prefix(of)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    let of = |at: &usize| {
        let of = waiting[*at];
        !of.is_empty() && stack.frames.iter().any(|it| is_literal(it, of))
    };
    let crowds = (0..waiting.len()).filter(of);
    crowds.fold(0, |all, at| all | 1 << at)
}

/// The functions and types on the stacks of those who wait, with the crowds they are of.
fn families<'f>(facts: &'f Facts<'_>, waits: &[&Crowd]) -> FastMap<&'f str, u32> {
    let mut families: FastMap<&str, u32> = FastMap::default();
    for (at, crowd) in waits.iter().enumerate() {
        let frames = &facts.ctx.tables.stack(crowd.stack).frames;
        let own = |frame: &&StackFrame| {
            frame.origin != Origin::Runtime && !frame.func.starts_with("sync.")
        };
        for frame in frames.iter().filter(own) {
            *families.entry(family(&frame.func)).or_default() |= 1 << at;
        }
    }
    families
}

/// The ids of those who wait, with the crowds they are of.
#[derive(Default)]
struct Ids {
    crowds: FastMap<u64, u32>,
    /// All of them: most questions end here, with a no.
    all: IdSet,
    /// The stacks of those that one of them has started, by id.
    started: Vec<StackId>,
}

impl Ids {
    /// Profiles have none.
    fn new(facts: &Facts<'_>, waits: &[&Crowd]) -> Self {
        let mut ids = Ids::default();
        for (at, crowd) in waits.iter().enumerate() {
            for (idx, _) in crowd.members.iter() {
                let id = facts.id(idx);
                if id != 0 {
                    *ids.crowds.entry(id).or_default() |= 1 << at;
                    ids.all.insert(id);
                }
            }
        }
        let goroutines = &facts.ctx.dump.goroutines;
        if !ids.crowds.is_empty() {
            goroutines.each_creator(|at, creator| {
                if ids.all.contains(creator) {
                    ids.started.push(goroutines.stack(at));
                }
            });
        }
        ids.started.sort_unstable();
        ids.started.dedup();
        ids
    }

    fn has_started(&self, stack: StackId) -> bool {
        self.started.binary_search(&stack).is_ok()
    }

    fn of(&self, id: u64) -> u32 {
        let crowds = || self.crowds.get(&id).copied().unwrap_or(0);
        if self.all.contains(id) { crowds() } else { 0 }
    }
}

/// The receiver's type of a method, the outermost function of a closure.
fn family(func: &str) -> &str {
    owner_of(enclosing(func))
}

fn finding(
    facts: &Facts<'_>,
    crowd: &Crowd,
    workers: &ByStack,
    again: u64,
    (severity, certainty): (Severity, Certainty),
) -> Finding {
    let own = own_code::nearest(facts.ctx.tables.stack(crowd.stack));
    let again = own.filter(|_| again > 0).map(|own| {
        msg("waitgroup-stuck-again")
            .n("n", again)
            .text("func", &*own.func)
    });
    let places = own_code::places(facts, crowd.members.iter().copied());
    let n_workers: u64 = workers.values().sum();
    let stuck_at = own_code::places_of(facts, workers);
    Draft::new(facts, RULE.id, severity, certainty, msg("waitgroup-stuck-title").n("n", crowd.n))
        .rests_on_waits(facts)
        .objects(crowd.n, "goroutine")
        .members(facts, crowd.members.iter().copied())
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(
            EvidenceKind::Wait,
            wait(crowd.n, crowd.oldest),
        )
        .evidence(EvidenceKind::Absence, msg("waitgroup-stuck-workers").n("n", n_workers))
        .maybe(
            EvidenceKind::OwnCode,
            own_code::listed(&stuck_at).map(|it| msg("waitgroup-stuck-workers-at").arg("places", it)),
        )
        .maybe(EvidenceKind::Position, again)
        .look_alike("waitgroup-workers-elsewhere", msg("waitgroup-stuck-or-elsewhere"))
        .remedy(remedy(
            msg("waitgroup-stuck-remedy"),
            [msg("waitgroup-stuck-step-defer"), msg("waitgroup-stuck-step-workers")],
            "wg.Add(1)\ngo func() {\n\tif err := do(); err != nil {\n\t\treturn // Done is skipped\n\t}\n\twg.Done()\n}()\n",
            "wg.Add(1)\ngo func() {\n\tdefer wg.Done() // on every path\n\tif err := do(); err != nil {\n\t\treturn\n\t}\n}()\n",
            &[("sync: WaitGroup", "https://pkg.go.dev/sync#WaitGroup")],
        ))
        .capture(second_dump())
        .finish(facts)
}
