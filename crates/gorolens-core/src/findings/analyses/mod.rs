//! What rules share: each analysis turns goroutines into the objects they belong to.

pub(super) mod ages;
pub(super) mod ancestors;
pub(super) mod blocked;
pub(super) mod by_func;
pub(super) mod cost;
pub(super) mod explained;
pub(super) mod http_conns;
pub(super) mod http_roles;
pub(super) mod http_timeouts;
pub(super) mod idle;
pub(super) mod index;
pub(super) mod locks;
pub(super) mod members;
pub(super) mod net_roles;
pub(super) mod notes;
pub(super) mod own_code;
pub(super) mod starters;

use std::cell::RefCell;

use super::Ctx;
use crate::model::{Goroutine, StackId};
use crate::report::Format;
use blocked::{Crowd, Crowds, Watched};
use by_func::{ByFunc, Mark};
use explained::Explained;
use http_conns::{ConnKind, HttpParts, HttpView, Member};
use idle::Idle;
use index::StackIndex;
use locks::{Lock, LockParts};
use net_roles::NetView;
use notes::Notes;

/// One dump with everything the shared analyses found in it.
pub(super) struct Facts<'a> {
    pub(super) ctx: &'a Ctx<'a>,
    /// Which stacks call what; see its methods before walking over all crowds.
    pub(super) index: StackIndex<'a>,
    /// The groups that findings name so far; see [`is_explained`](super::is_explained).
    pub(super) explained: RefCell<Explained>,
    /// The functions of libraries in it.
    by_func: ByFunc<'a>,
    /// HTTP connections put together from their goroutines.
    pub(super) http: HttpView<'a>,
    /// Those of them that are idle, in numbers.
    pub(super) idle: Idle,
    /// What goroutines do on other connections.
    pub(super) net: NetView,
    /// Goroutines that wait at the same place, largest crowd first.
    pub(super) crowds: Vec<Crowd>,
    /// Positions in `crowds`, by stack.
    crowds_by_stack: Vec<(StackId, u32)>,
    /// Whether the runtime has marked any goroutine as leaked.
    pub(super) is_marked: bool,
    /// Locks with their waiters, most waiters first.
    pub(super) locks: Vec<Lock>,
    /// Whether the text is only a part of a dump: neither the main goroutine nor the one that
    /// wrote the dump is in it. Somebody chose these goroutines, so small numbers mean more.
    pub(super) excerpt: bool,
    /// Whether goroutines may be missing: an excerpt, or a text that ends in the middle. Rules that
    /// rest on what is absent are less sure then.
    pub(super) partial: bool,
    /// The longest wait of any goroutine: for how long the dump can tell waits apart.
    pub(super) age: u32,
    /// The largest id: how many goroutines the process has started, about.
    pub(super) newest: u64,
    /// Goroutines that run the user's code or serve a request: each could use a pooled connection.
    pub(super) users: u64,
}

impl<'a> Facts<'a> {
    pub(super) fn gather(ctx: &'a Ctx<'a>) -> Self {
        let Notes { roles, users, .. } = ctx.notes;
        let mut sums = Sums::default();
        let mut crowds = Crowds::new(ctx, roles);
        let mut http = HttpParts::new(ctx, roles);
        let mut locks = LockParts::new(ctx);
        ctx.dump.goroutines.each(|goroutine| {
            let mut pointers = Watched::new(ctx, &goroutine);
            sums.add(ctx, &goroutine, users);
            http.add(&goroutine, &mut pointers);
            let n_before = crowds.len();
            let crowd = crowds.add(&goroutine, &mut pointers);
            if n_before < crowds.len() {
                locks.start(crowds.so_far(crowd));
            }
            // The frames that tell which lock it is may be missing.
            if !goroutine.flags.cut {
                locks.add(crowd, &goroutine, &mut pointers);
            }
        });
        let index = StackIndex::new(ctx.tables, crowds.stacks());
        let crowds = crowds.finish(&index);
        let http = http.finish();
        let http = HttpView::new(roles, http);
        let excerpt = ctx.dump.format == Format::Debug2 && !sums.has_main_or_running;
        let last = ctx.dump.goroutines.last();
        let is_cut =
            ctx.dump.is_cut || last.is_some_and(|it| it.flags.cut || lacks_creator(ctx, &it));
        Facts {
            ctx,
            explained: RefCell::default(),
            idle: Idle::of(ctx, &http),
            http,
            locks: locks.finish(&crowds, &index),
            net: NetView::new(ctx.tables, &index),
            by_func: ByFunc::new(index.funcs()),
            index,
            crowds_by_stack: by_stack(&crowds),
            is_marked: crowds.iter().any(|crowd| crowd.leaked > 0),
            crowds,
            excerpt,
            partial: excerpt || is_cut,
            age: sums.age,
            newest: sums.newest,
            users: sums.users,
        }
    }

    /// The longest wait among these goroutines, in minutes.
    pub(super) fn oldest(&self, members: impl IntoIterator<Item = Member>) -> Option<u32> {
        members
            .into_iter()
            .filter_map(|it| self.minutes(it.0))
            .max()
    }

    /// The goroutines of idle connections.
    pub(super) fn idle_members(&self) -> impl Iterator<Item = Member> + '_ {
        let conns = self.http.of(ConnKind::Idle).into_iter();
        conns.flat_map(|conn| conn.members())
    }

    /// Whether the dump is a profile: counted stacks without states, waits, creators and addresses.
    pub(super) fn is_profile(&self) -> bool {
        super::is_profile(self.ctx)
    }

    /// Whether the goroutines run code of the user's or of a library that no other rule judges.
    pub(super) fn is_own_wait(&self, crowd: &Crowd) -> bool {
        self.note(crowd.stack).is_own_wait
    }

    /// The goroutine an index of an analysis names.
    pub(super) fn goroutine(&self, idx: u32) -> Goroutine {
        self.ctx.dump.goroutines.at(idx as usize)
    }

    /// Its id alone.
    pub(super) fn id(&self, idx: u32) -> u64 {
        self.ctx.dump.goroutines.id(idx as usize)
    }

    /// The id of who started it alone; 0 when the dump does not say.
    pub(super) fn creator(&self, idx: u32) -> u64 {
        self.ctx.dump.goroutines.creator(idx as usize)
    }

    /// Its minutes alone.
    pub(super) fn minutes(&self, idx: u32) -> Option<u32> {
        self.ctx.dump.goroutines.minutes(idx as usize)
    }

    /// Its stack alone.
    pub(super) fn stack(&self, idx: u32) -> StackId {
        self.ctx.dump.goroutines.stack(idx as usize)
    }

    /// The state of a crowd's goroutines; of several, that of the first.
    pub(super) fn state(&self, crowd: &Crowd) -> &'a str {
        let first = crowd.members.iter().next();
        first.map_or("", |it| {
            self.ctx
                .tables
                .state(self.ctx.dump.goroutines.state(it.0 as usize))
        })
    }

    /// The crowds of these stacks, largest first.
    pub(super) fn crowds_of(&self, stacks: &[StackId]) -> Vec<&Crowd> {
        let of = |&id: &StackId| {
            let from = self
                .crowds_by_stack
                .partition_point(|&(stack, _)| stack < id);
            let crowds = self.crowds_by_stack[from..].iter();
            crowds.take_while(move |(stack, _)| *stack == id)
        };
        let mut found: Vec<u32> = stacks.iter().flat_map(of).map(|it| it.1).collect();
        found.sort_unstable();
        found.iter().map(|&at| &self.crowds[at as usize]).collect()
    }

    /// The crowds that function `func` has started, largest first.
    pub(super) fn crowds_started_by(&self, func: &str) -> impl Iterator<Item = &Crowd> {
        self.crowds_of(self.index.created_by(func)).into_iter()
    }

    /// The crowds with a frame of function `name` in whatever package, largest first.
    pub(super) fn crowds_calling(&self, name: &str) -> Vec<&Crowd> {
        self.crowds_of(&self.index.calling_func(name))
    }

    /// The crowds with one of these functions of libraries on their stacks, largest first.
    pub(super) fn crowds_on(&self, marks: &[Mark]) -> Vec<&Crowd> {
        self.crowds_of_funcs(marks, |func| self.index.with(func))
    }

    /// The crowds that one of these functions of libraries has started, largest first.
    pub(super) fn crowds_started_on(&self, marks: &[Mark]) -> Vec<&Crowd> {
        self.crowds_of_funcs(marks, |func| self.index.created_by(func))
    }

    fn crowds_of_funcs<S: AsRef<[StackId]>>(
        &self,
        marks: &[Mark],
        of: impl Fn(&str) -> S,
    ) -> Vec<&Crowd> {
        let mut stacks: Vec<StackId> = Vec::new();
        for func in marks.iter().flat_map(|mark| self.by_func.named(mark)) {
            stacks.extend_from_slice(of(func).as_ref());
        }
        stacks.sort_unstable();
        stacks.dedup();
        self.crowds_of(&stacks)
    }
}

/// Only the main goroutine and the runtime's own have no creator; the last one of a text that lacks it
/// was cut off between two lines.
fn lacks_creator(ctx: &Ctx<'_>, goroutine: &Goroutine) -> bool {
    let stack = ctx.tables.stack(goroutine.stack);
    let whole = goroutine.id <= 1 || stack.creator.is_some();
    !whole && ctx.dump.format == Format::Debug2 && super::benign(stack).is_none()
}

fn by_stack(crowds: &[Crowd]) -> Vec<(StackId, u32)> {
    let mut all: Vec<_> = crowds.iter().map(|it| it.stack).zip(0..).collect();
    all.sort_unstable();
    all
}

/// What is counted over all goroutines.
#[derive(Default)]
struct Sums {
    has_main_or_running: bool,
    age: u32,
    newest: u64,
    users: u64,
}

impl Sums {
    fn add(&mut self, ctx: &Ctx<'_>, goroutine: &Goroutine, users: &[bool]) {
        self.has_main_or_running |=
            goroutine.id == 1 || ctx.tables.state(goroutine.state) == "running";
        self.newest = self.newest.max(goroutine.id);
        self.age = self.age.max(goroutine.minutes().unwrap_or(0));
        if users[goroutine.stack.index()] {
            self.users += u64::from(goroutine.count);
        }
    }
}
