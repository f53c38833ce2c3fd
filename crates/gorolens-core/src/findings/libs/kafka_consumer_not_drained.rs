//! # kafka-consumer-not-drained
//!
//! **What it shows.** Goroutines of Sarama that wait to hand over messages, errors or successes
//! which nobody receives.
//!
//! **Why it matters.** A consumer stands still, and with it the others of its broker; a producer
//! stops taking messages.
//!
//! **Remedy.** Receive from every channel that is switched on, until it is closed.
//!
//! **Harmless when** a consumer is merely slower than the broker, for a moment.
//!
//! Source: IBM/sarama `consumer.go` (`responseFeeder`, `sendError`), `async_producer.go`
//! (`returnErrors`, `returnSuccesses`), v1.22.1, v1.43.3, v1.60.1. The producer's side run with
//! v1.22.1, the consumer's read in source.

use super::waits::{self, Wait, Waiting};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::blocked::Op;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::{Certainty, Finding, Severity};

pub(in crate::findings) const RULE: Rule = Rule {
    id: "kafka-consumer-not-drained",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    waits::check(facts, acc, &MESSAGES);
    waits::check(facts, acc, &RESULTS);
}

/// A receiver takes what is there within seconds.
fn verdict(it: &Waiting) -> Option<(Severity, Certainty)> {
    match (it.old, it.n) {
        (true, _) => Some((Severity::Stuck, Certainty::High)),
        (false, 5..) => Some((Severity::Suspect, Certainty::Medium)),
        (false, _) => Some((Severity::Suspect, Certainty::Low)),
    }
}

const MESSAGES: Wait = Wait {
    rule: RULE.id,
    kind: "consumer",
    marks: &[mark("sarama", "(*partitionConsumer).responseFeeder")],
    on_top: true,
    ops: &[Op::Select, Op::Send],
    verdict,
    title: |n| msg("kafka-consumer-not-drained-title-messages").n("n", n),
    why: |n| msg("kafka-consumer-not-drained-why-messages").n("n", n),
    or: ("kafka-slow-consumer", || {
        msg("kafka-consumer-not-drained-or")
    }),
    remedy: || msg("kafka-consumer-not-drained-remedy"),
    steps: &[
        || msg("kafka-consumer-not-drained-step-drain"),
        || msg("kafka-consumer-not-drained-step-off"),
    ],
    code: (
        "config.Producer.Return.Errors = true\nproducer, err := sarama.NewAsyncProducer(brokers, config)\nif err != nil {\n\treturn err\n}\nproducer.Input() <- msg // nobody receives from Errors()\n",
        "producer, err := sarama.NewAsyncProducer(brokers, config)\nif err != nil {\n\treturn err\n}\ngo func() {\n\tfor err := range producer.Errors() {\n\t\tlog.Print(err)\n\t}\n}()\nproducer.Input() <- msg\n",
    ),
    link: (
        "sarama: AsyncProducer",
        "https://pkg.go.dev/github.com/IBM/sarama#AsyncProducer",
    ),
    grep: "grep -rnE '\\.(Messages|Errors|Successes)\\(\\)|Return\\.(Errors|Successes)' --include='*.go' .",
    ..Wait::PLAIN
};

const RESULTS: Wait = Wait {
    marks: &[
        mark("sarama", "(*asyncProducer).returnError"),
        mark("sarama", "(*asyncProducer).returnErrors"),
        mark("sarama", "(*asyncProducer).returnSuccesses"),
        mark("sarama", "(*partitionConsumer).sendError"),
    ],
    ops: &[Op::Send],
    title: |n| msg("kafka-consumer-not-drained-title-results").n("n", n),
    why: |n| msg("kafka-consumer-not-drained-why-results").n("n", n),
    ..MESSAGES
};
