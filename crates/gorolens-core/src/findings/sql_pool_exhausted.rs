//! # sql-pool-exhausted
//!
//! **What it shows.** Queries that wait in `database/sql.(*DB).conn` for a free connection, and what
//! holds the connections: open Rows, open transactions, queries in progress.
//!
//! **Why it matters.** MaxOpenConns is reached; everything that needs the database queues.
//!
//! **Remedy.** Close Rows, finish transactions; only then think about the limit.
//!
//! **Harmless when** it passes within a moment under a burst.
//!
//! Source: `database/sql/sql.go`: `(*Rows).awaitDone` and `(*Tx).awaitDone` run as long as Rows and
//! Tx with a cancellable context are open (Go 1.8+).

use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::model::{FastMap, StackFrame};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "sql-pool-exhausted",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    if !facts.index.has_package("database/sql") {
        return;
    }
    let on = |func: &str| facts.crowds_calling(func).into_iter();
    let waiting = || {
        on("(*DB).conn").filter(|it| {
            let stack = facts.ctx.tables.stack(it.stack);
            stack
                .top()
                .is_some_and(|top| &*top.func == "database/sql.(*DB).conn")
        })
    };
    let sum = |crowds: &mut dyn Iterator<Item = &Crowd>| crowds.map(|it| it.n).sum::<u64>();
    let n = sum(&mut waiting());
    let (rows, txs) = (
        sum(&mut on("(*Rows).awaitDone")),
        sum(&mut on("(*Tx).awaitDone")),
    );
    let active = active(facts);
    let oldest = waiting().filter_map(|it| it.oldest).max();
    let (severity, certainty) = match (oldest.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 1..) => (Severity::Stuck, Certainty::High),
        // Nobody is talking to the database, so nothing in progress will free a connection.
        (_, 5..) if active == 0 && rows + txs > 0 => (Severity::Stuck, Certainty::Medium),
        (_, 3..) if active == 0 => (Severity::Suspect, Certainty::Medium),
        // Queries are at work, and each will give a connection back: perhaps a burst.
        (_, 3..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let members = || waiting().flat_map(|it| it.members.iter().copied());
    let held = on("(*Rows).awaitDone").chain(on("(*Tx).awaitDone"));
    let places = own_code::places(facts, members());
    let draft = Draft::new(facts, RULE.id, severity, certainty, msg("sql-pool-exhausted-title").n("n", n))
        .rests_on_waits(facts)
        .objects(n, "query")
        .members(facts, members().chain(held.flat_map(|it| it.members.iter().copied())))
        .evidence(EvidenceKind::Position, msg("sql-pool-exhausted-position").n("n", n))
        .evidence(EvidenceKind::Count, msg("sql-pool-exhausted-held").n("rows", rows).n("txs", txs))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .maybe(
            EvidenceKind::Position,
            nested(facts, waiting()).map(|(n, func)| {
                msg("sql-pool-exhausted-nested").n("n", n).text("func", func)
            }),
        )
        .evidence(EvidenceKind::Wait, wait(n, oldest))
        .evidence(EvidenceKind::Caveat, msg("sql-pool-exhausted-limit"))
        .look_alike("sql-slow-queries", msg("sql-pool-exhausted-or-slow"))
        .remedy(remedy(
            msg("sql-pool-exhausted-remedy"),
            [
                msg("sql-pool-exhausted-step-rows"),
                msg("sql-pool-exhausted-step-tx"),
                msg("sql-pool-exhausted-step-nested"),
            ],
            "rows, err := db.QueryContext(ctx, query)\nif err != nil {\n\treturn err\n}\nfor rows.Next() {\n\tif bad(rows) {\n\t\treturn errBad // the connection stays taken\n\t}\n}\n",
            "rows, err := db.QueryContext(ctx, query)\nif err != nil {\n\treturn err\n}\ndefer rows.Close() // on every path\nfor rows.Next() {\n\tif bad(rows) {\n\t\treturn errBad\n\t}\n}\nreturn rows.Err()\n",
            &[("database/sql: DB.SetMaxOpenConns", "https://pkg.go.dev/database/sql#DB.SetMaxOpenConns")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// Goroutines inside a call of database/sql that do not wait for a connection: queries in progress.
fn active(facts: &Facts<'_>) -> u64 {
    const IDLE: [&str; 5] = [
        "database/sql.(*DB).conn",
        "database/sql.(*DB).connectionOpener",
        "database/sql.(*DB).connectionCleaner",
        "database/sql.(*Rows).awaitDone",
        "database/sql.(*Tx).awaitDone",
    ];
    let is_active = |crowd: &&Crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        stack
            .frames
            .iter()
            .any(|frame| frame.func.starts_with("database/sql.(*"))
            && !IDLE
                .iter()
                .any(|func| stack.top().is_some_and(|top| &*top.func == *func))
    };
    let crowds = facts.crowds_of(&facts.index.calling_package("database/sql"));
    crowds
        .into_iter()
        .filter(is_active)
        .map(|crowd| crowd.n)
        .sum()
}

/// Those who have passed the place where others wait, and wait again further in: how many, and the function.
fn nested<'f>(
    facts: &'f Facts<'_>,
    waiting: impl Iterator<Item = &'f Crowd>,
) -> Option<(u64, String)> {
    let waiting: Vec<&Crowd> = waiting.collect();
    let stack = |crowd: &Crowd| facts.ctx.tables.stack(crowd.stack);
    let mut first_lines: FastMap<&str, u32> = FastMap::default();
    for own in waiting.iter().filter_map(|it| own_code::nearest(stack(it))) {
        let line = first_lines.entry(&own.func).or_insert(own.line);
        *line = own.line.min(*line);
    }
    let is_past = |it: &&StackFrame| {
        first_lines
            .get(&*it.func)
            .is_some_and(|&line| line < it.line)
    };
    let past = |crowd: &&Crowd| {
        stack(crowd)
            .frames
            .iter()
            .find(is_past)
            .map(|it| (crowd.n, &*it.func))
    };
    let nested: Vec<(u64, &str)> = waiting.iter().filter_map(past).collect();
    let func = nested.first()?.1.to_owned();
    Some((nested.iter().map(|it| it.0).sum(), func))
}
