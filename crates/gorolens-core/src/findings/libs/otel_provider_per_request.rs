//! # otel-provider-per-request
//!
//! **What it shows.** Many batch processors or periodic readers of OpenTelemetry: each
//! TracerProvider, MeterProvider or LoggerProvider with a batching exporter starts one.
//!
//! **Why it matters.** Each keeps a queue, a timer and its exporter's connection, and exports its
//! own stream of data.
//!
//! **Remedy.** One provider for the process; on a reload, Shutdown the old one first.
//!
//! **Harmless when** the process has one for each signal and exporter: one to three.
//!
//! Source: open-telemetry/opentelemetry-go `sdk/trace/batch_span_processor.go` (v1.1.0, v1.31.0,
//! v1.43.0), `sdk/metric/periodic_reader.go`, `sdk/log/batch.go` (v1.31.0, v1.43.0). sdk/trace
//! v1.1.0 run, the others read in source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "otel-provider-per-request",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "provider",
    many: Many {
        few: 4,
        crowd: 8,
        sure: 30,
    },
    title: |n, name| {
        msg("otel-provider-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("otel-provider-per-request-why"),
    or: ("several-exporters", || msg("otel-provider-per-request-or")),
    remedy: || msg("otel-provider-per-request-remedy"),
    step: || msg("otel-provider-per-request-step"),
    code: (
        "func reload(exp sdktrace.SpanExporter) {\n\ttp := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exp))\n\totel.SetTracerProvider(tp) // the old one runs on\n}\n",
        "func reload(ctx context.Context, old *sdktrace.TracerProvider, exp sdktrace.SpanExporter) *sdktrace.TracerProvider {\n\ttp := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exp))\n\totel.SetTracerProvider(tp)\n\told.Shutdown(ctx)\n\treturn tp\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "sdktrace.TracerProvider",
        made_by: "NewTracerProvider",
        ended_by: "Shutdown",
        marks: &[mark(
            "go.opentelemetry.io/otel/sdk/trace",
            "(*batchSpanProcessor).processQueue",
        )],
        link: (
            "OpenTelemetry: TracerProvider.Shutdown",
            "https://pkg.go.dev/go.opentelemetry.io/otel/sdk/trace#TracerProvider.Shutdown",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "sdkmetric.PeriodicReader",
        made_by: "NewPeriodicReader",
        ended_by: "Shutdown",
        marks: &[mark(
            "go.opentelemetry.io/otel/sdk/metric",
            "(*PeriodicReader).run",
        )],
        link: (
            "OpenTelemetry: PeriodicReader",
            "https://pkg.go.dev/go.opentelemetry.io/otel/sdk/metric#PeriodicReader",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "sdklog.BatchProcessor",
        made_by: "NewBatchProcessor",
        ended_by: "Shutdown",
        marks: &[mark(
            "go.opentelemetry.io/otel/sdk/log",
            "(*BatchProcessor).poll.func*",
        )],
        link: (
            "OpenTelemetry: BatchProcessor",
            "https://pkg.go.dev/go.opentelemetry.io/otel/sdk/log#BatchProcessor",
        ),
        ..Object::PLAIN
    },
];
