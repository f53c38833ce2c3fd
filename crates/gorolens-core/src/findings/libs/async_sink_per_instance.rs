//! # async-sink-per-instance
//!
//! **What it shows.** Many background senders of logging, metrics and error reporting: zap's
//! BufferedWriteSyncer, sentry-go's transport, DataDog statsd, InfluxDB's write API, zerolog's
//! diode, fluent-logger: a fixed set for each instance.
//!
//! **Why it matters.** Each holds a buffer, often a connection, and goes only when it is stopped,
//! closed or flushed as its documentation says.
//!
//! **Remedy.** One sink for the process; loggers and clients made from it are cheap.
//!
//! **Harmless when** the program wants so many sinks, such as one for each log file.
//!
//! Source: uber-go/zap `zapcore/buffered_write_syncer.go` (v1.23.0, v1.27.0; run);
//! getsentry/sentry-go `transport.go` (v0.11.0, v0.29.0; run); DataDog/datadog-go
//! `statsd/statsd.go`, `sender.go` (v4.8.3, v5.5.0, v5.9.0); influxdata/influxdb-client-go
//! `api/write.go` (v2.14.0); rs/zerolog `diode/diode.go` (v1.26.1, v1.33.0; run);
//! fluent/fluent-logger-golang `fluent/fluent.go` (v1.9.0). Those without "run" were read in
//! source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "async-sink-per-instance",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "sink",
    many: Many::ONCE,
    title: |n, name| {
        msg("async-sink-per-instance-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("async-sink-per-instance-why"),
    or: ("several-sinks", || msg("async-sink-per-instance-or")),
    remedy: || msg("async-sink-per-instance-remedy"),
    step: || msg("async-sink-per-instance-step"),
    code: (
        "func requestLogger(f zapcore.WriteSyncer) *zap.Logger {\n\tbuffered := &zapcore.BufferedWriteSyncer{WS: f} // a flush loop per request\n\treturn zap.New(zapcore.NewCore(encoder, buffered, level))\n}\n",
        "// Made once in main, which ends with buffered.Stop().\nvar logger *zap.Logger\n\nfunc requestLogger(id string) *zap.Logger {\n\treturn logger.With(zap.String(\"request\", id)) // shares the sink\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "zapcore.BufferedWriteSyncer",
        made_by: "zapcore.BufferedWriteSyncer{",
        ended_by: "Stop",
        marks: &[mark("zap", "(*BufferedWriteSyncer).flushLoop")],
        link: (
            "zap: BufferedWriteSyncer",
            "https://pkg.go.dev/go.uber.org/zap/zapcore#BufferedWriteSyncer",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "sentry.HTTPTransport",
        made_by: "sentry.NewClient",
        marks: &[mark("sentry-go", "(*HTTPTransport).worker")],
        link: (
            "sentry-go: Client",
            "https://pkg.go.dev/github.com/getsentry/sentry-go#Client",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "statsd.Client",
        made_by: "statsd.New",
        marks: &[mark("datadog-go", "(*sender).sendLoop")],
        with: &[
            mark("datadog-go", "(*Client).watch"),
            mark("datadog-go", "(*worker).pullMetric"),
            mark("datadog-go", "(*aggregator).start.func*"),
            mark("datadog-go", "(*aggregator).pullMetric"),
            mark("datadog-go", "(*telemetryClient).run.func*"),
        ],
        link: (
            "datadog-go: Client.Close",
            "https://pkg.go.dev/github.com/DataDog/datadog-go/v5/statsd#Client.Close",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "influxdb2 WriteAPI",
        made_by: "influxdb2.NewClient",
        marks: &[mark("influxdb-client-go", "(*WriteAPIImpl).writeProc")],
        with: &[mark("influxdb-client-go", "(*WriteAPIImpl).bufferProc")],
        link: (
            "influxdb-client-go: WriteAPI",
            "https://pkg.go.dev/github.com/influxdata/influxdb-client-go/v2/api#WriteAPI",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "diode.Writer",
        made_by: "diode.NewWriter",
        marks: &[mark("zerolog", "Writer.poll")],
        with: &[mark("zerolog", "NewWaiter.func*")],
        link: (
            "zerolog: diode",
            "https://pkg.go.dev/github.com/rs/zerolog/diode#Writer.Close",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "fluent.Fluent",
        made_by: "fluent.New",
        marks: &[mark("fluent-logger", "(*Fluent).run")],
        link: (
            "fluent-logger-golang",
            "https://pkg.go.dev/github.com/fluent/fluent-logger-golang/fluent#Fluent.Close",
        ),
        ..Object::PLAIN
    },
];
