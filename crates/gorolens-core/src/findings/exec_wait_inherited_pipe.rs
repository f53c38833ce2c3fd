//! # exec-wait-inherited-pipe
//!
//! **What it shows.** Callers of `(*Cmd).Wait` whose child has ended, and that wait for its output to end.
//!
//! **Why it matters.** A process that the child has started in the background has inherited the pipe and
//! keeps it open: Wait returns when that process ends, or never.
//!
//! **Remedy.** `Cmd.WaitDelay` (Go 1.20), or send the background process's output elsewhere.
//!
//! **Harmless when** the background process ends soon.
//!
//! Source: `os/exec/exec.go`: Wait reaps the child first, then receives from the goroutines that copy its
//! output: state `chan receive`, in awaitGoroutines since Go 1.20.

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::draft::{of_crowds, remedy, second_dump};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "exec-wait-inherited-pipe",
    check,
};

/// So many are no coincidence of timing.
const SEVERAL: u64 = 5;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let mut waits = facts.crowds_of(&facts.index.with("os/exec.(*Cmd).Wait"));
    // Goroutines that Wait has not started wait for a child in a system call: another rule.
    waits.retain(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        let top = stack
            .top()
            .is_some_and(|top| top.func.starts_with("os/exec.(*Cmd)."));
        top && matches!(crowd.op, Op::Receive | Op::Select)
    });
    let n: u64 = waits.iter().map(|it| it.n).sum();
    let old = waits.iter().filter_map(|it| it.oldest).max() >= Some(PROVES_A_MINUTE);
    let verdict = match (n, old) {
        (1.., true) => (Severity::Stuck, Certainty::High),
        (SEVERAL.., false) => (Severity::Suspect, Certainty::Medium),
        // A child that ends closes its output with it, so this lasts no longer than a moment.
        (1.., false) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let mut copiers: Vec<&Crowd> = facts.crowds_of(&facts.index.calling(is_copier));
    copiers.retain(|crowd| crowd.op == Op::Other);
    let copying: u64 = copiers.iter().map(|it| it.n).sum();
    let title = msg("exec-wait-inherited-pipe-title").n("n", n);
    let all: Vec<&Crowd> = waits.iter().chain(&copiers).copied().collect();
    let draft = of_crowds(facts, RULE.id, verdict, title, &all)
        .objects(n, "goroutine")
        .evidence(EvidenceKind::Position, msg("exec-wait-inherited-pipe-position").n("n", n))
        .evidence(EvidenceKind::Count, msg("exec-wait-inherited-pipe-copiers").n("n", copying))
        .look_alike("exec-child-running", msg("exec-wait-inherited-pipe-or-running"))
        .remedy(remedy(
            msg("exec-wait-inherited-pipe-remedy"),
            [
                msg("exec-wait-inherited-pipe-step-delay"),
                msg("exec-wait-inherited-pipe-step-redirect"),
                msg("exec-wait-inherited-pipe-step-file"),
            ],
            "out, err := exec.Command(\"sh\", \"-c\", \"daemon & echo ok\").Output()\n",
            "cmd := exec.CommandContext(ctx, \"sh\", \"-c\", \"daemon >/dev/null 2>&1 & echo ok\")\ncmd.WaitDelay = 5 * time.Second // then the pipes are closed\nout, err := cmd.Output()\n",
            &[("os/exec: Cmd.WaitDelay", "https://pkg.go.dev/os/exec#Cmd")],
        ))
        .run("ls -l /proc/*/fd 2>/dev/null | grep pipe: | sort -k11 | uniq -D -f10", msg("exec-wait-inherited-pipe-who"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// The goroutine that copies a child's output (Go 1.7–1.27).
fn is_copier(func: &str) -> bool {
    func.starts_with("os/exec.(*Cmd).writerDescriptor.func")
        || func.starts_with("os/exec.(*Cmd).stdout.func")
}
