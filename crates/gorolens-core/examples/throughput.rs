//! Bytes per second of a whole analysis, beside a count of line ends over the same bytes, and beside a
//! loop that hashes the fixed part of each line and groups by that: what a parser needs at least.
//!
//! `cargo run --release -p gorolens-core --example throughput -- [FILE | STACKS]`. Without a file it
//! makes a dump of 220,000 goroutines in 5 stacks, and one of 5,000 stacks.
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "the fences are for the core, not for what measures it"
)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use gorolens_core::{Analysis, Limits, Report};

fn main() {
    let asked = std::env::args().nth(1);
    let stacks = asked.as_ref().and_then(|it| it.parse::<u64>().ok());
    match (asked, stacks) {
        (Some(file), None) => measure(&file, &std::fs::read(&file).expect("a readable file")),
        (_, Some(n)) => measure(&format!("{n} stacks"), &dump(220_000, n)),
        (None, None) => {
            measure("5 stacks", &dump(220_000, 5));
            measure("5000 stacks", &dump(220_000, 5000));
        }
    }
}

fn measure(name: &str, bytes: &[u8]) {
    const RUNS: usize = 7;
    let floor = best(RUNS, bytes.len(), || {
        memchr::memchr_iter(b'\n', black_box(bytes)).count()
    });
    let naive = best(RUNS, bytes.len(), || hash_lines(black_box(bytes)));
    let parse = best(RUNS, bytes.len(), || read(black_box(bytes)));
    let whole = best(RUNS, bytes.len(), || analyse(black_box(bytes)));
    let report = analyse(bytes);
    let totals = report.totals();
    println!(
        "{name}: {:.1} MB, {} goroutines, {} groups: {whole:.0} MB/s, reading alone {parse:.0} MB/s; \
         line ends {floor:.0} MB/s; hashed lines {naive:.0} MB/s; ratio {:.1}",
        bytes.len() as f64 / 1e6,
        totals.goroutines,
        totals.groups,
        floor / whole
    );
}

/// The best of some runs, in MB/s.
fn best<T>(runs: usize, len: usize, mut run: impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    let time = |_| {
        let before = seconds(start);
        black_box(run());
        seconds(start) - before
    };
    let best = (0..runs).map(time).fold(f64::INFINITY, f64::min);
    len as f64 / best / 1e6
}

/// Processor time of this thread where Linux tells it, so that other programs do not count; else
/// the time since `start`.
fn seconds(start: Instant) -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat");
    let nanos = stat
        .ok()
        .and_then(|it| it.split(' ').next()?.parse::<u64>().ok());
    nanos.map_or(start.elapsed().as_secs_f64(), |nanos| nanos as f64 / 1e9)
}

/// Number of distinct stacks, by a hash of each line up to its arguments or offset.
fn hash_lines(bytes: &[u8]) -> usize {
    let mut stacks = std::collections::HashSet::new();
    let mut stack = 0;
    for line in bytes.split(|&byte| byte == b'\n') {
        let fixed = match line {
            [] => {
                stacks.insert(std::mem::take(&mut stack));
                continue;
            }
            [b'g', ..] => continue,
            [b'\t', ..] => memchr::memrchr(b' ', line),
            _ => memchr::memrchr(b'(', line),
        };
        stack = xxhash_rust::xxh3::xxh3_64_with_seed(&line[..fixed.unwrap_or(line.len())], stack);
    }
    stacks.len()
}

/// Reads without grouping and diagnosing: what is left when the analysis is dropped.
fn read(bytes: &[u8]) {
    let mut analysis = Analysis::new(Limits::default());
    analysis.start_input("dump");
    for chunk in bytes.chunks(4 << 20) {
        analysis.push(chunk);
    }
}

fn analyse(bytes: &[u8]) -> Report {
    let mut analysis = Analysis::new(Limits::default());
    analysis.start_input("dump");
    for chunk in bytes.chunks(4 << 20) {
        analysis.push(chunk);
    }
    analysis.finish()
}

/// A dump like that of a leaking client; `stacks` says how many creators there are.
fn dump(goroutines: u64, stacks: u64) -> Vec<u8> {
    let mut text = String::from("goroutine 1 [running]:\nmain.main()\n\t/app/main.go:20 +0x1d\n\n");
    for n in 2..=goroutines {
        let conn = 0x00c0_0000_0000_u64 + (n / 2) * 0x120;
        let stack = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) % stacks;
        let _ = match n % 2 {
            0 => write!(
                text,
                "goroutine {n} [IO wait, {m} minutes]:\n\
                 internal/poll.runtime_pollWait(0x7f{n:010x}, 0x72)\n\
                 \t/usr/local/go/src/runtime/netpoll.go:351 +0x85\n\
                 internal/poll.(*pollDesc).wait({conn:#x}?, {conn:#x}?, 0x0)\n\
                 \t/usr/local/go/src/internal/poll/fd_poll_runtime.go:84 +0x27\n\
                 internal/poll.(*pollDesc).waitRead(...)\n\
                 \t/usr/local/go/src/internal/poll/fd_poll_runtime.go:89\n\
                 internal/poll.(*FD).Read({conn:#x}, {{{conn:#x}, 0x1000, 0x1000}})\n\
                 \t/usr/local/go/src/internal/poll/fd_unix.go:165 +0x27a\n\
                 net.(*netFD).Read({conn:#x}, {{{conn:#x}?, 0x44e3b2?, {conn:#x}?}})\n\
                 \t/usr/local/go/src/net/fd_posix.go:55 +0x25\n\
                 net.(*conn).Read({conn:#x}, {{{conn:#x}?, 0x0?, 0x0?}})\n\
                 \t/usr/local/go/src/net/net.go:194 +0x45\n\
                 net/http.(*persistConn).Read({conn:#x}, {{{conn:#x}?, 0x40c6e5?, 0x60?}})\n\
                 \t/usr/local/go/src/net/http/transport.go:2122 +0x47\n\
                 bufio.(*Reader).fill({conn:#x})\n\t/usr/local/go/src/bufio/bufio.go:113 +0x103\n\
                 bufio.(*Reader).Peek({conn:#x}, 0x1)\n\t/usr/local/go/src/bufio/bufio.go:152 +0x53\n\
                 net/http.(*persistConn).readLoop({conn:#x})\n\
                 \t/usr/local/go/src/net/http/transport.go:2275 +0x172\n\
                 created by net/http.(*Transport).dialConn in goroutine {c}\n\
                 \t/usr/local/go/src/net/http/transport.go:{line} +0x16ae\n\n",
                m = n % 90,
                c = n / 3,
                line = 1944 + stack,
            ),
            _ => write!(
                text,
                "goroutine {n} [select, {m} minutes]:\n\
                 net/http.(*persistConn).writeLoop({conn:#x})\n\
                 \t/usr/local/go/src/net/http/transport.go:2590 +0xe7\n\
                 created by net/http.(*Transport).dialConn in goroutine {c}\n\
                 \t/usr/local/go/src/net/http/transport.go:{line} +0x1705\n\n",
                m = n % 90,
                c = n / 3,
                line = 1945 + stack,
            ),
        };
    }
    text.into_bytes()
}
