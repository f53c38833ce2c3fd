//! # standstill
//!
//! **What it shows.** All goroutines of the program's own code wait for channels, locks, groups or conditions:
//! nothing of it runs, sleeps or waits for the network.
//!
//! **Why it matters.** Only these goroutines could free each other. If none of them can, they stay for ever, and
//! the runtime says so only when nothing else is alive: a timer or a server hides a deadlock from it.
//!
//! **Remedy.** For each place named: find who sends, receives, closes, unlocks, signals or calls Done, and why it
//! does not.
//!
//! **Harmless when** they wait for work that comes from outside: a request, a signal, a tick.
//!
//! It names the places and what they wait for, whether it is one thing or several that may wait for each other;
//! a few goroutines are no proof of a cause.
//!
//! Source: `runtime/proc.go`, `checkdead`: "all goroutines are asleep" is only found when no thread can run.

use std::collections::BTreeMap;

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::analyses::own_code;
use super::draft::{of_crowds, remedy, second_dump};
use super::normal::is_fixed_set;
use crate::message::msg;
use crate::model::{Func, Origin, Stack, StackFrame};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "standstill",
    check,
};

/// With more goroutines of its own a program is not looked through one by one.
const FEW: u64 = 64;

/// So many that wait for input at one place are a pool.
const POOL: u64 = 3;

/// Whether nothing of the user's own code can run but by being woken by the rest of it. The main
/// goroutine often only waits for the end.
pub(super) fn at_rest(facts: &Facts<'_>) -> bool {
    let few = facts.users <= FEW && !facts.partial;
    few && facts.crowds.iter().all(|crowd| {
        let waits = thing(crowd.op).is_some() && facts.is_own_wait(crowd);
        waits || !is_own(facts, crowd) || is_main(facts, crowd)
    })
}

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    if !at_rest(facts) {
        return;
    }
    let stack = |crowd: &Crowd| facts.ctx.tables.stack(crowd.stack);
    let waits = facts.crowds.iter().filter(|crowd| {
        thing(crowd.op).is_some()
            && is_own(facts, crowd)
            && facts.is_own_wait(crowd)
            && !is_main(facts, crowd)
            && !is_fixed_set(facts, crowd)
    });
    let waits: Vec<&Crowd> = waits.collect();
    let is_new = |crowd: &&&Crowd| !super::is_explained(facts, acc, stack(crowd).id);
    let idle = |crowd: &Crowd| matches!(thing(crowd.op), Some("receive" | "select" | "cond"));
    let asked = waits.iter().any(|it| stack(it).has("testing.tRunner"));
    // What waits for input is idle while its owner lives and requests can come in.
    let all_idle = waits.iter().all(|it| idle(it)) && !asked;
    let is_fed = waits.iter().all(|it| it.starter_lives != Some(false)) && serves(facts);
    // What a leak leaves over is idle.
    let new = || waits.iter().filter(is_new);
    let has_cause = acc.iter().any(|it| it.severity > Severity::Suspect);
    let is_rest = has_cause && !asked && new().all(|it| idle(it));
    let is_pool = |it: &&Crowd| it.n >= POOL || !is_own_code(stack(it));
    let is_idle = all_idle && (is_fed || waits.iter().all(is_pool));
    if new().next().is_none() || is_idle || is_rest {
        return;
    }
    let severity = if all_idle {
        Severity::Note
    } else {
        Severity::Suspect
    };
    acc.push(finding(facts, &waits, severity));
}

/// Whether somebody accepts connections.
pub(super) fn serves(facts: &Facts<'_>) -> bool {
    let mut crowds = facts.crowds.iter();
    crowds.any(|it| facts.note(it.stack).accepts)
}

/// Whether the user's own code is on the stack, and it is none that always waits.
fn is_own(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let note = facts.note(crowd.stack);
    !note.is_benign && note.has_own_frame
}

/// Whether the user's own code itself waits, not a library it has called.
fn is_own_code(stack: &Stack) -> bool {
    let mut frames = stack.frames.iter();
    let first = frames.find(|it| it.origin != Origin::Runtime && !it.func.starts_with("sync."));
    first.is_some_and(|it| it.origin == Origin::Application)
}

/// The main goroutine, unless it waits as it never should. Profiles tell it by its functions.
fn is_main(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let stack = facts.ctx.tables.stack(crowd.stack);
    let strange = matches!(thing(crowd.op), Some("send" | "lock")) || is_stopping(crowd, stack);
    let is_main = crowd.has_main || (facts.is_profile() && stack.has("main.main"));
    crowd.n == 1 && !strange && is_main
}

/// Whether it waits for workers to end in a function that is named for that: main waits at its end for
/// as long as the program runs, but a stop takes a moment. Only the name tells the two apart.
fn is_stopping(crowd: &Crowd, stack: &Stack) -> bool {
    const NAMES: [&str; 5] = ["stop", "close", "shutdown", "drain", "teardown"];
    let is_named = |frame: &StackFrame| {
        let name = Func::split(&frame.func).name.to_ascii_lowercase();
        let method = name.rsplit(").").next().unwrap_or_default();
        NAMES.iter().any(|it| method.starts_with(it))
    };
    let mut own = stack.frames.iter();
    let waits = matches!(crowd.op, Op::WaitGroup | Op::Cond);
    waits && own.any(|it| it.origin == Origin::Application && is_named(it))
}

/// What is waited for, as the texts have it; `None` for what somebody else wakes.
fn thing(op: Op) -> Option<&'static str> {
    match op {
        Op::Send | Op::NilSend => Some("send"),
        Op::Receive | Op::NilReceive => Some("receive"),
        Op::Select | Op::SelectNone => Some("select"),
        Op::Mutex | Op::ReadLock | Op::WriteLock => Some("lock"),
        Op::WaitGroup => Some("group"),
        Op::Cond => Some("cond"),
        Op::Coroutine | Op::Other => None,
    }
}

/// Which kinds of things are waited for together.
fn kind(things: &[&str]) -> &'static str {
    let has = |it: &str| things.contains(&it);
    let channel = has("send") || has("receive") || has("select");
    match (channel, has("lock"), has("group"), has("cond")) {
        (true, true, _, _) => "channel-lock",
        (_, true, true, _) | (_, true, _, true) => "lock-other",
        (true, _, true, _) => "channel-group",
        (true, _, _, true) => "channel-cond",
        (true, ..) => "channel",
        (_, true, ..) => "lock",
        (_, _, true, _) => "group",
        _ => "cond",
    }
}

/// Whether it waits for the end of another one that it has started: that one is the cause.
fn awaits_child(facts: &Facts<'_>, crowd: &Crowd, waits: &[&Crowd]) -> bool {
    let ends = matches!(thing(crowd.op), Some("receive" | "select"));
    let ids: Vec<u64> = crowd
        .members
        .iter()
        .map(|it| facts.goroutine(it.0).id)
        .collect();
    let others = waits.iter().flat_map(|it| it.members.iter());
    ends && others
        .map(|it| facts.goroutine(it.0).creator_id)
        .any(|it| ids.contains(&it))
}

fn finding(facts: &Facts<'_>, waits: &[&Crowd], severity: Severity) -> Finding {
    let mut by_thing: BTreeMap<&str, Vec<&Crowd>> = BTreeMap::new();
    for &crowd in waits {
        by_thing
            .entry(thing(crowd.op).unwrap_or(""))
            .or_default()
            .push(crowd);
    }
    let n = waits.iter().map(|it| it.n).sum();
    let causes: Vec<&Crowd> = waits
        .iter()
        .copied()
        .filter(|it| !awaits_child(facts, it, waits))
        .collect();
    let causes = if causes.is_empty() { waits } else { &causes };
    let things: Vec<&str> = causes.iter().filter_map(|it| thing(it.op)).collect();
    let title = msg("standstill-title").n("n", n);
    let mut draft = of_crowds(facts, RULE.id, (severity, Certainty::Low), title, waits);
    for (thing, crowds) in by_thing {
        let members = crowds.iter().flat_map(|it| it.members.iter());
        let places = own_code::places(facts, members);
        let n = crowds.iter().map(|it| it.n).sum();
        let waits = |places| {
            msg("standstill-waits")
                .text("thing", thing)
                .n("n", n)
                .arg("places", places)
        };
        let listed = own_code::listed(&places).map(waits);
        draft = draft.maybe(EvidenceKind::Position, listed);
    }
    draft
        .evidence(EvidenceKind::Position, msg("standstill-kind").text("kind", kind(&things)))
        .evidence(EvidenceKind::Caveat, msg("standstill-no-proof"))
        .look_alike("benign-idle", msg("standstill-or-idle"))
        .remedy(remedy(
            msg("standstill-remedy"),
            [msg("standstill-step-other-end"), msg("standstill-step-context"), msg("standstill-step-lock")],
            "m.mu.Lock()\ndefer m.mu.Unlock()\nm.events <- ev // whoever receives needs m.mu first\n",
            "m.mu.Lock()\nev.seq = m.next()\nm.mu.Unlock()\nselect {\ncase m.events <- ev: // without the lock\ncase <-ctx.Done():\n\treturn ctx.Err()\n}\n",
            &[("Go memory model: channel communication", "https://go.dev/ref/mem#chan")],
        ))
        .capture(second_dump())
        .finish(facts)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    #[test]
    fn a_lock_and_a_channel_that_wait_for_each_other() {
        let mut dump = Dump::whole();
        let owner = dump.ptr();
        dump.locking(1, "main.(*hub).add", owner, owner + 8, None);
        dump.waiting(1, "chan send", None, "main.work");
        expect![[r#"
            mutex-holder-blocked suspect low 1 goroutine 2 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn what_runs_may_free_the_others() {
        let mut dump = Dump::whole();
        dump.waiting(2, "chan send", None, "main.work");
        dump.goroutine("runnable", None, &[("main.step", "")], Some("main.main"));
        expect![[""]].assert_eq(&dump.verdicts());
    }

    #[test]
    fn one_that_waits_to_receive_is_named_and_a_pool_is_not() {
        let mut dump = Dump::whole();
        dump.waiting(1, "chan receive", None, "main.work");
        expect![[r#"
            standstill note low 1 goroutine 1 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
        let mut dump = Dump::whole();
        dump.waiting(4, "chan receive", None, "main.work");
        expect![[""]].assert_eq(&dump.verdicts());
    }
}
