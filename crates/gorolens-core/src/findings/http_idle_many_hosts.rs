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
use super::draft::{Draft, list_peers, remedy};
use super::http_transport_per_request::shares_a_transport;
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-idle-many-hosts",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let idle = &facts.idle;
    if idle.old < 10 || !shares_a_transport(facts) {
        return;
    }
    let title = msg("http-idle-many-hosts-title").n("n", idle.total);
    let draft = Draft::new(facts, RULE.id, Severity::Suspect, Certainty::Low, title)
        .objects(idle.total, "connection")
        .members(facts, facts.idle_members())
        .evidence(
            EvidenceKind::Pointer,
            msg("http-idle-many-hosts-shared").n("n", facts.http.transports.len() as u64),
        )
        .evidence(
            EvidenceKind::Count,
            msg("http-idle-many-hosts-old").n("n", idle.old),
        )
        .evidence(EvidenceKind::Caveat, msg("http-idle-many-hosts-no-addresses"))
        .look_alike("http-transport-per-request", msg("http-idle-many-hosts-or-per-request"))
        .remedy(remedy(
            msg("http-idle-many-hosts-remedy"),
            [
                msg("http-idle-many-hosts-step-timeout"),
                msg("http-idle-many-hosts-step-limit"),
            ],
            "transport := &http.Transport{} // no limit, no timeout\n",
            "transport := &http.Transport{\n\tMaxIdleConns:        200,\n\tMaxIdleConnsPerHost: 2,\n\tIdleConnTimeout:     30 * time.Second,\n}\n",
            &[("net/http: Transport (MaxIdleConns, IdleConnTimeout)", "https://pkg.go.dev/net/http#Transport")],
        ))
        .capture(list_peers());
    acc.push(draft.finish(facts));
}
