//! # sql-rows-not-closed
//!
//! **What it shows.** `(*Rows).awaitDone` that have run for minutes while no query is in
//! progress: each belongs to an `sql.Rows` that was neither closed nor read to its end.
//!
//! **Why it matters.** Open Rows keep their connection. With MaxOpenConns set, the pool runs dry;
//! without it, the database does.
//!
//! **Remedy.** `defer rows.Close()` right after the error check.
//!
//! **Harmless when** a result set is really read for so long, row by row.
//!
//! Source: `database/sql/sql.go` (Go 1.8–1.27): `initContextClose` starts `awaitDone` only for a
//! context that can be cancelled, so Rows of `db.Query` do not show. Run.

use super::uses::{self, Use};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "sql-rows-not-closed",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    uses::check(facts, acc, &USE);
}

const USE: Use = Use {
    rule: RULE.id,
    name: "sql.Rows",
    kind: "result-set",
    marks: &[mark("database/sql", "(*Rows).awaitDone")],
    inside: &[
        mark("database/sql", "(*Rows).Next"),
        mark("database/sql", "(*Rows).nextLocked"),
        mark("database/sql", "(*DB).queryDC"),
    ],
    title: |n| msg("sql-rows-not-closed-title").n("n", n),
    why: |n| msg("sql-rows-not-closed-why").n("n", n),
    or: ("sql-slow-reader", || msg("sql-rows-not-closed-or")),
    remedy: || msg("sql-rows-not-closed-remedy"),
    steps: &[
        || msg("sql-rows-not-closed-step-defer"),
        || msg("sql-rows-not-closed-step-err"),
    ],
    code: (
        "rows, err := db.QueryContext(ctx, query)\nif err != nil {\n\treturn err\n}\nfor rows.Next() {\n\tif found(rows) {\n\t\treturn nil // the rows stay open\n\t}\n}\n",
        "rows, err := db.QueryContext(ctx, query)\nif err != nil {\n\treturn err\n}\ndefer rows.Close() // on every path\nfor rows.Next() {\n\tif found(rows) {\n\t\treturn nil\n\t}\n}\nreturn rows.Err()\n",
    ),
    link: (
        "database/sql: Rows.Close",
        "https://pkg.go.dev/database/sql#Rows.Close",
    ),
    grep: "grep -rnE '\\.Query(Context)?\\(' --include='*.go' -A8 .",
};
