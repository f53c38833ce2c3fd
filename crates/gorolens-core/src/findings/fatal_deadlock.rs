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

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::analyses::own_code;
use super::draft::{Draft, remedy};
use super::{Rule, standstill};
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
    let waits = waits(facts);
    let members: Vec<(u32, u64)> = waits
        .iter()
        .flat_map(|it| it.members.iter().copied())
        .collect();
    let n: u64 = members.iter().map(|it| it.1).sum();
    let places = own_code::places(facts, members.iter().copied());
    let told = match waits.is_empty() {
        true => Vec::new(),
        false => standstill::told_by_thing(facts, &waits),
    };
    let title = msg("fatal-deadlock-title");
    let draft = Draft::new(facts, RULE.id, Severity::Stuck, Certainty::High, title)
        .objects(n, "goroutine")
        .members(facts, members)
        .evidence(EvidenceKind::Position, msg("fatal-deadlock-runtime"))
        .maybe(
            EvidenceKind::OwnCode,
            own_code::listed(&places).map(|it| msg("fatal-deadlock-places").arg("places", it)),
        )
        .all(EvidenceKind::Position, told)
        .remedy(remedy(
            msg("fatal-deadlock-remedy"),
            [msg("fatal-deadlock-step-main"), msg("fatal-deadlock-step-other")],
            "ch := make(chan int)\nch <- 1 // nobody receives\nfmt.Println(<-ch)\n",
            "ch := make(chan int, 1) // or send from another goroutine\nch <- 1\nfmt.Println(<-ch)\n",
            &[("Effective Go: channels", "https://go.dev/doc/effective_go#channels")],
        ));
    acc.push(draft.finish(facts));
}

/// Those that wait for each other: of the user's own code, else of anybody's.
fn waits<'f>(facts: &'f Facts<'_>) -> Vec<&'f Crowd> {
    let own = |crowd: &&Crowd| {
        let note = facts.note(crowd.stack);
        note.is_own_wait || (note.has_own_frame && !note.is_benign)
    };
    let own: Vec<&Crowd> = facts.crowds.iter().filter(own).collect();
    match own.is_empty() {
        true => facts
            .crowds
            .iter()
            .filter(|it| it.op != Op::Other)
            .collect(),
        false => own,
    }
}
