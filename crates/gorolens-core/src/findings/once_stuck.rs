//! # once-stuck
//!
//! **What it shows.** One goroutine inside the function of a `sync.Once`, and others that wait for
//! it to return.
//!
//! **Why it matters.** Everybody who needs the value waits as long as the first caller does.
//!
//! **Remedy.** A deadline inside the initialiser; never the same Once from within it.
//!
//! **Harmless when** the initialiser is merely slow.
//!
//! Source: `sync/once.go`, doSlow: the first caller runs the function under the mutex that the
//! others wait for.

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::{Message, msg};
use crate::model::{Stack, StackFrame};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "once-stuck",
    check,
};

/// More than come in the moment that an initialiser takes.
const MANY: u64 = 20;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let inside = facts.crowds_of(&facts.index.with("sync.(*Once).doSlow"));
    let (waiters, runners): (Vec<&Crowd>, Vec<&Crowd>) =
        inside.into_iter().partition(|crowd| crowd.op == Op::Mutex);
    let n: u64 = waiters.iter().map(|it| it.n).sum();
    let oldest = waiters.iter().filter_map(|it| it.oldest).max();
    let old = oldest.is_some_and(|age| age >= PROVES_A_MINUTE);
    let nested = nested(facts, &waiters);
    let (severity, certainty) = match (n, old, runners.is_empty()) {
        // Nobody else is inside of any Once, so only those who wait could end it.
        (1.., _, true) if nested.is_some() && !facts.partial => (Severity::Stuck, Certainty::High),
        (1.., true, false) => (Severity::Stuck, Certainty::High),
        (1.., true, true) => (Severity::Stuck, Certainty::Medium),
        // Whoever comes while it lasts waits as well: after a while that is everybody.
        (MANY.., false, false) => (Severity::Suspect, Certainty::Low),
        (3.., false, false) => (Severity::Note, Certainty::Low),
        _ => return,
    };
    let members = || {
        waiters
            .iter()
            .chain(&runners)
            .flat_map(|it| it.members.iter().copied())
    };
    let at = own_code::places(
        facts,
        runners.iter().flat_map(|it| it.members.iter().copied()),
    );
    let callers = own_code::places(
        facts,
        waiters.iter().flat_map(|it| it.members.iter().copied()),
    );
    let draft = Draft::new(facts, RULE.id, severity, certainty, msg("once-stuck-title").n("n", n))
        .rests_on_waits(facts)
        .objects(n, "goroutine")
        .members(facts, members())
        .evidence(EvidenceKind::Position, msg("once-stuck-position").n("n", n))
        .maybe(
            EvidenceKind::OwnCode,
            own_code::listed(&at).map(|it| msg("once-stuck-runner").arg("places", it)),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&callers))
        .maybe(EvidenceKind::Position, nested)
        .evidence(EvidenceKind::Wait, wait(n, oldest))
        .look_alike("once-slow", msg("once-stuck-or-slow"))
        .remedy(remedy(
            msg("once-stuck-remedy"),
            [msg("once-stuck-step-deadline"), msg("once-stuck-step-recursion")],
            "once.Do(func() { conn, err = net.Dial(\"tcp\", addr) })\n",
            "once.Do(func() {\n\td := net.Dialer{Timeout: 5 * time.Second}\n\tconn, err = d.Dial(\"tcp\", addr)\n})\n",
            &[("sync: Once", "https://pkg.go.dev/sync#Once")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// One that asks for a Once while it runs the function of one: of the same, or of one that is asked for
/// from within another.
fn nested(facts: &Facts<'_>, waiters: &[&Crowd]) -> Option<Message> {
    let twice = |stack: &&Stack| {
        let mut inside = stack.frames.iter();
        inside.by_ref().any(is_slow) && inside.any(is_slow)
    };
    let mut stacks = waiters.iter().map(|it| facts.ctx.tables.stack(it.stack));
    let at = own_code::nearest(stacks.find(twice)?)?;
    Some(msg("once-stuck-nested").text("place", own_code::place(at)))
}

fn is_slow(frame: &StackFrame) -> bool {
    &*frame.func == "sync.(*Once).doSlow"
}
