//! # worker-pool-per-request
//!
//! **What it shows.** Many dispatchers or cleaners of goroutine pools: ants starts one or two for
//! each pool, pond and gammazero/workerpool one. Idle workers alone are not counted: one pool may
//! have any number of them.
//!
//! **Why it matters.** A pool per request limits nothing, and it stays until it is released.
//!
//! **Remedy.** One pool for the process, or release it.
//!
//! **Harmless when** the program wants so many pools.
//!
//! Source: panjf2000/ants `pool.go` (v2.4.0 `periodicallyPurge`, v2.5.0 `purgePeriodically`,
//! v2.7.5–v2.10.0 `purgeStaleWorkers`, `ticktock`), alitto/pond `pond.go` (v1.9.2),
//! `internal/dispatcher` (v2.1.0), gammazero/workerpool `workerpool.go` (v1.1.3). Read in source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "worker-pool-per-request",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "pool",
    many: Many::ONCE,
    title: |n, name| {
        msg("worker-pool-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("worker-pool-per-request-why"),
    or: ("several-pools", || msg("worker-pool-per-request-or")),
    remedy: || msg("worker-pool-per-request-remedy"),
    step: || msg("worker-pool-per-request-step"),
    code: (
        "func handle(items []Item) {\n\tpool, _ := ants.NewPool(100) // per request, never released\n\tfor _, item := range items {\n\t\tpool.Submit(func() { process(item) })\n\t}\n}\n",
        "// One for the process: its size limits all requests together.\nvar pool, _ = ants.NewPool(100)\n\nfunc handle(items []Item) {\n\tfor _, item := range items {\n\t\tpool.Submit(func() { process(item) })\n\t}\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "ants.Pool",
        made_by: "ants.NewPool",
        ended_by: "Release",
        marks: &[
            mark("ants", "(*Pool).purgeStaleWorkers"),
            mark("ants", "(*Pool).purgePeriodically"),
            mark("ants", "(*Pool).periodicallyPurge"),
            mark("ants", "(*PoolWithFunc).purgeStaleWorkers"),
            mark("ants", "(*PoolWithFunc).purgePeriodically"),
            mark("ants", "(*PoolWithFunc).periodicallyPurge"),
            mark("ants", "(*poolCommon).purgeStaleWorkers"),
        ],
        with: &[
            mark("ants", "(*Pool).ticktock"),
            mark("ants", "(*PoolWithFunc).ticktock"),
            mark("ants", "(*poolCommon).ticktock"),
            mark("ants", "(*goWorker).run.func*"),
            mark("ants", "(*goWorkerWithFunc).run.func*"),
        ],
        link: (
            "ants: Pool.Release",
            "https://pkg.go.dev/github.com/panjf2000/ants/v2#Pool.Release",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "pond.WorkerPool",
        made_by: "pond.New",
        ended_by: "StopAndWait",
        marks: &[
            mark("pond", "(*WorkerPool).purge"),
            mark("pond", "(*Dispatcher[...]).run"),
        ],
        with: &[mark("pond", "worker")],
        link: (
            "pond",
            "https://pkg.go.dev/github.com/alitto/pond#WorkerPool.StopAndWait",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "workerpool.WorkerPool",
        made_by: "workerpool.New",
        ended_by: "StopWait",
        marks: &[mark("gammazero/workerpool", "(*WorkerPool).dispatch")],
        with: &[mark("gammazero/workerpool", "worker")],
        link: (
            "workerpool",
            "https://pkg.go.dev/github.com/gammazero/workerpool#WorkerPool.StopWait",
        ),
        ..Object::PLAIN
    },
];
