//! # redis-pool-exhausted
//!
//! **What it shows.** Callers of go-redis or redigo that wait for a connection of the pool.
//!
//! **Why it matters.** PoolSize or MaxActive is reached; every command queues.
//!
//! **Remedy.** Give connections back, and keep blocking commands and subscriptions out of the
//! shared pool.
//!
//! **Harmless when** it passes within a moment under a burst. go-redis gives up after
//! PoolTimeout, four seconds by default.
//!
//! Source: redis/go-redis `internal/pool/pool.go` (v6.15.9–v9.22.0: `waitTurn`), gomodule/redigo
//! `redis/pool.go` (v1.8.0: `get`; v1.9.3: `waitVacantConn`). redigo v1.8 run, go-redis read in
//! source.

use super::waits::{self, Wait, Waiting};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::blocked::Op;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::{Certainty, Finding, Severity};

pub(in crate::findings) const RULE: Rule = Rule {
    id: "redis-pool-exhausted",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    waits::check(facts, acc, &GO_REDIS);
    waits::check(facts, acc, &REDIGO);
}

/// go-redis gives up after four seconds, so nobody is ever old: it is their number that tells.
fn burst(it: &Waiting) -> Option<(Severity, Certainty)> {
    match it.n {
        20.. => Some((Severity::Suspect, Certainty::Medium)),
        3.. => Some((Severity::Suspect, Certainty::Low)),
        _ => None,
    }
}

const GO_REDIS: Wait = Wait {
    rule: RULE.id,
    kind: "call",
    marks: &[mark("redis", "(*ConnPool).waitTurn")],
    verdict: burst,
    title: |n| msg("redis-pool-exhausted-title").n("n", n),
    why: |n| msg("redis-pool-exhausted-why").n("n", n),
    or: ("redis-slow-server", || msg("redis-pool-exhausted-or")),
    remedy: || msg("redis-pool-exhausted-remedy"),
    steps: &[
        || msg("redis-pool-exhausted-step-close"),
        || msg("redis-pool-exhausted-step-blocking"),
    ],
    code: (
        "conn := pool.Get()\n_, err := conn.Do(\"INCR\", key) // the connection is never given back\nreturn err\n",
        "conn := pool.Get()\ndefer conn.Close() // gives it back\n_, err := conn.Do(\"INCR\", key)\nreturn err\n",
    ),
    link: (
        "redigo: Pool",
        "https://pkg.go.dev/github.com/gomodule/redigo/redis#Pool",
    ),
    grep: "grep -rnE 'pool\\.Get|BLPop|XRead|Subscribe\\(' --include='*.go' -A4 .",
    ..Wait::PLAIN
};

const REDIGO: Wait = Wait {
    marks: &[
        mark("redigo", "(*Pool).waitVacantConn"),
        mark("redigo", "(*Pool).get"),
    ],
    ops: &[Op::Select, Op::Cond],
    verdict: waits::for_a_connection,
    ..GO_REDIS
};
