//! # elastic-client-per-request
//!
//! **What it shows.** Many pairs of `sniffer` and `healthchecker` of olivere/elastic: each
//! NewClient starts both.
//!
//! **Why it matters.** Each client asks all nodes for their health every minute and the cluster
//! for its nodes every fifteen, for ever.
//!
//! **Remedy.** One client for the process, or NewSimpleClient, which starts nothing.
//!
//! **Harmless when** the program talks to so many clusters.
//!
//! Source: olivere/elastic `client.go` (v5.0.83, v7.0.32). v5.0.83 run. The official client
//! starts no goroutine of its own: one per request shows as `http-transport-per-request`, if at
//! all.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "elastic-client-per-request",
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
        msg("elastic-client-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("elastic-client-per-request-why"),
    or: ("several-clusters", || msg("elastic-client-per-request-or")),
    remedy: || msg("elastic-client-per-request-remedy"),
    step: || msg("elastic-client-per-request-step"),
    code: (
        "func search(ctx context.Context, q elastic.Query) error {\n\tclient, err := elastic.NewClient(elastic.SetURL(url)) // two loops per call\n\tif err != nil {\n\t\treturn err\n\t}\n\t_, err = client.Search(\"orders\").Query(q).Do(ctx)\n\treturn err\n}\n",
        "// Created once in main; safe for concurrent use.\nvar client *elastic.Client\n\nfunc search(ctx context.Context, q elastic.Query) error {\n\t_, err := client.Search(\"orders\").Query(q).Do(ctx)\n\treturn err\n}\n\n// A client for one task starts no loops:\n// elastic.NewSimpleClient(elastic.SetURL(url))\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "elastic.Client",
        made_by: "elastic.NewClient",
        ended_by: "Stop",
        marks: &[mark("elastic", "(*Client).healthchecker")],
        with: &[mark("elastic", "(*Client).sniffer")],
        link: (
            "elastic: NewSimpleClient",
            "https://pkg.go.dev/github.com/olivere/elastic/v7#NewSimpleClient",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "elastic.BulkProcessor",
        made_by: "BulkProcessor().Do",
        marks: &[mark("elastic", "(*BulkProcessor).flusher")],
        with: &[mark("elastic", "(*bulkWorker).work")],
        link: (
            "elastic: BulkProcessor.Close",
            "https://pkg.go.dev/github.com/olivere/elastic/v7#BulkProcessor.Close",
        ),
        ..Object::PLAIN
    },
];
