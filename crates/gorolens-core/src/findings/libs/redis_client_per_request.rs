//! # redis-client-per-request
//!
//! **What it shows.** Many goroutines that go-redis starts once for each client: the pool's
//! `reaper` (up to v8), the circuit breaker's `cleanupLoop` (since v9.16, when RESP3 is used).
//!
//! **Why it matters.** A client is a pool of connections, meant to be shared. One per request
//! costs a goroutine, connections and a handshake each time.
//!
//! **Remedy.** Create the client once and share it.
//!
//! **Harmless when** the program really talks to so many Redis servers, or to a cluster of so
//! many nodes: a cluster client has a pool for each node.
//!
//! Source: go-redis `internal/pool/pool.go` (v5.2, v6.15, v7.4, v8.11: `NewConnPool` starts
//! `reaper`), `maintnotifications/circuit_breaker.go` (v9.16–9.22); `cluster.go`, `ring.go` for a
//! ClusterClient's reaper (up to v8.11) and a Ring's heartbeat (v6.15–9.22). Versions 9.0 to 9.14
//! start nothing: their idle clients cannot be seen in a dump. v5.2 run, the others read in
//! source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "redis-client-per-request",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "client",
    many: Many::POOLS,
    title: |n, name| {
        msg("redis-client-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("redis-client-per-request-why"),
    or: ("redis-cluster-nodes", || msg("redis-client-per-request-or")),
    remedy: || msg("redis-client-per-request-remedy"),
    step: || msg("redis-client-per-request-step"),
    code: (
        "func get(ctx context.Context, key string) (string, error) {\n\tclient := redis.NewClient(opts) // a pool per call, never closed\n\treturn client.Get(ctx, key).Result()\n}\n",
        "// Created once in main; safe for concurrent use.\nvar client = redis.NewClient(opts)\n\nfunc get(ctx context.Context, key string) (string, error) {\n\treturn client.Get(ctx, key).Result()\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "redis.Client",
        made_by: "redis.NewClient",
        marks: &[
            mark("redis", "(*ConnPool).reaper"),
            mark("redis", "(*CircuitBreakerManager).cleanupLoop"),
        ],
        link: (
            "go-redis: Client",
            "https://pkg.go.dev/github.com/redis/go-redis/v9#Client",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "redis.ClusterClient",
        made_by: "redis.NewClusterClient",
        marks: &[mark("redis", "(*ClusterClient).reaper")],
        link: (
            "go-redis: ClusterClient",
            "https://pkg.go.dev/github.com/redis/go-redis/v9#ClusterClient",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "redis.Ring",
        made_by: "redis.NewRing",
        marks: &[
            mark("redis", "(*ringShards).Heartbeat"),
            mark("redis", "(*ringSharding).Heartbeat"),
            mark("redis", "(*Ring).heartbeat"),
        ],
        link: (
            "go-redis: Ring",
            "https://pkg.go.dev/github.com/redis/go-redis/v9#Ring",
        ),
        ..Object::PLAIN
    },
];
