//! # mutex-deadlock
//!
//! **What it shows.** Goroutines that wait for locks in a circle, or for a lock that nobody in the
//! dump could hold.
//!
//! **Why it matters.** Nothing inside the program can free them.
//!
//! **Remedy.** One order for all locks; no call under a lock to a method that takes it again; an
//! Unlock on every path.
//!
//! **Harmless when** the waits are below a minute: a holder may just have returned.
//!
//! Source: `sync/mutex.go`: a Mutex is not re-entrant. `sync/rwmutex.go`: a waiting writer stops new
//! readers, so a reader that asks again waits for the writer that waits for it.

use std::collections::BTreeSet;

use super::analyses::Facts;
use super::analyses::locks::{Holder, Lock, cycle, locked_twice};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::mutex_holder_blocked::{is_own, queue};
use super::{PROVES_A_MINUTE, Rule, http2_client_conn_stuck, rwmutex_deadlock, standstill};
use crate::message::{Message, msg};
use crate::model::{FastMap, Origin, StackFrame};
use crate::report::{Certainty, EvidenceKind, Finding, Remedy, Severity};

pub(super) const RULE: Rule = Rule {
    id: "mutex-deadlock",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    if let Some(circle) = cycle(&facts.locks) {
        let locks: Vec<&Lock> = circle.iter().map(|&at| &facts.locks[at]).collect();
        acc.push(in_circle(facts, &locks, true));
        return;
    }
    let told = |lock: &&Lock| !http2_client_conn_stuck::has_told(facts, acc, lock);
    let cross = is_crosswise(facts);
    let orphans: Vec<&Lock> = orphans(facts, cross).filter(told).collect();
    // Owner → orphans with an address; each has its own.
    let mut by_owner: FastMap<&str, u32> = FastMap::default();
    for lock in orphans.iter().filter(|lock| lock.ptr != 0) {
        for owner in &lock.owners {
            *by_owner.entry(owner).or_default() += 1;
        }
    }
    let same_type = |lock: &&&Lock| {
        let is_shared = |owner: &String| by_owner.get(owner.as_str()).is_some_and(|&n| n > 1);
        lock.ptr != 0 && lock.owners.iter().any(is_shared)
    };
    // Where nothing runs, two locks that are waited for are as a rule waited for crosswise.
    let still = !orphans.is_empty() && standstill::at_rest(facts);
    let (circle, single): (Vec<&Lock>, Vec<&Lock>) = orphans
        .iter()
        .copied()
        .partition(|lock| same_type(&lock) || cross);
    let (apart, circle): (Vec<&Lock>, Vec<&Lock>) = match is_apart(facts, &circle) {
        true => (circle, Vec::new()),
        false => (Vec::new(), circle),
    };
    let is_old = |lock: &&Lock| lock.oldest.is_some_and(|age| age >= PROVES_A_MINUTE);
    let many = circle.iter().map(|lock| lock.n).sum::<u64>() >= 5;
    if circle.iter().any(is_old) || many || (still && circle.len() > 1) {
        acc.push(in_circle(facts, &circle, false));
    }
    if !apart.is_empty() {
        acc.push(each_its_own(facts, &apart, apart.iter().any(is_old)));
    }
    // One that waits nearby may hold the lock: `mutex-holder-blocked` names it.
    for lock in single
        .into_iter()
        .filter(|it| holder_nearby(facts, it).is_none())
    {
        let (severity, certainty) = match (is_old(&lock), lock.n) {
            (true, _) if facts.excerpt => (Severity::Suspect, Certainty::Low),
            (_, 5..) if facts.partial => (Severity::Suspect, Certainty::Low),
            // Whoever has it may have been cut off.
            _ if facts.partial => continue,
            // Who waits nearby for something else may have it.
            _ if still && is_own(facts, lock) && has_rival(facts, lock) => {
                (Severity::Suspect, Certainty::Low)
            }
            (true, _) => (Severity::Stuck, Certainty::Medium),
            // Nothing runs that could give the lock back.
            _ if still && is_own(facts, lock) => (Severity::Suspect, Certainty::Medium),
            (false, 5..) => (Severity::Suspect, Certainty::Low),
            _ => continue,
        };
        acc.push(no_holder(facts, lock, severity, certainty));
    }
}

/// More locks of one type than a circle has as a rule.
const APART: usize = 4;

/// Whether many locks have one waiter each, and no waiter has been in another method of the owner's
/// type before: then each has locked its own twice. Of a circle there are a few, and others queue up
/// behind it.
fn is_apart(facts: &Facts<'_>, locks: &[&Lock]) -> bool {
    let owner = locks.first().map(|it| &it.owners);
    locks.len() >= APART
        && locks
            .iter()
            .all(|it| it.n == 1 && it.ptr != 0 && Some(&it.owners) == owner)
        && locked_twice(facts.ctx, locks[0]).is_none()
}

/// Locks that nobody in sight could hold; with `still`, also those that only one could hold who waits
/// for a lock as well.
fn orphans<'f>(facts: &'f Facts<'_>, still: bool) -> impl Iterator<Item = &'f Lock> {
    let is_free = move |lock: &Lock| match still {
        true => lock.holders.iter().all(|it| it.waits_for_lock),
        false => lock.holders.is_empty(),
    };
    let locks = facts.locks.iter();
    locks.filter(move |it| is_free(it) && !rwmutex_deadlock::is_about(facts, it))
}

/// Whether nothing runs and goroutines wait for several locks that nobody else could hold. Two whose
/// addresses are not shown may be one, unless methods of different types ask for them, or one is a
/// Mutex and the other is not.
pub(super) fn is_crosswise(facts: &Facts<'_>) -> bool {
    let (mut n, mut shown) = (0, 0);
    let (mut types, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    for lock in orphans(facts, true).filter(|it| is_own(facts, it)) {
        n += 1;
        shown += usize::from(lock.ptr != 0);
        types.extend(lock.owners.iter().filter(|it| it.contains("(*")));
        kinds.insert(lock.readers + lock.writers > 0);
    }
    let differ = shown > 0 || types.len() > 1 || kinds.len() > 1;
    n > 1 && differ && standstill::at_rest(facts)
}

/// Who waits near a lock that nobody in sight could hold, where nothing runs and no other such lock is
/// waited for.
pub(super) fn holder_nearby(facts: &Facts<'_>, lock: &Lock) -> Option<Holder> {
    let holder = *lock.near.first()?;
    let alone = !is_crosswise(facts) && !rwmutex_deadlock::is_about(facts, lock);
    let twice = locked_twice(facts.ctx, lock).is_some();
    (alone && !twice && standstill::at_rest(facts)).then_some(holder)
}

/// Whether somebody who waits near the lock is as likely to hold it as the waiter itself: that has come
/// through the owner's type before only in the function it began with, which as a rule is a loop.
fn has_rival(facts: &Facts<'_>, lock: &Lock) -> bool {
    let twice = locked_twice(facts.ctx, lock);
    let from_root = twice.is_none_or(|(member, outer, _)| {
        let stack = facts.ctx.tables.stack(facts.stack(member.0));
        // Before Go 1.22 such a wrapper has the name of a literal, and the line of the `go` statement.
        let at_go = |it: &StackFrame| {
            let mut creator = stack.creator.iter();
            creator.any(|by| by.line == it.line && by.file == it.file)
        };
        let is_called = |it: &&StackFrame| {
            it.origin == Origin::Application && !own_code::is_wrapper(&it.func) && !at_go(it)
        };
        let mut called = stack.frames.iter().rev().filter(is_called);
        called.next().is_some_and(|it| &*it.func == outer)
    });
    from_root && !lock.near.is_empty()
}

/// Locks, each asked for by a goroutine that has the owner of another one on its stack: by address,
/// or, where addresses are not shown, only by type.
fn in_circle(facts: &Facts<'_>, locks: &[&Lock], by_address: bool) -> Finding {
    let n = locks.iter().map(|lock| lock.n).sum();
    let oldest = locks.iter().filter_map(|lock| lock.oldest).max();
    let members = || locks.iter().flat_map(|lock| lock.waiters.iter());
    let places = own_code::places(facts, members());
    let old = oldest.is_some_and(|age| age >= PROVES_A_MINUTE);
    let (severity, certainty) = match (by_address, old) {
        (true, true) => (Severity::Stuck, Certainty::High),
        (true, false) => (Severity::Stuck, Certainty::Medium),
        (false, true) if !facts.partial => (Severity::Stuck, Certainty::Medium),
        _ => (Severity::Suspect, Certainty::Medium),
    };
    let title = msg("mutex-deadlock-title-circle").n("n", n);
    let address = |lock: &&Lock| match lock.ptr {
        0 => lock.owners.first().cloned().unwrap_or_default(),
        ptr => format!("{ptr:#x}"),
    };
    let addresses: Vec<String> = locks.iter().map(address).collect();
    let addresses = own_code::names(&addresses);
    let mut owners = locks.iter().map(|lock| &lock.owners);
    let first = owners.next();
    let one_type = owners.all(|it| Some(it) == first);
    let circle = match (by_address, one_type) {
        (true, _) => msg("mutex-deadlock-circle").arg("locks", addresses),
        (false, true) => msg("mutex-deadlock-same-type").arg("locks", addresses),
        (false, false) => msg("mutex-deadlock-crosswise").arg("locks", addresses),
    };
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .rests_on_waits(facts)
        .objects(n, "goroutine")
        .members(facts, members())
        .evidence(EvidenceKind::Pointer, circle)
        .maybe(EvidenceKind::OwnCode, called_from(&places));
    ending(draft, oldest, n).finish(facts)
}

fn no_holder(facts: &Facts<'_>, lock: &Lock, severity: Severity, certainty: Certainty) -> Finding {
    let places = own_code::places(facts, lock.waiters.iter());
    let title = msg("mutex-deadlock-title").n("n", lock.n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .rests_on_waits(facts)
        .objects(lock.n, "goroutine")
        .members(facts, lock.waiters.iter())
        .evidence(EvidenceKind::Position, queue(lock))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Absence, msg("mutex-deadlock-no-holder"))
        .maybe(EvidenceKind::Position, twice(facts, lock));
    ending(draft, lock.oldest, lock.n).finish(facts)
}

/// Many locks, each with one waiter: the same fault as often.
fn each_its_own(facts: &Facts<'_>, locks: &[&Lock], old: bool) -> Finding {
    let n = locks.iter().map(|lock| lock.n).sum();
    let oldest = locks.iter().filter_map(|lock| lock.oldest).max();
    let members = || locks.iter().flat_map(|lock| lock.waiters.iter());
    let places = own_code::places(facts, members());
    let (severity, certainty) = match (old, facts.partial) {
        (true, false) => (Severity::Stuck, Certainty::Medium),
        (false, false) => (Severity::Suspect, Certainty::Medium),
        (_, true) => (Severity::Suspect, Certainty::Low),
    };
    let title = msg("mutex-deadlock-title-each").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "goroutine")
        .members(facts, members())
        .evidence(
            EvidenceKind::Count,
            msg("mutex-deadlock-each").n("n", locks.len() as u64),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Absence, msg("mutex-deadlock-no-holder"));
    ending(draft, oldest, n).finish(facts)
}

fn twice(facts: &Facts<'_>, lock: &Lock) -> Option<Message> {
    let (member, outer, inner) = locked_twice(facts.ctx, lock)?;
    // Profiles have neither ids nor addresses.
    Some(match facts.goroutine(member.0).id {
        0 => msg("mutex-deadlock-twice-by-type")
            .text("outer", outer)
            .text("inner", inner),
        id => msg("mutex-deadlock-twice")
            .text("id", id.to_string())
            .text("outer", outer)
            .text("inner", inner),
    })
}

fn ending(draft: Draft, oldest: Option<u32>, n: u64) -> Draft {
    draft
        .evidence(EvidenceKind::Wait, wait(n, oldest))
        .evidence(EvidenceKind::Caveat, msg("mutex-holder-blocked-not-shown"))
        .look_alike("mutex-holder-blocked", msg("mutex-deadlock-or-holder"))
        .look_alike(
            "mutex-contention",
            msg("mutex-holder-blocked-or-contention"),
        )
        .remedy(one_order())
        .capture(second_dump())
}

fn one_order() -> Remedy {
    remedy(
        msg("mutex-deadlock-remedy"),
        [
            msg("mutex-deadlock-step-order"),
            msg("mutex-deadlock-step-locked"),
            msg("mutex-deadlock-step-defer"),
        ],
        "func (s *Store) Sum() int {\n\ts.mu.Lock()\n\tdefer s.mu.Unlock()\n\treturn s.Get(1) + s.Get(2) // locks again\n}\n",
        "func (s *Store) Sum() int {\n\ts.mu.Lock()\n\tdefer s.mu.Unlock()\n\treturn s.get(1) + s.get(2)\n}\n\n// get wants s.mu to be held.\nfunc (s *Store) get(k int) int { return s.m[k] }\n",
        &[("sync: Mutex and RWMutex", "https://pkg.go.dev/sync#RWMutex")],
    )
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    #[test]
    fn two_locks_in_a_circle() {
        let mut dump = Dump::whole();
        let (a, b) = (dump.ptr(), dump.ptr());
        dump.locking(1, "main.transfer", a, b, Some(2));
        dump.locking(1, "main.transfer", b, a, Some(2));
        expect![[r#"
            mutex-deadlock stuck medium 2 goroutine 2 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn nobody_could_hold_the_lock() {
        let mut dump = Dump::whole();
        let owner = dump.ptr();
        dump.locking(6, "main.(*cache).get", owner, owner + 8, Some(3));
        expect![[r#"
            mutex-deadlock suspect medium 6 goroutine 6 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn short_waits_are_contention() {
        let mut dump = Dump::whole();
        let owner = dump.ptr();
        dump.locking(3, "main.(*cache).get", owner, owner + 8, None);
        dump.goroutine("runnable", None, &[("main.fill", "")], Some("main.main"));
        expect![[""]].assert_eq(&dump.verdicts());
    }
}
