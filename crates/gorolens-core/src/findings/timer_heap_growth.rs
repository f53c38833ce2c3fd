//! # timer-heap-growth
//!
//! **What it shows.** Nothing: timers are no goroutines. A crowd in a select is blocked for another reason,
//! and this note says so.
//!
//! **Why it matters.** Before Go 1.23 a `time.After` in a loop kept its timer until it fired, and a ticker
//! that was not stopped was never freed. Who looks for that in a goroutine dump looks in vain.
//!
//! **Remedy.** A heap profile shows `time.NewTimer` and `time.NewTicker`; one timer for the loop, stopped.
//!
//! **Harmless when** the program is built with Go 1.23 or later, which collects timers nobody refers to.
//!
//! Source: `time/sleep.go`, `runtime/time.go`; the release notes of Go 1.23.

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::draft::{of_crowds, remedy};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "timer-heap-growth",
    check,
};

/// Fewer selects leave too few timers to notice.
const CROWD: u64 = 100;
/// The release that collects timers nobody refers to.
const COLLECTED: u16 = 23;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let version = facts.ctx.dump.go_version;
    if facts.is_profile() || version.is_some_and(|it| it.minor >= COLLECTED) {
        return;
    }
    let selects = facts.crowds.iter().filter(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        crowd.op == Op::Select
            && facts.is_own_wait(crowd)
            && crowd.oldest.is_none()
            && crowd.n >= CROWD
            && !super::is_explained(facts, acc, stack.id)
    });
    let selects: Vec<&Crowd> = selects.collect();
    let n: u64 = selects.iter().map(|it| it.n).sum();
    if n == 0 {
        return;
    }
    let title = msg("timer-heap-growth-title").n("n", n);
    // "1.21 or later" may be one that collects them.
    let is_known = version.is_some_and(|it| it.exact);
    let certainty = match is_known {
        true => Certainty::High,
        false => Certainty::Low,
    };
    let verdict = (Severity::Note, certainty);
    let draft = of_crowds(facts, RULE.id, verdict, title, &selects)
        .evidence(EvidenceKind::Caveat, msg("timer-heap-growth-invisible"))
        .remedy(remedy(
            msg("timer-heap-growth-remedy"),
            [msg("timer-heap-growth-step-heap"), msg("timer-heap-growth-step-one")],
            "for {\n\tselect {\n\tcase e := <-events:\n\t\thandle(e)\n\tcase <-time.After(time.Hour): // a timer for each turn\n\t\treturn\n\t}\n}\n",
            "t := time.NewTimer(time.Hour)\ndefer t.Stop()\nfor {\n\tselect {\n\tcase e := <-events:\n\t\thandle(e)\n\tcase <-t.C:\n\t\treturn\n\t}\n}\n",
            &[("Go 1.23: timer changes", "https://go.dev/doc/go1.23#timer-changes")],
        ))
        .run(
            "go tool pprof -top -inuse_space 'http://localhost:6060/debug/pprof/heap'",
            msg("timer-heap-growth-heap"),
        );
    acc.push(draft.finish(facts));
}
