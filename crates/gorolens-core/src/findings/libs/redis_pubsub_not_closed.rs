//! # redis-pubsub-not-closed
//!
//! **What it shows.** Many subscriptions of go-redis (`(*channel).initMsgChan`) or redigo
//! (`PubSubConn.Receive`), each with a connection of its own.
//!
//! **Why it matters.** A subscription stays until Close; unsubscribing is not enough. Each holds
//! a connection that the pool does not count.
//!
//! **Remedy.** `defer sub.Close()`.
//!
//! **Harmless when** there is one for each user who is connected now: compare with their number.
//!
//! Source: redis/go-redis `pubsub.go` (v6.15.9 `(*PubSub).initChannel`, v7.4.1
//! `(*PubSub).initMsgChan`, v8.11.5, v9.0.5–v9.22.0 `(*channel).initMsgChan`), gomodule/redigo
//! `redis/pubsub.go` (v1.7.0, v1.8.0, v1.9.3). Read in source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "redis-pubsub-not-closed",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "subscription",
    many: Many {
        few: 20,
        crowd: u64::MAX,
        sure: u64::MAX,
    },
    title: |n, name| {
        msg("redis-pubsub-not-closed-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("redis-pubsub-not-closed-why"),
    or: ("users-connected", || msg("redis-pubsub-not-closed-or")),
    remedy: || msg("redis-pubsub-not-closed-remedy"),
    step: || msg("redis-pubsub-not-closed-step"),
    code: (
        "sub := client.Subscribe(ctx, \"news\")\nfor msg := range sub.Channel() {\n\tif send(msg) != nil {\n\t\treturn // the subscription stays\n\t}\n}\n",
        "sub := client.Subscribe(ctx, \"news\")\ndefer sub.Close()\nfor msg := range sub.Channel() {\n\tif send(msg) != nil {\n\t\treturn\n\t}\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "redis.PubSub",
        made_by: ".Subscribe",
        marks: &[
            mark("redis", "(*channel).initMsgChan.func*"),
            mark("redis", "(*PubSub).initMsgChan.func*"),
            mark("redis", "(*PubSub).initChannel.func*"),
        ],
        with: &[
            mark("redis", "(*channel).initHealthCheck.func*"),
            mark("redis", "(*PubSub).initPing.func*"),
        ],
        link: (
            "go-redis: PubSub.Close",
            "https://pkg.go.dev/github.com/redis/go-redis/v9#PubSub.Close",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "redis.PubSubConn",
        made_by: "PubSubConn{",
        marks: &[mark("redigo", "PubSubConn.receiveInternal")],
        link: (
            "redigo: PubSubConn",
            "https://pkg.go.dev/github.com/gomodule/redigo/redis#PubSubConn",
        ),
        ..Object::PLAIN
    },
];
