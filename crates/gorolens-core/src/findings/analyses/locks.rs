//! Locks, put together from the goroutines that wait for them.
//!
//! `(*Mutex).lockSlow` prints the lock's address exactly since Go 1.13. Nothing in a dump says who
//! holds a lock. But a method that locks a field of its receiver shows the receiver's address, and
//! the field lies a little behind it: a goroutine that has such a receiver on its stack and waits for
//! something else is a candidate for the holder.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::blocked::{Crowd, Op, op};
use super::http_conns::Member;
use super::index::StackIndex;
use crate::findings::{Ctx, is_func};
use crate::model::{Goroutine, Origin, STALE, Stack, StackFrame, StackId};

/// One lock with those who wait for it.
#[derive(Debug, Default)]
pub(in crate::findings) struct Lock {
    /// Its address; 0 when the dump does not show it.
    pub(in crate::findings) ptr: u64,
    pub(in crate::findings) waiters: Vec<Member>,
    pub(in crate::findings) n: u64,
    pub(in crate::findings) readers: u64,
    pub(in crate::findings) writers: u64,
    pub(in crate::findings) oldest: Option<u32>,
    /// Goroutines that may hold it, best first.
    pub(in crate::findings) holders: Vec<Holder>,
    /// Receiver types of the methods that wait: `main.(*cache)`.
    pub(in crate::findings) owners: Vec<String>,
}

/// A candidate for the holder of a lock.
#[derive(Clone, Copy, Debug)]
pub(in crate::findings) struct Holder {
    pub(in crate::findings) idx: u32,
    /// The address of a receiver on its stack fits, not only its type.
    pub(in crate::findings) by_address: bool,
    /// It waits for a lock itself.
    pub(in crate::findings) waits_for_lock: bool,
}

/// A field this far behind a receiver is taken to belong to it.
const MAX_STRUCT: u64 = 1024;

/// Holders are looked for behind this many locks, those with the most waiters.
const MAX_LOCKS: usize = 16;

/// The locks of a dump by number of waiters, most first.
pub(in crate::findings) fn locks(
    ctx: &Ctx<'_>,
    crowds: &[Crowd],
    index: &StackIndex<'_>,
) -> Vec<Lock> {
    let waiting: Vec<(u32, Op)> = waiting(ctx, crowds);
    let mut by_key: BTreeMap<(u64, String), Lock> = BTreeMap::new();
    for &(idx, op) in &waiting {
        let goroutine = &ctx.dump.goroutines.at(idx as usize);
        let stack = ctx.tables.stack(goroutine.stack);
        let owner =
            caller(stack).map_or_else(String::new, |frame| owner_of(&frame.func).to_owned());
        let ptr = address(ctx, goroutine, stack);
        let rw = matches!(op, Op::ReadLock | Op::WriteLock);
        // The waiters of one RWMutex stand in two semaphores and show different addresses.
        let key = if ptr != 0 && !rw {
            (ptr, String::new())
        } else {
            (0, owner.clone())
        };
        let lock = by_key.entry(key).or_default();
        lock.ptr = if rw { 0 } else { ptr };
        add(lock, idx, op, goroutine, owner);
    }
    let mut locks: Vec<Lock> = by_key.into_values().collect();
    let pointers = locks.iter().map(|lock| lock.ptr);
    let mut addresses: Vec<u64> = pointers.filter(|&ptr| ptr != 0).collect();
    addresses.sort_unstable();
    locks.sort_by_key(|lock| std::cmp::Reverse(lock.n));
    let n = locks.len().min(MAX_LOCKS);
    find_holders(ctx, &mut locks[..n], &addresses, index);
    locks
}

/// Those that wait for a lock, in order of the dump.
fn waiting(ctx: &Ctx<'_>, crowds: &[Crowd]) -> Vec<(u32, Op)> {
    let is_lock = |crowd: &&Crowd| {
        matches!(crowd.op, Op::Mutex | Op::ReadLock | Op::WriteLock)
            // Those behind a sync.Once wait for its first caller: `once-stuck` judges them.
            && !ctx.tables.stack(crowd.stack).has("sync.(*Once).doSlow")
    };
    let members = |crowd: &'_ Crowd| {
        let op = crowd.op;
        crowd
            .members
            .iter()
            .map(move |it| (it.0, op))
            .collect::<Vec<_>>()
    };
    let mut waiting: Vec<(u32, Op)> = crowds.iter().filter(is_lock).flat_map(members).collect();
    waiting.sort_unstable_by_key(|it| it.0);
    waiting
}

fn add(lock: &mut Lock, idx: u32, op: Op, goroutine: &Goroutine, owner: String) {
    let n = u64::from(goroutine.count);
    lock.waiters.push((idx, n));
    lock.n += n;
    lock.readers += if op == Op::ReadLock { n } else { 0 };
    lock.writers += if op == Op::WriteLock { n } else { 0 };
    lock.oldest = lock.oldest.max(goroutine.minutes());
    if !owner.is_empty() && !lock.owners.contains(&owner) {
        lock.owners.push(owner);
    }
}

/// The frame that asked for the lock: the innermost outside package sync and the runtime.
pub(in crate::findings) fn caller(stack: &Stack) -> Option<&StackFrame> {
    stack.frames.iter().find(|frame| {
        frame.origin != Origin::Runtime
            && !frame.func.starts_with("sync.")
            && !frame.func.starts_with("internal/sync.")
    })
}

/// `main.(*cache)` of `main.(*cache).get`; a plain function is its own owner.
pub(in crate::findings) fn owner_of(func: &str) -> &str {
    match func.find(").") {
        Some(end) if func.contains("(*") => &func[..=end],
        _ => func,
    }
}

/// The lock's address, when it is shown exactly.
fn address(ctx: &Ctx<'_>, goroutine: &Goroutine, stack: &Stack) -> u64 {
    values(ctx, goroutine, stack)
        .find(|(frame, value)| {
            *value & STALE == 0
                && *value != 0
                && (is_func(&frame.func, "(*Mutex).lockSlow")
                    || is_func(&frame.func, "(*Mutex).Lock"))
        })
        .map_or(0, |(_, value)| value)
}

/// The watched frames of a goroutine with their first arguments.
fn values<'a>(
    ctx: &'a Ctx<'_>,
    goroutine: &Goroutine,
    stack: &'a Stack,
) -> impl Iterator<Item = (&'a StackFrame, u64)> {
    let values = ctx.dump.watched(goroutine);
    let frames = stack
        .watched
        .iter()
        .map(|&at| &stack.frames[usize::from(at)]);
    frames
        .enumerate()
        .map_while(move |(slot, frame)| Some((frame, *values.get(slot)?)))
}

/// Looks once at every goroutine whose stack may hold one of `locks`.
fn find_holders(ctx: &Ctx<'_>, locks: &mut [Lock], addresses: &[u64], index: &StackIndex<'_>) {
    if locks.is_empty() {
        return;
    }
    let by_type: Vec<Vec<StackId>> = locks
        .iter()
        .map(|lock| index.calling(|func| lock.owners.iter().any(|it| it == owner_of(func))))
        .collect();
    let has_address = locks.iter().any(|lock| lock.ptr != 0);
    let stacks = ctx.tables.stacks();
    let may_hold: Vec<bool> = stacks
        .map(|(id, stack)| {
            let is_type = by_type.iter().any(|them| them.binary_search(&id).is_ok());
            is_type || (has_address && has_own_receiver(stack))
        })
        .collect();
    for idx in 0..ctx.dump.goroutines.len() {
        let id = ctx.dump.goroutines.stack(idx);
        if !may_hold[id.index()] {
            continue;
        }
        let goroutine = ctx.dump.goroutines.at(idx);
        for (lock, by_type) in locks.iter_mut().zip(&by_type) {
            let is_type = by_type.binary_search(&id).is_ok();
            lock.holders
                .extend(holder(ctx, lock, &goroutine, is_type, addresses));
        }
    }
    for lock in locks {
        lock.holders
            .sort_by_key(|it| (!it.by_address, it.waits_for_lock, it.idx));
    }
}

fn has_own_receiver(stack: &Stack) -> bool {
    let own = |&at: &u16| stack.frames[usize::from(at)].origin == Origin::Application;
    stack.watched.iter().any(own)
}

/// The goroutine as a candidate for the holder of `lock`, if it may be one.
fn holder(
    ctx: &Ctx<'_>,
    lock: &Lock,
    goroutine: &Goroutine,
    is_type: bool,
    addresses: &[u64],
) -> Option<Holder> {
    let stack = ctx.tables.stack(goroutine.stack);
    let idx = goroutine.at;
    let by_address = fits_address(ctx, lock, goroutine, stack, addresses);
    if (!by_address && !is_type) || lock.waiters.binary_search_by_key(&idx, |it| it.0).is_ok() {
        return None;
    }
    // A waiter for another instance of the same type is no candidate without the address.
    let op = op(ctx.tables.state(goroutine.state), stack);
    let waits_for_lock = matches!(op, Op::Mutex | Op::ReadLock | Op::WriteLock);
    (by_address || !waits_for_lock).then_some(Holder {
        idx,
        by_address,
        waits_for_lock,
    })
}

/// Whether a receiver on the stack lies a little before the lock, with no other lock in between.
/// `addresses` are those of all locks, sorted.
fn fits_address(
    ctx: &Ctx<'_>,
    lock: &Lock,
    goroutine: &Goroutine,
    stack: &Stack,
    addresses: &[u64],
) -> bool {
    lock.ptr != 0
        && values(ctx, goroutine, stack).any(|(frame, value)| {
            let receiver = value & !STALE;
            let next = addresses.partition_point(|&other| other < receiver);
            frame.origin == Origin::Application
                && receiver != 0
                && receiver <= lock.ptr
                && lock.ptr - receiver < MAX_STRUCT
                && addresses.get(next).is_none_or(|&other| other >= lock.ptr)
        })
}

/// Locks in a circle: each has a waiter that may, by address, hold the one before. Indices into
/// `locks`; the shortest circle of the lock with the most waiters.
pub(in crate::findings) fn cycle(locks: &[Lock]) -> Option<Vec<usize>> {
    let n = locks.len().min(MAX_LOCKS);
    let waits_and_holds = |waits: usize, holds: usize| {
        locks[holds]
            .holders
            .iter()
            .any(|it| it.by_address && locks[waits].waiters.iter().any(|waiter| waiter.0 == it.idx))
    };
    (0..n).find_map(|start| {
        let mut paths = VecDeque::from([vec![start]]);
        let mut seen = BTreeSet::new();
        while let Some(path) = paths.pop_front() {
            let last = *path.last()?;
            for next in (0..n).filter(|&next| next != last && waits_and_holds(last, next)) {
                if next == start {
                    return Some(path);
                }
                if seen.insert(next) {
                    paths.push_back(path.iter().copied().chain([next]).collect());
                }
            }
        }
        None
    })
}

/// A waiter whose own stack passes twice through the type that owns the lock: the outer call may
/// hold what the inner one asks for. Gives the waiter, the outer and the inner function.
pub(in crate::findings) fn locked_twice<'a>(
    ctx: &'a Ctx<'_>,
    lock: &Lock,
) -> Option<(Member, &'a str, &'a str)> {
    lock.waiters.iter().find_map(|&member| {
        let stack = ctx
            .tables
            .stack(ctx.dump.goroutines.stack(member.0 as usize));
        let inner = caller(stack)?;
        let owner = owner_of(&inner.func);
        let mut frames = stack
            .frames
            .iter()
            .filter(|frame| owner_of(&frame.func) == owner);
        frames.find(|frame| std::ptr::eq(*frame, inner))?;
        let outer = frames.next()?;
        owner
            .contains("(*")
            .then_some((member, &*outer.func, &*inner.func))
    })
}
