//! # amqp-notify-not-drained
//!
//! **What it shows.** A goroutine of the RabbitMQ client that sends a notification in
//! `(*Connection).shutdown` or `(*Channel).shutdown`, and others that wait for the lock it holds.
//!
//! **Why it matters.** The library sends every notification while it holds its lock, so one
//! channel without a reader blocks the whole connection, also its Close.
//!
//! **Remedy.** Give NotifyClose a buffered channel, and range over it.
//!
//! **Harmless when** never for long: the reader would have taken it.
//!
//! Source: rabbitmq/amqp091-go `connection.go`, `channel.go` (v1.5.0, v1.10.0). v1.5.0 run.

use super::waits::{self, Wait, Waiting};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::blocked::Op;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::{Certainty, Finding, Severity};

pub(in crate::findings) const RULE: Rule = Rule {
    id: "amqp-notify-not-drained",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    waits::check(facts, acc, &WAIT);
}

/// The send takes no time if anybody receives.
fn verdict(it: &Waiting) -> Option<(Severity, Certainty)> {
    match it.old {
        true => Some((Severity::Stuck, Certainty::High)),
        false => Some((Severity::Suspect, Certainty::Medium)),
    }
}

const WAIT: Wait = Wait {
    rule: RULE.id,
    kind: "connection",
    marks: &[
        mark("amqp", "(*Connection).shutdown*"),
        mark("amqp", "(*Channel).shutdown*"),
    ],
    ops: &[Op::Send],
    holders: &[
        mark("amqp", "(*Connection).NotifyClose"),
        mark("amqp", "(*Connection).Channel"),
        mark("amqp", "(*Connection).openChannel"),
        mark("amqp", "(*Connection).allocateChannel"),
        mark("amqp", "(*Connection).Close"),
        mark("amqp", "(*Connection).closeWith"),
        mark("amqp", "(*Channel).Close"),
        mark("amqp", "(*Channel).NotifyClose"),
        mark("amqp", "(*Connection).IsClosed"),
    ],
    verdict,
    title: |n| msg("amqp-notify-not-drained-title").n("n", n),
    why: |n| msg("amqp-notify-not-drained-why").n("n", n),
    or: ("slow-reader", || msg("amqp-notify-not-drained-or")),
    remedy: || msg("amqp-notify-not-drained-remedy"),
    steps: &[
        || msg("amqp-notify-not-drained-step-buffer"),
        || msg("amqp-notify-not-drained-step-range"),
    ],
    code: (
        "closed := make(chan *amqp.Error)\nconn.NotifyClose(closed)\n<-closed // read once; a second notification blocks the library\n",
        "closed := conn.NotifyClose(make(chan *amqp.Error, 1)) // buffered, once per connection\ngo func() {\n\tfor err := range closed { // until the library closes it\n\t\treconnect(err)\n\t}\n}()\n",
    ),
    link: (
        "amqp091-go: Connection.NotifyClose",
        "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Connection.NotifyClose",
    ),
    grep: "grep -rnE 'Notify(Close|Cancel|Return|Publish|Blocked|Flow)\\(' --include='*.go' .",
    ..Wait::PLAIN
};
