//! # cache-janitor-per-instance
//!
//! **What it shows.** Many cleaning loops of in-memory caches: go-cache, ttlcache, ristretto,
//! bigcache and fiber's storage start a fixed set for each cache.
//!
//! **Why it matters.** A cache per request or session caches nothing for the next one, and its
//! cleaner keeps it in memory.
//!
//! **Remedy.** One cache, with the session or request in the key.
//!
//! **Harmless when** the program wants so many caches.
//!
//! Source: patrickmn/go-cache `cache.go` (v2.1.0: a finalizer stops the janitor, which never runs
//! while anything refers to the cache; run), jellydator/ttlcache `cache.go` (v3.2.0),
//! dgraph-io/ristretto `cache.go`, `policy.go` (v0.1.1, v2.0.0, v2.4.2), allegro/bigcache
//! `bigcache.go` (v3.1.0, v3.2.0), gofiber/fiber `internal/storage/memory` (v2); these read in
//! source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "cache-janitor-per-instance",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "cache",
    many: Many::POOLS,
    title: |n, name| {
        msg("cache-janitor-per-instance-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("cache-janitor-per-instance-why"),
    or: ("several-caches", || msg("cache-janitor-per-instance-or")),
    remedy: || msg("cache-janitor-per-instance-remedy"),
    step: || msg("cache-janitor-per-instance-step"),
    code: (
        "func newSession() *Session {\n\treturn &Session{cache: cache.New(time.Minute, time.Minute)} // a janitor each\n}\n",
        "var shared = cache.New(time.Minute, time.Minute)\n\nfunc (s *Session) get(key string) (any, bool) {\n\treturn shared.Get(s.id + \"/\" + key)\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "cache.Cache",
        made_by: "cache.New",
        ended_by: "",
        marks: &[mark("go-cache", "(*janitor).Run")],
        link: (
            "go-cache: New",
            "https://pkg.go.dev/github.com/patrickmn/go-cache#New",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "ttlcache.Cache",
        made_by: "ttlcache.New",
        ended_by: "Stop",
        marks: &[mark("ttlcache", "(*Cache[...]).Start")],
        link: (
            "ttlcache: Cache.Stop",
            "https://pkg.go.dev/github.com/jellydator/ttlcache/v3#Cache.Stop",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "ristretto.Cache",
        made_by: "ristretto.NewCache",
        marks: &[
            mark("ristretto", "(*Cache).processItems"),
            mark("ristretto", "(*Cache[...]).processItems"),
        ],
        with: &[
            mark("ristretto", "(*defaultPolicy).processItems"),
            mark("ristretto", "(*defaultPolicy[...]).processItems"),
        ],
        link: (
            "ristretto: Cache.Close",
            "https://pkg.go.dev/github.com/dgraph-io/ristretto/v2#Cache.Close",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "bigcache.BigCache",
        made_by: "bigcache.New",
        marks: &[mark("bigcache", "newBigCache.func*")],
        link: (
            "bigcache: BigCache.Close",
            "https://pkg.go.dev/github.com/allegro/bigcache/v3#BigCache.Close",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "memory.Storage",
        made_by: "memory.New",
        marks: &[mark("fiber", "(*Storage).gc")],
        link: ("fiber: storage", "https://docs.gofiber.io/storage/"),
        ..Object::PLAIN
    },
];
