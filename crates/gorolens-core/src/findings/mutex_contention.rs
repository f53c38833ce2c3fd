//! # mutex-contention
//!
//! **What it shows.** Many goroutines wait for one lock, none of them for minutes.
//!
//! **Why it matters.** The lock is given on quickly, and still more want it than get it: latency follows
//! the queue.
//!
//! **Remedy.** A shorter critical section, several locks, an RWMutex or atomics; the mutex profile shows
//! where.
//!
//! **Harmless when** it is a moment: a second dump shows other goroutines, or none.
//!
//! Source: `sync/mutex.go`: after 1 ms of waiting a Mutex hands itself to the first in the queue.

use super::Rule;
use super::analyses::Facts;
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::mutex_holder_blocked::queue;
use crate::message::msg;
use crate::model::StackId;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "mutex-contention",
    check,
};

/// A shorter queue is a coincidence.
const QUEUE: u64 = 20;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    if facts.is_profile() || facts.age == 0 {
        return; // nothing says whether they have waited
    }
    let hot = facts.locks.iter().filter(|lock| {
        let told = |&id: &StackId| super::is_explained(facts, acc, facts.ctx.tables.stack(id).id);
        lock.n >= QUEUE && lock.oldest.is_none() && !lock.stacks.iter().any(told)
    });
    for lock in hot.collect::<Vec<_>>() {
        let places = own_code::places(facts, lock.waiters.iter());
        let title = msg("mutex-contention-title").n("n", lock.n);
        let draft = Draft::new(facts, RULE.id, Severity::Note, Certainty::Medium, title)
            .objects(lock.n, "goroutine")
            .members(facts, lock.waiters.iter())
            .evidence(EvidenceKind::Position, queue(lock))
            .maybe(EvidenceKind::OwnCode, called_from(&places))
            .evidence(EvidenceKind::Wait, wait(lock.n, lock.oldest))
            .look_alike("mutex-holder-blocked", msg("mutex-contention-or-holder"))
            .remedy(remedy(
                msg("mutex-contention-remedy"),
                [
                    msg("mutex-contention-step-profile"),
                    msg("mutex-contention-step-shorter"),
                ],
                "mu.Lock()\nm[k] = expensive(v) // everybody waits for it\nmu.Unlock()\n",
                "x := expensive(v)\nmu.Lock()\nm[k] = x\nmu.Unlock()\n",
                &[(
                    "Go diagnostics: mutex profile",
                    "https://go.dev/doc/diagnostics",
                )],
            ))
            .run(
                "go tool pprof -top 'http://localhost:6060/debug/pprof/mutex'",
                msg("mutex-contention-profile"),
            )
            .capture(second_dump());
        acc.push(draft.finish(facts));
    }
}
