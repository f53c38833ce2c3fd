//! # mutex-holder-blocked
//!
//! **What it shows.** Goroutines that wait for one lock, and one that may hold it while it waits
//! for something else: the network, a channel, a child process.
//!
//! **Why it matters.** The crowd is the symptom. It moves when the holder does, and not before.
//!
//! **Remedy.** No waiting under a lock: copy what is needed, unlock, then call; or a deadline.
//!
//! **Harmless when** the waits are below a minute and the crowd changes from dump to dump.
//!
//! Who holds a lock is not in a dump. A candidate has the owner of the lock on its stack: by address
//! (a receiver just before the lock), or only by type.

use super::analyses::Facts;
use super::analyses::blocked::{self, Op};
use super::analyses::locks::{Holder, Lock, caller, cycle};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule, http2_client_conn_stuck, mutex_deadlock, standstill};
use crate::message::{Message, msg};
use crate::model::{BodyId, FastMap, Origin, Stack, StackFrame};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "mutex-holder-blocked",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    if cycle(&facts.locks).is_some() {
        return; // `mutex-deadlock` says what there is to say
    }
    let told = |lock: &&Lock| !http2_client_conn_stuck::has_told(facts, acc, lock);
    for lock in facts.locks.iter().filter(told).collect::<Vec<_>>() {
        let nearby = || mutex_deadlock::holder_nearby(facts, lock);
        let Some(holder) = likeliest(facts, lock).or_else(nearby) else {
            continue;
        };
        if holder.waits_for_lock && mutex_deadlock::is_crosswise(facts) {
            continue; // `mutex-deadlock` names both locks
        }
        if let Some((severity, certainty)) = judge(facts, lock, holder) {
            acc.push(finding(facts, lock, holder, severity, certainty));
        }
    }
}

/// Of candidates as good as the first, one that stands behind the line that asks for the lock.
fn likeliest(facts: &Facts<'_>, lock: &Lock) -> Option<Holder> {
    let first = *lock.holders.first()?;
    let rank = |it: &Holder| (it.by_address, it.waits_for_lock);
    let mut best = lock.holders.iter().filter(|it| rank(it) == rank(&first));
    let asks = Asks::of(facts, lock);
    // There may be as many candidates as stacks, and most have the calls of others.
    let mut seen: FastMap<BodyId, ()> = FastMap::default();
    let behind = best.find(|it| {
        let stack = facts.ctx.tables.stack(facts.stack(it.idx));
        seen.insert(stack.body, ()).is_none() && asks.is_before(stack)
    });
    Some(behind.copied().unwrap_or(first))
}

/// The lines that ask for a lock: of each function and file the first.
struct Asks<'a>(FastMap<(&'a str, &'a str), u32>);

impl<'a> Asks<'a> {
    fn of(facts: &Facts<'a>, lock: &Lock) -> Self {
        let mut lines = FastMap::default();
        let mut seen: FastMap<BodyId, ()> = FastMap::default();
        for &waiting in &lock.stacks {
            let stack = facts.ctx.tables.stack(waiting);
            if seen.insert(stack.body, ()).is_some() {
                continue;
            }
            if let Some(frame) = caller(stack) {
                let line = lines.entry((&*frame.func, &*frame.file));
                let line = line.or_insert(frame.line);
                *line = frame.line.min(*line);
            }
        }
        Asks(lines)
    }

    /// Whether a stack has come past one of them; see [`own_code::has_passed`].
    fn is_before(&self, stack: &'a Stack) -> bool {
        let line = |it: &'a StackFrame| self.0.get(&(&*it.func, &*it.file));
        let mut frames = stack.frames.iter();
        frames.any(|it| line(it).is_some_and(|&line| it.line > line))
    }
}

fn judge(facts: &Facts<'_>, lock: &Lock, holder: Holder) -> Option<(Severity, Certainty)> {
    let state = facts.ctx.tables.state(facts.goroutine(holder.idx).state);
    // A profile says what a goroutine waits for, as a rule: one in no known state is at work.
    let works = matches!(state, "running" | "runnable")
        || (facts.is_profile() && state == "unknown")
        || holder.waits_for_lock;
    let alone = lock.n_holders <= 1 || (holder.by_address && !lock.holders[1].by_address);
    let short = lock.n < 5 && !(is_own(facts, lock) && standstill::at_rest(facts));
    match lock.oldest.unwrap_or(0) {
        // A holder that runs, or short waits of a few, are contention.
        ..PROVES_A_MINUTE if works || short => None,
        // Others have waited for minutes and nobody for the lock: it was free a moment ago.
        ..PROVES_A_MINUTE => Some((
            Severity::Suspect,
            if lock.oldest.is_none() && facts.age >= PROVES_A_MINUTE {
                Certainty::Low
            } else if holder.by_address
                || (alone && has_passed(facts, lock, holder) && needs_others(facts, holder))
            {
                Certainty::Medium
            } else {
                Certainty::Low
            },
        )),
        _ if works => Some((Severity::Stuck, Certainty::Low)),
        _ if holder.by_address && alone => Some((Severity::Stuck, Certainty::High)),
        _ if alone && holder.by_type => Some((Severity::Stuck, Certainty::Medium)),
        _ => Some((Severity::Stuck, Certainty::Low)),
    }
}

/// Whether the candidate stands in the function that asks for the lock, behind the line that does, and
/// waits there. A profile does not tell those who wait from those at work.
fn has_passed(facts: &Facts<'_>, lock: &Lock, holder: Holder) -> bool {
    let stack = facts.ctx.tables.stack(facts.stack(holder.idx));
    !facts.is_profile() && Asks::of(facts, lock).is_before(stack)
}

/// Whether the candidate waits for other goroutines: the network answers on its own, sooner or later.
fn needs_others(facts: &Facts<'_>, holder: Holder) -> bool {
    let goroutine = facts.goroutine(holder.idx);
    let state = facts.ctx.tables.state(goroutine.state);
    let op = blocked::op(state, facts.ctx.tables.stack(goroutine.stack));
    matches!(op, Op::Send | Op::Receive | Op::WaitGroup | Op::Cond)
}

/// Whether the user's own code asks for the lock, not a library for one of its own.
pub(super) fn is_own(facts: &Facts<'_>, lock: &Lock) -> bool {
    let stacks = lock.stacks.iter().map(|&it| facts.ctx.tables.stack(it));
    let mut callers = stacks.filter_map(caller);
    callers.any(|it| it.origin == Origin::Application)
}

fn finding(
    facts: &Facts<'_>,
    lock: &Lock,
    holder: Holder,
    severity: Severity,
    certainty: Certainty,
) -> Finding {
    let places = own_code::places(facts, lock.waiters.iter());
    let title = msg("mutex-holder-blocked-title")
        .n("n", lock.n)
        .text("holder", holder_place(facts, holder));
    Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(lock.n, "goroutine")
        .members(facts, lock.waiters.iter().chain([(holder.idx, 1)]))
        .evidence(EvidenceKind::Position, queue(lock))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::OwnCode, holder_text(facts, lock, holder))
        .evidence(
            EvidenceKind::Wait,
            wait(lock.n, lock.oldest),
        )
        .maybe(
            EvidenceKind::Position,
            (lock.writers > 0 && lock.readers > 0).then(|| {
                msg("mutex-holder-blocked-writer").n("readers", lock.readers).n("writers", lock.writers)
            }),
        )
        .evidence(EvidenceKind::Caveat, msg("mutex-holder-blocked-not-shown"))
        .look_alike("mutex-contention", msg("mutex-holder-blocked-or-contention"))
        .look_alike("mutex-deadlock", msg("mutex-holder-blocked-or-deadlock"))
        .remedy(remedy(
            msg("mutex-holder-blocked-remedy"),
            [
                msg("mutex-holder-blocked-step-outside"),
                msg("mutex-holder-blocked-step-deadline"),
            ],
            "c.mu.Lock()\ndefer c.mu.Unlock()\nv, err := c.fetch(ctx, key) // everybody waits for it\nif err != nil {\n\treturn err\n}\nc.items[key] = v\n",
            "// Without the lock, with a deadline.\nv, err := c.fetch(ctx, key)\nif err != nil {\n\treturn err\n}\nc.mu.Lock()\nc.items[key] = v\nc.mu.Unlock()\n",
            &[("Go diagnostics: mutex and block profiles", "https://go.dev/doc/diagnostics")],
        ))
        .capture(second_dump())
        .finish(facts)
}

/// How many wait for the lock, and its address where it is shown.
pub(super) fn queue(lock: &Lock) -> Message {
    match lock.ptr {
        0 => msg("shared-lock-queue").n("n", lock.n),
        ptr => msg("shared-lock-queue-at")
            .n("n", lock.n)
            .text("lock", format!("{ptr:#x}")),
    }
}

/// Whether a goroutine has an id: profiles have none.
pub(super) fn is_known(id: u64) -> &'static str {
    if id == 0 { "no" } else { "yes" }
}

fn holder_place(facts: &Facts<'_>, holder: Holder) -> String {
    let stack = facts.ctx.tables.stack(facts.stack(holder.idx));
    let frame = own_code::nearest(stack).or_else(|| stack.top());
    frame.map_or_else(String::new, |frame| frame.func.to_string())
}

fn holder_text(facts: &Facts<'_>, lock: &Lock, holder: Holder) -> Message {
    let goroutine = facts.goroutine(holder.idx);
    let state = facts.ctx.tables.state(goroutine.state).to_owned();
    let place = own_code::nearest(facts.ctx.tables.stack(goroutine.stack))
        .map_or_else(String::new, own_code::place);
    let proof = match (holder.by_address, holder.by_type) {
        (true, _) => "address",
        _ if has_passed(facts, lock, holder) => "line",
        (false, true) => "type",
        (false, false) => "package",
    };
    msg("mutex-holder-blocked-candidate")
        .text("proof", proof)
        .text("known", is_known(goroutine.id))
        .text("id", goroutine.id.to_string())
        .text("state", state)
        .text("place", place)
        .n("others", (lock.n_holders + lock.near.len()) as u64 - 1)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    #[test]
    fn a_holder_is_found_by_address() {
        let mut dump = Dump::whole();
        let owner = dump.ptr();
        dump.locking(15, "main.(*cache).get", owner, owner + 8, Some(3));
        let this = format!("{owner:#x}, {{0x1, 0x2}}");
        dump.goroutine(
            "chan receive",
            Some(3),
            &[("main.(*cache).refill", &*this)],
            Some("main.main"),
        );
        expect![[r#"
            mutex-holder-blocked suspect medium 15 goroutine 16 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    #[test]
    fn a_running_holder_is_contention() {
        let mut dump = Dump::whole();
        let owner = dump.ptr();
        dump.locking(15, "main.(*cache).get", owner, owner + 8, None);
        let this = format!("{owner:#x}");
        dump.goroutine(
            "runnable",
            None,
            &[("main.(*cache).refill", &*this)],
            Some("main.main"),
        );
        expect![[""]].assert_eq(&dump.verdicts());
    }
}
