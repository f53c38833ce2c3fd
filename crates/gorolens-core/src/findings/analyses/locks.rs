//! Locks, put together from the goroutines that wait for them.
//!
//! `(*Mutex).lockSlow` prints the lock's address exactly since Go 1.13. Nothing in a dump says who
//! holds a lock. But a method that locks a field of its receiver shows the receiver's address, and
//! the field lies a little behind it: a goroutine that has such a receiver on its stack and waits for
//! something else is a candidate for the holder.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::blocked::{Crowd, Op, Watched};
use super::http_conns::Member;
use super::index::StackIndex;
use super::members::MemberList;
use super::notes::PerBody;
use crate::findings::{Ctx, is_func};
use crate::model::{FastMap, Func, Goroutine, Origin, STALE, Stack, StackFrame, StackId};
use crate::order::sort_by_key;

/// One lock with those who wait for it.
#[derive(Debug, Default)]
pub(in crate::findings) struct Lock {
    /// Its address; 0 when the dump does not show it.
    pub(in crate::findings) ptr: u64,
    /// In order of the dump.
    pub(in crate::findings) waiters: MemberList,
    /// Their stacks, by id.
    pub(in crate::findings) stacks: Vec<StackId>,
    pub(in crate::findings) n: u64,
    pub(in crate::findings) readers: u64,
    pub(in crate::findings) writers: u64,
    pub(in crate::findings) oldest: Option<u32>,
    /// Where there are no `holders`: the few that wait nearby, in the same package.
    pub(in crate::findings) near: Vec<Holder>,
    /// Goroutines that may hold it, best first; of those that only the type tells, the first of each
    /// crowd.
    pub(in crate::findings) holders: Vec<Holder>,
    /// How many there are in all.
    pub(in crate::findings) n_holders: usize,
    /// Receiver types of the methods that wait: `main.(*cache)`.
    pub(in crate::findings) owners: Vec<String>,
}

/// A candidate for the holder of a lock.
#[derive(Clone, Copy, Debug)]
pub(in crate::findings) struct Holder {
    pub(in crate::findings) idx: u32,
    /// The address of a receiver on its stack fits, not only its type.
    pub(in crate::findings) by_address: bool,
    /// The type fits; without either it only runs code of the same package.
    pub(in crate::findings) by_type: bool,
    /// It waits for a lock itself.
    pub(in crate::findings) waits_for_lock: bool,
}

/// A field this far behind a receiver is taken to belong to it.
const MAX_STRUCT: u64 = 1024;

/// Holders are looked for behind this many locks, those with the most waiters.
const MAX_LOCKS: usize = 16;

/// Sorts goroutines that wait for locks by lock, one by one.
pub(super) struct LockParts<'a> {
    ctx: &'a Ctx<'a>,
    /// One for each crowd; `None` where it waits for something else.
    queues: Vec<Option<Queue<'a>>>,
    /// Address and owner → lock; one of the two is enough.
    by_key: BTreeMap<(u64, &'a str), Lock>,
}

/// A crowd that waits for locks.
struct Queue<'a> {
    stack: StackId,
    op: Op,
    /// Receiver type of the method that waits; empty when there is none.
    owner: &'a str,
    /// Which of the watched frames show the lock.
    slots: Vec<usize>,
}

impl<'a> LockParts<'a> {
    pub(super) fn new(ctx: &'a Ctx<'a>) -> Self {
        LockParts {
            ctx,
            queues: Vec::new(),
            by_key: BTreeMap::new(),
        }
    }

    /// Gets to know the next crowd.
    pub(super) fn start(&mut self, crowd: &Crowd) {
        let stack = self.ctx.tables.stack(crowd.stack);
        // Those behind a sync.Once wait for its first caller: `once-stuck` judges them.
        let is_queue = crowd.op.is_lock() && !stack.has("sync.(*Once).doSlow");
        self.queues.push(is_queue.then(|| Queue {
            stack: crowd.stack,
            op: crowd.op,
            owner: caller(stack).map_or("", |frame| owner_of(&frame.func)),
            slots: slots(stack, |frame| {
                is_func(&frame.func, "(*Mutex).lockSlow") || is_func(&frame.func, "(*Mutex).Lock")
            }),
        }));
    }

    /// Adds the next goroutine of the dump, which is in the crowd at a position.
    pub(super) fn add(&mut self, crowd: u32, goroutine: &Goroutine, pointers: &mut Watched<'_>) {
        let Some(Some(queue)) = self.queues.get(crowd as usize) else {
            return;
        };
        let ptr = queue.address(pointers);
        let rw = matches!(queue.op, Op::ReadLock | Op::WriteLock);
        // The waiters of one RWMutex stand in two semaphores and show different addresses.
        let key = if ptr != 0 && !rw {
            (ptr, "")
        } else {
            (0, queue.owner)
        };
        let lock = self.by_key.entry(key).or_default();
        lock.ptr = if rw { 0 } else { ptr };
        lock.oldest = lock.oldest.max(goroutine.minutes());
        add(lock, (goroutine.at, u64::from(goroutine.count)), queue);
    }

    /// The locks of the dump by number of waiters, most first.
    pub(super) fn finish(self, crowds: &[Crowd], index: &StackIndex<'_>) -> Vec<Lock> {
        let mut locks: Vec<Lock> = self.by_key.into_values().collect();
        let pointers = locks.iter().map(|lock| lock.ptr);
        let mut addresses: Vec<u64> = pointers.filter(|&ptr| ptr != 0).collect();
        addresses.sort_unstable();
        sort_by_key(&mut locks, |lock| std::cmp::Reverse(lock.n));
        let n = locks.len().min(MAX_LOCKS);
        find_holders(self.ctx, crowds, &mut locks[..n], &addresses, index);
        for lock in locks[..n].iter_mut().filter(|it| it.holders.is_empty()) {
            lock.near = near(self.ctx, lock, crowds);
        }
        locks
    }
}

/// More goroutines that wait in the same package say nothing about a lock.
const MAX_NEAR: usize = 3;

/// A few goroutines that run code of the package which asks for the lock, and wait for something else.
/// Whoever has started a waiter waits for its end, and main for that of the program.
fn near(ctx: &Ctx<'_>, lock: &Lock, crowds: &[Crowd]) -> Vec<Holder> {
    let stacks = lock.stacks.iter().map(|&it| ctx.tables.stack(it));
    let packages: BTreeSet<&str> = stacks
        .filter_map(caller)
        .map(|frame| Func::split(&frame.func).package)
        .collect();
    let runs_it = |stack: &Stack| {
        stack.frames.iter().any(|it| {
            it.origin == Origin::Application && packages.contains(Func::split(&it.func).package)
        })
    };
    let mut by_body = PerBody::new(ctx.tables);
    let is_near = |crowd: &&Crowd| {
        let ops = [Op::Send, Op::Receive, Op::Select, Op::WaitGroup, Op::Cond];
        ops.contains(&crowd.op) && by_body.of(ctx.tables.stack(crowd.stack), runs_it)
    };
    let near: Vec<&Crowd> = crowds.iter().filter(is_near).collect();
    if near.iter().map(|it| it.n).sum::<u64>() > 2 * MAX_NEAR as u64 {
        return Vec::new();
    }
    let goroutine = |it: Member| ctx.dump.goroutines.at(it.0 as usize);
    let waiters = lock.waiters.iter().take(MAX_LOCKS);
    let starters: BTreeSet<u64> = waiters.map(|it| goroutine(it).creator_id).collect();
    let members = near.iter().flat_map(|it| it.members.iter()).map(goroutine);
    let found = members.filter(|it| it.id != 1 && !starters.contains(&it.id));
    let holder = |it: Goroutine| Holder {
        idx: it.at,
        by_address: false,
        by_type: false,
        waits_for_lock: false,
    };
    let found: Vec<Holder> = found.map(holder).collect();
    if found.len() > MAX_NEAR {
        return Vec::new();
    }
    found
}

impl Queue<'_> {
    /// The address of the lock that a goroutine waits for, when it is shown exactly.
    fn address(&self, pointers: &mut Watched<'_>) -> u64 {
        let mut shown = self.slots.iter().filter_map(|&slot| pointers.get(slot));
        let exact = shown.find(|&value| value & STALE == 0 && value != 0);
        exact.unwrap_or(0)
    }
}

/// The watched frames that pass `test`, as positions among the watched ones.
fn slots(stack: &Stack, test: impl Fn(&StackFrame) -> bool) -> Vec<usize> {
    let watched = stack.watched.iter().enumerate();
    let these = watched.filter(|(_, at)| test(&stack.frames[usize::from(**at)]));
    these.map(|it| it.0).collect()
}

fn add(lock: &mut Lock, member: Member, queue: &Queue<'_>) {
    let (op, n) = (queue.op, member.1);
    lock.waiters.push(member);
    lock.n += n;
    lock.readers += if op == Op::ReadLock { n } else { 0 };
    lock.writers += if op == Op::WriteLock { n } else { 0 };
    if let Err(at) = lock.stacks.binary_search(&queue.stack) {
        lock.stacks.insert(at, queue.stack);
        if !queue.owner.is_empty() && !lock.owners.iter().any(|it| it == queue.owner) {
            lock.owners.push(queue.owner.to_owned());
        }
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
    let mut ends = memchr::memchr_iter(b')', func.as_bytes());
    let end = ends.find(|&at| func.as_bytes().get(at + 1) == Some(&b'.'));
    match end {
        Some(end) if func.contains("(*") => &func[..=end],
        _ => func,
    }
}

/// Looks once at every crowd that may hold one of `locks`. `addresses` are those of all locks, sorted.
fn find_holders(
    ctx: &Ctx<'_>,
    crowds: &[Crowd],
    locks: &mut [Lock],
    addresses: &[u64],
    index: &StackIndex<'_>,
) {
    let by_type = by_type(locks, index);
    let fields = Fields::new(locks, addresses);
    let mut own = Vec::new();
    for crowd in crowds {
        let by_type = by_type.get(&crowd.stack).copied().unwrap_or(0);
        let n_before: [usize; MAX_LOCKS] =
            std::array::from_fn(|at| locks.get(at).map_or(0, |lock| lock.holders.len()));
        fields.each_holder(ctx, crowd, &mut own, |at, idx| {
            add_by_address(&mut locks[at], crowd, idx)
        });
        // A waiter for another instance of the same type is no candidate without the address.
        if by_type == 0 || crowd.op.is_lock() {
            continue;
        }
        for (at, lock) in locks.iter_mut().enumerate() {
            if by_type >> at & 1 == 1 {
                add_by_type(lock, crowd, n_before[at]);
            }
        }
    }
    for lock in locks {
        sort_by_key(&mut lock.holders, |it| {
            (!it.by_address, it.waits_for_lock, it.idx)
        });
    }
}

/// The stacks with a function of a lock's owner, each with the locks: a bit for each of them.
fn by_type(locks: &[Lock], index: &StackIndex<'_>) -> FastMap<StackId, u32> {
    let mut owners: FastMap<&str, u32> = FastMap::default();
    for (at, lock) in locks.iter().enumerate() {
        for owner in &lock.owners {
            *owners.entry(owner).or_default() |= 1 << at;
        }
    }
    let mut by_type = FastMap::default();
    if owners.is_empty() {
        return by_type;
    }
    for (func, bodies) in index.functions() {
        if let Some(locks) = owners.get(owner_of(func)) {
            for &stack in bodies.iter().flat_map(|&body| index.stacks_on(body)) {
                *by_type.entry(stack).or_default() |= locks;
            }
        }
    }
    by_type
}

fn add_by_address(lock: &mut Lock, crowd: &Crowd, idx: u32) {
    let waits_for_lock = crowd.op.is_lock();
    if waits_for_lock && lock.waiters.has(idx) {
        return;
    }
    lock.n_holders += 1;
    lock.holders.push(Holder {
        idx,
        by_address: true,
        by_type: false,
        waits_for_lock,
    });
}

/// All of the crowd but those that `lock` has had since there were `n_before` holders.
fn add_by_type(lock: &mut Lock, crowd: &Crowd, n_before: usize) {
    let known = &lock.holders[n_before..];
    lock.n_holders += crowd.members.iter().len() - known.len();
    let known = known.iter().map(|it| Some(it.idx));
    let mut members = crowd
        .members
        .iter()
        .zip(known.chain(std::iter::repeat(None)));
    let first = members.find(|(member, known)| Some(member.0) != *known);
    lock.holders.extend(first.map(|(member, _)| Holder {
        idx: member.0,
        by_address: false,
        by_type: true,
        waits_for_lock: false,
    }));
}

/// Where the locks lie, to tell from a receiver's address which of them is a field of it.
struct Fields<'a> {
    /// Of all locks, sorted.
    addresses: &'a [u64],
    /// Those whose holders are looked for, by address, with their positions.
    locks: Vec<(u64, usize)>,
}

impl<'a> Fields<'a> {
    fn new(locks: &[Lock], addresses: &'a [u64]) -> Self {
        let shown = locks.iter().enumerate().filter(|(_, lock)| lock.ptr != 0);
        let mut locks: Vec<_> = shown.map(|(at, lock)| (lock.ptr, at)).collect();
        locks.sort_unstable();
        Fields { addresses, locks }
    }

    /// Calls `found` with each lock and goroutine of the crowd that shows a receiver the lock may be
    /// a field of; in order of the goroutines for each lock. `own` is memory for it to work in.
    fn each_holder(
        &self,
        ctx: &Ctx<'_>,
        crowd: &Crowd,
        own: &mut Vec<bool>,
        mut found: impl FnMut(usize, u32),
    ) {
        let stack = ctx.tables.stack(crowd.stack);
        if self.locks.is_empty() || stack.watched.is_empty() {
            return;
        }
        let frames = stack
            .watched
            .iter()
            .map(|&at| &stack.frames[usize::from(at)]);
        own.clear();
        own.extend(frames.map(|it| it.origin == Origin::Application));
        if !own.contains(&true) {
            return;
        }
        for (idx, _) in crowd.members.iter() {
            let (mut own, mut these) = (own.iter(), 0_u32);
            ctx.dump.goroutines.each_pointer(idx as usize, |value| {
                let lock = match own.next() {
                    Some(true) => self.behind(value & !STALE),
                    _ => None,
                };
                these |= lock.map_or(0, |at| 1 << at);
            });
            if these == 0 {
                continue;
            }
            (0..MAX_LOCKS)
                .filter(|at| these >> at & 1 == 1)
                .for_each(|at| found(at, idx));
        }
    }

    /// The lock a little behind a receiver, with no other lock in between.
    fn behind(&self, receiver: u64) -> Option<usize> {
        let (first, last) = (self.locks.first()?.0, self.locks.last()?.0);
        if receiver > last || receiver < first.saturating_sub(MAX_STRUCT) {
            return None;
        }
        let next = self.locks.partition_point(|it| it.0 < receiver);
        let &(lock, at) = self.locks.get(next)?;
        if receiver == 0 || lock - receiver >= MAX_STRUCT {
            return None;
        }
        let next = self.addresses.partition_point(|&other| other < receiver);
        (self.addresses.get(next) == Some(&lock)).then_some(at)
    }
}

/// Locks in a circle: each has a waiter that may, by address, hold the one before. Indices into
/// `locks`; the shortest circle of the lock with the most waiters.
pub(in crate::findings) fn cycle(locks: &[Lock]) -> Option<Vec<usize>> {
    let n = locks.len().min(MAX_LOCKS);
    let waits = |lock: &Lock, idx: u32| lock.waiters.has(idx);
    let waits_and_holds = |waiting: usize, held: usize| {
        let mut holders = locks[held].holders.iter();
        holders.any(|it| it.by_address && it.waits_for_lock && waits(&locks[waiting], it.idx))
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
    let stack = |member: Member| ctx.dump.goroutines.stack(member.0 as usize);
    let mut seen = None;
    let mut waiters = lock.waiters.iter();
    waiters.find_map(|member| {
        let id = stack(member);
        // Those with the same stack follow each other.
        if seen.replace(id) == Some(id) {
            return None;
        }
        let stack = ctx.tables.stack(id);
        let inner = caller(stack)?;
        let owner = owner_of(&inner.func);
        let mut frames = stack
            .frames
            .iter()
            .filter(|frame| owner_of(&frame.func) == owner);
        frames.find(|frame| std::ptr::eq(*frame, inner))?;
        // Of several the outermost: what it calls below the lock may call the others.
        let outer = frames.next_back()?;
        owner
            .contains("(*")
            .then_some((member, &*outer.func, &*inner.func))
    })
}
