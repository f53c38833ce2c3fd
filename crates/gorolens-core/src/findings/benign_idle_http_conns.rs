//! # benign-idle-http-conns
//!
//! **What it shows.** Idle client connections that a shared Transport keeps for the next request.
//!
//! **Why it is normal.** Keep-alive is on by default; a pool holds up to 2 connections per host
//! (`net/http/transport.go`, DefaultMaxIdleConnsPerHost) and DefaultTransport closes them after
//! 90 s.
//!
//! **Not normal when** they are many more than the goroutines that could use them, or old.

use super::Rule;
use super::analyses::Facts;
use super::analyses::idle::Idle;
use super::draft::{Draft, remedy, second_dump};
use crate::message::{Message, msg};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "benign-idle-http-conns",
    check,
};

/// As many as one hand-made Transport keeps for one host.
pub(super) const FEW: u64 = 2;
/// A pool of this size needs no explanation.
const SMALL_POOL: u64 = 10;

/// Whether a shared pool explains `idle` young connections: they are few, or there are about as
/// many goroutines around that use or used them. Those of a Transport per request have no users.
pub(super) fn is_plausible_pool(facts: &Facts<'_>, idle: u64) -> bool {
    idle < SMALL_POOL || facts.users * 4 >= idle * 3
}

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let explained = |rule: &str| acc.iter().any(|finding| finding.rule == rule);
    let idle = &facts.idle;
    if idle.total == 0 || explained("http-transport-per-request") {
        return;
    }
    let title = msg("benign-idle-http-conns-title").n("n", idle.total);
    let draft = Draft::new(facts, RULE.id, Severity::Note, Certainty::Medium, title)
        .objects(idle.total, "connection")
        .members(facts, facts.idle_members())
        .evidence(
            EvidenceKind::Count,
            msg("benign-idle-http-conns-count")
                .n("n", idle.total)
                .n("busy", facts.http.n_conns() - idle.total)
                .n("users", facts.users),
        )
        .maybe(EvidenceKind::Wait, age(idle))
        .look_alike(
            "http-transport-per-request",
            msg("benign-idle-http-conns-or-leak"),
        )
        .remedy(remedy(
            msg("benign-idle-http-conns-remedy"),
            [],
            "",
            "",
            &[(
                "net/http: Transport",
                "https://pkg.go.dev/net/http#Transport",
            )],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

fn age(idle: &Idle) -> Option<Message> {
    let oldest = idle.oldest?;
    Some(if idle.old > 0 {
        msg("benign-idle-http-conns-wait-old")
            .n("n", idle.total)
            .minutes("oldest", oldest)
    } else {
        msg("benign-idle-http-conns-wait-young")
            .n("n", idle.total)
            .minutes("oldest", oldest)
    })
}
