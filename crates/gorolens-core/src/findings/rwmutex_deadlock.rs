//! # rwmutex-deadlock
//!
//! **What it shows.** A goroutine that asks for a read lock again while it, or somebody it waits for, has
//! it already, with a writer waiting in between; or for the write lock, while it has the read lock.
//!
//! **Why it matters.** The writer waits for the first read lock, the second read lock waits for the
//! writer: neither ends.
//!
//! **Remedy.** Read under one lock: call helpers that expect the lock to be held.
//!
//! **Harmless when** never, if the recursion is real; without a writer it does not show.
//!
//! Source: `sync/rwmutex.go`: Lock waits until all readers have left, and there is no way to turn a read lock
//! into a write lock; "If any goroutine calls Lock while the lock is already held by one or more
//! readers, concurrent calls to RLock will block until the writer has acquired (and released) the lock".

use super::analyses::Facts;
use super::analyses::blocked::{Op, op};
use super::analyses::locks::{Lock, caller, locked_twice, owner_of};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::mutex_holder_blocked::{is_known, queue};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::{Message, msg};
use crate::model::{Func, StackFrame, StackId};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "rwmutex-deadlock",
    check,
};

/// Whether this rule speaks about the lock.
pub(super) fn is_about(facts: &Facts<'_>, lock: &Lock) -> bool {
    proof(facts, lock).is_some()
}

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    for lock in &facts.locks {
        if let Some((certainty, text)) = proof(facts, lock) {
            acc.push(finding(facts, lock, certainty, text));
        }
    }
}

/// How a reader comes to wait for itself, and how sure that is.
fn proof(facts: &Facts<'_>, lock: &Lock) -> Option<(Certainty, Message)> {
    if lock.writers == 0 {
        return None;
    }
    let same = || match lock.readers {
        0 => None,
        _ => recursion(facts, lock, lock)
            .or_else(|| upgrade(facts, lock))
            .or_else(|| triple(facts, lock)),
    };
    same().or_else(|| through_another(facts, lock))
}

/// The largest queues only: for each, all others are looked at.
const MOST: usize = 16;

/// A reader only waits while a writer does. Where none waits for what a reader asks for in a method of another
/// type of the same package, it asks for this lock, by whatever name.
fn through_another(facts: &Facts<'_>, lock: &Lock) -> Option<(Certainty, Message)> {
    let mut largest = facts.locks.iter().take(MOST);
    if !largest.any(|it| std::ptr::eq(it, lock)) || !lock.holders.is_empty() {
        return None;
    }
    let package = |lock: &Lock| {
        let first = lock.waiters.iter().next()?;
        let own = caller(facts.ctx.tables.stack(facts.stack(first.0)))?;
        Some(Func::split(&own.func).package)
    };
    let here = package(lock)?;
    let mut others = facts.locks.iter().filter(|it| {
        it.readers > 0 && it.writers == 0 && it.holders.is_empty() && package(it) == Some(here)
    });
    let (_, text) = others.find_map(|it| recursion(facts, it, lock))?;
    Some((Certainty::Medium, text))
}

/// Fewer that have not waited for minutes may be a moment of a program at work.
const MANY: u64 = 3;

/// A goroutine asks for the write lock below a function in which others ask for the read lock, past that
/// place. A writer that has to wait waits for readers; where none is in sight, it is one itself.
fn upgrade(facts: &Facts<'_>, lock: &Lock) -> Option<(Certainty, Message)> {
    let old = lock.oldest.is_some_and(|age| age >= PROVES_A_MINUTE);
    let others = lock.holders.iter().any(|it| !it.waits_for_lock);
    if others || facts.partial || !(old || lock.n >= MANY) {
        return None;
    }
    let stack_of = |idx: u32| facts.ctx.tables.stack(facts.stack(idx));
    let op_of = |idx: u32| {
        let goroutine = facts.goroutine(idx);
        let state = facts.ctx.tables.state(goroutine.state);
        op(state, facts.ctx.tables.stack(goroutine.stack))
    };
    let one_of = |id: &StackId| {
        let mut waiters = lock.waiters.iter();
        waiters.find(|it| facts.stack(it.0) == *id)
    };
    let kinds: Vec<(u32, Op)> = lock
        .stacks
        .iter()
        .filter_map(one_of)
        .map(|it| (it.0, op_of(it.0)))
        .collect();
    let of = |wanted: Op| kinds.iter().filter(move |it| it.1 == wanted);
    let readers: Vec<&StackFrame> = of(Op::ReadLock)
        .filter_map(|it| caller(stack_of(it.0)))
        .collect();
    let (idx, outer, inner) = of(Op::WriteLock).find_map(|&(idx, _)| {
        let stack = stack_of(idx);
        let inner = caller(stack)?;
        let mut above = stack.frames.iter().rev();
        let is_past = |it: &&StackFrame| {
            let reads = |reader: &&StackFrame| reader.func == it.func && reader.line < it.line;
            !std::ptr::eq(*it, inner) && readers.iter().any(reads)
        };
        Some((idx, &*above.find(is_past)?.func, &*inner.func))
    })?;
    let id = facts.goroutine(idx).id;
    let text = msg("rwmutex-deadlock-upgrade")
        .text("known", is_known(id))
        .text("id", id.to_string())
        .text("outer", outer)
        .text("inner", inner);
    // In a profile a writer that was just woken looks the same.
    let certainty = match facts.is_profile() {
        true => Certainty::Low,
        false => Certainty::Medium,
    };
    Some((certainty, text))
}

/// The stack of a reader passes through the owner of what it asks for twice; `lock` is what it may have.
fn recursion(facts: &Facts<'_>, asked: &Lock, lock: &Lock) -> Option<(Certainty, Message)> {
    let reads = |idx: u32| {
        let goroutine = facts.goroutine(idx);
        let stack = facts.ctx.tables.stack(goroutine.stack);
        op(facts.ctx.tables.state(goroutine.state), stack) == Op::ReadLock
    };
    let (member, outer, inner) = locked_twice(facts.ctx, asked)?;
    reads(member.0).then(|| {
        let id = facts.goroutine(member.0).id;
        let text = msg("rwmutex-deadlock-recursion")
            .text("known", is_known(id))
            .text("id", id.to_string())
            .text("outer", outer)
            .text("inner", inner);
        // Somebody else may be the reader that the writer waits for.
        let alone = lock.holders.is_empty();
        let certainty = if alone {
            Certainty::High
        } else {
            Certainty::Medium
        };
        (certainty, text)
    })
}

/// Somebody inside of the owner waits for a channel or a group, and one of those who wait to read was
/// started by the owner: perhaps the one it waits for.
fn triple(facts: &Facts<'_>, lock: &Lock) -> Option<(Certainty, Message)> {
    let holder = lock.holders.iter().find(|it| {
        let goroutine = facts.goroutine(it.idx);
        let stack = facts.ctx.tables.stack(goroutine.stack);
        let op = op(facts.ctx.tables.state(goroutine.state), stack);
        matches!(op, Op::Receive | Op::Send | Op::Select | Op::WaitGroup)
    })?;
    let holder_id = facts.goroutine(holder.idx).id;
    let inside = facts.ctx.tables.stack(facts.stack(holder.idx));
    let started = lock.waiters.iter().find(|it| {
        let goroutine = facts.goroutine(it.0);
        let stack = facts.ctx.tables.stack(goroutine.stack);
        let owner = caller(stack).map(|frame| owner_of(&frame.func));
        // Without ids (Go 1.20 and older), only that the holder is in the function that started it.
        let by_holder = match (goroutine.creator_id, &stack.creator) {
            (0, Some(creator)) => {
                Some(owner_of(&creator.func)) == owner && inside.has(&creator.func)
            }
            (id, _) => id != 0 && id == holder_id,
        };
        by_holder && op(facts.ctx.tables.state(goroutine.state), stack) == Op::ReadLock
    })?;
    let text = msg("rwmutex-deadlock-triple")
        .text("known", is_known(holder_id))
        .text("holder", holder_id.to_string())
        .text("reader", facts.goroutine(started.0).id.to_string());
    Some((Certainty::Medium, text))
}

fn finding(facts: &Facts<'_>, lock: &Lock, certainty: Certainty, text: Message) -> Finding {
    let old = lock.oldest.is_some_and(|age| age >= PROVES_A_MINUTE);
    let (severity, certainty) = match old {
        true => (Severity::Stuck, certainty),
        false => (Severity::Suspect, certainty.min(Certainty::Medium)),
    };
    let places = own_code::places(facts, lock.waiters.iter());
    Draft::new(facts, RULE.id, severity, certainty, msg("rwmutex-deadlock-title").n("n", lock.n))
        .objects(lock.n, "goroutine")
        .members(facts, lock.waiters.iter())
        .evidence(EvidenceKind::Position, text)
        .evidence(EvidenceKind::Position, queue(lock))
        .evidence(
            EvidenceKind::Count,
            msg("rwmutex-deadlock-writers").n("readers", lock.readers).n("writers", lock.writers),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Wait, wait(lock.n, lock.oldest))
        .look_alike("mutex-holder-blocked", msg("rwmutex-deadlock-or-slow"))
        .remedy(remedy(
            msg("rwmutex-deadlock-remedy"),
            [msg("rwmutex-deadlock-step-locked"), msg("rwmutex-deadlock-step-upgrade"), msg("rwmutex-deadlock-step-wait"), msg("rwmutex-deadlock-step-mutex")],
            "func (t *Table) Sum() int {\n\tt.mu.RLock()\n\tdefer t.mu.RUnlock()\n\treturn t.Get(1) + t.Get(2) // Get calls RLock, too\n}\n",
            "func (t *Table) Sum() int {\n\tt.mu.RLock()\n\tdefer t.mu.RUnlock()\n\treturn t.get(1) + t.get(2)\n}\n\n// get wants t.mu to be held.\nfunc (t *Table) get(k int) int { return t.v[k] }\n",
            &[("sync: RWMutex", "https://pkg.go.dev/sync#RWMutex")],
        ))
        .capture(second_dump())
        .finish(facts)
}
