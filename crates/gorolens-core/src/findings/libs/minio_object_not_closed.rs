//! # minio-object-not-closed
//!
//! **What it shows.** The goroutines that minio-go runs for each object that was opened, idle for
//! minutes.
//!
//! **Why it matters.** Each keeps the response of the server open, that is, a connection of the
//! pool.
//!
//! **Remedy.** `defer object.Close()` right after the error check.
//!
//! **Harmless when** the objects are being read, with pauses.
//!
//! Source: minio/minio-go `api-get-object.go` (v6.0.14 `getObjectWithContext`, v7.0.46, v7.0.80
//! `GetObject`): one goroutine serves the reads of an object until Close. v7.0.46 run.

use super::uses::{self, Use};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "minio-object-not-closed",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    uses::check(facts, acc, &USE);
}

const USE: Use = Use {
    rule: RULE.id,
    name: "minio.Object",
    kind: "object",
    marks: &[
        mark("minio-go", "(*Client).GetObject.func*"),
        mark("minio-go", "Client.GetObject.func*"),
        mark("minio-go", "Client.getObjectWithContext.func*"),
    ],
    inside: &[
        mark("minio-go", "(*Object).Read"),
        mark("minio-go", "(*Object).ReadAt"),
        mark("minio-go", "(*Object).Stat"),
        mark("minio-go", "(*Object).Seek"),
    ],
    title: |n| msg("minio-object-not-closed-title").n("n", n),
    why: |n| msg("minio-object-not-closed-why").n("n", n),
    or: ("objects-in-use", || msg("minio-object-not-closed-or")),
    remedy: || msg("minio-object-not-closed-remedy"),
    steps: &[|| msg("minio-object-not-closed-step-close")],
    code: (
        "object, err := client.GetObject(ctx, bucket, name, minio.GetObjectOptions{})\nif err != nil {\n\treturn err\n}\n_, err = io.Copy(w, object)\nreturn err\n",
        "object, err := client.GetObject(ctx, bucket, name, minio.GetObjectOptions{})\nif err != nil {\n\treturn err\n}\ndefer object.Close()\n_, err = io.Copy(w, object)\nreturn err\n",
    ),
    link: (
        "minio-go: Object.Close",
        "https://pkg.go.dev/github.com/minio/minio-go/v7#Object.Close",
    ),
    grep: "grep -rn '\\.GetObject(' --include='*.go' -A6 .",
};
