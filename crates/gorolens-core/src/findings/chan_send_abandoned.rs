//! # chan-send-abandoned
//!
//! **What it shows.** Goroutines that wait to send on a channel while the function that started
//! them has returned.
//!
//! **Why it matters.** Nobody receives any more: the goroutine, its stack and what it refers to stay
//! for ever. Typical: a result channel without room, and a caller that left on a timeout.
//!
//! **Remedy.** Give the channel room for the one value, or let the sender give up with a context.
//!
//! **Harmless when** a receiver is alive and only slow (backpressure).
//!
//! The other end of a channel is not in a dump. What is: whether the function with the `go`
//! statement is still on a stack, and whether anybody is left who could receive.

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op, is_own_wait, is_started_by_main};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, waited, young};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::{Message, msg};
use crate::model::Origin;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "chan-send-abandoned",
    check,
};

/// So many at one moment are no coincidence of timing.
const PILE: u64 = 10;
/// A live receiver takes something within this time.
const OLD: u32 = 5;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let sends = || {
        facts.crowds.iter().filter(|crowd| {
            crowd.op == Op::Send && is_own_wait(facts.ctx.tables.stack(crowd.stack))
        })
    };
    let abandoned: Vec<&Crowd> = sends().filter(|crowd| is_abandoned(facts, crowd)).collect();
    let held_up: Vec<&Crowd> = sends()
        .filter(|crowd| !is_abandoned(facts, crowd))
        .collect();
    report(facts, acc, &abandoned, true);
    report(facts, acc, &held_up, false);
}

/// The function with the `go` statement has returned.
fn is_abandoned(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    crowd.leaked > 0
        || (crowd.starter_lives == Some(false)
            && !is_started_by_main(facts.ctx.tables.stack(crowd.stack)))
}

fn report(facts: &Facts<'_>, acc: &mut Vec<Finding>, crowds: &[&Crowd], abandoned: bool) {
    let total: u64 = crowds.iter().map(|crowd| crowd.n).sum();
    let oldest = crowds.iter().filter_map(|crowd| crowd.oldest).max();
    let others = others(facts);
    let verdict = if abandoned {
        judge_abandoned(crowds, total, oldest, others)
    } else {
        judge_held_up(facts, total, oldest, others)
    };
    let Some((severity, certainty)) = verdict else {
        return;
    };
    let members = || {
        crowds
            .iter()
            .flat_map(|crowd| crowd.members.iter().copied())
    };
    let places = own_code::places(facts, members());
    let title = if abandoned {
        msg("chan-send-abandoned-title").n("n", total)
    } else {
        msg("chan-send-abandoned-title-held-up").n("n", total)
    };
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(total, "goroutine")
        .members(facts, members())
        .evidence(
            EvidenceKind::Position,
            msg("chan-send-abandoned-position").n("n", total),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Absence, starter(facts, crowds, abandoned))
        .evidence(
            EvidenceKind::Wait,
            oldest.map_or_else(|| young(total), |age| waited(total, age)),
        )
        .maybe(EvidenceKind::Count, drip(crowds))
        .evidence(
            EvidenceKind::Absence,
            msg("chan-send-abandoned-others").n("n", others),
        )
        .look_alike(
            "chan-send-backpressure",
            msg("chan-send-abandoned-or-backpressure"),
        )
        .remedy(remedy(
            msg("chan-send-abandoned-remedy"),
            [
                msg("chan-send-abandoned-step-room"),
                msg("chan-send-abandoned-step-select"),
                msg("chan-send-abandoned-step-semaphore"),
                msg("chan-send-abandoned-step-close"),
            ],
            BEFORE,
            AFTER,
            &[("Go wiki: timeouts", "https://go.dev/wiki/Timeouts")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

fn judge_abandoned(
    crowds: &[&Crowd],
    total: u64,
    oldest: Option<u32>,
    others: u64,
) -> Option<(Severity, Certainty)> {
    let marked = crowds.iter().any(|crowd| crowd.leaked > 0);
    let old = oldest.is_some_and(|age| age >= OLD);
    let alone = others * 2 < total;
    match total {
        0 => None,
        _ if marked => Some((Severity::Leak, Certainty::High)),
        PILE.. if old || alone => Some((Severity::Leak, Certainty::High)),
        // As many others as senders: some of them may be receivers that are only slow.
        PILE.. if oldest.is_some() => Some((Severity::Leak, Certainty::Medium)),
        PILE.. => Some((Severity::Suspect, Certainty::Medium)),
        3.. if old => Some((Severity::Leak, Certainty::Medium)),
        3.. => Some((Severity::Suspect, Certainty::Medium)),
        _ if old => Some((Severity::Suspect, Certainty::Medium)),
        _ => None,
    }
}

fn judge_held_up(
    facts: &Facts<'_>,
    total: u64,
    oldest: Option<u32>,
    others: u64,
) -> Option<(Severity, Certainty)> {
    match (oldest.unwrap_or(0), total) {
        (_, 0) => None,
        (OLD.., 3..) => Some((Severity::Stuck, Certainty::Medium)),
        (OLD.., _) => Some((Severity::Suspect, Certainty::Medium)),
        (PROVES_A_MINUTE.., PILE..) => Some((Severity::Stuck, Certainty::Medium)),
        (_, PILE..) if others * 4 < total && !facts.excerpt => {
            Some((Severity::Suspect, Certainty::Medium))
        }
        _ => None,
    }
}

/// Goroutines with a frame of the user's own code that do not wait to send: who could receive.
fn others(facts: &Facts<'_>) -> u64 {
    facts
        .crowds
        .iter()
        .filter(|crowd| crowd.op != Op::Send)
        .filter(|crowd| {
            let stack = facts.ctx.tables.stack(crowd.stack);
            super::benign(stack).is_none()
                && stack
                    .frames
                    .iter()
                    .any(|frame| frame.origin == Origin::Application)
                && !stack
                    .frames
                    .iter()
                    .any(|frame| frame.func.starts_with("runtime/pprof."))
        })
        .map(|crowd| crowd.n)
        .sum()
}

fn starter(facts: &Facts<'_>, crowds: &[&Crowd], abandoned: bool) -> Message {
    let names = crowds.iter().filter_map(|crowd| {
        facts
            .ctx
            .tables
            .stack(crowd.stack)
            .creator
            .as_ref()
            .map(|it| it.func.to_string())
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup();
    let names = own_code::names(&names);
    if abandoned {
        msg("chan-send-abandoned-starter-gone").arg("starters", names)
    } else {
        msg("chan-send-abandoned-starter-lives").arg("starters", names)
    }
}

fn drip(crowds: &[&Crowd]) -> Option<Message> {
    let parents: usize = crowds.iter().map(|crowd| crowd.parents).sum();
    let drips = crowds.iter().any(|crowd| crowd.drip);
    drips.then(|| msg("shared-drip").n("parents", parents as u64))
}

const BEFORE: &str = "\
ch := make(chan result)
go func() {
	ch <- query(q) // waits for ever after the timeout
}()
select {
case r := <-ch:
	return r, nil
case <-ctx.Done():
	return result{}, ctx.Err() // nobody receives now
}
";

const AFTER: &str = "\
ch := make(chan result, 1) // room for the one value
go func() {
	ch <- query(q) // can always finish
}()
select {
case r := <-ch:
	return r, nil
case <-ctx.Done():
	return result{}, ctx.Err()
}
";

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    #[test]
    fn senders_whose_starter_has_returned_are_leaked() {
        let mut dump = Dump::whole();
        dump.waiting(48, "chan send", None, "main.work");
        expect![[r#"
            chan-send-abandoned leak high 48 goroutine 48 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn old_senders_of_a_live_starter_are_stuck() {
        let mut dump = Dump::whole();
        dump.waiting(12, "chan send", Some(7), "main.main");
        expect![[r#"
            chan-send-abandoned stuck medium 12 goroutine 12 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn a_few_young_senders_are_a_pipeline_at_work() {
        let mut dump = Dump::whole();
        dump.waiting(4, "chan send", None, "main.main").workers(8);
        expect![[""]].assert_eq(&dump.verdicts());
    }

    #[test]
    fn receivers_may_be_slow() {
        let mut dump = Dump::whole();
        dump.waiting(12, "chan send", None, "main.work").workers(30);
        expect![[r#"
            chan-send-abandoned suspect medium 12 goroutine 12 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}
