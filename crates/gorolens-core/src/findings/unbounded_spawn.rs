//! # unbounded-spawn
//!
//! **What it shows.** A large part of the dump is goroutines of one creator that are ready to run.
//!
//! **Why it matters.** Not a leak but an explosion: a goroutine for each item, more than the processors can
//! work on, each with its memory.
//!
//! **Remedy.** A limit: a pool of workers, a semaphore, `errgroup.SetLimit`.
//!
//! **Harmless when** it is a short burst that is soon worked off.
//!
//! They do not wait for anything: state `runnable` or `running` (`runtime/runtime2.go`).

use std::collections::BTreeMap;

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::draft::{of_crowds, remedy, second_dump};
use crate::message::msg;
use crate::model::Origin;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "unbounded-spawn",
    check,
};

/// Fewer are worked off in a moment.
const MANY: u64 = 100;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let mut by_creator: BTreeMap<&str, Vec<&Crowd>> = BTreeMap::new();
    for crowd in &facts.crowds {
        let creator = facts.ctx.tables.stack(crowd.stack).creator.as_ref();
        let own = creator.filter(|it| it.origin == Origin::Application);
        if let Some(creator) = own.filter(|_| matches!(facts.state(crowd), "runnable" | "running"))
        {
            by_creator.entry(&creator.func).or_default().push(crowd);
        }
    }
    let n = |crowds: &[&Crowd]| crowds.iter().map(|it| it.n).sum::<u64>();
    let Some((creator, crowds)) = by_creator.into_iter().max_by_key(|(_, crowds)| n(crowds)) else {
        return;
    };
    let (ready, total) = (n(&crowds), facts.ctx.dump.n_goroutines());
    if ready < MANY || ready * 2 < total {
        return;
    }
    let title = msg("unbounded-spawn-title")
        .n("n", ready)
        .text("creator", creator);
    let verdict = (Severity::Suspect, Certainty::Medium);
    let draft = of_crowds(facts, RULE.id, verdict, title, &crowds)
        .evidence(EvidenceKind::Count, msg("unbounded-spawn-count").n("n", ready).n("total", total))
        .evidence(EvidenceKind::Caveat, msg("unbounded-spawn-no-leak"))
        .look_alike("benign-burst", msg("unbounded-spawn-or-burst"))
        .remedy(remedy(
            msg("unbounded-spawn-remedy"),
            [msg("unbounded-spawn-step-limit"), msg("unbounded-spawn-step-refuse")],
            "for _, item := range items {\n\tgo process(item)\n}\n",
            "slots := make(chan struct{}, 4*runtime.GOMAXPROCS(0))\nfor _, item := range items {\n\tslots <- struct{}{}\n\tgo func() {\n\t\tdefer func() { <-slots }()\n\t\tprocess(item)\n\t}()\n}\n",
            &[("errgroup: Group.SetLimit", "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.SetLimit")],
        ))
        .run(
            "curl -s 'http://localhost:6060/debug/pprof/profile?seconds=10' > cpu.pprof",
            msg("unbounded-spawn-cpu"),
        )
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
