//! # nil-channel
//!
//! **What it shows.** A send to, or a receive from, a channel that was never made.
//!
//! **Why it matters.** It blocks for ever, by definition of the language.
//!
//! **Remedy.** Make the channel before the goroutine that uses it starts.
//!
//! **Harmless when** never outside of select, where a nil case only switches the case off.
//!
//! Source: the states `chan send (nil chan)` and `chan receive (nil chan)` of
//! `runtime/runtime2.go`, all versions.

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::Op;
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "nil-channel",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let of = |op: Op| facts.crowds.iter().filter(move |crowd| crowd.op == op);
    let n = |op: Op| of(op).map(|crowd| crowd.n).sum::<u64>();
    let (sends, receives) = (n(Op::NilSend), n(Op::NilReceive));
    let total = sends + receives;
    if total == 0 {
        return;
    }
    // Receiving from a nil channel is also a way to stay on purpose; nobody sends to one on purpose.
    let (severity, certainty) = if sends > 0 {
        (Severity::Stuck, Certainty::High)
    } else {
        (Severity::Suspect, Certainty::Medium)
    };
    let members = || {
        of(Op::NilSend)
            .chain(of(Op::NilReceive))
            .flat_map(|it| it.members.iter().copied())
    };
    let places = own_code::places(facts, members());
    let title = msg("nil-channel-title").n("n", total);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(total, "goroutine")
        .members(facts, members())
        .evidence(
            EvidenceKind::Position,
            msg("nil-channel-state").n("sends", sends).n("receives", receives),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .remedy(remedy(
            msg("nil-channel-remedy"),
            [msg("nil-channel-step-make"), msg("nil-channel-step-copy")],
            "type queue struct{ jobs chan job }\n\nq := &queue{} // jobs is nil\ngo q.run()\nq.jobs <- j // waits for ever\n",
            "q := &queue{jobs: make(chan job, 16)}\ngo q.run()\nq.jobs <- j\n",
            &[("Go specification: channel types", "https://go.dev/ref/spec#Channel_types")],
        ));
    acc.push(draft.finish(facts));
}
