//! # coordination-client-per-request
//!
//! **What it shows.** Many ZooKeeper connections (`(*Conn).sendLoop`, `(*Conn).recvLoop`, and the
//! loop that `zk.Connect` starts) or memberlist members in one process.
//!
//! **Why it matters.** Each keeps a session or a gossip member alive, with sockets and timers.
//!
//! **Remedy.** One client for the process.
//!
//! **Harmless when** the program talks to so many ensembles. Consul and Vault clients start
//! nothing of their own: one per request shows as `http-transport-per-request`.
//!
//! Source: go-zookeeper/zk `conn.go` (v1.0.4; samuel/go-zookeeper before), hashicorp/memberlist
//! `memberlist.go`, `state.go` (v0.2.2). samuel/go-zookeeper run, memberlist read in source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "coordination-client-per-request",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "client",
    many: Many::ONCE,
    title: |n, name| {
        msg("coordination-client-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("coordination-client-per-request-why"),
    or: ("several-ensembles", || {
        msg("coordination-client-per-request-or")
    }),
    remedy: || msg("coordination-client-per-request-remedy"),
    step: || msg("coordination-client-per-request-step"),
    code: (
        "func leader() (string, error) {\n\tconn, _, err := zk.Connect(servers, 10*time.Second) // a session per call\n\tif err != nil {\n\t\treturn \"\", err\n\t}\n\tdata, _, err := conn.Get(\"/leader\")\n\treturn string(data), err\n}\n",
        "// Connected once in main, closed at the end; safe for concurrent use.\nvar conn *zk.Conn\n\nfunc leader() (string, error) {\n\tdata, _, err := conn.Get(\"/leader\")\n\treturn string(data), err\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "zk.Conn",
        made_by: "zk.Connect",
        marks: &[
            mark("zookeeper", "Connect.func1"),
            mark("zookeeper", "ConnectWithDialer.func1"),
            mark("zookeeper", "connect.func1"),
        ],
        with: &[mark("zookeeper", "(*Conn).loop.func*")],
        link: (
            "zk: Conn.Close",
            "https://pkg.go.dev/github.com/go-zookeeper/zk#Conn.Close",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "memberlist.Memberlist",
        made_by: "memberlist.Create",
        ended_by: "Shutdown",
        marks: &[mark("memberlist", "(*Memberlist).streamListen")],
        with: &[
            mark("memberlist", "(*Memberlist).packetListen"),
            mark("memberlist", "(*Memberlist).packetHandler"),
            mark("memberlist", "(*Memberlist).triggerFunc"),
            mark("memberlist", "(*Memberlist).pushPullTrigger"),
            mark("memberlist", "(*NetTransport).tcpListen"),
            mark("memberlist", "(*NetTransport).udpListen"),
        ],
        link: (
            "memberlist: Shutdown",
            "https://pkg.go.dev/github.com/hashicorp/memberlist#Memberlist.Shutdown",
        ),
        ..Object::PLAIN
    },
];
