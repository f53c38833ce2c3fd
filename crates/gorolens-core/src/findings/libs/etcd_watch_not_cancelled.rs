//! # etcd-watch-not-cancelled
//!
//! **What it shows.** Many `(*watchGrpcStream).serveSubstream` of the etcd client (one for each
//! watch) or `(*lessor).keepAliveCtxCloser` (one for each KeepAlive).
//!
//! **Why it matters.** A watch ends only with its context or its client. Forgotten ones keep
//! receiving every event of their keys, and buffer it.
//!
//! **Remedy.** Give each watch a context of its own and cancel it.
//!
//! **Harmless when** the program watches so many keys.
//!
//! Source: etcd `clientv3/watch.go`, `lease.go` (v3.4.23; run), `client/v3/watch.go`, `lease.go`
//! (v3.5.16, v3.6.0; read in source).

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "etcd-watch-not-cancelled",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "watch",
    many: Many {
        few: 20,
        crowd: 50,
        sure: 120,
    },
    title: |n, name| {
        msg("etcd-watch-not-cancelled-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("etcd-watch-not-cancelled-why"),
    or: ("many-keys-watched", || msg("etcd-watch-not-cancelled-or")),
    remedy: || msg("etcd-watch-not-cancelled-remedy"),
    step: || msg("etcd-watch-not-cancelled-step"),
    code: (
        "func next(client *clientv3.Client, key string) *clientv3.Event {\n\tfor resp := range client.Watch(context.Background(), key) {\n\t\treturn resp.Events[0] // the watch goes on\n\t}\n\treturn nil\n}\n",
        "func next(ctx context.Context, client *clientv3.Client, key string) *clientv3.Event {\n\tctx, cancel := context.WithCancel(ctx)\n\tdefer cancel() // ends the watch\n\tfor resp := range client.Watch(ctx, key) {\n\t\treturn resp.Events[0]\n\t}\n\treturn nil\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "etcd Watch()",
        made_by: ".Watch",
        ended_by: "",
        marks: &[mark("etcd", "(*watchGrpcStream).serveSubstream")],
        with: &[
            mark("etcd", "(*watchGrpcStream).run"),
            mark("etcd", "(*watchGrpcStream).serveWatchClient"),
        ],
        by_library: true,
        link: (
            "etcd client: Watcher",
            "https://pkg.go.dev/go.etcd.io/etcd/client/v3#Watcher",
        ),
        ..Object::PLAIN
    },
    Object {
        kind: Some("lease"),
        name: "etcd KeepAlive()",
        made_by: ".KeepAlive",
        ended_by: "",
        marks: &[mark("etcd", "(*lessor).keepAliveCtxCloser")],
        with: &[
            mark("etcd", "(*lessor).recvKeepAliveLoop"),
            mark("etcd", "(*lessor).deadlineLoop"),
            mark("etcd", "(*lessor).sendKeepAliveLoop"),
        ],
        link: (
            "etcd client: Lease",
            "https://pkg.go.dev/go.etcd.io/etcd/client/v3#Lease",
        ),
        ..Object::PLAIN
    },
];
