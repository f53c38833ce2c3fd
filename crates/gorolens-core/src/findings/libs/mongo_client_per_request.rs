//! # mongo-client-per-request
//!
//! **What it shows.** Many monitors of the MongoDB driver (`(*Server).update`, with
//! `(*pool).maintain`): one runs for each client and each server of the set.
//!
//! **Why it matters.** A client watches every member of the replica set and keeps a pool for
//! each; one per request multiplies both.
//!
//! **Remedy.** Connect once and share the client.
//!
//! **Harmless when** the number is about clients wanted × members of the set, or the program
//! talks to so many clusters.
//!
//! Source: mongo-driver `x/mongo/driver/topology/server.go`, `pool.go`, `rtt_monitor.go` (v1.8.4,
//! v1.17.1, v2.1.0, v2.8.0); gopkg.in/mgo.v2 `server.go`, `cluster.go`. v1.8.4 run, the others
//! read in source.

use super::objects::{self, Family, Many, Object};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "mongo-client-per-request",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    objects::check(facts, acc, &FAMILY);
}

const FAMILY: Family = Family {
    rule: RULE.id,
    kind: "client",
    many: Many {
        few: 16,
        crowd: 40,
        sure: 90,
    },
    title: |n, name| {
        msg("mongo-client-per-request-title")
            .n("n", n)
            .text("type", name)
    },
    why: || msg("mongo-client-per-request-why"),
    or: ("large-replica-set", || msg("mongo-client-per-request-or")),
    remedy: || msg("mongo-client-per-request-remedy"),
    step: || msg("mongo-client-per-request-step"),
    code: (
        "func find(ctx context.Context, id string) error {\n\tclient, err := mongo.Connect(ctx, opts) // monitors and pools per call\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn client.Database(\"shop\").Collection(\"orders\").FindOne(ctx, filter(id)).Err()\n}\n",
        "// Connected once in main, which ends with client.Disconnect; safe for concurrent use.\nvar client *mongo.Client\n\nfunc find(ctx context.Context, id string) error {\n\treturn client.Database(\"shop\").Collection(\"orders\").FindOne(ctx, filter(id)).Err()\n}\n",
    ),
    objects: OBJECTS,
};

const OBJECTS: &[Object] = &[
    Object {
        name: "mongo.Client",
        made_by: "mongo.Connect",
        ended_by: "Disconnect",
        marks: &[mark("mongo-driver", "(*Server).update")],
        with: &[
            mark("mongo-driver", "(*rttMonitor).start"),
            mark("mongo-driver", "(*pool).maintain"),
            mark("mongo-driver", "(*pool).createConnections"),
        ],
        link: (
            "mongo-driver: Client",
            "https://pkg.go.dev/go.mongodb.org/mongo-driver/mongo#Client",
        ),
        ..Object::PLAIN
    },
    Object {
        name: "mgo.Session",
        made_by: "mgo.Dial",
        marks: &[mark("mgo", "(*mongoServer).pinger")],
        with: &[mark("mgo", "(*mongoCluster).syncServersLoop")],
        link: (
            "mgo: Session.Close",
            "https://pkg.go.dev/gopkg.in/mgo.v2#Session.Close",
        ),
        ..Object::PLAIN
    },
];
