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
use std::collections::BTreeSet;

use super::analyses::blocked::{Crowd, Op, enclosing, is_own_wait};
use super::analyses::locks::owner_of;
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::model::{Origin, Stack, StackFrame};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "waitgroup-stuck",
    check,
};

/// The largest crowds only: for each, the workers are looked for among all goroutines.
const MOST: usize = 16;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let waits = facts.crowds.iter().filter(|crowd| {
        crowd.op == Op::WaitGroup
            && crowd.n >= 3
            && is_own_wait(facts.ctx.tables.stack(crowd.stack))
            && !super::is_explained(acc, facts.ctx.tables.stack(crowd.stack).id)
            && !is_shared_call(facts.ctx.tables.stack(crowd.stack))
    });
    for crowd in waits.take(MOST).collect::<Vec<_>>() {
        let workers = workers(facts, crowd);
        let n_workers: u64 = workers.iter().map(|it| it.1).sum();
        let old = crowd.oldest.is_some_and(|age| age >= PROVES_A_MINUTE);
        let (severity, certainty) = match (n_workers, crowd.n, old) {
            (0, _, _) if facts.partial => (Severity::Suspect, Certainty::Low),
            // A profile does not say who was started by whom.
            (0, 5.., _) if facts.is_profile() => (Severity::Suspect, Certainty::Low),
            (0, _, _) if facts.is_profile() => continue,
            (0, _, true) => (Severity::Stuck, Certainty::High),
            (0, 5.., _) => (Severity::Stuck, Certainty::Medium),
            (0, _, _) => (Severity::Suspect, Certainty::Medium),
            (_, _, _) if crowd.oldest.is_some_and(|age| age >= 5) => {
                (Severity::Suspect, Certainty::Medium)
            }
            _ => continue,
        };
        acc.push(finding(facts, crowd, &workers, severity, certainty));
    }
}

/// Callers of singleflight wait for the first of them: `singleflight-stuck` judges them.
fn is_shared_call(stack: &Stack) -> bool {
    stack
        .frames
        .iter()
        .any(|frame| frame.func.ends_with("singleflight.(*Group).Do"))
}

/// Goroutines that may be workers of those who wait: started by one of them (Go 1.21+), by the
/// function that waits, or by a method of a type that is on the waiter's stack.
fn workers(facts: &Facts<'_>, crowd: &Crowd) -> Vec<(u32, u64)> {
    let stack = facts.ctx.tables.stack(crowd.stack);
    let own =
        |frame: &&StackFrame| frame.origin != Origin::Runtime && !frame.func.starts_with("sync.");
    let waiters: BTreeSet<&str> = stack
        .frames
        .iter()
        .filter(own)
        .map(|frame| family(&frame.func))
        .collect();
    let ids: BTreeSet<u64> = crowd
        .members
        .iter()
        .map(|it| facts.goroutine(it.0).id)
        .filter(|&id| id != 0) // profiles have none
        .collect();
    let is_worker = |idx: &(u32, u64)| {
        let goroutine = facts.goroutine(idx.0);
        let creator = facts.ctx.tables.stack(goroutine.stack).creator.as_ref();
        ids.contains(&goroutine.creator_id)
            || creator.is_some_and(|it| waiters.contains(family(&it.func)))
    };
    let others = facts
        .crowds
        .iter()
        .filter(|other| other.stack != crowd.stack);
    others
        .flat_map(|other| other.members.iter().copied())
        .filter(is_worker)
        .collect()
}

/// The receiver's type of a method, the outermost function of a closure.
fn family(func: &str) -> &str {
    owner_of(enclosing(func))
}

fn finding(
    facts: &Facts<'_>,
    crowd: &Crowd,
    workers: &[(u32, u64)],
    severity: Severity,
    certainty: Certainty,
) -> Finding {
    let places = own_code::places(facts, crowd.members.iter().copied());
    let n_workers: u64 = workers.iter().map(|it| it.1).sum();
    let stuck_at = own_code::places(facts, workers.iter().copied());
    Draft::new(facts, RULE.id, severity, certainty, msg("waitgroup-stuck-title").n("n", crowd.n))
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
