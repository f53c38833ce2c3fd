//! # select-forever
//!
//! **What it shows.** Goroutines outside main in an empty select: `select {}`.
//!
//! **Why it matters.** Nothing can wake them, by definition of the language: each stays for ever.
//!
//! **Remedy.** Wait for a context or a done channel instead, and end with it.
//!
//! **Harmless when** they are a few that main keeps on purpose.
//!
//! Source: the state `select (no cases)` of `runtime/runtime2.go`, all versions.

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op, is_started_by_main};
use super::draft::{of_crowds, remedy, second_dump};
use super::normal::is_fixed_set;
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "select-forever",
    check,
};

/// Fewer may be kept on purpose.
const SEVERAL: u64 = 10;
/// Nobody keeps so many on purpose.
const CROWD: u64 = 50;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let parked = facts.crowds.iter().filter(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        crowd.op == Op::SelectNone
            && facts.is_own_wait(crowd)
            && !is_started_by_main(stack)
            && !is_fixed_set(facts, crowd)
            && !crowd.has_main
    });
    let parked: Vec<&Crowd> = parked.collect();
    let n: u64 = parked.iter().map(|it| it.n).sum();
    let verdict = match n {
        CROWD.. => (Severity::Leak, Certainty::High),
        SEVERAL.. => (Severity::Leak, Certainty::Medium),
        _ => return,
    };
    let title = msg("select-forever-title").n("n", n);
    let draft = of_crowds(facts, RULE.id, verdict, title, &parked)
        .evidence(
            EvidenceKind::Position,
            msg("select-forever-position").n("n", n),
        )
        .look_alike("benign-main-wait", msg("select-forever-or-kept"))
        .remedy(remedy(
            msg("select-forever-remedy"),
            [
                msg("select-forever-step-context"),
                msg("select-forever-step-return"),
            ],
            "go func() {\n\tstart(srv)\n\tselect {} // keeps the goroutine, not the server\n}()\n",
            "go func() {\n\tstart(srv)\n\t<-ctx.Done()\n\tsrv.Close()\n}()\n",
            &[(
                "Go specification: select statements",
                "https://go.dev/ref/spec#Select_statements",
            )],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
