//! Which stacks call what, so that a rule looks at the few stacks it is about.
//!
//! There may be fifty thousand stacks and a hundred rules. Many of them have the same calls (a
//! [body](crate::model::BodyId)) and different creators, and distinct functions are few: a question
//! is put to each function once, and the bodies that call it, and their stacks, are looked up.

use std::cell::OnceCell;

use xxhash_rust::xxh3::xxh3_64;

use crate::findings::is_func;
use crate::model::{BodyId, ByHash, Creator, FastMap, Func, Stack, StackId, Tables};

/// Functions of a dump with the stacks they are on.
#[derive(Debug)]
pub(in crate::findings) struct StackIndex<'a> {
    /// By name; the bodies of each in the order of their first stacks.
    calls: Vec<(&'a str, Vec<BodyId>)>,
    /// Address of the shared text → position in `calls`.
    places: FastMap<usize, u32>,
    /// The stacks of each body, by id.
    by_body: Lists,
    creators: Creators<'a>,
    packages: Packages<'a>,
}

impl<'a> StackIndex<'a> {
    /// Of these stacks, which come by id.
    pub(in crate::findings) fn new(
        tables: &'a Tables,
        stacks: impl Iterator<Item = StackId>,
    ) -> Self {
        let stacks: Vec<StackId> = stacks.collect();
        let stack = |id: &StackId| tables.stack(*id);
        let bodies = stacks.iter().map(|id| stack(id).body.index() as u32);
        let by_body = Lists::new(tables.n_bodies, &stacks, bodies);
        let calls = calls(by_body.firsts().map(|id| stack(&id)));
        let creators = Creators::new(tables, &stacks);
        let funcs = calls
            .iter()
            .map(|it| it.0)
            .chain(creators.funcs.iter().copied());
        StackIndex {
            packages: Packages::new(funcs),
            places: calls.iter().map(|it| address(it.0)).zip(0..).collect(),
            calls,
            by_body,
            creators,
        }
    }

    /// Whether a function of this package, or of one below its path, is on any stack or has started
    /// any goroutine. Vendored copies count. The first thing a rule about a library should ask.
    pub(in crate::findings) fn has_package(&self, path: &str) -> bool {
        self.packages.has(path, || {
            self.funcs().chain(self.creators.funcs.iter().copied())
        })
    }

    /// The stacks with a frame whose function passes `test`, by id. It is asked once for each
    /// distinct function.
    pub(in crate::findings) fn calling(&self, test: impl Fn(&str) -> bool) -> Vec<StackId> {
        let calls = self.calls.iter().filter(|(func, _)| test(func));
        self.stacks_of(calls.flat_map(|(_, bodies)| bodies).copied().collect())
    }

    /// The stacks with a frame of function `name` in whatever package, by id; see [`is_func`].
    pub(in crate::findings) fn calling_func(&self, name: &str) -> Vec<StackId> {
        self.calling(|func| func == name || is_func(func, name))
    }

    /// The stacks with a frame of this package or one below its path, by id.
    pub(in crate::findings) fn calling_package(&self, path: &str) -> Vec<StackId> {
        self.calling(|func| {
            let rest = func.strip_prefix("vendor/").unwrap_or(func);
            let rest = rest.find("/vendor/").map_or(rest, |at| &rest[at + 8..]);
            let rest = rest.strip_prefix(path).map(str::as_bytes);
            matches!(rest, Some([b'.' | b'/', ..]))
        })
    }

    /// Every function with the bodies that call it, by name.
    pub(super) fn functions(&self) -> impl Iterator<Item = (&str, &[BodyId])> {
        self.calls.iter().map(|(func, bodies)| (*func, &bodies[..]))
    }

    /// The distinct functions on stacks, sorted.
    pub(super) fn funcs(&self) -> impl Iterator<Item = &'a str> {
        self.calls.iter().map(|it| it.0)
    }

    /// The stacks with these calls, by id.
    pub(super) fn stacks_on(&self, body: BodyId) -> &[StackId] {
        self.by_body.get(body.index())
    }

    /// The stacks with a frame of exactly this function, by id.
    pub(in crate::findings) fn with(&self, func: &str) -> Vec<StackId> {
        self.stacks_of(self.bodies_with(func).to_vec())
    }

    /// The bodies with a frame of exactly this function.
    pub(super) fn bodies_with(&self, func: &str) -> &[BodyId] {
        let at = self.calls.binary_search_by(|(name, _)| (*name).cmp(func));
        at.map_or(&[], |at| &self.calls[at].1)
    }

    /// The bodies with a frame of the function that started the goroutines of a stack. The texts of the
    /// tables are shared, so that its address tells.
    pub(super) fn bodies_of_starter(&self, creator: &Creator) -> &[BodyId] {
        let at = self.places.get(&address(&creator.func));
        at.map_or(&[], |&at| &self.calls[at as usize].1)
    }

    /// The stacks that this function started, by id.
    pub(in crate::findings) fn created_by(&self, func: &str) -> &[StackId] {
        self.creators.of(func)
    }

    fn stacks_of(&self, mut bodies: Vec<BodyId>) -> Vec<StackId> {
        bodies.sort_unstable();
        bodies.dedup();
        let stacks = bodies.iter().flat_map(|&body| self.stacks_on(body));
        let mut stacks: Vec<StackId> = stacks.copied().collect();
        stacks.sort_unstable();
        stacks
    }
}

fn address(text: &str) -> usize {
    text.as_ptr() as usize
}

/// The functions on stacks, by name, with the bodies they are on; of each body one stack is given.
fn calls<'a>(stacks: impl Iterator<Item = &'a Stack>) -> Vec<(&'a str, Vec<BodyId>)> {
    // By the address of the shared text.
    let mut places: FastMap<usize, u32> = FastMap::default();
    let mut calls: Vec<(&str, Vec<BodyId>)> = Vec::new();
    for stack in stacks {
        for frame in &*stack.frames {
            let next = calls.len() as u32;
            let at = *places.entry(address(&frame.func)).or_insert(next);
            if at == next {
                calls.push((&frame.func, Vec::new()));
            }
            let bodies = &mut calls[at as usize].1;
            if bodies.last() != Some(&stack.body) {
                bodies.push(stack.body);
            }
        }
    }
    calls.sort_unstable_by_key(|(func, _)| *func);
    calls
}

/// Stacks in lists, in one piece of memory.
#[derive(Debug)]
struct Lists {
    /// Where each list ends.
    ends: Vec<u32>,
    stacks: Vec<StackId>,
}

impl Lists {
    /// `lists` gives for each stack the list it belongs to, of `n`.
    fn new(n: usize, stacks: &[StackId], lists: impl Iterator<Item = u32> + Clone) -> Lists {
        let mut ends = vec![0; n];
        lists.clone().for_each(|list| ends[list as usize] += 1);
        let mut from = 0;
        for end in &mut ends {
            from += std::mem::replace(end, from);
        }
        let mut sorted = stacks.to_vec();
        for (list, &stack) in lists.zip(stacks) {
            let end = &mut ends[list as usize];
            sorted[*end as usize] = stack;
            *end += 1;
        }
        Lists {
            ends,
            stacks: sorted,
        }
    }

    fn get(&self, list: usize) -> &[StackId] {
        let from = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.stacks[from as usize..self.ends[list] as usize]
    }

    /// The first stack of each list that has one.
    fn firsts(&self) -> impl Iterator<Item = StackId> {
        (0..self.ends.len()).filter_map(|list| self.get(list).first().copied())
    }
}

/// The functions with the `go` statements; there may be as many as stacks.
#[derive(Debug)]
struct Creators<'a> {
    funcs: Vec<&'a str>,
    /// The stacks that each has started, by id.
    stacks: Lists,
    /// Address of the shared text → position in `funcs`.
    by_address: FastMap<usize, u32>,
    by_text: OnceCell<ByHash>,
}

impl<'a> Creators<'a> {
    fn new(tables: &'a Tables, stacks: &[StackId]) -> Self {
        let mut by_address: FastMap<usize, u32> = FastMap::default();
        let mut funcs: Vec<&str> = Vec::new();
        let (mut created, mut lists) = (Vec::new(), Vec::new());
        for &id in stacks {
            let Some(creator) = &tables.stack(id).creator else {
                continue;
            };
            let next = funcs.len() as u32;
            let at = *by_address.entry(address(&creator.func)).or_insert(next);
            if at == next {
                funcs.push(&creator.func);
            }
            created.push(id);
            lists.push(at);
        }
        Creators {
            stacks: Lists::new(funcs.len(), &created, lists.into_iter()),
            funcs,
            by_address,
            by_text: OnceCell::new(),
        }
    }

    fn of(&self, func: &str) -> &[StackId] {
        let known = self.by_address.get(&address(func)).copied();
        // A part of a shared text may begin where that does.
        let known = known.filter(|&at| self.funcs[at as usize] == func);
        let found = known.or_else(|| self.find(self.by_text(), func).ok());
        found.map_or(&[], |at| self.stacks.get(at as usize))
    }

    fn find(&self, by_text: &ByHash, func: &str) -> Result<u32, u64> {
        let hash = xxh3_64(func.as_bytes());
        by_text.find(hash, |at| self.funcs[at as usize] == func)
    }

    fn by_text(&self) -> &ByHash {
        self.by_text.get_or_init(|| {
            let mut by_text = ByHash::default();
            for (func, at) in self.funcs.iter().zip(0..) {
                if let Err(place) = self.find(&by_text, func) {
                    by_text.insert(place, at);
                }
            }
            by_text
        })
    }
}

/// The packages of all functions.
#[derive(Debug)]
struct Packages<'a> {
    /// Without vendor folders before them, sorted.
    paths: Vec<&'a str>,
    /// Functions without a package.
    without: Vec<&'a str>,
}

impl<'a> Packages<'a> {
    fn new(funcs: impl Iterator<Item = &'a str>) -> Self {
        let mut seen: FastMap<&str, ()> = FastMap::default();
        let (mut paths, mut without) = (Vec::new(), Vec::new());
        for func in funcs {
            let split = Func::split(func);
            if split.package.is_empty() {
                without.push(func);
            } else if seen.insert(split.package, ()).is_none() {
                paths.push(split.unvendored());
            }
        }
        paths.sort_unstable();
        paths.dedup();
        Packages { paths, without }
    }

    /// Whether a function among `funcs` is of the package at `path`, or of one below it. The last
    /// element of a path may have a dot (`nats.go`), which a function's name has after the package.
    fn has<'f, F: Iterator<Item = &'f str>>(&self, path: &str, funcs: impl Fn() -> F) -> bool {
        let ends = |rest: &str| rest.starts_with(['.', '/']);
        let from = self.paths.partition_point(|it| *it < path);
        let mut below = self.paths[from..]
            .iter()
            .map_while(|it| it.strip_prefix(path));
        if below.any(|rest| rest.is_empty() || ends(rest)) {
            return true;
        }
        let without = self.without.iter().filter_map(|it| it.strip_prefix(path));
        if without.into_iter().any(ends) {
            return true;
        }
        let Func { package, name } = Func::split(path);
        self.paths.binary_search(&package).is_ok()
            && funcs().map(Func::split).any(|func| {
                func.unvendored() == package && func.name.strip_prefix(name).is_some_and(ends)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gorolens_read::{Limits, Reading};

    /// Three stacks: a pool that waits, one below a vendored library, one that neither calls.
    const STACKS: [&[&str]; 3] = [
        &["database/sql.(*DB).conn", "main.get"],
        &["x.y/vendor/google.golang.org/grpc/internal.Run", "main.get"],
        &["main.main"],
    ];

    fn tables() -> Tables {
        let mut reading = Reading::new(Limits::default());
        for funcs in STACKS {
            reading.push(b"goroutine 1 [select]:\n");
            for func in funcs {
                reading.push(format!("{func}()\n\t/a.go:1 +0x1\n").as_bytes());
            }
            reading.push(b"created by net/http.(*Server).Serve\n\t/s.go:2 +0x1\n\n");
        }
        reading.finish().tables
    }

    #[test]
    fn questions_are_answered_by_function() {
        let tables = tables();
        let ids: Vec<StackId> = tables.stacks().map(|(id, _)| id).collect();
        let index = StackIndex::new(&tables, ids.iter().copied());
        assert_eq!(index.with("main.get"), &ids[..2]);
        assert!(index.with("main.ge").is_empty());
        assert_eq!(index.calling_func("(*DB).conn"), ids[..1]);
        assert_eq!(index.calling_func("get"), ids[..2]);
        assert_eq!(index.calling_package("google.golang.org/grpc"), ids[1..2]);
        assert_eq!(index.created_by("net/http.(*Server).Serve"), ids);
        assert!(index.has_package("database/sql") && index.has_package("net/http"));
        assert!(index.has_package("google.golang.org/grpc"));
        assert!(!index.has_package("database/sq") && !index.has_package("google.golang.org/g"));
    }
}
