//! # cond-wait-lost
//!
//! **What it shows.** Goroutines in `(*Cond).Wait`.
//!
//! **Why it matters.** If the wake-up came before the wait, or closing does not Broadcast, they stay
//! for ever.
//!
//! **Remedy.** Check the condition in a loop under the lock; Broadcast when closing.
//!
//! **Harmless when** they are the consumers of an idle queue, which look the same.
//!
//! Source: `sync/cond.go`.

use super::analyses::Facts;
use super::analyses::blocked::Op;
use super::analyses::own_code;
use super::analyses::starters::Starters;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::normal::is_fixed_set;
use super::{PROVES_A_MINUTE, Rule, http_server_handler_stuck, standstill};
use crate::message::msg;
use crate::model::Stack;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "cond-wait-lost",
    check,
};

/// So many requests at one place are no coincidence of timing.
const MANY: u64 = 10;
/// More consumers than a queue has, when several goroutines have started them in turn.
const PER_REQUEST: u64 = 20;
/// More than a queue has in any case.
const CROWD: u64 = 100;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let waits = facts.crowds.iter().filter(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        crowd.op == Op::Cond
            && crowd.n >= 3
            && facts.is_own_wait(crowd)
            && !super::is_explained(facts, acc, stack.id)
            && !is_fixed_set(facts, crowd)
    });
    let starters = Starters::default();
    for crowd in waits.collect::<Vec<_>>() {
        let old = crowd.oldest.is_some_and(|age| age >= PROVES_A_MINUTE);
        // Where others have waited for minutes and none of these has, the queue moves.
        let moves = facts.age >= PROVES_A_MINUTE && crowd.oldest.is_none();
        let asked = crowd.n >= MANY && !moves && is_asked(facts.ctx.tables.stack(crowd.stack));
        // Consumers of many queues, each started by what has gone on since: those are closed, if any is.
        let per_request = crowd.n >= PER_REQUEST
            && crowd.starter_lives == Some(false)
            && starters.took_turns(facts, crowd);
        let piled = per_request || (crowd.n >= CROWD && !moves);
        if !old && !asked && !piled && (standstill::serves(facts) || !standstill::at_rest(facts)) {
            continue;
        }
        // Nothing tells them from the consumers of an idle queue yet: worth a look, no more.
        let severity = if old || asked || piled {
            Severity::Suspect
        } else {
            Severity::Note
        };
        let certainty = match per_request {
            true => Certainty::Medium,
            false => Certainty::Low,
        };
        let places = own_code::places(facts, crowd.members.iter().copied());
        let title = msg("cond-wait-lost-title").n("n", crowd.n);
        let draft = Draft::new(facts, RULE.id, severity, certainty, title)
            .objects(crowd.n, "goroutine")
            .members(facts, crowd.members.iter().copied())
            .maybe(EvidenceKind::OwnCode, called_from(&places))
            .maybe(EvidenceKind::Count, per_request.then(|| {
                msg("cond-wait-lost-turns").n("n", crowd.n).n("parents", crowd.parents as u64)
            }))
            .evidence(EvidenceKind::Wait, wait(crowd.n, crowd.oldest))
            .look_alike("benign-idle-consumers", msg("cond-wait-lost-or-idle"))
            .remedy(remedy(
                msg("cond-wait-lost-remedy"),
                [msg("cond-wait-lost-step-loop"), msg("cond-wait-lost-step-broadcast")],
                "q.cond.L.Lock()\nq.cond.Wait() // the signal may be gone already\nitem := q.pop()\nq.cond.L.Unlock()\n",
                "q.cond.L.Lock()\nfor len(q.items) == 0 && !q.closed {\n\tq.cond.Wait()\n}\nitem := q.pop()\nq.cond.L.Unlock()\n// Close: q.closed = true; q.cond.Broadcast()\n",
                &[("sync: Cond", "https://pkg.go.dev/sync#Cond")],
            ))
            .capture(second_dump());
        acc.push(draft.finish(facts));
    }
}

/// Whether somebody waits for the answer: a request's handler is no consumer of an idle queue.
fn is_asked(stack: &Stack) -> bool {
    stack
        .frames
        .iter()
        .any(|frame| http_server_handler_stuck::runs_a_handler(&frame.func))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    fn verdicts(minutes: Option<u32>) -> String {
        let mut dump = Dump::whole();
        dump.waiting(1, "chan receive", Some(60), "main.main");
        let frames = [
            ("sync.runtime_notifyListWait", "0x1, 0x2"),
            ("sync.(*Cond).Wait", "0x1"),
            ("main.pass", ""),
        ];
        for _ in 0..120 {
            dump.goroutine("sync.Cond.Wait", minutes, &frames, Some("main.serve"));
        }
        dump.verdicts()
    }

    #[test]
    fn a_queue_whose_waiters_are_all_young_moves() {
        expect![[r#"
            crowd-unexplained suspect low 120 goroutine 120 goroutines
        "#]]
        .assert_eq(&verdicts(None));
        expect![[r#"
            cond-wait-lost suspect low 120 goroutine 120 goroutines
        "#]]
        .assert_eq(&verdicts(Some(2)));
    }
}
