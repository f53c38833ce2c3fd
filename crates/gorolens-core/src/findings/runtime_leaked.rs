//! # runtime-leaked
//!
//! **What it shows.** Goroutines that a goroutineleak profile has marked `(leaked)` (debug=2), or
//! lists (debug=1 and debug=0): they wait on a channel or a lock that nothing running can reach.
//!
//! **Why it matters.** This is the runtime's own verdict; they never wake.
//!
//! **Remedy.** Give each of them a way to end: room in the channel, a close, a context.
//!
//! **Harmless when** never; small ones may be few.
//!
//! Source: `runtime/mprof.go` and `mgc.go` (Go 1.26 with GOEXPERIMENT, 1.27). The profile does not
//! look at network waits, sleeps and system calls: leaked HTTP connections are never marked.

use super::Rule;
use super::analyses::Facts;
use super::analyses::own_code;
use super::draft::{Draft, remedy};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "runtime-leaked",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let crowds = facts.crowds.iter().filter(|crowd| crowd.leaked > 0);
    let leaked: Vec<(u32, u64)> = crowds
        .flat_map(|crowd| crowd.members.iter())
        .filter(|&(idx, _)| facts.goroutine(idx).flags.leaked)
        .collect();
    let total: u64 = leaked.iter().map(|it| it.1).sum();
    if total == 0 {
        return;
    }
    let places = own_code::places(facts, leaked.iter().copied());
    let title = msg("runtime-leaked-title").n("n", total);
    let draft = Draft::new(facts, RULE.id, Severity::Leak, Certainty::High, title)
        .objects(total, "goroutine")
        .members(facts, leaked)
        .evidence(
            EvidenceKind::Position,
            msg("runtime-leaked-mark").n("n", total),
        )
        .maybe(
            EvidenceKind::OwnCode,
            own_code::listed(&places).map(|it| msg("runtime-leaked-places").arg("places", it)),
        )
        .evidence(EvidenceKind::Caveat, msg("runtime-leaked-blind"))
        .remedy(remedy(
            msg("runtime-leaked-remedy"),
            [
                msg("runtime-leaked-step-send"),
                msg("runtime-leaked-step-receive"),
            ],
            "",
            "",
            &[(
                "runtime/pprof: profiles",
                "https://pkg.go.dev/runtime/pprof#Profile",
            )],
        ));
    acc.push(draft.finish(facts));
}
