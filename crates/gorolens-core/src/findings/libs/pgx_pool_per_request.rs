//! # pgx-pool-per-request
//!
//! **What it shows.** Many `backgroundHealthCheck` of pgxpool: one runs for each open Pool.
//!
//! **Why it matters.** A pool per request pools nothing: it connects anew each time, and
//! PostgreSQL has a process for each connection.
//!
//! **Remedy.** Create the pool once, at the start.
//!
//! **Harmless when** the program talks to so many databases.
//!
//! Source: jackc/pgx `pgxpool/pool.go` (v4.15.0 `ConnectConfig`; run; v5.7.0 `NewWithConfig`;
//! read in source).

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "pgx-pool-per-request",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "pool",
    many: Many::POOLS,
    title: |n, name| {
        msg("pgx-pool-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("pgx-pool-per-request-why"),
    or: ("several-databases", || msg("pgx-pool-per-request-or")),
    remedy: || msg("pgx-pool-per-request-remedy"),
    step: || msg("pgx-pool-per-request-step"),
    code: (
        "func load(ctx context.Context, id int) error {\n\tpool, err := pgxpool.New(ctx, url) // a pool per call, never closed\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn pool.QueryRow(ctx, query, id).Scan(&name)\n}\n",
        "// Created once in main, closed at the end; safe for concurrent use.\nvar pool *pgxpool.Pool\n\nfunc load(ctx context.Context, id int) error {\n\treturn pool.QueryRow(ctx, query, id).Scan(&name)\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[Object {
    name: "pgxpool.Pool",
    made_by: "pgxpool.New",
    marks: &[mark("pgx", "(*Pool).backgroundHealthCheck")],
    link: (
        "pgxpool: New",
        "https://pkg.go.dev/github.com/jackc/pgx/v5/pgxpool#New",
    ),
    ..Object::PLAIN
}];
