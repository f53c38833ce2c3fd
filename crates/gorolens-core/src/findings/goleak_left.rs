//! # goleak-left
//!
//! **What it shows.** The goroutines that goleak lists: they were there when a test, or all tests of a package,
//! had ended, and not before.
//!
//! **Why it matters.** What outlives its test outlives its caller in production as well, each time.
//!
//! **Remedy.** Stop what the test has started: Close, Stop, cancel, and wait for it.
//!
//! **Harmless when** they end a moment later than goleak waits (less than a second by default), or
//! belong to something that is started once and for all.
//!
//! Source: go.uber.org/goleak v1.0–1.3: `leaks.go`, `Find`, looks up to twenty times, at most 100 ms apart.

use std::collections::BTreeMap;

use super::Rule;
use super::analyses::Facts;
use super::analyses::own_code;
use super::draft::{Draft, remedy};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Format, Severity};

pub(super) const RULE: Rule = Rule {
    id: "goleak-left",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    if facts.ctx.dump.format != Format::Goleak {
        return;
    }
    let members = || facts.crowds.iter().flat_map(|it| it.members.iter());
    let n: u64 = members().map(|it| it.1).sum();
    if n == 0 {
        return;
    }
    let places = own_code::places(facts, members());
    let title = msg("goleak-left-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, Severity::Suspect, Certainty::Medium, title)
        .objects(n, "goroutine")
        .members(facts, members())
        .evidence(EvidenceKind::Position, msg("goleak-left-listed").n("n", n))
        .maybe(
            EvidenceKind::OwnCode,
            own_code::listed(&places).map(|it| msg("goleak-left-places").arg("places", it)),
        )
        .maybe(
            EvidenceKind::Position,
            own_code::listed_by_count(starters(facts))
                .map(|it| msg("goleak-left-started").arg("starters", it)),
        )
        .look_alike("goleak-late", msg("goleak-left-or-late"))
        .remedy(remedy(
            msg("goleak-left-remedy"),
            [
                msg("goleak-left-step-stop"),
                msg("goleak-left-step-wait"),
                msg("goleak-left-step-ignore"),
            ],
            "s := openStore() // starts a janitor\ns.put(1)\n",
            "s := openStore()\ndefer s.close() // ends the janitor, and waits for it\ns.put(1)\n",
            &[("goleak", "https://pkg.go.dev/go.uber.org/goleak")],
        ));
    acc.push(draft.finish(facts));
}

/// The functions that started them, with how many each.
fn starters(facts: &Facts<'_>) -> BTreeMap<String, u64> {
    let mut starters = BTreeMap::new();
    for crowd in &facts.crowds {
        if let Some(creator) = &facts.ctx.tables.stack(crowd.stack).creator {
            *starters.entry(creator.func.to_string()).or_default() += crowd.n;
        }
    }
    starters
}
