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
//! dump where others have waited for minutes are what gives them away. Source: `time/tick.go`. In a profile only
//! their names can: a note, for what looks like a set of workers too.

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op, enclosing, is_started_by_main};
use super::chan_recv_never_closed::has_live_twin;
use super::draft::{of_crowds, remedy, second_dump};
use crate::message::msg;
use crate::model::Stack;
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

/// Those that mean nothing but a clock: all that a profile has to tell these loops from receivers.
const CLOCKS: [&str; 3] = ["tick", "janitor", "heartbeat"];

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let is_profile = facts.is_profile();
    if !is_profile && (facts.age < super::PROVES_A_MINUTE || facts.partial) {
        return; // nothing is known to be old, so nothing is known to be young
    }
    let loops = facts.crowds.iter().filter(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        matches!(crowd.op, Op::Receive | Op::Select)
            && crowd.n >= PILE
            && match is_profile && crowd.starter_lives.is_none() {
                true => is_named(stack, &CLOCKS) && !crowd.has_main,
                false => is_forgotten(crowd),
            }
            && !is_started_by_main(stack)
            && (is_profile || !has_live_twin(facts, crowd))
            && facts.is_own_wait(crowd)
            && !super::is_explained(facts, acc, stack.id)
    });
    for crowd in loops.collect::<Vec<_>>() {
        acc.push(finding(facts, crowd));
    }
}

/// They wake all the time, and were started one by one by a function that has returned.
fn is_forgotten(crowd: &Crowd) -> bool {
    crowd.oldest.is_none()
        && crowd.is_one_by_one()
        && !crowd.has_living_parents()
        && !crowd.one_object
        && crowd.starter_lives == Some(false)
}

/// Whether type or name of the outermost function has one of these words; its package may be about anything.
/// Tickets do not tick.
fn is_named(stack: &Stack, words: &[&str]) -> bool {
    stack.root().is_some_and(|root| {
        let func = enclosing(&root.func);
        let func = func.rsplit('/').next().unwrap_or(func);
        let name = func.split_once('.').map_or(func, |(_, name)| name);
        let name = name.to_ascii_lowercase().replace("ticket", "");
        words.iter().any(|word| name.contains(word))
    })
}

fn finding(facts: &Facts<'_>, crowd: &Crowd) -> Finding {
    let is_profile = facts.is_profile();
    let verdict = match is_named(facts.ctx.tables.stack(crowd.stack), &HINTS) {
        _ if is_profile => (Severity::Note, Certainty::Low),
        true => (Severity::Suspect, Certainty::Medium),
        false => (Severity::Suspect, Certainty::Low),
    };
    let young = msg("ticker-loop-never-stopped-young").minutes("age", facts.age);
    let drip = msg("shared-drip").n("parents", crowd.parents as u64);
    let title = msg("ticker-loop-never-stopped-title").n("n", crowd.n);
    of_crowds(facts, RULE.id, verdict, title, &[crowd])
        .maybe(EvidenceKind::Count, (!is_profile).then_some(young))
        .maybe(EvidenceKind::Count, (!is_profile).then_some(drip))
        .maybe(EvidenceKind::Caveat, is_profile.then_some(msg("shared-no-starter")))
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
