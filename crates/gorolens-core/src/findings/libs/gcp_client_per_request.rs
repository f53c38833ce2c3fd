//! # gcp-client-per-request
//!
//! **What it shows.** Many gRPC connections in a program with frames of Google Cloud's client
//! libraries.
//!
//! **Why it matters.** Each client of Google Cloud keeps a pool of several connections; one per
//! request multiplies them.
//!
//! **Remedy.** One client for each API, closed at the end.
//!
//! **Harmless when** the program uses so many APIs: each client has up to four or more
//! connections.
//!
//! Source: googleapis/google-cloud-go (clients "should be reused"),
//! googleapis/google-api-go-client `option` (WithGRPCConnectionPool), grpc/grpc-go as in
//! `grpc-clientconn-not-closed`. Read in source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "gcp-client-per-request",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let is_used = |path: &&str| facts.index.has_package(path);
    if ["cloud.google.com/go", "google.golang.org/api"]
        .iter()
        .any(is_used)
    {
        objects::check(facts, acc, &FAMILY);
    }
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "client",
    many: Many {
        few: 20,
        crowd: u64::MAX,
        sure: u64::MAX,
    },
    title: |n, name| {
        msg("gcp-client-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("gcp-client-per-request-why"),
    or: ("many-apis", || msg("gcp-client-per-request-or")),
    remedy: || msg("gcp-client-per-request-remedy"),
    step: || msg("gcp-client-per-request-step"),
    code: (
        "func upload(ctx context.Context, data []byte) error {\n\tclient, err := pubsub.NewClient(ctx, project) // connections per call\n\tif err != nil {\n\t\treturn err\n\t}\n\t_, err = client.Topic(\"orders\").Publish(ctx, &pubsub.Message{Data: data}).Get(ctx)\n\treturn err\n}\n",
        "// Made once in main, stopped and closed at the end; safe for concurrent use.\nvar (\n\tclient *pubsub.Client\n\torders *pubsub.Topic // client.Topic(\"orders\")\n)\n\nfunc upload(ctx context.Context, data []byte) error {\n\t_, err := orders.Publish(ctx, &pubsub.Message{Data: data}).Get(ctx)\n\treturn err\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[Object {
    name: "grpc.ClientConn",
    made_by: ".NewClient",
    marks: &[mark("google.golang.org/grpc", "(*http2Client).reader")],
    link: (
        "Google Cloud: client libraries",
        "https://pkg.go.dev/cloud.google.com/go",
    ),
    ..Object::PLAIN
}];
