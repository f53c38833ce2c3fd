//! Analyses a made dump before anybody has opened one.
//!
//! Browsers run a program first as their fast compiler left it, and again, several times faster, once
//! their thorough compiler has seen which functions matter. All workers of a page share the outcome, so
//! the first dump is read as fast as the second.

use std::cell::Cell;
use std::fmt::Write;

use gorolens_core::{Analysis, Limits};

use crate::bridge::next_task;

/// The message that asks for it.
pub(crate) const TASK: &str = "warm up";

/// Analyses made; with [`GOROUTINES`] each, enough for the functions of the reading loop.
const ROUNDS: u32 = 6;
const GOROUTINES: u32 = 6_000;

/// Bytes read before a message can be heard: some milliseconds.
const STEP: usize = 128 << 10;

thread_local! {
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

/// Somebody wants this worker: a warm-up ends at its next step.
pub(crate) fn end() {
    WANTED.set(true);
}

/// Runs until it is done or somebody wants the worker.
pub(crate) async fn run() {
    if is_over().await {
        return;
    }
    let text = made();
    for _ in 0..ROUNDS {
        let mut analysis = Analysis::new(Limits::default());
        for chunk in text.as_bytes().chunks(STEP) {
            if is_over().await {
                return;
            }
            analysis.push(chunk);
        }
        analysis.finish();
    }
}

/// Lets messages be heard; whether one of them wants this worker.
async fn is_over() -> bool {
    next_task().await.is_err() || WANTED.get()
}

/// Connections that wait, and workers that stand at many places.
fn made() -> String {
    let mut text = String::new();
    for id in 0..GOROUTINES {
        let (pointer, minutes) = (0xc000_1000_u64 + u64::from(id / 2) * 0x120, id % 147 + 1);
        // Writing to a string cannot fail.
        let _ = match id % 8 {
            7 => write!(
                text,
                "goroutine {id} [chan receive, {minutes} minutes]:\nmain.(*Job).run(0x{pointer:x})\n\
                 \t/srv/app/job.go:{} +0x1d\ncreated by main.start in goroutine 1\n\
                 \t/srv/app/main.go:17 +0x3e\n\n",
                id % 400
            ),
            1 | 3 | 5 => write!(
                text,
                "goroutine {id} [select, {minutes} minutes]:\nnet/http.(*persistConn).writeLoop(0x{pointer:x})\n\
                 \t/usr/local/go/src/net/http/transport.go:2444 +0xe5\n\
                 created by net/http.(*Transport).dialConn in goroutine {}\n\
                 \t/usr/local/go/src/net/http/transport.go:1801 +0x152\n\n",
                id + 7
            ),
            _ => write!(
                text,
                "goroutine {id} [IO wait, {minutes} minutes]:\n\
                 internal/poll.runtime_pollWait(0x7f{pointer:x}, 0x72)\n\
                 \t/usr/local/go/src/runtime/netpoll.go:345 +0x85\n\
                 bufio.(*Reader).Peek(0x{pointer:x}, 0x1)\n\t/usr/local/go/src/bufio/bufio.go:151 +0x53\n\
                 net/http.(*persistConn).readLoop(0x{pointer:x})\n\
                 \t/usr/local/go/src/net/http/transport.go:2250 +0x1b9\n\
                 created by net/http.(*Transport).dialConn in goroutine {}\n\
                 \t/usr/local/go/src/net/http/transport.go:1800 +0x10f\n\n",
                id + 7
            ),
        };
    }
    text
}
