//! # finalizer-blocked
//!
//! **What it shows.** The goroutine that runs finalizers, inside one that waits.
//!
//! **Why it matters.** One goroutine runs all finalizers of the process: none runs any more. Files,
//! connections and memory that rely on them pile up without any crowd in the dump.
//!
//! **Remedy.** Never wait in a finalizer: hand the work over, or better, close explicitly.
//!
//! **Harmless when** never.
//!
//! Source: `runtime/mfinal.go`, runfinq (runFinalizers since Go 1.25; runCleanups in `mcleanup.go`). Up to
//! Go 1.24 its own frame may be hidden; it has no creator.

use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::draft::{of_crowds, remedy, second_dump};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::model::{Origin, Stack};
use crate::report::{Certainty, EvidenceKind, Finding, Format, Severity};

pub(super) const RULE: Rule = Rule {
    id: "finalizer-blocked",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let blocked = facts.crowds.iter().filter(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        (runs_finalizers(stack) || has_no_origin(facts, crowd, stack))
            && !matches!(facts.state(crowd), "running" | "runnable" | "syscall")
    });
    let blocked: Vec<&Crowd> = blocked.collect();
    let n: u64 = blocked.iter().map(|it| it.n).sum();
    let old = blocked.iter().filter_map(|it| it.oldest).max() >= Some(PROVES_A_MINUTE);
    let verdict = match (n, old) {
        (0, _) => return,
        (_, true) => (Severity::Stuck, Certainty::High),
        (_, false) => (Severity::Suspect, Certainty::Medium),
    };
    let title = msg("finalizer-blocked-title");
    let draft = of_crowds(facts, RULE.id, verdict, title, &blocked)
        .evidence(EvidenceKind::Position, msg("finalizer-blocked-position"))
        .evidence(EvidenceKind::Cost, msg("finalizer-blocked-cost"))
        .remedy(remedy(
            msg("finalizer-blocked-remedy"),
            [msg("finalizer-blocked-step-close"), msg("finalizer-blocked-step-hand-over")],
            "runtime.SetFinalizer(x, func(x *X) { x.done <- struct{}{} })\n",
            "runtime.SetFinalizer(x, func(x *X) { go x.Close() }) // better: call Close where x ends\n",
            &[("runtime: SetFinalizer", "https://pkg.go.dev/runtime#SetFinalizer")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// The user's or a library's code, below the runtime's loop.
fn runs_finalizers(stack: &Stack) -> bool {
    let is_loop = stack.root().is_some_and(|root| {
        matches!(
            &*root.func,
            "runtime.runfinq" | "runtime.runFinalizers" | "runtime.runCleanups"
        )
    });
    is_loop
        && stack
            .frames
            .iter()
            .any(|frame| frame.origin != Origin::Runtime)
}

/// Up to Go 1.24 only the finalizer itself may be shown. Nobody else but main has no creator.
fn has_no_origin(facts: &Facts<'_>, crowd: &Crowd, stack: &Stack) -> bool {
    let own = |origin: Origin| matches!(origin, Origin::Application | Origin::Dependency);
    // The end of a text that was cut off may lack its creator.
    let is_last = |idx: u32| idx as usize + 1 == facts.ctx.dump.goroutines.len();
    facts.ctx.dump.format == Format::Debug2
        && !facts.partial
        && crowd.n == 1
        && stack.creator.is_none()
        && stack
            .root()
            .is_some_and(|root| own(root.origin) && &*root.func != "main.main")
        && crowd
            .members
            .iter()
            .all(|it| facts.goroutine(it.0).id > 1 && !is_last(it.0))
}
