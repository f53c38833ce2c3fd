//! # http-idle-many-hosts
//!
//! **What it shows.** The same goroutines as `http-transport-per-request`, while several requests
//! in flight share one Transport: perhaps one Transport without limits that talks to very many
//! hosts.
//!
//! **Why it matters.** A hand-made Transport keeps up to 2 idle connections per host for ever:
//! MaxIdleConns and IdleConnTimeout are zero, which means no limit (`net/http/transport.go`).
//!
//! **Remedy.** Set the limits.
//!
//! **Harmless when** the number of hosts is fixed and small.
//!
//! A dump shows no remote addresses, so this is never more than a suspicion; without the shared
//! Transport it is only named as a look-alike.

use super::Rule;
use super::analyses::Facts;
use super::draft::{Draft, LIST_PEERS, remedy};
use super::http_transport_per_request::{Idle, shares_a_transport};
use super::words::{count, number};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-idle-many-hosts",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let idle = Idle::of(facts);
    if idle.old < 10 || !shares_a_transport(facts) {
        return;
    }
    let title = format!(
        "{} idle without limit: one Transport may talk to very many hosts",
        count(idle.total, "HTTP client connection")
    );
    let draft = Draft::new(facts, RULE.id, Severity::Suspect, Certainty::Low, title)
        .objects(idle.total, "connection")
        .members(facts, idle.conns.iter().flat_map(|conn| conn.members()))
        .evidence(EvidenceKind::Pointer, format!(
            "All {} requests now in flight use the same *Transport.",
            number(facts.http.transports.len() as u64)
        ))
        .evidence(EvidenceKind::Count, format!(
            "{} have been idle for longer than 90 s, so their Transport has no IdleConnTimeout.",
            count(idle.old, "connection")
        ))
        .evidence(EvidenceKind::Caveat, "The dump shows no remote addresses: it cannot tell many hosts from many Transports.")
        .look_alike("http-transport-per-request", "The idle connections may belong to other, \
            throw-away Transports. Few remote hosts in ss or lsof mean that.")
        .remedy(remedy(
            "Give the Transport an idle timeout and a limit.",
            &[
                "Set IdleConnTimeout, so that an unused connection ends by itself.",
                "Set MaxIdleConns to bound the pool over all hosts.",
            ],
            "transport := &http.Transport{} // no limit, no timeout\n",
            "transport := &http.Transport{\n\tMaxIdleConns:        200,\n\tMaxIdleConnsPerHost: 2,\n\tIdleConnTimeout:     30 * time.Second,\n}\n",
            &[("net/http: Transport (MaxIdleConns, IdleConnTimeout)", "https://pkg.go.dev/net/http#Transport")],
        ))
        .capture(LIST_PEERS);
    acc.push(draft.finish(facts));
}
