//! # k8s-watch-not-stopped
//!
//! **What it shows.** `(*StreamWatcher).receive` of apimachinery with an event in its hands that
//! nobody takes: in a send or a select, with no decoder above it.
//!
//! **Why it matters.** The connection to the API server and its buffers stay.
//!
//! **Remedy.** `defer w.Stop()`.
//!
//! **Harmless when** the consumer is busy for a moment. A watch that waits for its next event
//! stands in a read, and is normal.
//!
//! Source: kubernetes/apimachinery `pkg/watch/streamwatcher.go` (v0.15.7: a send; v0.31.0: a
//! select that Stop ends), `filter.go`. Read in source.

use super::waits::{self, Wait, Waiting};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::blocked::Op;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::{Certainty, Finding, Severity};

pub(in crate::findings) const RULE: Rule = Rule {
    id: "k8s-watch-not-stopped",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    waits::check(facts, acc, &WAIT);
}

/// A consumer takes the next event within seconds.
fn verdict(it: &Waiting) -> Option<(Severity, Certainty)> {
    match (it.old, it.n) {
        (true, 5..) => Some((Severity::Leak, Certainty::High)),
        (true, _) => Some((Severity::Leak, Certainty::Medium)),
        (false, 20..) => Some((Severity::Suspect, Certainty::Medium)),
        (false, 3..) => Some((Severity::Suspect, Certainty::Low)),
        _ => None,
    }
}

const WAIT: Wait = Wait {
    rule: RULE.id,
    kind: "watch",
    marks: &[
        mark("apimachinery", "(*StreamWatcher).receive"),
        mark("apimachinery", "(*filteredWatch).loop"),
    ],
    on_top: true,
    ops: &[Op::Send, Op::Select],
    verdict,
    title: |n| msg("k8s-watch-not-stopped-title").n("n", n),
    why: |n| msg("k8s-watch-not-stopped-why").n("n", n),
    or: ("slow-consumer", || msg("k8s-watch-not-stopped-or")),
    remedy: || msg("k8s-watch-not-stopped-remedy"),
    steps: &[|| msg("k8s-watch-not-stopped-step-stop")],
    code: (
        "w, err := client.CoreV1().Pods(ns).Watch(ctx, opts)\nif err != nil {\n\treturn err\n}\nfor event := range w.ResultChan() {\n\tif isReady(event) {\n\t\treturn nil // the watch goes on\n\t}\n}\n",
        "w, err := client.CoreV1().Pods(ns).Watch(ctx, opts)\nif err != nil {\n\treturn err\n}\ndefer w.Stop()\nfor event := range w.ResultChan() {\n\tif isReady(event) {\n\t\treturn nil\n\t}\n}\n",
    ),
    link: (
        "apimachinery: watch.Interface",
        "https://pkg.go.dev/k8s.io/apimachinery/pkg/watch#Interface",
    ),
    grep: "grep -rnE '\\.Watch\\(|ResultChan\\(\\)' --include='*.go' -A6 .",
    ..Wait::PLAIN
};
