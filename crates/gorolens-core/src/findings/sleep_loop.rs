//! # sleep-loop
//!
//! **What it shows.** Many goroutines in `time.Sleep` below one function of the user's own, started one by
//! one.
//!
//! **Why it matters.** A poller or a retry without an end for each request or object.
//!
//! **Remedy.** Select on a timer and on the context instead, and limit the tries.
//!
//! **Harmless when** they are a fixed number of pollers, or work that is throttled on purpose.
//!
//! Each wakes after its pause, so their waits are no longer than that. Source: `time/sleep.go`.

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::{Crowd, is_started_by_main};
use super::draft::{of_crowds, remedy, second_dump};
use super::normal::is_fixed_set;
use crate::message::msg;
use crate::model::{Origin, StackFrame};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "sleep-loop",
    check,
};

/// Fewer are pollers like any others.
const PILE: u64 = 20;
/// So many deserve a word even if they were started at once.
const CROWD: u64 = 200;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let sleepers = facts.crowds_of(&facts.index.with("time.Sleep"));
    let loops = sleepers.into_iter().filter(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        crowd.n >= PILE
            && (facts.state(crowd) == "sleep" || facts.is_profile())
            && (crowd.is_one_by_one() || crowd.n >= CROWD)
            && (crowd.starter_lives == Some(false) || has_no_starter(facts, crowd))
            && !is_started_by_main(stack)
            && !is_fixed_set(facts, crowd)
            && !super::is_explained(facts, acc, stack.id)
    });
    for crowd in loops.collect::<Vec<_>>() {
        acc.push(finding(facts, crowd));
    }
}

/// A profile does not name the starter of a function that is no literal. What is not the user's own
/// from the bottom on is somebody's callback, and a request's pause is none of a loop.
fn has_no_starter(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let stack = facts.ctx.tables.stack(crowd.stack);
    let is_own = |it: &StackFrame| it.origin == Origin::Application && &*it.func != "main.main";
    facts.is_profile() && crowd.starter_lives.is_none() && stack.root().is_some_and(is_own)
}

fn finding(facts: &Facts<'_>, crowd: &Crowd) -> Finding {
    let certainty = if crowd.is_one_by_one() && !crowd.one_object {
        Certainty::Medium
    } else {
        Certainty::Low
    };
    let title = msg("sleep-loop-title").n("n", crowd.n);
    of_crowds(facts, RULE.id, (Severity::Suspect, certainty), title, &[crowd])
        .maybe(
            EvidenceKind::Count,
            crowd.drip.then(|| msg("shared-drip").n("parents", crowd.parents as u64)),
        )
        .evidence(EvidenceKind::Caveat, msg("shared-pile-not-growth"))
        .look_alike("benign-pollers", msg("sleep-loop-or-throttled"))
        .remedy(remedy(
            msg("sleep-loop-remedy"),
            [msg("sleep-loop-step-select"), msg("sleep-loop-step-limit")],
            "for !ready() {\n\ttime.Sleep(time.Second) // for ever, if it never is\n}\n",
            "for !ready() {\n\tselect {\n\tcase <-time.After(time.Second):\n\tcase <-ctx.Done():\n\t\treturn ctx.Err()\n\t}\n}\n",
            &[("time: Sleep", "https://pkg.go.dev/time#Sleep")],
        ))
        .capture(second_dump())
        .finish(facts)
}
