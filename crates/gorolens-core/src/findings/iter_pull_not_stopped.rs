//! # iter-pull-not-stopped
//!
//! **What it shows.** Generators of `iter.Pull` that are suspended: state `coroutine`.
//!
//! **Why it matters.** One that is neither drained nor stopped stays for ever.
//!
//! **Remedy.** `defer stop()` right after `iter.Pull`.
//!
//! **Harmless when** they are in use: one per iteration in progress.
//!
//! Source: `iter/iter.go`, `runtime/coro.go` (Go 1.23+).

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::Op;
use super::analyses::own_code;
use super::draft::{Draft, remedy, second_dump};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "iter-pull-not-stopped",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let pulls = || facts.crowds.iter().filter(|it| it.op == Op::Coroutine);
    let n: u64 = pulls().map(|it| it.n).sum();
    let in_use: u64 = pulls().map(|it| it.live_parents).sum();
    let (severity, certainty) = match n {
        // Those who pull are still there.
        _ if in_use * 2 >= n => return,
        50.. => (Severity::Leak, Certainty::Medium),
        3.. => (Severity::Suspect, Certainty::Medium),
        _ => return,
    };
    let members = || pulls().flat_map(|it| it.members.iter().copied());
    let places = own_code::places(facts, members());
    let draft = Draft::new(
        facts,
        RULE.id,
        severity,
        certainty,
        msg("iter-pull-not-stopped-title").n("n", n),
    )
    .rests_on_waits(facts)
    .objects(n, "generator")
    .members(facts, members())
    .evidence(
        EvidenceKind::Position,
        msg("iter-pull-not-stopped-position").n("n", n),
    )
    .maybe(
        EvidenceKind::OwnCode,
        own_code::listed(&places).map(|it| msg("iter-pull-not-stopped-places").arg("places", it)),
    )
    .look_alike("benign-iteration", msg("iter-pull-not-stopped-or-use"))
    .remedy(remedy(
        msg("iter-pull-not-stopped-remedy"),
        [msg("iter-pull-not-stopped-step-defer")],
        "next, _ := iter.Pull(seq)\nfirst, ok := next()\nreturn first, ok // the generator stays\n",
        "next, stop := iter.Pull(seq)\ndefer stop()\nfirst, ok := next()\nreturn first, ok\n",
        &[("iter: Pull", "https://pkg.go.dev/iter#Pull")],
    ))
    .capture(second_dump());
    acc.push(draft.finish(facts));
}
