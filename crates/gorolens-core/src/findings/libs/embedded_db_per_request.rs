//! # embedded-db-per-request
//!
//! **What it shows.** Many sets of the goroutines that an embedded database starts when it is
//! opened: goleveldb's `mpoolDrain`, `tCompaction`, `mCompaction`, `compactionError`; badger's
//! `updateSize`.
//!
//! **Why it matters.** Each open database holds files, caches and a lock on its folder.
//!
//! **Remedy.** Open each database once, close it when the program is done with it.
//!
//! **Harmless when** the program keeps so many databases, such as one for each shard.
//!
//! Source: syndtr/goleveldb `leveldb/db.go`, `session.go` (v1.0.0 and 2022); dgraph-io/badger
//! `db.go` (v1.6.2, v2.2007, v4.5.0). goleveldb run, badger read in source. bbolt starts nothing:
//! a second Open of the same file waits for its lock.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "embedded-db-per-request",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "database",
    many: Many::ONCE,
    title: |n, name| {
        msg("embedded-db-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("embedded-db-per-request-why"),
    or: ("database-per-shard", || msg("embedded-db-per-request-or")),
    remedy: || msg("embedded-db-per-request-remedy"),
    step: || msg("embedded-db-per-request-step"),
    code: (
        "func load(path, key string) ([]byte, error) {\n\tdb, err := leveldb.OpenFile(path, nil) // never closed\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn db.Get([]byte(key), nil)\n}\n",
        "// Opened once in main, closed at the end; safe for concurrent use.\nvar db *leveldb.DB\n\nfunc load(key string) ([]byte, error) {\n\treturn db.Get([]byte(key), nil)\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "leveldb.DB",
        made_by: "leveldb.OpenFile",
        marks: &[mark("goleveldb", "(*DB).mpoolDrain")],
        with: &[
            mark("goleveldb", "(*DB).tCompaction"),
            mark("goleveldb", "(*DB).mCompaction"),
            mark("goleveldb", "(*DB).compactionError"),
            mark("goleveldb", "(*session).refLoop"),
            mark("goleveldb", "(*BufferPool).drain"),
        ],
        link: (
            "goleveldb: DB.Close",
            "https://pkg.go.dev/github.com/syndtr/goleveldb/leveldb#DB.Close",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "badger.DB",
        made_by: "badger.Open",
        marks: &[mark("badger", "(*DB).updateSize")],
        with: &[
            mark("badger", "(*levelsController).runCompactor"),
            mark("badger", "(*WaterMark).process"),
            mark("badger", "(*publisher).listenForUpdates"),
            mark("badger", "(*DB).doWrites"),
            mark("badger", "(*DB).monitorCache"),
            mark("badger", "(*valueLog).waitOnGC"),
        ],
        link: (
            "badger: DB.Close",
            "https://pkg.go.dev/github.com/dgraph-io/badger/v4#DB.Close",
        ),
        ..Object::PLAIN
    },
];
