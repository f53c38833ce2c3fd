//! # http-tls-handshake-stall
//!
//! **What it shows.** Dial goroutines in `(*persistConn).addTLS`: TCP is connected, the TLS
//! handshake is not answered. Three goroutines per attempt: caller, dialler, handshake.
//!
//! **Why it matters.** DefaultTransport gives a handshake 10 s; a hand-made Transport has no
//! TLSHandshakeTimeout and waits for ever.
//!
//! **Remedy.** Set TLSHandshakeTimeout; check that the peer speaks TLS on this port.
//!
//! **Harmless when** it passes within seconds.
//!
//! Source: `net/http/transport.go` (addTLS, TLSHandshakeTimeout), Go 1.7–1.27.

use super::analyses::Facts;
use super::analyses::http_conns::Member;
use super::analyses::http_roles::DialAt;
use super::draft::{Draft, remedy, second_dump, waited, young};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-tls-handshake-stall",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let dialers: Vec<Member> = facts
        .http
        .dialers
        .iter()
        .filter(|it| it.1 == DialAt::Tls)
        .map(|it| it.0)
        .collect();
    let members = || dialers.iter().chain(&facts.http.handshakes).copied();
    let sum = |members: &[Member]| members.iter().map(|it| it.1).sum::<u64>();
    let total = sum(&dialers).max(sum(&facts.http.handshakes));
    let oldest = members().filter_map(|it| facts.minutes(it.0)).max();
    let (severity, certainty) = match (oldest.unwrap_or(0), total) {
        (PROVES_A_MINUTE.., 1..) => (Severity::Stuck, Certainty::High),
        (_, 5..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let callers = facts.http.get_conn.iter().map(|it| it.0);
    let title = msg("http-tls-handshake-stall-title").n("n", total);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(total, "handshake")
        .members(facts, members().chain(callers))
        .evidence(
            EvidenceKind::Position,
            msg("http-tls-handshake-stall-position").n("n", total),
        )
        .evidence(
            EvidenceKind::Wait,
            match oldest {
                Some(age) if age < PROVES_A_MINUTE => waited(total, age),
                Some(age) => msg("http-tls-handshake-stall-wait")
                    .n("n", total)
                    .minutes("oldest", age),
                None => young(total),
            },
        )
        .look_alike(
            "http-dial-in-progress",
            msg("http-tls-handshake-stall-or-dial").n("n", total),
        )
        .remedy(remedy(
            msg("http-tls-handshake-stall-remedy"),
            [
                msg("http-tls-handshake-stall-step-clone"),
                msg("http-tls-handshake-stall-step-check"),
            ],
            "// No handshake timeout.\ntransport := &http.Transport{TLSClientConfig: tlsConfig}\n",
            "base := http.DefaultTransport.(*http.Transport)\ntransport := base.Clone()\ntransport.TLSClientConfig = tlsConfig\ntransport.TLSHandshakeTimeout = 5 * time.Second\n",
            &[("net/http: Transport.TLSHandshakeTimeout", "https://pkg.go.dev/net/http#Transport")],
        ))
        .run(
            "openssl s_client -connect HOST:PORT",
            msg("http-tls-handshake-stall-run-openssl"),
        )
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
