//! What the goroutines of a finding hold, and what runs out first if more of them come.
//!
//! Sources: `runtime/stack.go`, `_StackMin` (2 KiB since Go 1.4); `net/http/transport.go` and
//! `server.go` (a reader and a writer of 4 KiB for each HTTP/1 connection); `runtime/proc.go`,
//! `sched.maxmcount` (10,000 threads).

use super::Facts;
use super::http_roles::Client;
use crate::message::{Message, msg};
use crate::report::{Cost, Limit};

/// What is counted while a finding is drafted.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::findings) struct Held {
    /// Goroutines.
    pub(in crate::findings) goroutines: u64,
    /// Those in a wait for the network: each has a descriptor, which two may share.
    pub(in crate::findings) io_waits: u64,
    /// Those in a system call or in C: each has a thread.
    pub(in crate::findings) syscalls: u64,
    /// Those that wait for a channel or a lock.
    pub(in crate::findings) blocked: u64,
    /// HTTP connections: one goroutine of each is counted here.
    pub(in crate::findings) conns: u64,
    /// HTTP/1 connections among them: they have buffers of a known size.
    pub(in crate::findings) buffered: u64,
}

const STACK: u64 = 2 << 10;
const BUFFERS: u64 = 8 << 10;

impl Held {
    /// Adds `n` goroutines like the one at `idx`.
    pub(in crate::findings) fn add(&mut self, facts: &Facts<'_>, idx: u32, n: u64) {
        self.goroutines += n;
        let goroutine = facts.goroutine(idx);
        match facts.ctx.tables.state(goroutine.state) {
            "IO wait" => self.io_waits += n,
            "syscall" => self.syscalls += n,
            "semacquire" | "select" | "select (no cases)" => self.blocked += n,
            state if state.starts_with("chan ") || state.starts_with("sync.") => self.blocked += n,
            _ => {}
        }
        let roles = facts.http.roles()[goroutine.stack.index()];
        let http1 = matches!(roles.client, Client::Reader(_)) || roles.server.is_conn();
        if http1 || roles.client == Client::H2Reader {
            self.conns += n;
            self.buffered += if http1 { n } else { 0 };
        }
    }

    /// The cost, with `kind` of objects as a rule calls them.
    pub(in crate::findings) fn cost(&self, (objects, kind): (u64, &str)) -> Cost {
        let sockets = matches!(kind, "connection" | "dial" | "handshake");
        let descriptors = match self.conns {
            0 if sockets => objects,
            0 => self.io_waits,
            n => n,
        };
        let limit = match (self.syscalls, descriptors) {
            _ if self.goroutines == 0 => None,
            (1.., _) => Some(Limit::Threads),
            (0, 1..) => Some(Limit::Descriptors),
            _ => Some(Limit::Memory),
        };
        let mut cost = Cost {
            stack_bytes: self.goroutines.saturating_mul(STACK),
            descriptors,
            threads: self.syscalls,
            buffer_bytes: self.buffered.saturating_mul(BUFFERS),
            limit,
            notes: Vec::new(),
        };
        cost.notes = notes(self.goroutines, &cost);
        cost
    }
}

fn notes(goroutines: u64, cost: &Cost) -> Vec<Message> {
    let Some(limit) = cost.limit else {
        return Vec::new();
    };
    let holds = msg("shared-cost-goroutines")
        .n("n", goroutines)
        .bytes("bytes", cost.stack_bytes);
    let (descriptors, threads) = (cost.descriptors, cost.threads);
    let sockets = (descriptors > 0).then(|| msg("shared-cost-descriptors").n("n", descriptors));
    let threads = (threads > 0).then(|| msg("shared-cost-threads").n("n", threads));
    let buffers = (cost.buffer_bytes > 0)
        .then(|| msg("shared-cost-buffers").bytes("bytes", cost.buffer_bytes));
    let first = match limit {
        Limit::Descriptors => msg("shared-limit-descriptors"),
        Limit::Threads => msg("shared-limit-threads"),
        Limit::Memory => msg("shared-limit-memory"),
    };
    let said = [Some(holds), sockets, threads, buffers, Some(first)];
    said.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(held: Held, objects: (u64, &'static str)) -> (u64, u64, u64, &'static str) {
        let cost = held.cost(objects);
        let limit = cost.limit.map_or("", Limit::as_str);
        (cost.stack_bytes, cost.descriptors, cost.threads, limit)
    }

    #[test]
    fn connections_run_into_the_limit_of_descriptors() {
        let held = Held {
            goroutines: 80,
            io_waits: 40,
            ..Held::default()
        };
        assert_eq!(
            cost(held, (40, "connection")),
            (80 << 11, 40, 0, "descriptors")
        );
        assert_eq!(
            cost(held, (80, "goroutine")),
            (80 << 11, 40, 0, "descriptors")
        );
    }

    #[test]
    fn system_calls_run_into_the_limit_of_threads() {
        let held = Held {
            goroutines: 3,
            syscalls: 3,
            ..Held::default()
        };
        assert_eq!(cost(held, (3, "goroutine")), (6 << 10, 0, 3, "threads"));
    }

    #[test]
    fn the_rest_is_memory() {
        let held = Held {
            goroutines: 50,
            ..Held::default()
        };
        assert_eq!(cost(held, (50, "goroutine")), (100 << 10, 0, 0, "memory"));
        assert_eq!(Held::default().cost((0, "")), Cost::default());
    }
}
