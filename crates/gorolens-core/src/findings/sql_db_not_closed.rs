//! # sql-db-not-closed
//!
//! **What it shows.** Many `(*DB).connectionOpener`: exactly one runs for each open `sql.DB`.
//!
//! **Why it matters.** An `sql.DB` is a pool, meant to live as long as the program. One that is
//! opened per request and never closed keeps its goroutine and its connections.
//!
//! **Remedy.** `sql.Open` once, at the start.
//!
//! **Harmless when** the program really talks to as many databases.
//!
//! Source: `database/sql/sql.go`, OpenDB (Go 1.10+), Open before.

use super::Rule;
use super::analyses::Facts;
use super::draft::{Draft, remedy, second_dump};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "sql-db-not-closed",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let openers = facts.crowds_of(&facts.index.with("database/sql.(*DB).connectionOpener"));
    let n: u64 = openers.iter().map(|it| it.n).sum();
    let (severity, certainty) = match n {
        50.. => (Severity::Leak, Certainty::High),
        20.. => (Severity::Leak, Certainty::Medium),
        8.. => (Severity::Suspect, Certainty::Medium),
        _ => return,
    };
    let draft = Draft::new(facts, RULE.id, severity, certainty, msg("sql-db-not-closed-title").n("n", n))
        .objects(n, "database")
        .members(facts, openers.iter().flat_map(|it| it.members.iter().copied()))
        .evidence(EvidenceKind::Count, msg("sql-db-not-closed-count").n("n", n))
        .evidence(EvidenceKind::OwnCode, msg("sql-db-not-closed-where"))
        .look_alike("sql-many-databases", msg("sql-db-not-closed-or-many"))
        .remedy(remedy(
            msg("sql-db-not-closed-remedy"),
            [msg("sql-db-not-closed-step-once"), msg("sql-db-not-closed-step-pass")],
            "func count(ctx context.Context) (n int, err error) {\n\tdb, err := sql.Open(driver, dsn) // a pool per call, never closed\n\tif err != nil {\n\t\treturn 0, err\n\t}\n\terr = db.QueryRowContext(ctx, query).Scan(&n)\n\treturn n, err\n}\n",
            "// Opened once in main; safe for concurrent use.\nvar db *sql.DB\n\nfunc count(ctx context.Context) (n int, err error) {\n\terr = db.QueryRowContext(ctx, query).Scan(&n)\n\treturn n, err\n}\n",
            &[("database/sql: Open", "https://pkg.go.dev/database/sql#Open")],
        ))
        .run("grep -rn 'sql.Open(' --include='*.go' .", msg("sql-db-not-closed-grep"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
