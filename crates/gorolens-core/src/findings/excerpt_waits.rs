//! # excerpt-waits
//!
//! **What it shows.** A part of a dump, and in it goroutines that wait: for a lock, a group, a condition, or at
//! a channel. Who could free them is not in the part.
//!
//! **Why it matters.** A lock is held for moments; minutes are no contention any more. Of a few goroutines that
//! somebody has chosen, what they wait for is the question.
//!
//! **Remedy.** The whole dump: there the holder, the worker or the other end can be found.
//!
//! **Harmless when** they wait for work: most goroutines that receive do.
//!
//! It names no cause. Whoever pastes three goroutines learns what each waits for, and what to look for in the
//! rest.
//!
//! Source: the reasons in `runtime/runtime2.go`, `waitReason`; `semacquire` is told apart by the frames.

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::draft::{of_crowds, remedy};
use super::{PROVES_A_MINUTE, Rule, standstill};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Format, Severity};

pub(super) const RULE: Rule = Rule {
    id: "excerpt-waits",
    check,
};

/// So few were chosen.
const FEW: u64 = 16;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let lacks_main = facts.is_profile() && !standstill::has_main(facts);
    if !(facts.partial || lacks_main) || facts.ctx.dump.format == Format::Goleak {
        return;
    }
    let few = facts.ctx.dump.n_goroutines() <= FEW;
    let chosen = few && (facts.excerpt || lacks_main || has_timed_out(facts));
    let is_new =
        |crowd: &Crowd| !super::is_explained(facts, acc, facts.ctx.tables.stack(crowd.stack).id);
    let waits = facts.crowds.iter().filter(|it| {
        let counts = is_stuck(it) || (chosen && standstill::waits(facts, it));
        counts && facts.is_own_wait(it) && !standstill::is_main(facts, it) && is_new(it)
    });
    let waits: Vec<&Crowd> = waits.collect();
    if waits.is_empty() {
        return;
    }
    let stuck = waits
        .iter()
        .any(|it| is_stuck(it) || (chosen && is_old_group(it)));
    let severity = if stuck {
        Severity::Suspect
    } else {
        Severity::Note
    };
    acc.push(finding(facts, &waits, severity));
}

/// Whether package testing has printed it since a test took too long: the others are what hangs.
fn has_timed_out(facts: &Facts<'_>) -> bool {
    let crash = facts.ctx.dump.crash.as_deref();
    crash.is_some_and(|it| it.contains("test timed out"))
}

/// Whether it has waited for minutes for what takes moments as a rule.
fn is_stuck(crowd: &Crowd) -> bool {
    (crowd.op.is_lock() || matches!(crowd.op, Op::Send | Op::NilSend)) && is_old(crowd)
}

fn is_old_group(crowd: &Crowd) -> bool {
    crowd.op == Op::WaitGroup && is_old(crowd)
}

fn is_old(crowd: &Crowd) -> bool {
    crowd.oldest.is_some_and(|age| age >= PROVES_A_MINUTE)
}

fn finding(facts: &Facts<'_>, waits: &[&Crowd], severity: Severity) -> Finding {
    let n = waits.iter().map(|it| it.n).sum();
    let title = msg("excerpt-waits-title").n("n", n);
    of_crowds(facts, RULE.id, (severity, Certainty::Low), title, waits)
        .all(
            EvidenceKind::Position,
            standstill::places_by_thing(facts, waits),
        )
        .evidence(EvidenceKind::Caveat, msg("excerpt-waits-part"))
        .look_alike("benign-idle", msg("standstill-or-idle"))
        .remedy(remedy(
            msg("excerpt-waits-remedy"),
            [
                msg("excerpt-waits-step-lock"),
                msg("excerpt-waits-step-group"),
                msg("excerpt-waits-step-channel"),
            ],
            "",
            "",
            &[("net/http/pprof", "https://pkg.go.dev/net/http/pprof")],
        ))
        .run(
            "curl -s 'http://localhost:6060/debug/pprof/goroutine?debug=2' > dump.txt",
            msg("excerpt-waits-whole"),
        )
        .finish(facts)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    #[test]
    fn a_chosen_goroutine_is_named() {
        let mut dump = Dump::excerpt();
        dump.waiting(1, "chan receive", Some(9), "main.work");
        expect![[r#"
            excerpt-waits note low 1 goroutine 1 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}
