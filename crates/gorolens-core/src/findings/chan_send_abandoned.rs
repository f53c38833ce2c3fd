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

use std::collections::{BTreeMap, BTreeSet};

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op, enclosing, is_started_by_main, literal_in};
use super::analyses::locks::owner_of;
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::errgroup_limit_deadlock::waits_for_slot;
use super::{PROVES_A_MINUTE, Rule, standstill};
use crate::message::{Message, msg};
use crate::model::{Func, GroupId, Origin, Stack};
use crate::order::sort_by;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "chan-send-abandoned",
    check,
};

/// So many at one moment are no coincidence of timing.
const PILE: u64 = 10;
/// More than a pipeline has in one place.
const ALONE: u64 = 50;
/// A live receiver takes something within this time.
const OLD: u32 = 5;
/// A receiver that is only slow takes something within this time.
const LONG: u32 = 15;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let told = |stack: &Stack| super::is_explained(facts, acc, stack.id);
    let sends = || senders(facts).filter(|crowd| !told(facts.ctx.tables.stack(crowd.stack)));
    let abandoned: Vec<&Crowd> = sends().filter(|crowd| is_abandoned(facts, crowd)).collect();
    let held_up: Vec<&Crowd> = sends()
        .filter(|crowd| !is_abandoned(facts, crowd))
        .collect();
    let found = report(facts, acc, &abandoned, true);
    let held_up = report(facts, acc, &held_up, false);
    acc.extend(found.into_iter().chain(held_up));
}

/// Those who wait to send; a slot of a group is no value that somebody receives.
fn senders<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f Crowd> {
    facts.crowds.iter().filter(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        crowd.op == Op::Send && facts.is_own_wait(crowd) && !waits_for_slot(stack)
    })
}

/// Senders that a live receiver may only be too slow for: `chan-send-backpressure` names them.
pub(super) fn moving_senders<'f>(facts: &'f Facts<'_>) -> Vec<&'f Crowd> {
    let of = |abandoned: bool| -> Vec<&'f Crowd> {
        let crowds = senders(facts).filter(|crowd| is_abandoned(facts, crowd) == abandoned);
        let crowds: Vec<&Crowd> = crowds.collect();
        let slow = judge(facts, &crowds, abandoned) == Some(SLOW);
        crowds.into_iter().filter(|_| slow).collect()
    };
    of(true).into_iter().chain(of(false)).collect()
}

/// What is said of senders that may be moving.
const SLOW: (Severity, Certainty) = (Severity::Suspect, Certainty::Low);

/// The function with the `go` statement has returned.
fn is_abandoned(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    crowd.leaked > 0
        || (crowd.starter_lives == Some(false)
            && !is_started_by_main(facts.ctx.tables.stack(crowd.stack)))
}

fn judge(facts: &Facts<'_>, crowds: &[&Crowd], abandoned: bool) -> Option<(Severity, Certainty)> {
    let total: u64 = crowds.iter().map(|crowd| crowd.n).sum();
    let oldest = crowds.iter().filter_map(|crowd| crowd.oldest).max();
    if total == 0 {
        None
    } else if is_moving(facts, oldest) || (abandoned && is_semaphore(facts, crowds, oldest)) {
        (total >= PILE).then_some(SLOW)
    } else if abandoned {
        judge_abandoned(facts, crowds, total, oldest, others(facts))
    } else {
        let verdict = judge_held_up(facts, total, oldest, others(facts));
        let moves = others_have_passed(facts, crowds, oldest.is_some());
        verdict.map(|it| if moves { SLOW } else { it })
    }
}

/// Whether goroutines of the same functions are at work further down, and have been let through lately.
fn is_semaphore(facts: &Facts<'_>, crowds: &[&Crowd], oldest: Option<u32>) -> bool {
    others_have_passed(facts, crowds, oldest.unwrap_or(0) >= PROVES_A_MINUTE)
}

/// Whether goroutines are at work, or in a library, further down in the functions that wait to send:
/// they hold the slots of a semaphore, for instance, and give them back. While senders have waited for
/// minutes, only those count who have not: they have got through lately, so the queue moves.
fn others_have_passed(facts: &Facts<'_>, senders: &[&Crowd], lately: bool) -> bool {
    senders.iter().any(|crowd| {
        let Some(send) = own_code::nearest(facts.ctx.tables.stack(crowd.stack)) else {
            return false;
        };
        let same = facts.crowds_of(&facts.index.with(&send.func));
        // Who waits there for a lock gives its slot back as well: the lock is the cause then.
        let mut working = same.into_iter().filter(|it| {
            let goes_on = it.op == Op::Other || !facts.is_own_wait(it);
            let late = lately && it.oldest.is_some();
            !late && (goes_on || it.op.is_lock())
        });
        working.any(|it| own_code::has_passed(facts.ctx.tables.stack(it.stack), send))
    })
}

/// The places where others in the functions of the senders' package wait for a lock, a group or a
/// condition: if they are to receive, or hold a slot, the two may wait for each other.
fn entangled(facts: &Facts<'_>, senders: &[&Crowd]) -> Option<Message> {
    let is_held = |op: Op| op.is_lock() || matches!(op, Op::WaitGroup | Op::Cond);
    let own = |crowd: &Crowd| own_code::nearest(facts.ctx.tables.stack(crowd.stack));
    let package = |crowd: &&Crowd| own(crowd).map(|it| Func::split(&it.func).package);
    let packages: BTreeSet<Option<&str>> = senders.iter().map(package).collect();
    let is_near =
        |it: &&Crowd| is_held(it.op) && facts.is_own_wait(it) && packages.contains(&package(it));
    let waiting: Vec<&Crowd> = facts.crowds.iter().filter(is_near).collect();
    let n: u64 = waiting.iter().map(|it| it.n).sum();
    let members = waiting.iter().flat_map(|it| it.members.iter().copied());
    let text = |places| {
        msg("chan-send-abandoned-entangled")
            .n("n", n)
            .arg("places", places)
    };
    own_code::listed(&own_code::places(facts, members)).map(text)
}

fn report(
    facts: &Facts<'_>,
    acc: &[Finding],
    crowds: &[&Crowd],
    abandoned: bool,
) -> Option<Finding> {
    let verdict = judge(facts, crowds, abandoned);
    let (severity, certainty) = verdict.filter(|it| *it != SLOW)?;
    // What holds up those who could receive is the cause then.
    let marked = crowds.iter().any(|crowd| crowd.leaked > 0);
    let elsewhere = if marked {
        0
    } else {
        waits_elsewhere(facts, acc, crowds)
    };
    let (severity, certainty) = match elsewhere {
        0 => (severity, certainty),
        _ => (Severity::Suspect, Certainty::Low),
    };
    let total: u64 = crowds.iter().map(|crowd| crowd.n).sum();
    let oldest = crowds.iter().filter_map(|crowd| crowd.oldest).max();
    let others = others(facts);
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
    let draft = Draft::new(facts, RULE.id, severity, certainty, title);
    // Where nobody is left who could receive, it needs no waits to tell.
    let draft = match abandoned && facts.is_profile() && are_alone(facts, crowds, total, others) {
        true => draft,
        false => draft.rests_on_waits(facts),
    };
    let draft = draft
        .objects(total, "goroutine")
        .members(facts, members())
        .evidence(
            EvidenceKind::Position,
            msg("chan-send-abandoned-position").n("n", total),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Absence, starter(facts, crowds, abandoned))
        .evidence(EvidenceKind::Wait, wait(total, oldest))
        .maybe(EvidenceKind::Count, drip(crowds))
        .evidence(
            EvidenceKind::Absence,
            msg("chan-send-abandoned-others").n("n", others),
        )
        .maybe(EvidenceKind::Position, entangled(facts, crowds))
        .maybe(
            EvidenceKind::Position,
            (elsewhere > 0).then(|| msg("chan-send-abandoned-elsewhere").n("n", elsewhere)),
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
    Some(draft.finish(facts))
}

/// Whether so many send, and none of the same code does anything else, that they are no pipeline.
fn are_alone(facts: &Facts<'_>, crowds: &[&Crowd], total: u64, others: u64) -> bool {
    total >= ALONE && others * 10 < total && !facts.partial && relatives(facts, crowds) == 0
}

/// Others have waited for minutes and no sender has: the senders come and go.
fn is_moving(facts: &Facts<'_>, oldest: Option<u32>) -> bool {
    facts.age >= PROVES_A_MINUTE && oldest.is_none()
}

fn judge_abandoned(
    facts: &Facts<'_>,
    crowds: &[&Crowd],
    total: u64,
    oldest: Option<u32>,
    others: u64,
) -> Option<(Severity, Certainty)> {
    let marked = crowds.iter().any(|crowd| crowd.leaked > 0);
    let age = oldest.unwrap_or(0);
    // Started one by one, by goroutines that come and go: not by what main sets up once.
    let one_by_one = crowds.iter().any(|crowd| {
        crowd.drip || crowd.parents > 1 || (crowd.with_parent > 0 && crowd.live_parents > 0)
    });
    let receivers = relatives(facts, crowds) > 0 || facts.partial;
    match total {
        _ if marked => Some((Severity::Leak, Certainty::High)),
        // Without waits and starters a profile proves no leak.
        PILE.. if facts.is_profile() && (!receivers || others * 4 < total) => {
            Some((Severity::Suspect, Certainty::Medium))
        }
        PILE.. if facts.is_profile() => Some(SLOW),
        _ if facts.is_profile() => None,
        // Their context is done, and has told those who could receive.
        PILE.. if receivers && age < PROVES_A_MINUTE && are_after_funcs(facts, crowds) => {
            Some((Severity::Suspect, Certainty::Medium))
        }
        PILE.. if receivers && age >= LONG => Some((Severity::Leak, Certainty::Medium)),
        // They may be on their way to receive: a dump in the first minute cannot tell.
        PILE.. if receivers && age < PROVES_A_MINUTE => Some((Severity::Suspect, Certainty::Low)),
        PILE.. if receivers => Some((Severity::Suspect, Certainty::Medium)),
        PILE.. if age >= LONG || (age >= PROVES_A_MINUTE && one_by_one) => {
            Some((Severity::Leak, Certainty::High))
        }
        // As many others as senders, and all young: any of them may be on its way to receive.
        PILE.. if age < PROVES_A_MINUTE && others >= total => {
            Some((Severity::Suspect, Certainty::Low))
        }
        PILE.. => Some((Severity::Leak, Certainty::Medium)),
        3.. if age >= OLD && !receivers => Some((Severity::Leak, Certainty::Medium)),
        // Those who receive may have been cut off.
        ..PILE if age < PROVES_A_MINUTE && facts.partial && !facts.excerpt => None,
        3.. => Some((Severity::Suspect, Certainty::Medium)),
        _ if age >= OLD => Some((Severity::Suspect, Certainty::Medium)),
        _ => None,
    }
}

/// Whether all are callbacks of `context.AfterFunc`, which start when the context is done (Go 1.21+,
/// `context/context.go`): when the request is over, or late.
fn are_after_funcs(facts: &Facts<'_>, crowds: &[&Crowd]) -> bool {
    let mut creators = crowds
        .iter()
        .map(|it| &facts.ctx.tables.stack(it.stack).creator);
    creators.all(|it| {
        let func = it.as_ref().map_or("", |it| &*it.func);
        func.starts_with("context.(*afterFuncCtx).")
    })
}

/// Goroutines that may receive, and wait for something that a finding names already.
fn waits_elsewhere(facts: &Facts<'_>, acc: &[Finding], crowds: &[&Crowd]) -> u64 {
    let causes = acc.iter().filter(|it| it.severity >= Severity::Suspect);
    let groups: BTreeSet<GroupId> = causes.flat_map(|it| it.groups.iter().copied()).collect();
    if groups.is_empty() {
        return 0;
    }
    let is_named = |it: &&Crowd| groups.contains(&facts.ctx.tables.stack(it.stack).id);
    let named = related(facts, crowds).into_iter().filter(is_named);
    named.map(|crowd| crowd.n).sum()
}

fn relatives(facts: &Facts<'_>, crowds: &[&Crowd]) -> u64 {
    related(facts, crowds).iter().map(|crowd| crowd.n).sum()
}

/// Goroutines beside main that do not wait to send and belong to the senders' code: with a function
/// of theirs on the stack, or one of the same package. Some of them may receive.
fn related<'f>(facts: &'f Facts<'_>, crowds: &[&Crowd]) -> Vec<&'f Crowd> {
    let stack = |crowd: &Crowd| facts.ctx.tables.stack(crowd.stack);
    let names: BTreeSet<&str> = crowds
        .iter()
        .flat_map(|crowd| stack(crowd).frames.iter().chain(&stack(crowd).creator))
        .filter(|frame| frame.origin == Origin::Application)
        .map(|frame| &*frame.func)
        .collect();
    // In package main everything is related; that counts only while all may be on its way.
    let young = crowds
        .iter()
        .all(|crowd| crowd.oldest.unwrap_or(0) < PROVES_A_MINUTE);
    let packages: BTreeSet<&str> = names
        .iter()
        .map(|func| Func::split(func).package)
        .filter(|package| young || *package != "main")
        .collect();
    let functions: BTreeSet<&str> = names.iter().map(|func| owner_of(enclosing(func))).collect();
    // Where nothing runs, whoever waits for the end of the senders does not come to receive.
    let still = standstill::at_rest(facts);
    // Once for all: there may be tens of thousands of crowds on either side.
    let mut of_kind = BTreeMap::<_, u64>::new();
    for crowd in crowds {
        *of_kind.entry(kind(stack(crowd))).or_default() += crowd.n;
    }
    // Of the same kind as many more that wait to send: it will be the next of them, and no receiver.
    let is_on_its_way = |crowd: &Crowd| {
        let senders = of_kind.get(&kind(stack(crowd)));
        senders.is_some_and(|n| *n >= crowd.n * 10)
    };
    let is_relative = |crowd: &&Crowd| {
        // Without a function of the user's own on the stack nobody receives from a channel of theirs.
        let mut own = stack(crowd).frames.iter().filter(|frame| {
            frame.origin == Origin::Application && !own_code::is_wrapper(&frame.func)
        });
        let may_receive = crowd.op != Op::Send && (crowd.op != Op::WaitGroup || !still);
        may_receive
            && !is_on_its_way(crowd)
            && !facts.note(crowd.stack).is_benign
            && !crowd.has_main
            && own.any(|frame| {
                functions.contains(owner_of(enclosing(&frame.func)))
                    || packages.contains(Func::split(&frame.func).package)
            })
    };
    facts.crowds.iter().filter(is_relative).collect()
}

/// Where a goroutine begins, and in what function is the `go` statement that started it.
fn kind(stack: &Stack) -> (Option<&str>, Option<&str>) {
    let creator = stack.creator.as_ref().map(|it| &*it.func);
    (stack.root().map(|it| &*it.func), creator)
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
            let (note, stack) = (facts.note(crowd.stack), facts.ctx.tables.stack(crowd.stack));
            let mut frames = stack.frames.iter();
            !note.is_benign
                && note.has_own_frame
                && !frames.any(|frame| frame.func.starts_with("runtime/pprof."))
        })
        .map(|crowd| crowd.n)
        .sum()
}

fn starter(facts: &Facts<'_>, crowds: &[&Crowd], abandoned: bool) -> Message {
    let stacks = crowds.iter().map(|it| facts.ctx.tables.stack(it.stack));
    let names = stacks.filter_map(|it| match &it.creator {
        Some(creator) => Some(creator.func.to_string()),
        None => literal_in(it).map(str::to_owned),
    });
    let mut names: Vec<String> = names.collect();
    sort_by(&mut names, |a, b| a.cmp(b));
    names.dedup();
    let names = own_code::names(&names);
    match (facts.is_profile(), abandoned) {
        (true, true) => msg("chan-send-abandoned-enclosing-gone").arg("starters", names),
        (true, false) => msg("shared-no-starter"),
        (false, true) => msg("chan-send-abandoned-starter-gone").arg("starters", names),
        (false, false) => msg("chan-send-abandoned-starter-lives").arg("starters", names),
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
            chan-send-abandoned leak medium 48 goroutine 48 goroutines
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
            chan-send-backpressure suspect low 12 goroutine 12 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}
