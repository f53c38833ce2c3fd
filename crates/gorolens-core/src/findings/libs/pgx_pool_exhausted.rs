//! # pgx-pool-exhausted
//!
//! **What it shows.** Callers of `pgxpool.(*Pool).Acquire` that wait for a connection.
//!
//! **Why it matters.** Every connection of the pool is taken; everything that needs the database
//! queues.
//!
//! **Remedy.** Release what is acquired and close rows; only then think about MaxConns.
//!
//! **Harmless when** it passes within a moment under a burst.
//!
//! Source: jackc/puddle `pool.go` (v1.2.1, v1.3.0: `sync.Cond` in `(*Pool).Acquire`; v2.2.2: a
//! semaphore below `(*Pool[T]).acquire`), jackc/pgx `pgxpool/pool.go` (v4.15.0, v5.7.0). pgx
//! v4.15.0 run, v5 read in source. pgxpool has one `backgroundHealthCheck` for each pool.

use super::waits::{self, Wait};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::blocked::Op;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "pgx-pool-exhausted",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    waits::check(facts, acc, &V4);
    waits::check(facts, acc, &V5);
}

const V4: Wait = Wait {
    rule: RULE.id,
    kind: "query",
    marks: &[mark("puddle", "(*Pool).Acquire")],
    ops: &[Op::Cond],
    holders: &[mark("pgx", "(*Conn).Query"), mark("pgx", "(*Conn).Exec")],
    verdict: waits::for_a_connection,
    title: |n| msg("pgx-pool-exhausted-title").n("n", n),
    why: |n| msg("pgx-pool-exhausted-why").n("n", n),
    or: ("pgx-slow-queries", || msg("pgx-pool-exhausted-or")),
    remedy: || msg("pgx-pool-exhausted-remedy"),
    steps: &[
        || msg("pgx-pool-exhausted-step-release"),
        || msg("pgx-pool-exhausted-step-nested"),
    ],
    code: (
        "conn, err := pool.Acquire(ctx)\nif err != nil {\n\treturn err\n}\nrows, err := conn.Query(ctx, query) // neither is given back\n",
        "conn, err := pool.Acquire(ctx)\nif err != nil {\n\treturn err\n}\ndefer conn.Release()\nrows, err := conn.Query(ctx, query)\nif err != nil {\n\treturn err\n}\ndefer rows.Close()\n",
    ),
    link: (
        "pgxpool: Conn.Release",
        "https://pkg.go.dev/github.com/jackc/pgx/v5/pgxpool#Conn.Release",
    ),
    grep: "grep -rnE '\\.(Acquire|Begin|Query)\\(' --include='*.go' -A6 .",
    ..Wait::PLAIN
};

const V5: Wait = Wait {
    marks: &[mark("golang.org/x/sync/semaphore", "(*Weighted).Acquire")],
    below: &[mark("puddle", "(*Pool[...]).acquire")],
    ops: &[],
    on_top: true,
    ..V4
};
