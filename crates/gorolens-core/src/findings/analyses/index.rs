//! Which stacks call what, so that a rule looks at the few stacks it is about.
//!
//! There may be fifty thousand stacks and a hundred rules. Distinct functions are few: a question is
//! put to each function once, and the stacks that call it are looked up.

use crate::findings::is_func;
use crate::model::{FastMap, Func, StackFrame, StackId, Tables};

/// Functions of a dump with the stacks they are on.
#[derive(Debug)]
pub(in crate::findings) struct StackIndex<'a> {
    /// By name; the stacks of each in the order of their ids.
    calls: Vec<(&'a str, Vec<StackId>)>,
    /// As `calls`: the functions with the `go` statements.
    creators: Vec<(&'a str, Vec<StackId>)>,
    /// Names without vendor folders before them, sorted.
    names: Vec<String>,
}

impl<'a> StackIndex<'a> {
    /// Of these stacks.
    pub(in crate::findings) fn new(
        tables: &'a Tables,
        stacks: impl Iterator<Item = StackId>,
    ) -> Self {
        let mut calls = Lists::default();
        let mut creators = Lists::default();
        for id in stacks {
            let stack = tables.stack(id);
            stack.frames.iter().for_each(|frame| calls.add(frame, id));
            stack
                .creator
                .iter()
                .for_each(|frame| creators.add(frame, id));
        }
        let (calls, creators) = (calls.sorted(), creators.sorted());
        let names = calls.iter().chain(&creators);
        let mut names: Vec<String> = names.map(|&(func, _)| unvendored(func)).collect();
        names.sort_unstable();
        names.dedup();
        StackIndex {
            calls,
            creators,
            names,
        }
    }

    /// Whether a function of this package, or of one below its path, is on any stack or has started
    /// any goroutine. Vendored copies count. The first thing a rule about a library should ask.
    pub(in crate::findings) fn has_package(&self, path: &str) -> bool {
        let from = self.names.partition_point(|name| name.as_str() < path);
        let mut names = self.names[from..].iter();
        let mut named = names.by_ref().take_while(|name| name.starts_with(path));
        named.any(|name| matches!(name.as_bytes().get(path.len()), Some(b'.' | b'/')))
    }

    /// The stacks with a frame whose function passes `test`, by id. It is asked once for each
    /// distinct function.
    pub(in crate::findings) fn calling(&self, test: impl Fn(&str) -> bool) -> Vec<StackId> {
        union(&self.calls, test)
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

    /// Every function with the stacks that call it, by name.
    pub(in crate::findings) fn functions(&self) -> impl Iterator<Item = (&str, &[StackId])> {
        self.calls.iter().map(|(func, stacks)| (*func, &stacks[..]))
    }

    /// The distinct functions on stacks, sorted.
    pub(super) fn funcs(&self) -> impl Iterator<Item = &'a str> {
        self.calls.iter().map(|it| it.0)
    }

    /// The stacks with a frame of exactly this function, by id.
    pub(in crate::findings) fn with(&self, func: &str) -> &[StackId] {
        list(&self.calls, func)
    }

    /// The stacks that this function started, by id.
    pub(in crate::findings) fn created_by(&self, func: &str) -> &[StackId] {
        list(&self.creators, func)
    }
}

fn list<'l>(lists: &'l [(&str, Vec<StackId>)], func: &str) -> &'l [StackId] {
    let at = lists.binary_search_by(|(name, _)| (*name).cmp(func));
    at.map_or(&[], |at| &lists[at].1)
}

fn union(lists: &[(&str, Vec<StackId>)], test: impl Fn(&str) -> bool) -> Vec<StackId> {
    let lists = lists.iter().filter(|(func, _)| test(func));
    let mut stacks: Vec<StackId> = lists.flat_map(|(_, stacks)| stacks).copied().collect();
    stacks.sort_unstable();
    stacks.dedup();
    stacks
}

fn unvendored(func: &str) -> String {
    let split = Func::split(func);
    match split.package.is_empty() {
        true => func.to_owned(),
        false => format!("{}.{}", split.unvendored(), split.name),
    }
}

/// Functions while the index is made.
#[derive(Default)]
struct Lists<'a> {
    /// Address of the shared text → position in `lists`.
    at: FastMap<usize, u32>,
    lists: Vec<(&'a str, Vec<StackId>)>,
}

impl<'a> Lists<'a> {
    fn add(&mut self, frame: &'a StackFrame, id: StackId) {
        let next = self.lists.len() as u32;
        let key = frame.func.as_ptr() as usize;
        let at = *self.at.entry(key).or_insert(next);
        if at == next {
            self.lists.push((&frame.func, Vec::new()));
        }
        let stacks = &mut self.lists[at as usize].1;
        if stacks.last() != Some(&id) {
            stacks.push(id);
        }
    }

    fn sorted(mut self) -> Vec<(&'a str, Vec<StackId>)> {
        self.lists.sort_unstable_by_key(|(func, _)| *func);
        self.lists
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Interner;

    /// Three stacks: a pool that waits, one below a vendored library, one that neither calls.
    fn tables() -> Tables {
        let mut interner = Interner::new(10);
        let stacks: [&[&str]; 3] = [
            &["database/sql.(*DB).conn", "main.get"],
            &["x.y/vendor/google.golang.org/grpc/internal.Run", "main.get"],
            &["main.main"],
        ];
        for funcs in stacks {
            let frames: Vec<_> = funcs
                .iter()
                .map(|func| interner.frame(func.as_bytes(), b"/a.go", 1))
                .collect();
            let creator = interner.frame(b"net/http.(*Server).Serve", b"/s.go", 2);
            interner.stack(frames.into_iter(), Some(creator), 0);
        }
        interner.into_tables()
    }

    #[test]
    fn questions_are_answered_by_function() {
        let tables = tables();
        let ids: Vec<StackId> = tables.stacks().map(|(id, _)| id).collect();
        let index = StackIndex::new(&tables, ids.iter().copied());
        assert_eq!(index.with("main.get"), &ids[..2]);
        assert_eq!(index.with("main.ge"), []);
        assert_eq!(index.calling_func("(*DB).conn"), ids[..1]);
        assert_eq!(index.calling_func("get"), ids[..2]);
        assert_eq!(index.calling_package("google.golang.org/grpc"), ids[1..2]);
        assert_eq!(index.created_by("net/http.(*Server).Serve"), ids);
        assert!(index.has_package("database/sql") && index.has_package("net/http"));
        assert!(index.has_package("google.golang.org/grpc"));
        assert!(!index.has_package("database/sq") && !index.has_package("google.golang.org/g"));
    }
}
