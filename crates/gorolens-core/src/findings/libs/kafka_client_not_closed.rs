//! # kafka-client-not-closed
//!
//! **What it shows.** Many goroutines that a Kafka library starts once for each client: Sarama's
//! `backgroundMetadataUpdater`, kafka-go's `discover` of a Transport and `(*Reader).run`,
//! franz-go's `updateMetadataLoop`, confluent's `poller`.
//!
//! **Why it matters.** A client knows the whole cluster: each keeps connections to the brokers
//! and asks for metadata again and again.
//!
//! **Remedy.** One client, producer or writer for the process; close those that come and go.
//!
//! **Harmless when** the program has so many consumers or clusters on purpose. Consumers of many
//! partitions are not counted: those goroutines are per partition.
//!
//! Source: IBM/sarama `client.go`, `async_producer.go` (v1.22.1, v1.43.3, v1.60.1);
//! segmentio/kafka-go `transport.go`, `reader.go` (v0.2.1, v0.4.47, v0.4.50); twmb/franz-go
//! `pkg/kgo/client.go` (v1.18.0 and later); confluentinc/confluent-kafka-go `kafka/event.go`.
//! Sarama v1.22.1 run, the others read in source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "kafka-client-not-closed",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "client",
    many: Many::POOLS,
    title: |n, name| {
        msg("kafka-client-not-closed-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("kafka-client-not-closed-why"),
    or: ("several-clusters", || msg("kafka-client-not-closed-or")),
    remedy: || msg("kafka-client-not-closed-remedy"),
    step: || msg("kafka-client-not-closed-step"),
    code: (
        "func send(msg *sarama.ProducerMessage) error {\n\tproducer, err := sarama.NewSyncProducer(brokers, config) // a client per message\n\tif err != nil {\n\t\treturn err\n\t}\n\t_, _, err = producer.SendMessage(msg)\n\treturn err\n}\n",
        "// Created once in main, closed at the end; safe for concurrent use.\nvar producer sarama.SyncProducer\n\nfunc send(msg *sarama.ProducerMessage) error {\n\t_, _, err := producer.SendMessage(msg)\n\treturn err\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "sarama.Client",
        made_by: "sarama.NewClient",
        marks: &[mark("sarama", "(*client).backgroundMetadataUpdater")],
        with: &[
            mark("sarama", "(*Broker).responseReceiver"),
            mark("sarama", "(*asyncProducer).dispatcher"),
            mark("sarama", "(*asyncProducer).retryHandler"),
            mark("sarama", "(*syncProducer).handleSuccesses"),
            mark("sarama", "(*syncProducer).handleErrors"),
        ],
        link: (
            "sarama: Client",
            "https://pkg.go.dev/github.com/IBM/sarama#Client",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "kafka.Transport",
        made_by: "kafka.Transport{",
        ended_by: "CloseIdleConnections",
        marks: &[mark("kafka-go", "(*connPool).discover")],
        with: &[
            mark("kafka-go", "(*conn).run"),
            mark("kafka-go", "(*partitionWriter).writeBatches"),
        ],
        link: (
            "kafka-go: Transport",
            "https://pkg.go.dev/github.com/segmentio/kafka-go#Transport",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "kafka.Reader",
        made_by: "kafka.NewReader",
        marks: &[mark("kafka-go", "(*Reader).run")],
        link: (
            "kafka-go: Reader.Close",
            "https://pkg.go.dev/github.com/segmentio/kafka-go#Reader.Close",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "kgo.Client",
        made_by: "kgo.NewClient",
        marks: &[mark("franz-go", "(*Client).updateMetadataLoop")],
        with: &[
            mark("franz-go", "(*Client).reapConnectionsLoop"),
            mark("franz-go", "(*Client).pushMetrics"),
        ],
        link: (
            "franz-go: Client.Close",
            "https://pkg.go.dev/github.com/twmb/franz-go/pkg/kgo#Client.Close",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "kafka.Producer",
        made_by: "kafka.NewProducer",
        marks: &[mark("confluent-kafka-go", "poller")],
        with: &[mark("confluent-kafka-go", "channelProducer")],
        link: (
            "confluent-kafka-go",
            "https://pkg.go.dev/github.com/confluentinc/confluent-kafka-go/v2/kafka#Producer.Close",
        ),
        ..Object::PLAIN
    },
];
