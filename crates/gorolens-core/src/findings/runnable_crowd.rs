//! # runnable-crowd
//!
//! **What it shows.** A crowd of goroutines that compute at one moment, far more than there are
//! processors: they are runnable, and their frames wait for nothing.
//!
//! **Why it matters.** They share the processors in slices of 10 ms, so each takes as many times longer as
//! there are of them, and everything else in the process queues behind them.
//!
//! **Remedy.** Let as many at the work as there are processors, and turn away or queue the rest.
//!
//! **Harmless when** the machine has as many processors, or the moment was unlucky: a burst that is over in
//! milliseconds.
//!
//! A dump stops the world: those that were running are printed as runnable, too. Many that are runnable at
//! one line were merely woken at once; those that compute are spread over the lines of what they
//! compute. Source: `runtime/proc.go` (schedule, forcePreemptNS), Go 1.14–1.27.

use std::collections::BTreeMap;

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::analyses::own_code;
use super::draft::{of_crowds, remedy};
use super::http_server_handler_stuck::is_at_work;
use crate::message::msg;
use crate::model::Stack;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "runnable-crowd",
    check,
};

/// More than most machines have processors.
const CROWD: u64 = 100;
/// Different stacks in one function of the user's own: they are at different points of it.
const SPREAD: usize = 3;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let mut by_root: BTreeMap<&str, Vec<&Crowd>> = BTreeMap::new();
    for crowd in facts.crowds.iter().filter(|it| computes(facts, it)) {
        let stack = facts.ctx.tables.stack(crowd.stack);
        if super::is_explained(facts, acc, stack.id) {
            continue; // `unbounded-spawn` says who starts them
        }
        if let Some(own) = own_code::outermost(stack) {
            by_root.entry(&*own.func).or_default().push(crowd);
        }
    }
    let n = |crowds: &[&Crowd]| crowds.iter().map(|it| it.n).sum::<u64>();
    let total = facts.ctx.dump.n_goroutines();
    let is_crowd = |it: &Vec<&Crowd>| {
        let largest = it.iter().map(|it| it.n).max().unwrap_or(0);
        let n = n(it);
        n >= CROWD && n * 4 >= total && it.len() >= SPREAD && largest * 10 <= n * 9
    };
    let found = by_root.into_values().filter(is_crowd);
    let Some(crowds) = found.max_by_key(|it| n(it)) else {
        return;
    };
    acc.push(finding(facts, &crowds, n(&crowds)));
}

/// Whether they are at work in the user's own code, or in a library for it.
fn computes(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let note = facts.note(crowd.stack);
    let stack = facts.ctx.tables.stack(crowd.stack);
    crowd.op == Op::Other
        && is_at_work(facts, crowd)
        && note.has_own_frame
        && !note.is_benign
        && !was_woken(stack)
}

/// Whether the innermost frame is one that goroutines wait in: it is runnable because it was woken. A
/// single frame may not have begun.
fn was_woken(stack: &Stack) -> bool {
    const WAITS: [&str; 6] = [
        "runtime.",
        "internal/poll.",
        "sync.",
        "time.",
        "syscall.",
        "os.",
    ];
    let top = stack.top().map_or("", |it| &*it.func);
    stack.frames.len() < 2 || WAITS.iter().any(|it| top.starts_with(it))
}

fn finding(facts: &Facts<'_>, crowds: &[&Crowd], n: u64) -> Finding {
    let total = facts.ctx.dump.n_goroutines().max(1);
    let title = msg("runnable-crowd-title").n("n", n);
    of_crowds(facts, RULE.id, (Severity::Suspect, Certainty::Low), title, crowds)
        .evidence(
            EvidenceKind::Count,
            msg("runnable-crowd-share").n("n", n).n("percent", n * 100 / total),
        )
        .evidence(
            EvidenceKind::Position,
            msg("runnable-crowd-spread").n("stacks", crowds.len() as u64),
        )
        .look_alike("benign-burst", msg("runnable-crowd-or-burst"))
        .remedy(remedy(
            msg("runnable-crowd-remedy"),
            [msg("runnable-crowd-step-bound"), msg("runnable-crowd-step-shed")],
            "for _, item := range items {\n\tgo process(item) // all of them at once\n}\n",
            "slots := make(chan struct{}, runtime.GOMAXPROCS(0))\nfor _, item := range items {\n\tslots <- struct{}{}\n\tgo func() {\n\t\tdefer func() { <-slots }()\n\t\tprocess(item)\n\t}()\n}\n",
            &[("runtime: GOMAXPROCS", "https://pkg.go.dev/runtime#GOMAXPROCS")],
        ))
        .run(
            "go tool pprof -top 'http://localhost:6060/debug/pprof/profile?seconds=10'",
            msg("runnable-crowd-profile"),
        )
        .finish(facts)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    fn computing(n: usize, spread: bool) -> Dump {
        let mut dump = Dump::whole();
        for at in 0..n {
            let top = match at % 4 {
                0 if spread => "crypto/sha256.block",
                1 if spread => "crypto/sha256.(*digest).Write",
                2 if spread => "main.round",
                _ => "main.mix",
            };
            let frames = [(top, "0x1"), ("main.stretch", "0x1")];
            dump.goroutine("runnable", None, &frames, Some("net/http.(*Server).Serve"));
        }
        dump
    }

    #[test]
    fn many_at_work_at_once() {
        expect![[r#"
            runnable-crowd suspect low 200 goroutine 200 goroutines
        "#]]
        .assert_eq(&computing(200, true).verdicts());
    }

    #[test]
    fn as_many_as_processors_are_normal() {
        expect![[""]].assert_eq(&computing(64, true).verdicts());
    }
}
