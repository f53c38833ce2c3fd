//! # amqp-conn-per-request
//!
//! **What it shows.** Many `(*Connection).reader` of the RabbitMQ client: one runs for each
//! connection, beside its `heartbeater`.
//!
//! **Why it matters.** RabbitMQ connections are made to live long: each costs a socket, several
//! round trips and memory in the broker.
//!
//! **Remedy.** One connection for the process, one channel for each publishing goroutine.
//!
//! **Harmless when** the program talks to so many brokers or virtual hosts.
//!
//! Source: rabbitmq/amqp091-go `connection.go` (v1.5.0, v1.10.0, v1.14.0; streadway/amqp before):
//! `Open` starts `reader`, `openComplete` the `heartbeater`, each consumer a
//! `(*consumers).buffer`. v1.5.0 run.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "amqp-conn-per-request",
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
        msg("amqp-conn-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("amqp-conn-per-request-why"),
    or: ("several-brokers", || msg("amqp-conn-per-request-or")),
    remedy: || msg("amqp-conn-per-request-remedy"),
    step: || msg("amqp-conn-per-request-step"),
    code: (
        "func publish(ctx context.Context, body []byte) error {\n\tconn, err := amqp.Dial(url) // a connection per message\n\tif err != nil {\n\t\treturn err\n\t}\n\tch, err := conn.Channel()\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn ch.PublishWithContext(ctx, \"\", queue, false, false, amqp.Publishing{Body: body})\n}\n",
        "// Dialled once in main; each publishing goroutine has a channel of its own.\nvar conn *amqp.Connection\n\nfunc publisher(ctx context.Context, bodies <-chan []byte) error {\n\tch, err := conn.Channel()\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer ch.Close()\n\tfor body := range bodies {\n\t\terr := ch.PublishWithContext(ctx, \"\", queue, false, false, amqp.Publishing{Body: body})\n\t\tif err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn nil\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[Object {
    name: "amqp.Connection",
    made_by: "amqp.Dial",
    marks: &[mark("amqp", "(*Connection).reader")],
    with: &[
        mark("amqp", "(*Connection).heartbeater"),
        mark("amqp", "(*consumers).buffer"),
    ],
    link: (
        "amqp091-go: Connection",
        "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Connection",
    ),
    ..Object::PLAIN
}];
