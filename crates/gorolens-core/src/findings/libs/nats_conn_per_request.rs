//! # nats-conn-per-request
//!
//! **What it shows.** Many `(*Conn).flusher` of the NATS client: one runs for each connection,
//! beside its `readLoop` and the dispatcher of its callbacks.
//!
//! **Why it matters.** A connection per request costs a socket, three goroutines and a handshake
//! each, in the server too.
//!
//! **Remedy.** Connect once, share the connection, drain it at the end.
//!
//! **Harmless when** the program talks to so many NATS servers or accounts.
//!
//! Source: nats-io/nats.go `nats.go` (go-nats v1.7.2, nats.go v1.9.1, v1.22.1, v1.37.0, v1.53.1):
//! `processConnectInit` starts `readLoop` and `flusher`, `Connect` the dispatcher, each
//! asynchronous subscription `waitForMsgs`. v1.22.1 run.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "nats-conn-per-request",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "connection",
    many: Many::POOLS,
    title: |n, name| {
        msg("nats-conn-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("nats-conn-per-request-why"),
    or: ("several-servers", || msg("nats-conn-per-request-or")),
    remedy: || msg("nats-conn-per-request-remedy"),
    step: || msg("nats-conn-per-request-step"),
    code: (
        "func publish(subject string, data []byte) error {\n\tnc, err := nats.Connect(url) // a connection per message\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn nc.Publish(subject, data)\n}\n",
        "// Connected once in main, which ends with nc.Drain(); safe for concurrent use.\nvar nc *nats.Conn\n\nfunc publish(subject string, data []byte) error {\n\treturn nc.Publish(subject, data)\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[Object {
    name: "nats.Conn",
    made_by: "nats.Connect",
    ended_by: "Drain",
    marks: &[mark("nats", "(*Conn).flusher")],
    with: &[
        mark("nats", "(*Conn).readLoop"),
        mark("nats", "(*asyncCallbacksHandler).asyncCBDispatcher"),
        mark("nats", "(*Conn).waitForMsgs"),
    ],
    link: (
        "nats.go: Conn.Drain",
        "https://pkg.go.dev/github.com/nats-io/nats.go#Conn.Drain",
    ),
    ..Object::PLAIN
}];
