//! # context-cancel-not-called
//!
//! **What it shows.** Goroutines of package context that watch a parent of a foreign type: one for
//! each child that has not been cancelled.
//!
//! **Why it matters.** Each is a context whose cancel function was dropped.
//!
//! **Remedy.** `defer cancel()` right after the context is made.
//!
//! **Harmless when** the children are in use: their number follows the work in progress.
//!
//! Source: `context/context.go`, propagateCancel: only a parent that is not one of the package's own
//! types costs a goroutine, so the absence of these proves nothing.

use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::analyses::own_code;
use super::draft::{Draft, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::model::Stack;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "context-cancel-not-called",
    check,
};

/// Contexts that one goroutine may use at a time: nested ones, with a deadline each.
const A_FEW: u64 = 8;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let crowds: Vec<&Crowd> = facts
        .crowds
        .iter()
        .filter(|crowd| is_watcher(facts.ctx.tables.stack(crowd.stack)))
        .collect();
    let n: u64 = crowds.iter().map(|it| it.n).sum();
    let oldest = crowds.iter().filter_map(|it| it.oldest).max();
    // Whoever made these contexts is still at work: they are in use. But one goroutine uses a few at a
    // time, and a connection or a worker that has made hundreds has forgotten them.
    let in_use = |it: &&Crowd| it.live_parents.min(it.parents as u64 * A_FEW);
    let in_use: u64 = crowds.iter().map(in_use).sum();
    let known: u64 = crowds.iter().map(|it| it.with_parent).sum();
    let (severity, certainty) = match (n, oldest.unwrap_or(0)) {
        _ if in_use * 2 >= n => return,
        (10.., _) if known == 0 && (facts.partial || has_twin(facts, n)) => {
            (Severity::Suspect, Certainty::Medium)
        }
        (10.., PROVES_A_MINUTE..) => (Severity::Leak, Certainty::High),
        (100.., _) => (Severity::Leak, Certainty::Medium),
        (10.., _) | (3.., PROVES_A_MINUTE..) => (Severity::Suspect, Certainty::Medium),
        _ => return,
    };
    let members = crowds.iter().flat_map(|it| it.members.iter().copied());
    let title = msg("context-cancel-not-called-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .rests_on_waits(facts)
        .objects(n, "context")
        .members(facts, members)
        .evidence(EvidenceKind::Position, msg("context-cancel-not-called-position").n("n", n))
        .evidence(EvidenceKind::Wait, wait(n, oldest))
        .evidence(EvidenceKind::OwnCode, msg("context-cancel-not-called-where"))
        .look_alike("benign-contexts-in-use", msg("context-cancel-not-called-or-use"))
        .remedy(remedy(
            msg("context-cancel-not-called-remedy"),
            [
                msg("context-cancel-not-called-step-defer"),
                msg("context-cancel-not-called-step-parent"),
            ],
            "ctx, _ := context.WithTimeout(parent, time.Hour)\nreturn call(ctx)\n",
            "ctx, cancel := context.WithTimeout(parent, time.Minute)\ndefer cancel()\nreturn call(ctx)\n",
            &[("context: WithCancel", "https://pkg.go.dev/context#WithCancel")],
        ))
        .run("go vet -lostcancel ./...", msg("context-cancel-not-called-vet"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// As many goroutines of the user's own code: perhaps the work that the contexts are for.
fn has_twin(facts: &Facts<'_>, n: u64) -> bool {
    facts.crowds.iter().any(|crowd| {
        crowd.is_about(n) && own_code::nearest(facts.ctx.tables.stack(crowd.stack)).is_some()
    })
}

fn is_watcher(stack: &Stack) -> bool {
    stack.frames.iter().any(|frame| {
        matches!(
            &*frame.func,
            "context.propagateCancel.func1"
                | "context.(*cancelCtx).propagateCancel.func2"
                | "golang.org/x/net/context.propagateCancel.func1"
        )
    })
}
