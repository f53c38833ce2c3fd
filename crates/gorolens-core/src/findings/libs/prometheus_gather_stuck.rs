//! # prometheus-gather-stuck
//!
//! **What it shows.** Scrapes of the metrics that wait in `(*Registry).Gather`, with a Collect
//! method that does not return.
//!
//! **Why it matters.** Every scrape adds another set of goroutines, and monitoring goes blind
//! when it is needed.
//!
//! **Remedy.** Collect must not wait: refresh in the background, with a timeout, and collect a
//! snapshot.
//!
//! **Harmless when** a scrape takes a few seconds.
//!
//! Source: prometheus/client_golang `prometheus/registry.go`, `promhttp/http.go` (v1.14.0; run;
//! v1.20.5): Gather waits for all collectors, with a worker for each.

use super::waits::{self, Wait, Waiting};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::{Certainty, Finding, Severity};

pub(in crate::findings) const RULE: Rule = Rule {
    id: "prometheus-gather-stuck",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    waits::check(facts, acc, &WAIT);
}

/// A scrape is due every few seconds and must be over by then.
fn verdict(it: &Waiting) -> Option<(Severity, Certainty)> {
    match (it.old, it.n) {
        (true, 3..) => Some((Severity::Stuck, Certainty::High)),
        (true, _) => Some((Severity::Stuck, Certainty::Medium)),
        (false, 5..) => Some((Severity::Suspect, Certainty::Medium)),
        _ => None,
    }
}

const WAIT: Wait = Wait {
    rule: RULE.id,
    kind: "scrape",
    marks: &[mark("client_golang/prometheus", "(*Registry).Gather")],
    holders: &[mark("client_golang/prometheus", "(*Registry).Gather.func*")],
    verdict,
    title: |n| msg("prometheus-gather-stuck-title").n("n", n),
    why: |n| msg("prometheus-gather-stuck-why").n("n", n),
    or: ("slow-collector", || msg("prometheus-gather-stuck-or")),
    remedy: || msg("prometheus-gather-stuck-remedy"),
    steps: &[
        || msg("prometheus-gather-stuck-step-snapshot"),
        || msg("prometheus-gather-stuck-step-limit"),
    ],
    code: (
        "func (c *collector) Collect(ch chan<- prometheus.Metric) {\n\tc.mu.Lock() // held during slow work elsewhere\n\tdefer c.mu.Unlock()\n\tch <- gauge(c.backend.Depth()) // no timeout\n}\n",
        "func (c *collector) Collect(ch chan<- prometheus.Metric) {\n\tch <- gauge(c.depth.Load()) // kept up to date by a goroutine with a timeout\n}\n\nhttp.Handle(\"/metrics\", promhttp.HandlerFor(registry, promhttp.HandlerOpts{\n\tMaxRequestsInFlight: 3,\n\tTimeout:             10 * time.Second,\n}))\n",
    ),
    link: (
        "promhttp: HandlerOpts",
        "https://pkg.go.dev/github.com/prometheus/client_golang/prometheus/promhttp#HandlerOpts",
    ),
    grep: "grep -rn ') Collect(' --include='*.go' -A10 .",
    ..Wait::PLAIN
};
