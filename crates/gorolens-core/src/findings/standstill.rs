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

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::analyses::locks::caller;
use super::analyses::own_code;
use super::draft::{of_crowds, remedy, second_dump};
use super::normal::is_fixed_set;
use super::{Rule, io_pipe_stuck};
use crate::message::{Message, msg};
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
    // Every dump of all goroutines has main, unless main has called Goexit.
    let whole = match facts.is_profile() {
        true => has_main(facts),
        false => facts.crowds.iter().any(|it| it.has_main),
    };
    let few = facts.users <= FEW && !facts.partial && whole;
    few && facts
        .crowds
        .iter()
        .all(|crowd| waits(facts, crowd) || !is_own(facts, crowd) || is_main(facts, crowd))
}

/// Whether the main goroutine is in a profile, which names none.
pub(super) fn has_main(facts: &Facts<'_>) -> bool {
    ["main.main", "runtime.main"]
        .iter()
        .any(|func| !facts.index.with(func).is_empty())
}

/// Whether the user's own code waits for something that other goroutines have to do.
pub(super) fn waits(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let own = || facts.is_own_wait(crowd) || is_at_pipe(facts, crowd);
    thing(crowd.op).is_some() && own()
}

/// Whether the user's own code waits at an end of an `io.Pipe`.
fn is_at_pipe(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let stack = facts.ctx.tables.stack(crowd.stack);
    is_own(facts, crowd) && (io_pipe_stuck::is_writer(stack) || io_pipe_stuck::is_reader(stack))
}

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    if !at_rest(facts) {
        return;
    }
    let stack = |crowd: &Crowd| facts.ctx.tables.stack(crowd.stack);
    let own =
        |crowd: &&Crowd| waits(facts, crowd) && is_own(facts, crowd) && !is_main(facts, crowd);
    let mut waits: Vec<&Crowd> = facts.crowds.iter().filter(own).collect();
    // Who waits for a group waits for the set as well, as for any other workers.
    if !waits.iter().any(|it| it.op == Op::WaitGroup) {
        waits.retain(|crowd| !is_fixed_set(facts, crowd));
    }
    let is_new = |crowd: &&&Crowd| !super::is_explained(facts, acc, stack(crowd).id);
    let idle = |crowd: &Crowd| {
        matches!(
            crowd_thing(facts, crowd),
            Some("receive" | "select" | "cond" | "pipe-read")
        )
    };
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
pub(super) fn is_main(facts: &Facts<'_>, crowd: &Crowd) -> bool {
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

/// The same for a crowd: a pipe is made of channels, but who reads and who writes is known.
fn crowd_thing(facts: &Facts<'_>, crowd: &Crowd) -> Option<&'static str> {
    let stack = facts.ctx.tables.stack(crowd.stack);
    match thing(crowd.op)? {
        "select" if io_pipe_stuck::is_writer(stack) => Some("pipe-write"),
        "select" if io_pipe_stuck::is_reader(stack) => Some("pipe-read"),
        thing => Some(thing),
    }
}

/// Which kinds of things are waited for together.
fn kind(things: &[&str]) -> &'static str {
    let has = |it: &str| things.contains(&it);
    let channels = ["send", "receive", "select", "pipe-write", "pipe-read"];
    let channel = channels.into_iter().any(has);
    match (channel, has("lock"), has("group"), has("cond")) {
        (true, true, _, _) => "channel-lock",
        (_, true, true, _) | (_, true, _, true) => "lock-other",
        (false, _, true, true) => "group-cond",
        (true, false, false, false) if things.iter().all(|it| it.starts_with("pipe")) => "pipe",
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
    // Profiles have no ids.
    let ids = crowd.members.iter().map(|it| facts.id(it.0));
    let ids: Vec<u64> = ids.filter(|&id| id != 0).collect();
    let others = waits.iter().flat_map(|it| it.members.iter());
    ends && others
        .map(|it| facts.creator(it.0))
        .any(|it| ids.contains(&it))
}

/// What these wait for and where; then which things these are together.
pub(super) fn told_by_thing(facts: &Facts<'_>, waits: &[&Crowd]) -> Vec<Message> {
    let kind = msg("standstill-kind").text("kind", kind(&causes(facts, waits)));
    let places = places_by_thing(facts, waits).into_iter();
    places.chain([kind]).collect()
}

/// What these wait for and where, one fact for each thing.
pub(super) fn places_by_thing(facts: &Facts<'_>, waits: &[&Crowd]) -> Vec<Message> {
    let mut by_thing: BTreeMap<&str, Vec<&Crowd>> = BTreeMap::new();
    for &crowd in waits {
        let thing = crowd_thing(facts, crowd).unwrap_or("");
        by_thing.entry(thing).or_default().push(crowd);
    }
    let told = by_thing.into_iter().filter_map(|(thing, crowds)| {
        let n = crowds.iter().map(|it| it.n).sum();
        let waits = |places| {
            msg("standstill-waits")
                .text("thing", thing)
                .n("n", n)
                .arg("places", places)
        };
        own_code::listed_by_count(places(facts, &crowds)).map(waits)
    });
    told.collect()
}

/// Where they wait in the user's own code, else in a library's, with how many at each place.
fn places(facts: &Facts<'_>, crowds: &[&Crowd]) -> BTreeMap<String, u64> {
    let mut places = BTreeMap::new();
    for crowd in crowds {
        let stack = facts.ctx.tables.stack(crowd.stack);
        if let Some(frame) = own_code::nearest(stack).or_else(|| caller(stack)) {
            *places.entry(own_code::place(frame)).or_default() += crowd.n;
        }
    }
    places
}

/// The things that are waited for, without those that end when another one of them does: main as a
/// rule waits at a channel for the end of the program.
fn causes(facts: &Facts<'_>, waits: &[&Crowd]) -> Vec<&'static str> {
    let is_end = |it: &Crowd| is_main(facts, it) && matches!(it.op, Op::Receive | Op::Select);
    let is_cause = |it: &&&Crowd| !awaits_child(facts, it, waits) && !is_end(it);
    let mut causes: Vec<&Crowd> = waits.iter().filter(is_cause).copied().collect();
    if causes.is_empty() {
        causes = waits.to_vec();
    }
    let things = causes.iter().filter_map(|it| crowd_thing(facts, it));
    things.collect()
}

fn finding(facts: &Facts<'_>, waits: &[&Crowd], severity: Severity) -> Finding {
    let n = waits.iter().map(|it| it.n).sum();
    let title = msg("standstill-title").n("n", n);
    let draft = of_crowds(facts, RULE.id, (severity, Certainty::Low), title, waits);
    draft
        .all(EvidenceKind::Position, told_by_thing(facts, waits))
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
