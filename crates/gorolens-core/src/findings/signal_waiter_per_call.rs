//! # signal-waiter-per-call
//!
//! **What it shows.** Many goroutines that wait for a signal of the operating system, one for each call.
//!
//! **Why it matters.** A signal comes once in the life of the process: each waiter, and its channel in
//! os/signal, stays until then.
//!
//! **Remedy.** Register once, in main, and pass the context on.
//!
//! **Harmless when** it is one.
//!
//! The name of the function is what suggests it; package os/signal has one goroutine however many wait. A profile
//! does not show who started them: there, it takes more of them, and is less sure.

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op, enclosing, is_started_by_main};
use super::draft::{of_crowds, remedy, second_dump};
use super::normal::is_fixed_set;
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "signal-waiter-per-call",
    check,
};

/// Fewer may be parts of one program.
const SEVERAL: u64 = 5;
/// Nobody has so many parts that each wait for a signal.
const MANY: u64 = 20;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    if !facts.index.has_package("os/signal") {
        return; // nobody has registered for a signal
    }
    let waits = facts.crowds.iter().filter(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        let creator = stack.creator.iter();
        let mut own = stack.frames.iter().chain(creator);
        matches!(crowd.op, Op::Receive | Op::Select)
            && has_no_owner(facts, crowd)
            && !is_started_by_main(stack)
            && !is_fixed_set(facts, crowd)
            && (is_notify_context(stack)
                || (facts.is_own_wait(crowd) && own.any(|it| is_named(&it.func))))
            && !super::is_explained(facts, acc, stack.id)
    });
    for crowd in waits.collect::<Vec<_>>() {
        acc.push(finding(facts, crowd));
    }
}

/// Enough of them, and whoever started them is gone, or a profile does not tell.
fn has_no_owner(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let is_profile = facts.is_profile() && crowd.starter_lives.is_none();
    match is_profile {
        true => crowd.n >= MANY && !crowd.has_main,
        false => crowd.n >= SEVERAL && crowd.starter_lives == Some(false),
    }
}

/// `main.(*export).waitForSignal`, `app.handleInterrupt`.
fn is_named(func: &str) -> bool {
    let name = enclosing(func)
        .rsplit('.')
        .next()
        .unwrap_or(func)
        .to_ascii_lowercase();
    ["signal", "interrupt", "sigterm", "sigint"]
        .iter()
        .any(|it| name.contains(it))
}

fn is_notify_context(stack: &crate::model::Stack) -> bool {
    stack.has("os/signal.NotifyContext.func1")
}

fn finding(facts: &Facts<'_>, crowd: &Crowd) -> Finding {
    let title = msg("signal-waiter-per-call-title").n("n", crowd.n);
    let severity = match crowd.n {
        MANY.. => Severity::Leak,
        _ => Severity::Suspect,
    };
    let no_starter = msg("shared-no-starter");
    of_crowds(facts, RULE.id, (severity, Certainty::Medium), title, &[crowd])
        .rests_on_waits(facts)
        .maybe(EvidenceKind::Caveat, facts.is_profile().then_some(no_starter))
        .evidence(EvidenceKind::Position, msg("signal-waiter-per-call-position").n("n", crowd.n))
        .look_alike("chan-recv-never-closed", msg("signal-waiter-per-call-or-other"))
        .remedy(remedy(
            msg("signal-waiter-per-call-remedy"),
            [msg("signal-waiter-per-call-step-once"), msg("signal-waiter-per-call-step-stop")],
            "c := make(chan os.Signal, 1)\nsignal.Notify(c, os.Interrupt) // for each request\ngo func() {\n\t<-c\n\tcancel()\n}()\n",
            "// Once, in main.\nctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)\ndefer stop()\nserve(ctx)\n",
            &[("os/signal: NotifyContext", "https://pkg.go.dev/os/signal#NotifyContext")],
        ))
        .capture(second_dump())
        .finish(facts)
}
