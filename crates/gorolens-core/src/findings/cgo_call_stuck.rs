//! # cgo-call-stuck
//!
//! **What it shows.** Several goroutines that have been inside a C function for minutes.
//!
//! **Why it matters.** The function has not returned. Each holds a thread of the operating system, of which
//! Go allows 10,000.
//!
//! **Remedy.** The library's own timeout, and a limit on how many are in C at a time.
//!
//! **Harmless when** the function is an event loop that is meant to block: then their number is fixed.
//!
//! Source: `cmd/cgo`: calls go through `_Cfunc_NAME` and `runtime.cgocall`; state `syscall`.

use super::analyses::Facts;
use super::draft::{of_crowds, remedy, second_dump};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "cgo-call-stuck",
    check,
};

/// Fewer are event loops.
const SEVERAL: u64 = 5;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let mut calls = facts.crowds_of(&facts.index.calling(|func| name(func).is_some()));
    calls.retain(|crowd| {
        facts.state(crowd) == "syscall" && crowd.oldest.is_some_and(|age| age >= PROVES_A_MINUTE)
    });
    calls.retain(|crowd| !super::is_explained(facts, acc, facts.ctx.tables.stack(crowd.stack).id));
    let n: u64 = calls.iter().map(|it| it.n).sum();
    if n < SEVERAL {
        return;
    }
    let called = calls.iter().find_map(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        stack.frames.iter().find_map(|frame| name(&frame.func))
    });
    let title = msg("cgo-call-stuck-title")
        .n("n", n)
        .text("name", called.unwrap_or_default());
    let draft = of_crowds(facts, RULE.id, (Severity::Suspect, Certainty::Medium), title, &calls)
        .evidence(EvidenceKind::Position, msg("cgo-call-stuck-position").n("n", n))
        .look_alike("benign-event-loop", msg("cgo-call-stuck-or-loop"))
        .remedy(remedy(
            msg("cgo-call-stuck-remedy"),
            [msg("cgo-call-stuck-step-timeout"), msg("cgo-call-stuck-step-limit")],
            "C.fetch(h)\n",
            "slots <- struct{}{} // at most cap(slots) threads in C\ndefer func() { <-slots }()\nC.fetch_timeout(h, 5000)\n",
            &[("cmd/cgo", "https://pkg.go.dev/cmd/cgo")],
        ))
        .run("gdb -p \"$PID\" -batch -ex 'thread apply all backtrace'", msg("cgo-call-stuck-gdb"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// `fetch` of `example.com/codec._Cfunc_fetch`.
fn name(func: &str) -> Option<&str> {
    func.split_once("_Cfunc_").map(|(_, name)| name)
}
