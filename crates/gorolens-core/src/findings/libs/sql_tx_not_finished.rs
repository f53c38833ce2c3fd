//! # sql-tx-not-finished
//!
//! **What it shows.** `(*Tx).awaitDone` that have run for minutes while no statement is in
//! progress: each belongs to a transaction without Commit or Rollback.
//!
//! **Why it matters.** An open transaction keeps its connection, and in the database its locks
//! and its snapshot.
//!
//! **Remedy.** `defer tx.Rollback()` right after BeginTx; it does nothing after Commit.
//!
//! **Harmless when** the program holds a transaction open on purpose, as a lock or a cursor.
//!
//! Source: `database/sql/sql.go` (Go 1.8–1.27): `beginDC` starts one `awaitDone` for every
//! transaction, whatever its context. Run.

use super::uses::{self, Use};
use crate::findings::Rule;
use crate::findings::analyses::Facts;
use crate::findings::analyses::by_func::mark;
use crate::message::msg;
use crate::report::Finding;

pub(in crate::findings) const RULE: Rule = Rule {
    id: "sql-tx-not-finished",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    uses::check(facts, acc, &USE);
}

const USE: Use = Use {
    rule: RULE.id,
    name: "sql.Tx",
    kind: "transaction",
    marks: &[mark("database/sql", "(*Tx).awaitDone")],
    inside: &[
        mark("database/sql", "(*Tx).ExecContext"),
        mark("database/sql", "(*Tx).QueryContext"),
        mark("database/sql", "(*Tx).Commit"),
        mark("database/sql", "(*Tx).rollback"),
        mark("database/sql", "(*Tx).StmtContext"),
        mark("database/sql", "(*Tx).PrepareContext"),
        mark("database/sql", "(*Stmt).ExecContext"),
        mark("database/sql", "(*Stmt).QueryContext"),
    ],
    title: |n| msg("sql-tx-not-finished-title").n("n", n),
    why: |n| msg("sql-tx-not-finished-why").n("n", n),
    or: ("sql-long-transaction", || msg("sql-tx-not-finished-or")),
    remedy: || msg("sql-tx-not-finished-remedy"),
    steps: &[
        || msg("sql-tx-not-finished-step-defer"),
        || msg("sql-tx-not-finished-step-outside"),
    ],
    code: (
        "tx, err := db.BeginTx(ctx, nil)\nif err != nil {\n\treturn err\n}\nif _, err := tx.ExecContext(ctx, query); err != nil {\n\treturn err // the transaction stays open\n}\nreturn tx.Commit()\n",
        "tx, err := db.BeginTx(ctx, nil)\nif err != nil {\n\treturn err\n}\ndefer tx.Rollback() // does nothing after Commit\nif _, err := tx.ExecContext(ctx, query); err != nil {\n\treturn err\n}\nreturn tx.Commit()\n",
    ),
    link: (
        "Executing transactions",
        "https://go.dev/doc/database/execute-transactions",
    ),
    grep: "grep -rnE '\\.Begin(Tx)?\\(' --include='*.go' -A8 .",
};
