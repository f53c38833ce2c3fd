//! # http2-conn-per-client
//!
//! **What it shows.** Many HTTP/2 client connections (`readLoop`, one goroutine each) and few or no
//! streams on them.
//!
//! **Why it matters.** HTTP/2 carries many requests over one connection, so a Transport needs one
//! per host. Twenty to one host are twenty Transports: `http-transport-per-request`, without pairs.
//!
//! **Remedy.** Create the Transport once and re-use it.
//!
//! **Harmless when** the program talks to as many hosts, or more than 100 to 250 streams to one
//! host run at once.
//!
//! Source: `net/http/h2_bundle.go` (Go 1.7–1.26), `net/http/internal/http2` (1.27),
//! `golang.org/x/net/http2`.

use std::collections::BTreeSet;

use super::Rule;
use super::analyses::Facts;
use super::analyses::http_conns::Member;
use super::analyses::idle::NO_IDLE_LIMIT;
use super::draft::{Draft, list_peers, remedy, second_dump};
use crate::message::{Message, msg};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http2-conn-per-client",
    check,
};

/// More connections than most programs have HTTP/2 hosts to talk to.
const MANY: u64 = 10;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let idle = idle_conns(facts);
    let total: u64 = idle.iter().map(|it| it.1).sum();
    let ages: Vec<u32> = idle.iter().filter_map(|it| facts.minutes(it.0)).collect();
    let oldest = ages.iter().copied().max();
    let old = ages.iter().filter(|&&age| age >= NO_IDLE_LIMIT).count() as u64;
    let (severity, certainty) = match (old, total) {
        (MANY.., _) => (Severity::Leak, Certainty::Medium),
        (1.., _) if facts.excerpt => (Severity::Leak, Certainty::Medium),
        (_, MANY..) => (Severity::Suspect, Certainty::Medium),
        _ => return,
    };
    let title = if severity == Severity::Leak {
        msg("http2-conn-per-client-title-leaked").n("n", total)
    } else {
        msg("http2-conn-per-client-title-idle").n("n", total)
    };
    let streams: u64 = facts.http.h2.streams.iter().map(|it| it.1).sum();
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(total, "connection")
        .members(facts, idle.iter().copied())
        .evidence(
            EvidenceKind::Position,
            msg("http2-conn-per-client-position")
                .n("n", total)
                .n("streams", streams),
        )
        .evidence(
            EvidenceKind::Count,
            msg("http2-conn-per-client-count").n("n", total),
        )
        .maybe(EvidenceKind::Wait, oldest.map(|age| wait(age, old, total)))
        .evidence(EvidenceKind::OwnCode, msg("http2-conn-per-client-no-own-code"))
        .evidence(EvidenceKind::Caveat, msg("http2-conn-per-client-caveat"))
        .look_alike("http-idle-many-hosts", msg("http2-conn-per-client-or-many-hosts"))
        .remedy(remedy(
            msg("http-transport-per-request-remedy"),
            [
                msg("http2-conn-per-client-step-move"),
                msg("http2-conn-per-client-step-one"),
            ],
            "func call(url string) (*http.Response, error) {\n\tclient := &http.Client{Transport: &http.Transport{\n\t\tForceAttemptHTTP2: true,\n\t}}\n\t// A connection of its own.\n\treturn client.Get(url)\n}\n",
            "var base = http.DefaultTransport.(*http.Transport)\n\nvar client = &http.Client{\n\tTimeout:   30 * time.Second,\n\tTransport: base.Clone(),\n}\n\nfunc call(url string) (*http.Response, error) {\n\t// A stream on the shared connection.\n\treturn client.Get(url)\n}\n",
            &[("net/http: Clients and Transports should only be created once and re-used", "https://pkg.go.dev/net/http#hdr-Clients_and_Transports")],
        ))
        .capture(second_dump())
        .capture(list_peers());
    acc.push(draft.finish(facts));
}

/// Connections no caller is known to use. Streams name no connection, so as many connections as
/// there are streams without a known caller are taken to be in use.
fn idle_conns(facts: &Facts<'_>) -> Vec<Member> {
    let h2 = &facts.http.h2;
    let used: BTreeSet<u64> = h2
        .callers
        .iter()
        .map(|it| it.1)
        .filter(|&ptr| ptr != 0)
        .collect();
    let mut idle: Vec<Member> = h2
        .conns
        .iter()
        .filter(|it| !used.contains(&it.1))
        .map(|it| it.0)
        .collect();
    let callers: u64 = h2.callers.iter().map(|it| it.0.1).sum();
    let streams: u64 = h2.streams.iter().map(|it| it.1).sum();
    let total: u64 = idle.iter().map(|it| it.1).sum();
    let unknown = streams.saturating_sub(callers);
    if unknown * 2 >= total {
        idle.clear(); // enough streams to keep them all busy: nothing can be said
    }
    idle
}

fn wait(oldest: u32, old: u64, total: u64) -> Message {
    if old == 0 {
        return msg("http2-conn-per-client-wait-young")
            .n("n", total)
            .minutes("oldest", oldest);
    }
    msg("http2-conn-per-client-wait-old")
        .n("n", total)
        .n("old", old)
        .n("young", total.saturating_sub(old))
        .minutes("oldest", oldest)
}
