//! # iter-pull-not-stopped
//!
//! **What it shows.** Generators of `iter.Pull` that are suspended: state `coroutine`.
//!
//! **Why it matters.** One that is neither drained nor stopped stays for ever.
//!
//! **Remedy.** `defer stop()` right after `iter.Pull`.
//!
//! **Harmless when** they are in use: one per iteration in progress.
//!
//! Source: `iter/iter.go`, `runtime/coro.go` (Go 1.23+).

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::analyses::own_code;
use super::draft::{Draft, remedy, second_dump};
use crate::message::msg;
use crate::model::FastMap;
use crate::order::sort_by_key;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "iter-pull-not-stopped",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let pulls = || facts.crowds.iter().filter(|it| it.op == Op::Coroutine);
    let n: u64 = pulls().map(|it| it.n).sum();
    if n < 3 || in_use(facts) * 2 >= n {
        return; // Those who pull are still there.
    }
    let (severity, certainty) = match n {
        // Nobody is left who could pull: that needs no waits.
        50.. if facts.is_profile() && pullers(facts) * 50 <= n => {
            (Severity::Suspect, Certainty::Medium)
        }
        _ if facts.is_profile() => (Severity::Suspect, Certainty::Low),
        50.. => (Severity::Leak, Certainty::Medium),
        _ => (Severity::Suspect, Certainty::Medium),
    };
    let members = || pulls().flat_map(|it| it.members.iter().copied());
    let places = own_code::places(facts, members());
    let draft = Draft::new(
        facts,
        RULE.id,
        severity,
        certainty,
        msg("iter-pull-not-stopped-title").n("n", n),
    )
    .objects(n, "generator")
    .members(facts, members())
    .evidence(
        EvidenceKind::Position,
        msg("iter-pull-not-stopped-position").n("n", n),
    )
    .maybe(
        EvidenceKind::OwnCode,
        own_code::listed(&places).map(|it| msg("iter-pull-not-stopped-places").arg("places", it)),
    )
    .look_alike("benign-iteration", msg("iter-pull-not-stopped-or-use"))
    .remedy(remedy(
        msg("iter-pull-not-stopped-remedy"),
        [msg("iter-pull-not-stopped-step-defer")],
        "next, _ := iter.Pull(seq)\nfirst, ok := next()\nreturn first, ok // the generator stays\n",
        "next, stop := iter.Pull(seq)\ndefer stop()\nfirst, ok := next()\nreturn first, ok\n",
        &[("iter: Pull", "https://pkg.go.dev/iter#Pull")],
    ))
    .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// Goroutines with a frame of the user's own code that are no generators themselves.
fn users<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f Crowd> {
    facts.crowds.iter().filter(|it| {
        let note = facts.note(it.stack);
        it.op != Op::Coroutine && note.has_own_frame && !note.is_benign
    })
}

/// Those beside main who could ask for a next value.
fn pullers(facts: &Facts<'_>) -> u64 {
    let is_main = |it: &Crowd| facts.ctx.tables.stack(it.stack).has("main.main");
    let pullers = users(facts).filter(|it| !is_main(it));
    pullers.map(|it| it.n).sum()
}

/// Generators whose starter is still in code of the user's own, or in a generator that is in use. What
/// serves a connection outlives its requests (`net/http/server.go`): between two of them it pulls nothing.
fn in_use(facts: &Facts<'_>) -> u64 {
    let mut busy: FastMap<u64, ()> = FastMap::default();
    let ids = users(facts).flat_map(|it| it.members.iter());
    busy.extend(ids.map(|it| (facts.id(it.0), ())).filter(|it| it.0 > 1));
    let pulls = facts.crowds.iter().filter(|it| it.op == Op::Coroutine);
    let members = pulls.flat_map(|it| it.members.iter());
    let mut members: Vec<(u64, u32, u64)> =
        members.map(|it| (facts.id(it.0), it.0, it.1)).collect();
    // A starter has a smaller id than what it starts.
    sort_by_key(&mut members, |it| it.0);
    let mut n_busy = 0;
    for (id, idx, n) in members {
        if busy.contains_key(&facts.creator(idx)) {
            busy.insert(id, ());
            n_busy += n;
        }
    }
    n_busy
}
