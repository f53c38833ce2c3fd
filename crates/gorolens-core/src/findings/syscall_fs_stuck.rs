//! # syscall-fs-stuck
//!
//! **What it shows.** Goroutines that have been in a system call on a file for minutes: open, stat, read,
//! write, fsync.
//!
//! **Why it matters.** The kernel does not answer (NFS, FUSE, a dead disk), and Go cannot cancel it. Each
//! holds a thread.
//!
//! **Remedy.** Never start a second call while one hangs; soft mounts; a flag for each mount.
//!
//! **Harmless when** the call is meant to block, as on a named pipe or a terminal.
//!
//! Source: `syscall`, `os/file_posix.go`; files are not in the network poller (`internal/poll`).

use super::analyses::Facts;
use super::draft::{of_crowds, remedy, second_dump};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::model::Stack;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "syscall-fs-stuck",
    check,
};

/// System calls on files, as package syscall and golang.org/x/sys/unix name them.
const CALLS: [&str; 33] = [
    "open",
    "openat",
    "openat2",
    "stat",
    "lstat",
    "fstat",
    "fstatat",
    "newfstatat",
    "statfs",
    "fstatfs",
    "statx",
    "read",
    "write",
    "pread",
    "pwrite",
    "fsync",
    "fdatasync",
    "sync",
    "getdents",
    "readdirent",
    "unlink",
    "unlinkat",
    "rename",
    "renameat",
    "mkdir",
    "mkdirat",
    "readlink",
    "readlinkat",
    "access",
    "faccessat",
    "ftruncate",
    "truncate",
    "close",
];

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let stacks = facts.index.calling(|func| call(func).is_some());
    let mut stuck = facts.crowds_of(&stacks);
    stuck.retain(|crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        facts.state(crowd) == "syscall"
            && crowd.oldest.is_some_and(|age| age >= PROVES_A_MINUTE)
            && is_on_top(stack)
            && !facts.note(crowd.stack).is_benign
            // main may well read a terminal.
            && !crowd.has_main
    });
    let n: u64 = stuck.iter().map(|it| it.n).sum();
    if n == 0 {
        return;
    }
    let names: Vec<String> = stuck
        .iter()
        .filter_map(|crowd| {
            facts
                .ctx
                .tables
                .stack(crowd.stack)
                .frames
                .iter()
                .find_map(|it| call(&it.func))
        })
        .map(str::to_owned)
        .collect();
    let title = msg("syscall-fs-stuck-title")
        .n("n", n)
        .text("call", names.first().map_or("", |it| it));
    let verdict = (Severity::Stuck, Certainty::Medium);
    let draft = of_crowds(facts, RULE.id, verdict, title, &stuck)
        .evidence(EvidenceKind::Position, msg("syscall-fs-stuck-position").n("n", n))
        .evidence(EvidenceKind::Caveat, msg("syscall-fs-stuck-path"))
        .look_alike("file-lock-fifo", msg("syscall-fs-stuck-or-fifo"))
        .remedy(remedy(
            msg("syscall-fs-stuck-remedy"),
            [msg("syscall-fs-stuck-step-flag"), msg("syscall-fs-stuck-step-mount")],
            "for range tick {\n\tgo func() { probe(mount) }() // one more thread each time it hangs\n}\n",
            "var busy atomic.Bool\n\nfor range tick {\n\tif busy.CompareAndSwap(false, true) {\n\t\tgo func() {\n\t\t\tdefer busy.Store(false)\n\t\t\tprobe(mount)\n\t\t}()\n\t} // else: the mount hangs; say so\n}\n",
            &[("sync/atomic: Bool", "https://pkg.go.dev/sync/atomic#Bool")],
        ))
        .run("cat /proc/\"$PID\"/task/*/wchan /proc/\"$PID\"/task/*/syscall", msg("syscall-fs-stuck-wchan"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// `open` of `syscall.openat`.
fn call(func: &str) -> Option<&str> {
    let (package, name) = func.rsplit_once('.')?;
    let in_package = package == "syscall" || package.ends_with("/unix");
    let lower = name.to_ascii_lowercase();
    (in_package && CALLS.contains(&&*lower)).then_some(name)
}

/// The system call itself is on top, and it is not one that waits for a child or a lock.
fn is_on_top(stack: &Stack) -> bool {
    let mut top = stack.frames.iter().take_while(|frame| {
        frame.func.starts_with("syscall.")
            || frame.func.starts_with("internal/runtime/syscall.")
            || frame.func.starts_with("runtime")
            || frame.func.contains("/unix.")
    });
    top.any(|frame| call(&frame.func).is_some())
}
