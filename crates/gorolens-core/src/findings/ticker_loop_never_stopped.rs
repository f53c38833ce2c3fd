//! # ticker-loop-never-stopped
//!
//! **What it shows.** Many loops of one function that wait and wake again and again, started one by one
//! by a function that has returned.
//!
//! **Why it matters.** Stopping a ticker does not close its channel, so a loop over it has no end.
//!
//! **Remedy.** A done channel or a context beside the ticker, and somebody who closes it.
//!
//! **Harmless when** each belongs to something that is in use: a connection, a user, a shard.
//!
//! They look young for ever, since each tick starts the clock of the header anew: young goroutines in a
//! dump where others have waited for minutes are what gives them away. Source: `time/tick.go`.

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op, enclosing, is_started_by_main};
use super::draft::{of_crowds, remedy, second_dump};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "ticker-loop-never-stopped",
    check,
};

/// Fewer are a set like any other.
const PILE: u64 = 20;
/// Words in the names of such loops.
const HINTS: [&str; 10] = [
    "tick",
    "refresh",
    "flush",
    "poll",
    "janitor",
    "clean",
    "expire",
    "heartbeat",
    "monitor",
    "evict",
];

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    if facts.age < super::PROVES_A_MINUTE || facts.partial {
        return; // nothing is known to be old, so nothing is known to be young
    }
    let loops = facts.crowds.iter().filter(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        matches!(crowd.op, Op::Receive | Op::Select)
            && crowd.n >= PILE
            && crowd.oldest.is_none()
            && crowd.drip
            && !crowd.one_object
            && crowd.starter_lives == Some(false)
            && !is_started_by_main(stack)
            && facts.is_own_wait(crowd)
            && !super::is_explained(facts, acc, stack.id)
    });
    for crowd in loops.collect::<Vec<_>>() {
        acc.push(finding(facts, crowd));
    }
}

fn finding(facts: &Facts<'_>, crowd: &Crowd) -> Finding {
    let stack = facts.ctx.tables.stack(crowd.stack);
    let hinted = stack.root().is_some_and(|root| {
        let name = enclosing(&root.func).to_lowercase();
        HINTS.iter().any(|hint| name.contains(hint))
    });
    let certainty = if hinted {
        Certainty::Medium
    } else {
        Certainty::Low
    };
    let title = msg("ticker-loop-never-stopped-title").n("n", crowd.n);
    of_crowds(facts, RULE.id, (Severity::Suspect, certainty), title, &[crowd])
        .evidence(
            EvidenceKind::Count,
            msg("ticker-loop-never-stopped-young").minutes("age", facts.age),
        )
        .evidence(EvidenceKind::Count, msg("shared-drip").n("parents", crowd.parents as u64))
        .evidence(EvidenceKind::Caveat, msg("shared-pile-not-growth"))
        .look_alike("benign-worker-pool", msg("ticker-loop-never-stopped-or-in-use"))
        .look_alike("timer-heap-growth", msg("ticker-loop-never-stopped-or-timers"))
        .remedy(remedy(
            msg("ticker-loop-never-stopped-remedy"),
            [
                msg("ticker-loop-never-stopped-step-done"),
                msg("ticker-loop-never-stopped-step-owner"),
            ],
            "go func() {\n\tfor range time.Tick(time.Minute) {\n\t\tc.refresh()\n\t}\n}()\n",
            "go func() {\n\tt := time.NewTicker(time.Minute)\n\tdefer t.Stop()\n\tfor {\n\t\tselect {\n\t\tcase <-t.C:\n\t\t\tc.refresh()\n\t\tcase <-c.done: // closed by c.Close\n\t\t\treturn\n\t\t}\n\t}\n}()\n",
            &[("time: Ticker.Stop", "https://pkg.go.dev/time#Ticker.Stop")],
        ))
        .capture(second_dump())
        .finish(facts)
}
