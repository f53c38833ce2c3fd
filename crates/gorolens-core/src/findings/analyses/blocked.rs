//! Goroutines that wait at the same place, and what can be told about those they wait for.
//!
//! A dump never shows the other end of a channel. What it does show is whether the function that
//! started the waiting goroutines is still on anybody's stack, and whether they were started one by
//! one over time or all at once.

use std::collections::{BTreeMap, BTreeSet};

use super::http_conns::Member;
use super::http_roles::{Client, Roles};
use crate::findings::{Ctx, benign, is_func};
use crate::model::{FastMap, Goroutine, Origin, STALE, Stack, StackId, StateId};

/// What a waiting goroutine waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::findings) enum Op {
    Send,
    Receive,
    NilSend,
    NilReceive,
    Select,
    SelectNone,
    Mutex,
    ReadLock,
    WriteLock,
    WaitGroup,
    Cond,
    Coroutine,
    Other,
}

/// All goroutines of one stack that wait for the same kind of thing.
#[derive(Debug)]
pub(in crate::findings) struct Crowd {
    pub(in crate::findings) stack: StackId,
    pub(in crate::findings) op: Op,
    pub(in crate::findings) members: Vec<Member>,
    pub(in crate::findings) n: u64,
    pub(in crate::findings) oldest: Option<u32>,
    /// Members the runtime has marked as unreachable.
    pub(in crate::findings) leaked: u64,
    /// Different goroutines that started the members (Go 1.21+); 0 when the dump does not say.
    pub(in crate::findings) parents: usize,
    /// Members whose starter the dump names (Go 1.21+).
    pub(in crate::findings) with_parent: u64,
    /// Members whose starter is another goroutine than main and still in the dump.
    pub(in crate::findings) live_parents: u64,
    /// Whether all members work on one object: the same receiver in their outermost own frame.
    pub(in crate::findings) one_object: bool,
    /// Whether the function with the `go` statement is on some other stack, that is, has not
    /// returned. `None` without a creator.
    pub(in crate::findings) starter_lives: Option<bool>,
    /// Whether the members' ids are far apart: other goroutines were started between them.
    pub(in crate::findings) drip: bool,
}

impl Crowd {
    /// Whether it has about `n` members: within a fifth, since objects may be half closed.
    pub(in crate::findings) fn is_about(&self, n: u64) -> bool {
        self.n * 5 >= n * 4 && self.n * 4 <= n * 5
    }
}

/// The crowds of a dump, largest first.
pub(in crate::findings) fn crowds(ctx: &Ctx<'_>, roles: &[Roles]) -> Vec<Crowd> {
    let mut by_key: BTreeMap<(StackId, Op), Vec<u32>> = BTreeMap::new();
    for ((stack, state), members) in by_state(ctx) {
        let op = op(ctx.tables.state(state), ctx.tables.stack(stack));
        by_key.entry((stack, op)).or_default().extend(members);
    }
    let present = by_key.keys().map(|key| key.0).collect();
    let live = live_functions(ctx, &present);
    let mut ids: Vec<u64> = ctx.dump.goroutines.iter().map(|it| it.id).collect();
    ids.sort_unstable();
    let mut crowds = Vec::with_capacity(by_key.len());
    for ((stack, op), mut members) in by_key {
        members.sort_unstable();
        // Who started the two halves of a connection is of no interest, and there may be many.
        let is_half = matches!(
            roles[stack.index()].client,
            Client::Reader(_) | Client::Writer(_)
        );
        let ids = if is_half { &[][..] } else { &ids[..] };
        crowds.push(crowd(ctx, &live, ids, (stack, op), &members));
    }
    crowds.sort_by_key(|crowd| std::cmp::Reverse(crowd.n));
    crowds
}

/// Goroutines by stack and state, each in order of the dump.
fn by_state(ctx: &Ctx<'_>) -> Vec<((StackId, StateId), Vec<u32>)> {
    let mut positions: FastMap<(StackId, StateId), u32> = FastMap::default();
    let mut found: Vec<((StackId, StateId), Vec<u32>)> = Vec::new();
    for (idx, goroutine) in ctx.dump.goroutines.iter().enumerate() {
        let key = (goroutine.stack, goroutine.state);
        let next = found.len() as u32;
        let at = *positions.entry(key).or_insert(next);
        if at == next {
            found.push((key, Vec::new()));
        }
        found[at as usize].1.push(idx as u32);
    }
    found
}

/// Function → a stack it is on, and whether it is on others too.
type Live<'a> = FastMap<&'a str, (StackId, bool)>;

fn live_functions<'a>(ctx: &'a Ctx<'_>, present: &BTreeSet<StackId>) -> Live<'a> {
    let mut live = Live::default();
    for &id in present {
        for frame in &ctx.tables.stack(id).frames {
            let (first, others) = live.entry(&frame.func).or_insert((id, false));
            *others |= *first != id;
        }
    }
    live
}

/// `ids` are those of all goroutines, sorted; empty when who started the members does not matter.
fn crowd(
    ctx: &Ctx<'_>,
    live: &Live<'_>,
    ids: &[u64],
    (stack, op): (StackId, Op),
    members: &[u32],
) -> Crowd {
    let of = |idx: u32| &ctx.dump.goroutines[idx as usize];
    let creator = ctx.tables.stack(stack).creator.as_ref();
    let parents: BTreeSet<u64> = members
        .iter()
        .filter(|_| !ids.is_empty())
        .map(|&idx| of(idx).creator_id)
        .filter(|&id| id != 0)
        .collect();
    let count_if = |test: &dyn Fn(&Goroutine) -> bool| {
        members.iter().filter(|&&idx| test(of(idx))).count() as u64
    };
    Crowd {
        stack,
        op,
        n: members.iter().map(|&idx| u64::from(of(idx).count)).sum(),
        oldest: members.iter().filter_map(|&idx| of(idx).minutes()).max(),
        leaked: members.iter().filter(|&&idx| of(idx).flags.leaked).count() as u64,
        parents: parents.len(),
        with_parent: count_if(&|it| it.creator_id != 0),
        live_parents: count_if(&|it| {
            it.creator_id > 1 && ids.binary_search(&it.creator_id).is_ok()
        }),
        one_object: one_object(ctx, stack, members),
        starter_lives: creator.map(|creator| {
            live.get(&*creator.func)
                .is_some_and(|&(first, others)| others || first != stack)
        }),
        drip: !ids.is_empty() && is_drip(members.iter().map(|&idx| of(idx))),
        members: members
            .iter()
            .map(|&idx| (idx, u64::from(of(idx).count)))
            .collect(),
    }
}

/// Workers of one pool have the pool as their receiver; loops of many objects have many.
fn one_object(ctx: &Ctx<'_>, stack: StackId, members: &[u32]) -> bool {
    let frames = &ctx.tables.stack(stack).frames;
    let watched = &ctx.tables.stack(stack).watched;
    let own = |at: &u16| frames[usize::from(*at)].origin == Origin::Application;
    let Some(slot) = watched.iter().rposition(own) else {
        return false;
    };
    let receiver = |&idx: &u32| {
        ctx.dump
            .watched(&ctx.dump.goroutines[idx as usize])
            .get(slot)
            .map_or(0, |it| it & !STALE)
    };
    let mut receivers = members.iter().map(receiver);
    let first = receivers.next().unwrap_or(0);
    first != 0 && receivers.all(|it| it == first)
}

/// Ids are handed out in order, in blocks of 16 to each processor (`runtime/proc.go`, goidgen), so
/// goroutines started together have ids close together.
fn is_drip<'a>(members: impl Iterator<Item = &'a Goroutine>) -> bool {
    let ids: Vec<u64> = members.map(|it| it.id).filter(|&id| id != 0).collect();
    let (Some(min), Some(max)) = (ids.iter().min(), ids.iter().max()) else {
        return false;
    };
    let slack = 16 * 16;
    ids.len() >= 5 && max - min > ids.len() as u64 * 4 + slack
}

/// What a goroutine in `state` with this stack waits for.
pub(in crate::findings) fn op(state: &str, stack: &Stack) -> Op {
    match state {
        "chan send" => Op::Send,
        "chan receive" => Op::Receive,
        "chan send (nil chan)" => Op::NilSend,
        "chan receive (nil chan)" => Op::NilReceive,
        "select" => Op::Select,
        "select (no cases)" => Op::SelectNone,
        "sync.Mutex.Lock"
        | "sync.RWMutex.RLock"
        | "sync.RWMutex.Lock"
        | "semacquire"
        | "sync.WaitGroup.Wait"
        | "sync.Cond.Wait" => lock_op(stack),
        "coroutine" => Op::Coroutine,
        _ => Op::Other,
    }
}

/// `semacquire` is three different things up to Go 1.19 and two up to 1.23: the frames decide.
fn lock_op(stack: &Stack) -> Op {
    let sync = |frame: &&crate::model::StackFrame| {
        frame.func.starts_with("sync.(*") && !frame.func.ends_with(".lockSlow")
    };
    // The outermost of the sync frames on top says what the caller asked for.
    let asked = stack
        .frames
        .iter()
        .skip_while(|frame| !frame.func.starts_with("sync."))
        .take_while(|frame| {
            frame.func.starts_with("sync.") || frame.func.starts_with("internal/sync.")
        })
        .filter(sync)
        .last()
        .or_else(|| stack.frames.iter().find(sync));
    match asked.map(|frame| &*frame.func) {
        Some("sync.(*RWMutex).RLock") => Op::ReadLock,
        Some("sync.(*RWMutex).Lock") => Op::WriteLock,
        Some("sync.(*WaitGroup).Wait") => Op::WaitGroup,
        Some("sync.(*Cond).Wait") => Op::Cond,
        Some(func) if func.contains("Mutex)") || func.contains("Once)") => Op::Mutex,
        _ => Op::Other,
    }
}

/// Whether the goroutines run code of a library that other rules judge, or of the runtime itself.
pub(in crate::findings) fn is_own_wait(stack: &Stack) -> bool {
    let first = stack.frames.iter().find(|frame| {
        !matches!(frame.origin, Origin::Runtime)
            && !frame.func.starts_with("sync.")
            && !frame.func.starts_with("internal/sync.")
    });
    benign(stack).is_none()
        && first
            .is_some_and(|frame| matches!(frame.origin, Origin::Application | Origin::Dependency))
}

/// Whether goroutines of this stack are started by a function that runs for as long as the program.
pub(in crate::findings) fn is_started_by_main(stack: &Stack) -> bool {
    stack.creator.as_ref().is_some_and(|creator| {
        let func = &*creator.func;
        func == "main.main"
            || func == "runtime.main"
            || func.starts_with("main.init.")
            || is_func(func, "init.0")
    })
}

/// `main.batch` of `main.batch.func1.2`.
pub(in crate::findings) fn enclosing(func: &str) -> &str {
    func.find(".func").map_or(func, |at| &func[..at])
}
