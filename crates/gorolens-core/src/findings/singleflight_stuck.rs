//! # singleflight-stuck
//!
//! **What it shows.** Callers of a `singleflight.Group` that wait for one call, and the call, which does not
//! return.
//!
//! **Why it matters.** All callers share the fate of the first: none has a deadline of its own in `Do`.
//!
//! **Remedy.** A deadline inside the call; `DoChan` and a select for the callers.
//!
//! **Harmless when** the call is merely slow.
//!
//! Source: `golang.org/x/sync/singleflight`: Do waits for the WaitGroup of the call, doCall runs it.

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::analyses::own_code;
use super::draft::{of_crowds, remedy, second_dump};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "singleflight-stuck",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let in_group = |name: &str| {
        let stacks = facts.index.calling(|func| {
            func.ends_with(name) && func.contains("golang.org/x/sync/singleflight.")
        });
        facts.crowds_of(&stacks)
    };
    let runners = in_group("(*Group).doCall");
    let mut waiters = in_group("(*Group).Do");
    waiters.retain(|crowd| {
        crowd.op == Op::WaitGroup && !runners.iter().any(|it| it.stack == crowd.stack)
    });
    let n: u64 = waiters.iter().map(|it| it.n).sum();
    let old = waiters.iter().filter_map(|it| it.oldest).max() >= Some(PROVES_A_MINUTE);
    // Others have waited for minutes and none of these has: the calls come and go.
    let moving = facts.age > 0;
    let verdict = match (n, old) {
        (1.., true) if !runners.is_empty() => (Severity::Stuck, Certainty::High),
        (1.., true) => (Severity::Stuck, Certainty::Medium),
        (5.., false) if !moving => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let title = msg("singleflight-stuck-title").n("n", n);
    let at = own_code::places(facts, runners.iter().flat_map(|it| it.members.iter()));
    let mut all: Vec<&Crowd> = waiters;
    all.extend(runners.iter().copied().filter(|_| old));
    let draft = of_crowds(facts, RULE.id, verdict, title, &all)
        .objects(n, "goroutine")
        .evidence(EvidenceKind::Position, msg("singleflight-stuck-position").n("n", n))
        .maybe(
            EvidenceKind::OwnCode,
            own_code::listed(&at).map(|it| msg("singleflight-stuck-runner").arg("places", it)),
        )
        .look_alike("singleflight-slow", msg("singleflight-stuck-or-slow"))
        .remedy(remedy(
            msg("singleflight-stuck-remedy"),
            [msg("singleflight-stuck-step-deadline"), msg("singleflight-stuck-step-dochan")],
            "v, err, _ := g.Do(key, func() (any, error) {\n\treturn slow() // no deadline\n})\n",
            "ch := g.DoChan(key, func() (any, error) {\n\tctx, cancel := context.WithTimeout(base, 5*time.Second)\n\tdefer cancel()\n\treturn slow(ctx)\n})\nselect {\ncase r := <-ch:\n\treturn r.Val, r.Err\ncase <-ctx.Done():\n\tg.Forget(key)\n\treturn nil, ctx.Err()\n}\n",
            &[("singleflight", "https://pkg.go.dev/golang.org/x/sync/singleflight")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
