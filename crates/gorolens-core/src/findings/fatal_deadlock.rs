//! # fatal-deadlock
//!
//! **What it shows.** The runtime ended the program: every goroutine waited and nothing could wake
//! any of them.
//!
//! **Why it matters.** This is the runtime's own verdict; it outranks every other.
//!
//! **Remedy.** Look at what each of the few goroutines waits for: one of them should have woken the
//! next.
//!
//! **Harmless when** never.
//!
//! Source: `checkdead` in `runtime/proc.go`: `fatal error: all goroutines are asleep - deadlock!`.

use super::Rule;
use super::analyses::Facts;
use super::analyses::own_code;
use super::draft::{Draft, remedy};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "fatal-deadlock",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let crash = facts.ctx.dump.crash.as_deref().unwrap_or_default();
    if !crash.contains("all goroutines are asleep - deadlock!") {
        return;
    }
    let waits = facts.crowds.iter().filter(|crowd| facts.is_own_wait(crowd));
    let members: Vec<(u32, u64)> = waits.flat_map(|it| it.members.iter().copied()).collect();
    let n: u64 = members.iter().map(|it| it.1).sum();
    let places = own_code::places(facts, members.iter().copied());
    let title = msg("fatal-deadlock-title");
    let draft = Draft::new(facts, RULE.id, Severity::Stuck, Certainty::High, title)
        .objects(n, "goroutine")
        .members(facts, members)
        .evidence(EvidenceKind::Position, msg("fatal-deadlock-runtime"))
        .maybe(
            EvidenceKind::OwnCode,
            own_code::listed(&places).map(|it| msg("fatal-deadlock-places").arg("places", it)),
        )
        .remedy(remedy(
            msg("fatal-deadlock-remedy"),
            [msg("fatal-deadlock-step-main"), msg("fatal-deadlock-step-other")],
            "ch := make(chan int)\nch <- 1 // nobody receives\nfmt.Println(<-ch)\n",
            "ch := make(chan int, 1) // or send from another goroutine\nch <- 1\nfmt.Println(<-ch)\n",
            &[("Effective Go: channels", "https://go.dev/doc/effective_go#channels")],
        ));
    acc.push(draft.finish(facts));
}
