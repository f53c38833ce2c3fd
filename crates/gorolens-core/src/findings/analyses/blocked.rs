//! Goroutines that wait at the same place, and what can be told about those they wait for.
//!
//! A dump never shows the other end of a channel. What it does show is whether the function that
//! started the waiting goroutines is still on anybody's stack, and whether they were started one by
//! one over time or all at once.

use std::sync::Arc;

use super::http_roles::{Client, Roles};
use super::index::StackIndex;
use super::members::{Members, Order};
use crate::findings::{Ctx, is_func, is_profile};
use crate::model::{
    Goroutine, Goroutines, IdSet, Origin, Pointers, STALE, Stack, StackId, StateId,
};
use crate::order::sort_by_key;

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

impl Op {
    /// Whether it waits for a Mutex or an RWMutex.
    pub(in crate::findings) fn is_lock(self) -> bool {
        matches!(self, Self::Mutex | Self::ReadLock | Self::WriteLock)
    }
}

/// All goroutines of one stack that wait for the same kind of thing.
#[derive(Debug)]
pub(in crate::findings) struct Crowd {
    pub(in crate::findings) stack: StackId,
    pub(in crate::findings) op: Op,
    pub(in crate::findings) members: Members,
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
    /// Members that the main goroutine has started (Go 1.21+).
    pub(in crate::findings) by_main: u64,
    /// Whether the main goroutine is one of them.
    pub(in crate::findings) has_main: bool,
    /// Smallest and largest id; 0 when the format has none.
    pub(in crate::findings) ids: (u64, u64),
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

    /// Whether the members were started one by one, as the work came: at different times, or by many
    /// different goroutines. A set that is made at once has one starter.
    pub(in crate::findings) fn is_one_by_one(&self) -> bool {
        self.drip || (self.parents >= 5 && self.parents as u64 * 4 >= self.n)
    }

    /// Whether those who started the members have ended, most of them: the function with the `go` statement has
    /// returned everywhere, or each member had a starter of its own that is gone (Go 1.21+).
    pub(in crate::findings) fn has_outlived_starters(&self) -> bool {
        let by_many = self.parents >= 5 && self.parents as u64 * 4 >= self.n;
        self.starter_lives == Some(false)
            || (by_many && self.by_main == 0 && self.live_parents * 4 <= self.n)
    }

    /// Whether most members belong to a goroutine of their own that started them and is still there: a
    /// session, a request in progress. What outlives its starter has none; many that one goroutine
    /// has started one after another, as a connection that serves many requests does, say nothing.
    pub(in crate::findings) fn has_living_parents(&self) -> bool {
        self.live_parents * 2 >= self.n && self.parents as u64 * 4 >= self.n
    }
}

/// Sorts goroutines into crowds, one by one.
pub(super) struct Crowds<'a> {
    ctx: &'a Ctx<'a>,
    roles: &'a [Roles],
    /// For each stack, the first of its `kinds`, one-based.
    first: Vec<u32>,
    kinds: Vec<Kind>,
    crowds: Vec<Growing>,
    /// The members of a crowd that are not known yet.
    nobody: Members,
}

/// The first arguments of a goroutine's watched frames, read when somebody asks for them.
pub(super) struct Watched<'a> {
    goroutines: &'a Goroutines,
    at: usize,
    read: Option<Pointers>,
}

impl<'a> Watched<'a> {
    pub(super) fn new(ctx: &'a Ctx<'_>, goroutine: &Goroutine) -> Self {
        Watched {
            goroutines: &ctx.dump.goroutines,
            at: goroutine.at as usize,
            read: None,
        }
    }

    pub(super) fn all(&mut self) -> &[u64] {
        let read = || self.goroutines.pointers(self.at);
        self.read.get_or_insert_with(read)
    }

    pub(super) fn get(&mut self, slot: usize) -> Option<u64> {
        self.all().get(slot).copied()
    }
}

/// Goroutines of one stack in one state.
struct Kind {
    state: StateId,
    crowd: u32,
    /// The next one of this stack, one-based.
    next: u32,
}

/// A crowd while its members are counted.
struct Growing {
    crowd: Crowd,
    /// Records in it.
    len: u32,
    /// Who started the two halves of a connection is of no interest, and there may be many.
    is_half: bool,
    first_parent: u64,
    /// The others; few crowds have some.
    parents: Option<Box<IdSet>>,
    /// Ids that are not 0: how many, the smallest and the largest.
    ids: (u64, u64, u64),
    /// Which of the watched frames is the outermost own one.
    own_slot: Option<usize>,
    /// What all members have had as the receiver there so far.
    receiver: u64,
}

impl<'a> Crowds<'a> {
    pub(super) fn new(ctx: &'a Ctx<'a>, roles: &'a [Roles]) -> Self {
        // One for each stack, as a rule.
        let n = roles.len().min(ctx.dump.goroutines.len());
        Crowds {
            ctx,
            roles,
            first: vec![0; roles.len()],
            kinds: Vec::with_capacity(n),
            crowds: Vec::with_capacity(n),
            nobody: Members::default(),
        }
    }

    /// Adds the next goroutine of the dump, and gives the position of its crowd. `pointers` is asked
    /// for the first arguments of its watched frames where they matter.
    pub(super) fn add(&mut self, goroutine: &Goroutine, pointers: &mut Watched<'_>) -> u32 {
        let at = self.find(goroutine.stack, goroutine.state);
        let at = at.unwrap_or_else(|| self.new_kind(goroutine));
        self.crowds[at as usize].add(goroutine, pointers, self.ctx);
        at
    }

    /// The crowd at a position that [`add`](Self::add) gave, of which not all are counted yet.
    pub(super) fn so_far(&self, at: u32) -> &Crowd {
        &self.crowds[at as usize].crowd
    }

    /// How many crowds there are so far.
    pub(super) fn len(&self) -> usize {
        self.crowds.len()
    }

    /// The crowd of goroutines with this stack and state.
    fn find(&self, stack: StackId, state: StateId) -> Option<u32> {
        let mut at = self.first[stack.index()];
        while at > 0 {
            let kind = &self.kinds[at as usize - 1];
            if kind.state == state {
                return Some(kind.crowd);
            }
            at = kind.next;
        }
        None
    }

    fn new_kind(&mut self, goroutine: &Goroutine) -> u32 {
        let Goroutine { stack, state, .. } = *goroutine;
        let op = op(self.ctx.tables.state(state), self.ctx.tables.stack(stack));
        let crowd = self.same_op(stack, op).unwrap_or_else(|| {
            let role = self.roles[stack.index()].client;
            let nobody = self.nobody.clone();
            self.crowds
                .push(Growing::new(self.ctx, (stack, op), nobody, role));
            self.crowds.len() as u32 - 1
        });
        let next = std::mem::replace(&mut self.first[stack.index()], self.kinds.len() as u32 + 1);
        self.kinds.push(Kind { state, crowd, next });
        crowd
    }

    fn same_op(&self, stack: StackId, op: Op) -> Option<u32> {
        let mut at = self.first[stack.index()];
        while at > 0 {
            let kind = &self.kinds[at as usize - 1];
            if self.crowds[kind.crowd as usize].crowd.op == op {
                return Some(kind.crowd);
            }
            at = kind.next;
        }
        None
    }

    /// The stacks that occur, by id.
    pub(super) fn stacks(&self) -> impl Iterator<Item = StackId> {
        let stacks = self.ctx.tables.stacks().map(|it| it.0);
        stacks.filter(|stack| self.first[stack.index()] > 0)
    }

    /// The crowds, largest first.
    pub(super) fn finish(self, index: &StackIndex<'_>) -> Vec<Crowd> {
        let order = Arc::new(self.order());
        let mut from = 0;
        let mut crowds = Vec::with_capacity(self.crowds.len());
        for growing in self.crowds {
            let to = from + growing.len;
            let mut crowd = growing.finish(self.ctx, index);
            crowd.members = Members::new(&order, from, to);
            crowds.push(crowd);
            from = to;
        }
        sort_by_key(&mut crowds, |crowd| {
            (std::cmp::Reverse(crowd.n), crowd.stack, crowd.op)
        });
        crowds
    }

    /// All goroutines, those of the first crowd first.
    fn order(&self) -> Order {
        let goroutines = &self.ctx.dump.goroutines;
        let mut next: Vec<u32> = Vec::with_capacity(self.crowds.len());
        let mut from = 0;
        for growing in &self.crowds {
            next.push(from);
            from += growing.len;
        }
        let mut indices = vec![0; goroutines.len()];
        goroutines.each_place(|idx, stack, state| {
            let crowd = self.find(stack, state);
            if let Some(next) = crowd.and_then(|at| next.get_mut(at as usize)) {
                indices[*next as usize] = idx as u32;
                *next += 1;
            }
        });
        Order::new(indices, goroutines)
    }
}

impl Growing {
    fn new(ctx: &Ctx<'_>, (stack, op): (StackId, Op), nobody: Members, role: Client) -> Self {
        Growing {
            crowd: Crowd {
                stack,
                op,
                members: nobody,
                n: 0,
                oldest: None,
                leaked: 0,
                parents: 0,
                with_parent: 0,
                live_parents: 0,
                by_main: 0,
                has_main: false,
                ids: (0, 0),
                one_object: true,
                starter_lives: None,
                drip: false,
            },
            len: 0,
            is_half: matches!(role, Client::Reader(_) | Client::Writer(_)),
            first_parent: 0,
            parents: None,
            ids: (0, u64::MAX, 0),
            own_slot: own_slot(ctx.tables.stack(stack)),
            receiver: 0,
        }
    }

    fn add(&mut self, goroutine: &Goroutine, pointers: &mut Watched<'_>, ctx: &Ctx<'_>) {
        if self.crowd.one_object {
            self.crowd.one_object = self.has_same_receiver(pointers);
        }
        let crowd = &mut self.crowd;
        crowd.n += u64::from(goroutine.count);
        crowd.oldest = crowd.oldest.max(goroutine.minutes());
        crowd.leaked += u64::from(goroutine.flags.leaked);
        crowd.with_parent += u64::from(goroutine.creator_id != 0);
        crowd.has_main |= goroutine.id == 1;
        self.len += 1;
        if self.is_half {
            return;
        }
        let (creator, id) = (goroutine.creator_id, goroutine.id);
        if creator != 0 {
            self.add_parent(creator);
            self.crowd.by_main += u64::from(creator == 1);
            self.crowd.live_parents += u64::from(creator > 1 && ctx.dump.ids.contains(creator));
        }
        if id != 0 {
            let (n, min, max) = self.ids;
            self.ids = (n + 1, min.min(id), max.max(id));
        }
    }

    /// The first is kept aside: most crowds have no other.
    fn add_parent(&mut self, creator: u64) {
        if self.crowd.parents == 0 {
            self.first_parent = creator;
            self.crowd.parents = 1;
        } else if creator != self.first_parent {
            let others = self.parents.get_or_insert_default();
            self.crowd.parents += usize::from(others.insert(creator));
        }
    }

    /// Workers of one pool have the pool as their receiver; loops of many objects have many.
    fn has_same_receiver(&mut self, pointers: &mut Watched<'_>) -> bool {
        let Some(slot) = self.own_slot else {
            return false;
        };
        let receiver = pointers.get(slot).map_or(0, |it| it & !STALE);
        if self.len == 0 {
            self.receiver = receiver;
        }
        receiver != 0 && receiver == self.receiver
    }

    fn finish(mut self, ctx: &Ctx<'_>, index: &StackIndex<'_>) -> Crowd {
        let creator = ctx.tables.stack(self.crowd.stack).creator.as_ref();
        self.crowd.drip = self.is_drip();
        if let (1.., first, last) = self.ids {
            self.crowd.ids = (first, last);
        }
        let starter = creator.map(|it| index.bodies_of_starter(it)).or_else(|| {
            let stack = ctx.tables.stack(self.crowd.stack);
            let literal = is_profile(ctx).then(|| literal_in(stack)).flatten()?;
            Some(index.bodies_with(literal))
        });
        self.crowd.starter_lives = starter.map(|bodies| {
            let mut stacks = bodies.iter().flat_map(|&body| index.stacks_on(body));
            stacks.any(|&it| it != self.crowd.stack)
        });
        self.crowd
    }

    /// Ids are handed out in order, in blocks of 16 to each processor (`runtime/proc.go`, goidgen),
    /// so goroutines started together have ids close together.
    fn is_drip(&self) -> bool {
        let (n, min, max) = self.ids;
        let slack = 16 * 16;
        n >= 5 && max - min > n * 4 + slack
    }
}

/// The outermost watched frame of the user's own code, as a position among the watched ones.
fn own_slot(stack: &Stack) -> Option<usize> {
    let own = |at: &u16| stack.frames[usize::from(*at)].origin == Origin::Application;
    stack.watched.iter().rposition(own)
}

/// The function of the user's own in which the outermost function of the stack is written: where the
/// format does not name the starter, it most likely has the `go` statement.
pub(in crate::findings) fn literal_in(stack: &Stack) -> Option<&str> {
    let mut frames = stack.frames.iter().rev();
    let root = frames.find(|it| &*it.func != "runtime.goexit")?;
    let name = enclosing(&root.func);
    (root.origin == Origin::Application && name != &*root.func).then_some(name)
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

/// Whether the innermost function below locks and the runtime is neither the library's nor the
/// runtime's. `reflect.Select` and its like wait for the channels of whoever calls them.
pub(super) fn runs_own_code(stack: &Stack) -> bool {
    let first = stack.frames.iter().find(|frame| {
        !matches!(frame.origin, Origin::Runtime)
            && !frame.func.starts_with("sync.")
            && !frame.func.starts_with("internal/sync.")
            && !frame.func.starts_with("reflect.")
    });
    first.is_some_and(|frame| matches!(frame.origin, Origin::Application | Origin::Dependency))
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
    let mut dots = memchr::memchr_iter(b'.', func.as_bytes());
    let literal = dots.find(|&at| func.as_bytes()[at..].starts_with(b".func"));
    literal.map_or(func, |at| &func[..at])
}
