//! # file-lock-fifo
//!
//! **What it shows.** Goroutines that have waited for a file lock for minutes: flock, fcntl.
//!
//! **Why it matters.** Somebody else, perhaps another process, keeps the lock. Each waiter holds a thread,
//! and nothing in Go can cancel the call.
//!
//! **Remedy.** Ask for the lock without waiting, again and again, and stop with the context.
//!
//! **Harmless when** waiting for the other process is what the program is for.
//!
//! Source: `syscall.Flock`, `syscall.FcntlFlock`; man 2 flock.

use super::analyses::Facts;
use super::draft::{of_crowds, remedy, second_dump};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "file-lock-fifo",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let stacks = facts.index.calling(|func| {
        func.ends_with(".Flock") || func.ends_with(".FcntlFlock") || func.ends_with(".fcntlLock")
    });
    let mut waits = facts.crowds_of(&stacks);
    waits.retain(|crowd| {
        facts.state(crowd) == "syscall" && crowd.oldest.is_some_and(|age| age >= PROVES_A_MINUTE)
    });
    let n: u64 = waits.iter().map(|it| it.n).sum();
    if n == 0 {
        return;
    }
    let title = msg("file-lock-fifo-title").n("n", n);
    let draft = of_crowds(facts, RULE.id, (Severity::Stuck, Certainty::Medium), title, &waits)
        .evidence(EvidenceKind::Position, msg("file-lock-fifo-position").n("n", n))
        .look_alike("syscall-fs-stuck", msg("file-lock-fifo-or-mount"))
        .remedy(remedy(
            msg("file-lock-fifo-remedy"),
            [msg("file-lock-fifo-step-nonblocking"), msg("file-lock-fifo-step-holder")],
            "err := syscall.Flock(fd, syscall.LOCK_EX)\n",
            "for syscall.Flock(fd, syscall.LOCK_EX|syscall.LOCK_NB) != nil {\n\tselect {\n\tcase <-time.After(100 * time.Millisecond):\n\tcase <-ctx.Done():\n\t\treturn ctx.Err()\n\t}\n}\n",
            &[("syscall: Flock", "https://pkg.go.dev/syscall#Flock")],
        ))
        .run("cat /proc/locks", msg("file-lock-fifo-locks"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
