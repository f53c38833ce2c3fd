//! # errgroup-limit-deadlock
//!
//! **What it shows.** Tasks of an errgroup with a limit that ask the group for another task, and wait for
//! a slot.
//!
//! **Why it matters.** When all slots are taken by tasks that wait for one, nobody gets any.
//!
//! **Remedy.** A group of their own for the children, or `TryGo` and the work done in place.
//!
//! **Harmless when** other tasks of the group are at work: they will free a slot.
//!
//! Source: `golang.org/x/sync/errgroup`, (*Group).Go: it sends on the semaphore before it starts the task.

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::draft::{of_crowds, remedy, second_dump};
use super::{PROVES_A_MINUTE, Rule, is_func};
use crate::message::msg;
use crate::model::Stack;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "errgroup-limit-deadlock",
    check,
};

/// Whether goroutines of this stack wait for a slot of a group, in a task of one or not.
pub(super) fn waits_for_slot(stack: &Stack) -> bool {
    stack
        .frames
        .iter()
        .any(|frame| frame.func.ends_with("errgroup.(*Group).Go"))
}

/// Whether a group has started goroutines of this stack.
fn is_task(stack: &Stack) -> bool {
    stack.root().is_some_and(|root| {
        is_func(&root.func, "(*Group).Go.func1") && root.func.contains("errgroup.")
    })
}

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let stack = |crowd: &Crowd| facts.ctx.tables.stack(crowd.stack);
    let tasks = facts.crowds_calling("(*Group).Go.func1");
    let (asking, working): (Vec<&Crowd>, Vec<&Crowd>) = tasks
        .into_iter()
        .filter(|crowd| is_task(stack(crowd)))
        .partition(|crowd| crowd.op == Op::Send && waits_for_slot(stack(crowd)));
    let n: u64 = asking.iter().map(|it| it.n).sum();
    let at_work: u64 = working.iter().map(|it| it.n).sum();
    let old = asking.iter().filter_map(|it| it.oldest).max() >= Some(PROVES_A_MINUTE);
    let verdict = match (n, at_work, old) {
        (0, _, _) => return,
        (_, 0, true) if !facts.partial => (Severity::Stuck, Certainty::High),
        (_, 0, _) if !facts.partial => (Severity::Stuck, Certainty::Medium),
        _ => (Severity::Suspect, Certainty::Low),
    };
    let title = msg("errgroup-limit-deadlock-title").n("n", n);
    let draft = of_crowds(facts, RULE.id, verdict, title, &asking)
        .evidence(EvidenceKind::Position, msg("errgroup-limit-deadlock-position").n("n", n))
        .evidence(EvidenceKind::Absence, msg("errgroup-limit-deadlock-others").n("n", at_work))
        .look_alike("benign-producer", msg("errgroup-limit-deadlock-or-producer"))
        .remedy(remedy(
            msg("errgroup-limit-deadlock-remedy"),
            [
                msg("errgroup-limit-deadlock-step-own"),
                msg("errgroup-limit-deadlock-step-try"),
            ],
            "g.SetLimit(4)\ng.Go(func() error {\n\treturn walk(g, dir) // walk calls g.Go again\n})\n",
            "// In walk: a slot if there is one, else the work in place.\nif !g.TryGo(func() error { return walk(g, sub) }) {\n\tif err := walk(g, sub); err != nil {\n\t\treturn err\n\t}\n}\n",
            &[("errgroup: Group.SetLimit", "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.SetLimit")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
