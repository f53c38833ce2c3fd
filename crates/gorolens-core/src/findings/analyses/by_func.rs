//! Functions of libraries, in whatever version and vendored copy of them.
//!
//! Some forty rules ask for goroutines of a library's function. The distinct functions of a dump are
//! looked at once, so that a rule whose library is not there costs one look into a table.

use super::blocked::enclosing;
use crate::model::{FastMap, Func};

/// A function of a library, in whatever version and vendored copy of it.
#[derive(Clone, Copy, Debug)]
pub(in crate::findings) struct Mark {
    /// Part of the import path: `redis` for go-redis under each of its three addresses.
    pub(in crate::findings) library: &'static str,
    /// The function without its package, with `*` for any ending: `(*Pool).run.func*`.
    pub(in crate::findings) func: &'static str,
}

/// The function `func` of a package whose path contains `library`.
pub(in crate::findings) const fn mark(library: &'static str, func: &'static str) -> Mark {
    Mark { library, func }
}

impl Mark {
    /// Whether `func`, as Go prints it, is this function.
    pub(in crate::findings) fn is(&self, func: &str) -> bool {
        let name = local(func);
        let is_name = match self.func.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == self.func,
        };
        is_name && func[..func.len() - name.len()].contains(self.library)
    }
}

/// Functions of libraries by their names without package; closures under the function they are in.
pub(in crate::findings) struct ByFunc<'a> {
    funcs: FastMap<&'a str, Vec<&'a str>>,
}

impl<'a> ByFunc<'a> {
    pub(super) fn new(funcs: impl Iterator<Item = &'a str>) -> Self {
        let mut found: FastMap<&'a str, Vec<&'a str>> = FastMap::default();
        for func in funcs.filter(|it| is_library(it)) {
            found.entry(enclosing(local(func))).or_default().push(func);
        }
        ByFunc { funcs: found }
    }

    /// The functions of the dump that `mark` means, as Go prints them.
    pub(super) fn named(&self, mark: &Mark) -> impl Iterator<Item = &'a str> {
        let key = enclosing(mark.func.trim_end_matches('*'));
        let funcs = self.funcs.get(key).into_iter().flatten().copied();
        let mark = *mark;
        funcs.filter(move |func| mark.is(func))
    }
}

/// Paths of libraries begin with a host. Of the standard library, rules of this sort ask for
/// database/sql only.
fn is_library(func: &str) -> bool {
    func.starts_with("database/sql.") || Func::split(func).package.contains('.')
}

/// The function without its package. What stands before a receiver is left out, because the last
/// part of an import path may contain a dot: `nats.go`, `lumberjack.v2`.
fn local(func: &str) -> &str {
    let name = Func::split(func).name;
    match name.find("(*") {
        Some(at) => &name[at..],
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn a_mark_is_found_in_every_copy_of_a_library() {
        let reaper = mark("redis", "(*ConnPool).reaper");
        for func in [
            "gopkg.in/redis.v5/internal/pool.(*ConnPool).reaper",
            "github.com/acme/app/vendor/github.com/go-redis/redis/internal/pool.(*ConnPool).reaper",
        ] {
            assert!(reaper.is(func), "{func}");
        }
        for func in [
            "github.com/acme/pool.(*ConnPool).reaper",
            "gopkg.in/redis.v5/internal/pool.(*ConnPool).reaper.func1",
        ] {
            assert!(!reaper.is(func), "{func}");
        }
    }

    #[test]
    fn a_dot_in_the_path_and_an_open_end() {
        assert!(mark("nats", "(*Conn).readLoop").is("github.com/nats-io/nats.go.(*Conn).readLoop"));
        let any = mark("grpc", "newClientStream.func*");
        assert!(any.is("google.golang.org/grpc.newClientStream.func4"));
        assert!(!any.is("google.golang.org/grpc.newClientStreamWithParams.func4"));
    }
}
