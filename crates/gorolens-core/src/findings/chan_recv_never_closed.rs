//! # chan-recv-never-closed
//!
//! **What it shows.** Many goroutines that wait to receive, or in a select, while the function that
//! started them has returned.
//!
//! **Why it matters.** If nobody closes the channel or cancels the context, each stays for ever.
//!
//! **Remedy.** Give every loop an owner that ends it: close the channel, or cancel a context.
//!
//! **Harmless when** it is a pool of idle workers: started once, by one constructor.
//!
//! A dump cannot tell an idle pool from a forgotten loop. Loops started one by one, by many
//! goroutines, speak for the second.

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op, is_started_by_main, literal_in};
use super::analyses::own_code;
use super::analyses::starters::Starters;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::normal::is_fixed_set;
use crate::message::msg;
use crate::model::{Origin, Stack, StackFrame, StackId};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "chan-recv-never-closed",
    check,
};

/// Fewer are a pool of workers like any other.
const PILE: u64 = 20;
/// No service has so many idle workers of one kind.
const CROWD: u64 = 500;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let told = |stack: &Stack| super::is_explained(facts, acc, stack.id);
    let waits = facts.crowds.iter().filter(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        matches!(crowd.op, Op::Receive | Op::Select | Op::SelectNone)
            && crowd.n >= PILE
            && (crowd.has_outlived_starters() || has_no_starter(facts, crowd))
            && !is_started_by_main(stack)
            && facts.is_own_wait(crowd)
            && !told(stack)
            && !is_fixed_set(facts, crowd)
    });
    let starters = Starters::default();
    for crowd in waits.collect::<Vec<_>>() {
        let (severity, certainty) = judge(facts, crowd, &starters);
        acc.push(finding(facts, crowd, severity, certainty));
    }
}

/// A profile does not name the starter of a function that is no literal. Twenty loops of one kind are
/// worth a look there, too: nothing but the user's own code, neither a server's handler nor a call
/// of a library that calls back.
fn has_no_starter(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let stack = facts.ctx.tables.stack(crowd.stack);
    let is_own = |it: &StackFrame| matches!(it.origin, Origin::Application | Origin::Runtime);
    facts.is_profile()
        && crowd.starter_lives.is_none()
        && stack.frames.iter().all(is_own)
        && !stack.has("main.main")
}

fn judge(facts: &Facts<'_>, crowd: &Crowd, starters: &Starters) -> (Severity, Certainty) {
    let many_parents = crowd.parents as u64 * 4 >= crowd.n;
    let one_by_one = (crowd.is_one_by_one() && (many_parents || crowd.parents == 0))
        || starters.took_turns(facts, crowd);
    let old = crowd.oldest.is_some_and(|age| age >= 5);
    match crowd.op {
        _ if crowd.leaked * 2 >= crowd.n => (Severity::Leak, Certainty::High),
        _ if facts.is_profile() && crowd.n < CROWD && !is_most(facts, crowd) => {
            (Severity::Note, Certainty::Low)
        }
        _ if facts.is_profile() => (Severity::Suspect, Certainty::Low),
        // Goroutines of a library alone wait as its authors meant them to, as far as is known here.
        _ if own_code::nearest(facts.ctx.tables.stack(crowd.stack)).is_none() => {
            (Severity::Note, Certainty::Low)
        }
        // Halves of connections in use, or a text that lacks goroutines.
        _ if has_live_twin(facts, crowd) || facts.partial => (Severity::Note, Certainty::Low),
        // Each helps a goroutine that lives.
        _ if crowd.has_living_parents() => (Severity::Note, Certainty::Low),
        // Workers of one pool; but one that takes up most of the program and that several have started
        // may as well be a manager's method, which runs for each session.
        _ if crowd.one_object && is_spread(facts, crowd) => (Severity::Suspect, Certainty::Low),
        _ if crowd.one_object => (Severity::Note, Certainty::Low),
        Op::Receive | Op::SelectNone if one_by_one && old => (Severity::Leak, Certainty::Medium),
        _ if one_by_one && old && crowd.n >= CROWD => (Severity::Leak, Certainty::Medium),
        _ if one_by_one => (Severity::Suspect, Certainty::Medium),
        // A crowd of that size that main has not started is no usual pool.
        _ if is_spread(facts, crowd) => (Severity::Suspect, Certainty::Low),
        // Started at once, as a pool is: worth a look, no more.
        _ => (Severity::Note, Certainty::Low),
    }
}

/// Whether most of what the program does is to wait there, and it is more than a pool.
fn is_most(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    crowd.n >= 50 && crowd.n * 2 >= facts.ctx.dump.n_goroutines()
}

/// The same, started by several goroutines other than main, where the dump says by whom (Go 1.21+).
fn is_spread(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let by_several = crowd.parents > 1 && crowd.by_main == 0;
    // Without it: others were started between them, which is not so in a set that is made at once.
    let (first, last) = crowd.ids;
    let apart = crowd.with_parent == 0 && (last - first) * 3 >= crowd.n * 5;
    // By one goroutine that starts them to this day: no set that was made at once.
    let still = (last - first) >= crowd.n * 2 && (facts.newest - last) * 10 <= last - first;
    let by_one = crowd.with_parent > 0 && crowd.by_main * 10 <= crowd.n && still;
    is_most(facts, crowd) && (apart || by_several || by_one)
}

/// The starter has started about as many goroutines that wait for the network: each pair serves a
/// connection, and ends with it.
pub(super) fn has_live_twin(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let creator = |stack: StackId| facts.ctx.tables.stack(stack).creator.as_ref();
    let Some(starter) = creator(crowd.stack) else {
        return facts
            .crowds
            .iter()
            .any(|other| is_twin(other, crowd) && creator(other.stack).is_none());
    };
    facts
        .crowds_started_by(&starter.func)
        .any(|other| is_twin(other, crowd))
}

fn is_twin(other: &Crowd, crowd: &Crowd) -> bool {
    other.stack != crowd.stack && other.op == Op::Other && other.is_about(crowd.n)
}

fn finding(facts: &Facts<'_>, crowd: &Crowd, severity: Severity, certainty: Certainty) -> Finding {
    let stack = facts.ctx.tables.stack(crowd.stack);
    let places = own_code::places(facts, crowd.members.iter().copied());
    let starter = match (&stack.creator, literal_in(stack)) {
        (Some(creator), _) => msg("chan-recv-never-closed-starter").text("starter", &*creator.func),
        (None, Some(name)) => msg("chan-recv-never-closed-enclosing").text("starter", name),
        (None, None) => msg("shared-no-starter"),
    };
    let title = if severity == Severity::Leak {
        msg("chan-recv-never-closed-title-leak").n("n", crowd.n)
    } else {
        msg("chan-recv-never-closed-title").n("n", crowd.n)
    };
    Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(crowd.n, "goroutine")
        .members(facts, crowd.members.iter().copied())
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Absence, starter)
        .evidence(
            EvidenceKind::Wait,
            wait(crowd.n, crowd.oldest),
        )
        .maybe(
            EvidenceKind::Count,
            crowd.drip.then(|| msg("shared-drip").n("parents", crowd.parents as u64)),
        )
        .evidence(EvidenceKind::Caveat, msg("shared-pile-not-growth"))
        .look_alike("benign-worker-pool", msg("chan-recv-never-closed-or-pool"))
        .remedy(remedy(
            msg("chan-recv-never-closed-remedy"),
            [
                msg("chan-recv-never-closed-step-close"),
                msg("chan-recv-never-closed-step-context"),
            ],
            "func New() *Monitor {\n\tm := &Monitor{events: make(chan event)}\n\tgo func() {\n\t\tfor e := range m.events { // who closes it?\n\t\t\tm.apply(e)\n\t\t}\n\t}()\n\treturn m\n}\n",
            "func New(ctx context.Context) *Monitor {\n\tm := &Monitor{events: make(chan event)}\n\tgo func() {\n\t\tfor {\n\t\t\tselect {\n\t\t\tcase e := <-m.events:\n\t\t\t\tm.apply(e)\n\t\t\tcase <-ctx.Done():\n\t\t\t\treturn\n\t\t\t}\n\t\t}\n\t}()\n\treturn m\n}\n",
            &[("Go blog: pipelines and cancellation", "https://go.dev/blog/pipelines")],
        ))
        .capture(second_dump())
        .finish(facts)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    #[test]
    fn a_small_pool_is_normal() {
        let mut dump = Dump::whole();
        dump.waiting(8, "chan receive", Some(60), "main.newPool");
        expect![[""]].assert_eq(&dump.verdicts());
    }

    #[test]
    fn a_crowd_started_at_once_may_be_a_pool() {
        let mut dump = Dump::whole();
        dump.waiting(40, "chan receive", Some(60), "main.newPool");
        expect![[r#"
            chan-recv-never-closed note low 40 goroutine 40 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn loops_of_main_are_normal() {
        let mut dump = Dump::whole();
        dump.waiting(40, "select", Some(60), "main.main");
        expect![[""]].assert_eq(&dump.verdicts());
    }
}
